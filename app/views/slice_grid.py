"""The views side by side: four of a size, one large, one alone; a single one for pictures."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtGui import QColor, QPalette
from PyQt5.QtWidgets import QGridLayout, QWidget

from app.model.case_model import CaseModel
from app.model.view_state import ViewState
from app.tools.slice_geometry import Plane, plane_of_picture
from app.views.arrangement import VOLUME, Arrangement, Layout
from app.views.background import Run
from app.views.box_preview import BoxPreview
from app.views.palette import FRAME
from app.views.slice_view import SliceView
from app.views.volume_view import VolumeView

_FOUR_UP = {"axial": (0, 0), VOLUME: (0, 1), "coronal": (1, 0), "sagittal": (1, 1)}
_GAP = 2
_LARGE_SHARE = 3
_SMALL = 3
"""How many views stand beside a large one."""


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
        box_selected: carries the number of one of the active object's boxes.
        stroke_started, stroke_abandoned: a stroke began, or came to nothing.
        stroke_drawn: carries a Stroke.
        measure_drawn, measure_removed: carry a Measure.
        measure_moved: carries the Measure as it was and as it is.
        hovered: carries the voxel (i, j, k) under the cursor, or None.
        maximised: carries the view that fills the grid now, or None where all are shown.
        arranged: carries the Arrangement that the user chose.
    """

    box_drawn = pyqtSignal(object)
    box_selected = pyqtSignal(int)
    stroke_started = pyqtSignal()
    stroke_drawn = pyqtSignal(object)
    measure_drawn = pyqtSignal(object)
    measure_removed = pyqtSignal(object)
    measure_moved = pyqtSignal(object, object)
    stroke_abandoned = pyqtSignal()
    hovered = pyqtSignal(object)
    maximised = pyqtSignal(object)
    arranged = pyqtSignal(object)

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
        self.arrangement = self._several = Arrangement()
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
        alone = self.arrangement.layout is Layout.SINGLE and self.arrangement.main != VOLUME
        return Plane(self.arrangement.main) if alone else None

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
        if view is None:
            self.arrange(self._several)
        else:
            self.arrange(Arrangement(Layout.SINGLE, self._name_of(view)))

    def arrange(self, arrangement: Arrangement) -> None:
        """Let the views share the grid in that way."""
        self.arrangement = arrangement
        is_alone = arrangement.layout is Layout.SINGLE
        self._several = self._several if is_alone else arrangement
        self._show_views()
        self.maximised.emit(self._named(arrangement.main) if is_alone else None)
        self.arranged.emit(arrangement)

    def lay_out_as(self, layout: Layout) -> None:
        """Choose a layout; the view under the mouse becomes the large one or stays alone."""
        self.arrange(Arrangement(layout, self._name_of(self.view_in_hand)))

    @property
    def view_in_hand(self) -> QWidget:
        """The view that the keys act on: under the mouse, or the one that stands out."""
        if self._single is not None:
            return self.views[self._single]
        in_hand = [view for view in self._all_views if view.hasFocus() and view.isVisible()]
        return in_hand[0] if in_hand else self._named(self.arrangement.main)

    def cancel_drag(self) -> None:
        """Drop whatever is being drawn."""
        for view in self.views.values():
            view.cancel_drag()

    def _slice_view(self, plane: Plane, view_state: ViewState) -> SliceView:
        view = SliceView(plane, self._case_model, view_state, self, box_preview=self.box_preview)
        view.box_drawn.connect(self.box_drawn)
        view.box_selected.connect(self.box_selected)
        view.stroke_started.connect(self.stroke_started)
        view.stroke_drawn.connect(self.stroke_drawn)
        view.measure_drawn.connect(self.measure_drawn)
        view.measure_removed.connect(self.measure_removed)
        view.measure_moved.connect(self.measure_moved)
        view.stroke_abandoned.connect(self.stroke_abandoned)
        view.hovered.connect(self.hovered)
        view.maximise_requested.connect(lambda: self._toggle(view))
        return view

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        palette = self.palette()
        palette.setColor(QPalette.Window, QColor(FRAME))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self._show_views()

    def _on_opened(self, volume: object) -> None:
        self._single = plane_of_picture(self._case_model.volume)
        self._show_views()

    def _toggle(self, view: QWidget) -> None:
        if self._single is None:
            is_alone = self.arrangement == Arrangement(Layout.SINGLE, self._name_of(view))
            self.maximise(None if is_alone else view)

    def words_for(self, view: QWidget) -> str:
        """A name for a picture of a view: "axial 51", say."""
        name = self._name_of(view)
        return f"{name} {view.slice_index + 1}" if isinstance(view, SliceView) else name

    @property
    def _all_views(self) -> tuple[QWidget, ...]:
        return (*self.views.values(), self.volume_view)

    def _named(self, name: str) -> QWidget:
        return self.volume_view if name == VOLUME else self.views[Plane(name)]

    def _name_of(self, view: QWidget) -> str:
        return view.plane.value if isinstance(view, SliceView) else VOLUME

    def _show_views(self) -> None:
        only = self.views[self._single] if self._single else None
        if only is None and self.arrangement.layout is Layout.SINGLE:
            only = self._named(self.arrangement.main)
        for view in self._all_views:
            self.layout().removeWidget(view)
        if only is not None:
            self.layout().addWidget(only, 0, 0)
            self._stretch((1,), (1,))
        elif self.arrangement.layout is Layout.LARGE:
            self._place_large(self._named(self.arrangement.main))
        else:
            self._place_four()
        for view in self._all_views:
            view.setVisible(only in (None, view))
        self.layout().activate()

    def _place_four(self) -> None:
        for name, cell in _FOUR_UP.items():
            self.layout().addWidget(self._named(name), *cell)
        self._stretch((1, 1), (1, 1))

    def _place_large(self, large: QWidget) -> None:
        small = [view for view in map(self._named, _FOUR_UP) if view is not large]
        self.layout().addWidget(large, 0, 0, _SMALL, 1)
        for row, view in enumerate(small):
            self.layout().addWidget(view, row, 1)
        self._stretch((1,) * _SMALL, (_LARGE_SHARE, 1))

    def _stretch(self, rows: tuple[int, ...], columns: tuple[int, ...]) -> None:
        layout = self.layout()
        for number in range(_SMALL):
            layout.setRowStretch(number, rows[number] if number < len(rows) else 0)
            layout.setColumnStretch(number, columns[number] if number < len(columns) else 0)
