"""The objects' surfaces in space."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QWidget

from app.model.case_model import CaseModel
from app.model.view_state import ViewState


class VolumeView(QWidget):
    """Shows surfaces, box and the image's frame; a left drag turns, the wheel zooms.

    Signals:
        maximise_requested: double-click, or V.
    """

    maximise_requested = pyqtSignal()

    def __init__(
        self, case_model: CaseModel, view_state: ViewState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)

    def reset_view(self) -> None:
        """Look from the front at everything."""
