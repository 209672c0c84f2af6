"""One slice of the scan with everything that lies on it, and the mouse and keys over it."""

from __future__ import annotations

import pyqtgraph as pg
from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QWidget

from app.model.case_model import CaseModel
from app.model.view_state import ViewState
from app.tools.slice_geometry import Plane


class SliceView(pg.GraphicsView):
    """Shows the slice of one plane through the crosshair; draws boxes and strokes.

    Signals:
        box_drawn: a BoundingBox was drawn, moved or resized.
        stroke_started: the brush or eraser went down.
        stroke_drawn: a Stroke was drawn; label NONE is an eraser's.
        hovered: the voxel (i, j, k) under the cursor, or None beside the image.
        maximise_requested: double-click, or V.
    """

    box_drawn = pyqtSignal(object)
    stroke_started = pyqtSignal()
    stroke_drawn = pyqtSignal(object)
    hovered = pyqtSignal(object)
    maximise_requested = pyqtSignal()

    def __init__(
        self,
        plane: Plane,
        case_model: CaseModel,
        view_state: ViewState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.plane = plane

    def reset_view(self) -> None:
        """Show the whole slice."""

    def set_busy(self, busy: bool) -> None:
        """While busy the box breathes."""
