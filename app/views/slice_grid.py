"""Four-up: axial, 3D, coronal, sagittal; one of them maximised; a single one for pictures."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtGui import QColor, QPalette
from PyQt5.QtWidgets import QGridLayout, QWidget

from app.model.case_model import CaseModel
from app.model.view_state import ViewState
from app.tools.slice_geometry import Plane, plane_of_picture
from app.views.background import Run
from app.views.box_preview import BoxPreview
from app.views.palette import FRAME
from app.views.slice_view import SliceView
from app.views.volume_view import VolumeView

_CELLS = {Plane.AXIAL: (0, 0), Plane.CORONAL: (1, 0), Plane.SAGITTAL: (1, 1)}
_VOLUME_CELL = (0, 1)
_GAP = 2


class SliceGrid(QWidget):
    """The views of the scan, in 3D Slicer's order.

    Args:
        case_model: the document.
        view_state: how it is looked at.
        run: does the 3D view's slow work; a thread of its own unless given.

    Attributes:
        views: the slice view of every plane.
        volume_view: the surfaces.

    Signals: those of its slice views.
        box_drawn: carries a BoundingBox.
        stroke_started, stroke_abandoned: a stroke began, or came to nothing.
        stroke_drawn: carries a Stroke.
        hovered: carries the voxel (i, j, k) under the cursor, or None.
        maximised: carries the view that fills the grid now, or None where all are shown.
    """

    box_drawn = pyqtSignal(object)
    stroke_started = pyqtSignal()
    stroke_drawn = pyqtSignal(object)
    stroke_abandoned = pyqtSignal()
    hovered = pyqtSignal(object)
    maximised = pyqtSignal(object)

    def __init__(
        self,
        case_model: CaseModel,
        view_state: ViewState,
        parent: QWidget | None = None,
        *,
        run: Run | None = None,
    ) -> None:
        super().__init__(parent)
        self._case_model = case_model
        self._maximised: QWidget | None = None
        self._single: Plane | None = None
        self.box_preview = BoxPreview(self)
        self.views = {plane: self._slice_view(plane, view_state) for plane in Plane}
        self.volume_view = VolumeView(case_model, view_state, self, run=run)
        self.volume_view.maximise_requested.connect(lambda: self._toggle(self.volume_view))
        self._lay_out()
        case_model.opened.connect(self._on_opened)

    @property
    def only_plane(self) -> Plane | None:
        """The plane that alone is shown, None where there are more."""
        if self._single is not None:
            return self._single
        return next((plane for plane, view in self.views.items() if view is self._maximised), None)

    def set_busy(self, busy: bool) -> None:
        """While busy the box breathes in all views."""
        for view in self.views.values():
            view.set_busy(busy)

    def reset_views(self) -> None:
        """Show everything in every view."""
        for view in (*self.views.values(), self.volume_view):
            view.reset_view()

    def maximise(self, view: QWidget | None) -> None:
        """Let one of the views fill the grid; None brings all of them back."""
        self._maximised = view
        self._show_views()
        self.maximised.emit(view)

    def cancel_drag(self) -> None:
        """Drop whatever is being drawn."""
        for view in self.views.values():
            view.cancel_drag()

    def _slice_view(self, plane: Plane, view_state: ViewState) -> SliceView:
        view = SliceView(plane, self._case_model, view_state, self, box_preview=self.box_preview)
        view.box_drawn.connect(self.box_drawn)
        view.stroke_started.connect(self.stroke_started)
        view.stroke_drawn.connect(self.stroke_drawn)
        view.stroke_abandoned.connect(self.stroke_abandoned)
        view.hovered.connect(self.hovered)
        view.maximise_requested.connect(lambda: self._toggle(view))
        return view

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        for plane, view in self.views.items():
            layout.addWidget(view, *_CELLS[plane])
        layout.addWidget(self.volume_view, *_VOLUME_CELL)
        palette = self.palette()
        palette.setColor(QPalette.Window, QColor(FRAME))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self._show_views()

    def _on_opened(self, volume: object) -> None:
        self._single = plane_of_picture(self._case_model.volume)
        self._maximised = None
        self._show_views()

    def _toggle(self, view: QWidget) -> None:
        if self._single is None:
            self.maximise(None if self._maximised is view else view)

    def _show_views(self) -> None:
        only = self.views[self._single] if self._single else self._maximised
        shown = [view for view in (*self.views.values(), self.volume_view) if only in (None, view)]
        for view in (*self.views.values(), self.volume_view):
            view.setVisible(view in shown)
        for number in (0, 1):
            self._stretch(number, shown)
        self.layout().activate()

    def _stretch(self, number: int, shown: list[QWidget]) -> None:
        cells = {**{self.views[plane]: cell for plane, cell in _CELLS.items()}}
        cells[self.volume_view] = _VOLUME_CELL
        layout = self.layout()
        layout.setRowStretch(number, int(any(cells[view][0] == number for view in shown)))
        layout.setColumnStretch(number, int(any(cells[view][1] == number for view in shown)))
