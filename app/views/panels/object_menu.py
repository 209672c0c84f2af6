"""What can be done to one object of the list: its colour, opacity, place, and what else is seen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QHBoxLayout, QMenu, QSlider, QWidget, QWidgetAction

from app.model.case_model import CaseModel
from app.model.object_look import FAINTEST, is_shown, showing_object, strength_of, with_strength
from app.model.view_state import ViewState
from app.translation import mark, tr
from app.views.palette import COLOUR_NAMES, palette_colour
from app.views.panels.card import quiet_label
from app.views.panels.object_row import dot_icon
from bifseg_core.boxes import boxes_of, first_boxes, masks_of
from bifseg_core.listing import ColourObject, MoveObject

_SLIDER_PX = 120


class ObjectMenu(QMenu):
    """The menu of one object; made anew each time.

    Signals:
        merge_wanted: carries the number of the object above, which stays, and of this one.
        remove_wanted: carries the object's number.
        box_wanted: carries the object's number; the next box is for it.
    """

    merge_wanted = pyqtSignal(int, int)
    remove_wanted = pyqtSignal(int)
    box_wanted = pyqtSignal(int)

    def __init__(
        self,
        object_id: int,
        case_model: CaseModel,
        view_state: ViewState,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._object_id = object_id
        self._case_model = case_model
        self._view_state = view_state
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_colours()
        self._add_strength()
        self.addSeparator()
        self._add_seeing()
        self.addSeparator()
        self._add_places()
        self.addSeparator()
        has_box = self._case_model.state.object(object_id).box is not None
        self._entry(tr("Add a box"), self._add_box, enabled=has_box)
        self._entry(tr("Merge with the one above"), self._merge, enabled=self._can_merge())
        self._entry(tr("Remove"), lambda: self.remove_wanted.emit(object_id))

    def _entry(self, text: str, do: Callable[[], None], *, enabled: bool = True) -> None:
        entry = self.addAction(text)
        entry.setEnabled(enabled)
        entry.triggered.connect(do)

    def _add_colours(self) -> None:
        colours = self.addMenu(tr("Colour"))
        for number, name in enumerate(COLOUR_NAMES):
            entry = colours.addAction(dot_icon(palette_colour(number)), tr(name))
            entry.triggered.connect(partial(self._colour, number))

    def _add_strength(self) -> None:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(24, 4, 16, 4)
        slider = QSlider(Qt.Orientation.Horizontal, holder)
        slider.setRange(round(100 * FAINTEST), 100)
        slider.setFixedWidth(_SLIDER_PX)
        slider.setAccessibleName(tr("Opacity of this object"))
        slider.setToolTip(tr("Opacity of this object"))
        look = self._view_state.settings
        slider.setValue(round(100 * strength_of(look, self._object_id)))
        slider.valueChanged.connect(self._strengthen)
        row.addWidget(quiet_label(mark("Opacity"), holder))
        row.addWidget(slider)
        entry = QWidgetAction(self)
        entry.setDefaultWidget(holder)
        self.addAction(entry)

    def _add_seeing(self) -> None:
        shown = is_shown(self._view_state.settings, self._object_id)
        self._entry(tr("Hide") if shown else tr("Show"), self._toggle)
        several = len(self._ids) > 1
        self._entry(tr("Show this one alone"), self._show_alone, enabled=several)
        self._entry(tr("Show all"), self._show_all, enabled=bool(self._view_state.settings.hidden))

    def _add_places(self) -> None:
        place = self._ids.index(self._object_id)
        self._entry(tr("Move up"), partial(self._move, place - 1), enabled=place > 0)
        is_last = place == len(self._ids) - 1
        self._entry(tr("Move down"), partial(self._move, place + 1), enabled=not is_last)

    @property
    def _ids(self) -> list[int]:
        return [one.object_id for one in first_boxes(self._case_model.state)]

    def _colour(self, number: int) -> None:
        self._case_model.perform(ColourObject(self._object_id, number))

    def _strengthen(self, percent: int) -> None:
        look = self._view_state.settings
        self._view_state.update(**with_strength(look, self._object_id, percent / 100))

    def _toggle(self) -> None:
        look = self._view_state.settings
        shown = not is_shown(look, self._object_id)
        self._view_state.update(**showing_object(look, self._object_id, shown=shown))

    def _show_alone(self) -> None:
        self._view_state.update(hidden=frozenset(self._ids) - {self._object_id})

    def _show_all(self) -> None:
        self._view_state.update(hidden=frozenset())

    def _move(self, place: int) -> None:
        self._case_model.perform(MoveObject(self._object_id, place))

    def _can_merge(self) -> bool:
        state, place = self._case_model.state, self._ids.index(self._object_id)
        pair = self._ids[max(0, place - 1) : place + 1]
        return len(pair) == 2 and all(masks_of(boxes_of(state, number)) for number in pair)

    def _add_box(self) -> None:
        self.box_wanted.emit(self._object_id)

    def _merge(self) -> None:
        above = self._ids[self._ids.index(self._object_id) - 1]
        self.merge_wanted.emit(above, self._object_id)
