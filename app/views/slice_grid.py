"""Four-up: axial, 3D, coronal, sagittal; one of them maximised; a single one for pictures."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QWidget

from app.model.case_model import CaseModel
from app.model.view_state import ViewState
from app.tools.slice_geometry import Plane
from app.views.slice_view import SliceView
from app.views.volume_view import VolumeView


class SliceGrid(QWidget):
    """The views of the scan, in 3D Slicer's order.

    Signals: those of its slice views: box_drawn (BoundingBox), stroke_started, stroke_drawn (Stroke),
    hovered (voxel or None).
    """

    box_drawn = pyqtSignal(object)
    stroke_started = pyqtSignal()
    stroke_drawn = pyqtSignal(object)
    hovered = pyqtSignal(object)

    def __init__(
        self, case_model: CaseModel, view_state: ViewState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.views = {plane: SliceView(plane, case_model, view_state, self) for plane in Plane}
        self.volume_view = VolumeView(case_model, view_state, self)

    def set_busy(self, busy: bool) -> None:
        """While busy the box breathes in all views."""

    def reset_views(self) -> None:
        """Show everything in every view."""

    def maximise(self, view: QWidget | None) -> None:
        """Let one of the views fill the grid; None brings all of them back."""
