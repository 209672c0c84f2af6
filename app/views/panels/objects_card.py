"""The list of objects: which are there, which are seen, in which order; new and remove."""

from __future__ import annotations

import itertools

from PyQt5.QtCore import QPoint, Qt, pyqtSignal
from PyQt5.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.model.case_model import CaseModel
from app.model.object_look import is_shown, showing_object
from app.model.view_state import ViewChange, ViewState
from app.translation import mark, tr
from app.views.icons import icon
from app.views.panels.card import Card, quiet_label
from app.views.panels.object_menu import ObjectMenu
from app.views.panels.object_row import ObjectRow
from app.wording import word
from bifseg_core.boxes import boxes_of, first_boxes, masks_of
from bifseg_core.listing import AddObject, MoveObject, RemoveObject, RenameObject, SelectObject


class ObjectsCard(Card):
    """All objects of the case; tools act on the highlighted one.

    Args:
        case_model: the document.
        view_state: which of them are seen, and how strongly.

    Signals:
        merge_wanted: carries the numbers of two objects, of which the first one stays.
        box_wanted: carries the number of the object that the next box is for.
    """

    merge_wanted = pyqtSignal(int, int)
    box_wanted = pyqtSignal(int)

    def __init__(
        self, case_model: CaseModel, view_state: ViewState, parent: QWidget | None = None
    ) -> None:
        super().__init__(mark("Objects"), parent)
        self._case_model = case_model
        self._view_state = view_state
        self._rows: dict[int, ObjectRow] = {}
        self._new, self._remove = _button("plus", self), _button("trash-can-outline", self)
        word(self._new, text="New object", toolTip="Outline another object in this scan (Ctrl+N)")
        word(self._remove, text="Remove", toolTip="Remove the marked object; undo brings it back")
        self.overlap_rule = quiet_label(mark("Where objects overlap, the lower one wins."), self)
        self.overlap_rule.setWordWrap(True)
        self._lay_out()
        self._new.clicked.connect(self.on_new_clicked)
        self._remove.clicked.connect(self.on_remove_clicked)
        case_model.opened.connect(self.on_opened)
        case_model.changed.connect(self.on_changed)
        view_state.changed.connect(self.on_view_changed)

    def row(self, object_id: int) -> ObjectRow:
        """The row of that object."""
        return self._rows[object_id]

    def on_opened(self, _: object) -> None:
        """Another case: all its objects are seen."""
        self._view_state.update(hidden=frozenset(), strengths={})
        self.on_changed(None)

    def on_view_changed(self, change: ViewChange) -> None:
        """Objects are shown or hidden, or looked at as they were before."""
        if change.touches("hidden", "looking_back") and self._case_model.is_open:
            self.on_changed(None)

    def on_changed(self, _: object) -> None:
        """The case was edited."""
        look, volume = self._view_state.settings, self._case_model.volume
        state = self._case_model.state_seen(looking_back=look.looking_back)
        objects = [boxes_of(state, first.object_id) for first in first_boxes(state)]
        self._match_rows([boxes[0].object_id for boxes in objects])
        for boxes in objects:
            number = boxes[0].object_id
            self._rows[number].show_object(
                boxes,
                volume,
                is_active=number == state.active.whole_id,
                is_shown=is_shown(look, number),
            )
        drawn = [boxes for boxes in objects if masks_of(boxes)]
        self.overlap_rule.setVisible(len(drawn) > 1)

    def on_new_clicked(self) -> None:
        """Begin another object."""
        if self._case_model.is_open:
            names = [one.name for one in first_boxes(self._case_model.state)]
            named = (tr("Object {number}", number=n) for n in itertools.count(1 + len(names)))
            name = next(name for name in named if name not in names)
            self._case_model.perform(AddObject(name, object_id=self._case_model.case.next_id))

    def on_remove_clicked(self) -> None:
        """Remove the active object; undo brings it back."""
        if self._case_model.is_open:
            self.remove(self._case_model.state.active_id)

    def remove(self, object_id: int) -> None:
        """Remove an object; the last one makes room for a first one."""
        next_id, next_name = self._case_model.case.next_id, tr("Object {number}", number=1)
        self._case_model.perform(RemoveObject(object_id, next_id=next_id, next_name=next_name))

    def on_row_clicked(self, object_id: int) -> None:
        """Make that object the active one."""
        if object_id != self._case_model.state.active.whole_id:
            self._case_model.perform(SelectObject(object_id))

    def on_row_renamed(self, object_id: int, name: str) -> None:
        """Give that object another name; it may be gone by the time the field loses the focus."""
        names = {o.object_id: o.name for o in self._case_model.state.objects}
        if name and name != names.get(object_id, name):
            self._case_model.perform(RenameObject(object_id, name))
        elif object_id in names:
            self._rows[object_id].name_edit.setText(names[object_id])

    def on_eye_clicked(self, object_id: int) -> None:
        """Show or hide that object."""
        look = self._view_state.settings
        shown = not is_shown(look, object_id)
        self._view_state.update(**showing_object(look, object_id, shown=shown))

    def on_menu_wanted(self, object_id: int, at: QPoint) -> None:
        """Bring up that object's menu."""
        menu = ObjectMenu(object_id, self._case_model, self._view_state, self)
        menu.merge_wanted.connect(self.merge_wanted)
        menu.remove_wanted.connect(self.remove)
        menu.box_wanted.connect(self.box_wanted)
        menu.popup(at)

    def on_row_dragged(self, object_id: int, height: int) -> None:
        """Show where the row would go."""
        self.body.insertWidget(self._place_at(object_id, height), self._rows[object_id])

    def on_row_dropped(self, object_id: int, height: int) -> None:
        """Put that object there."""
        ids, place = self._ids, self._place_at(object_id, height)
        if ids.index(object_id) != place:
            self._case_model.perform(MoveObject(object_id, place))
        else:
            self._match_rows(ids)

    @property
    def _ids(self) -> list[int]:
        return [one.object_id for one in first_boxes(self._case_model.state)]

    def _place_at(self, object_id: int, height: int) -> int:
        """How many of the other rows lie above that height."""
        others = [self._rows[other] for other in self._ids if other != object_id]
        return sum(row.geometry().center().y() < height for row in others)

    def _match_rows(self, ids: list[int]) -> None:
        for object_id in set(self._rows) - set(ids):
            row = self._rows.pop(object_id)
            row.hide()
            row.deleteLater()
        for place, object_id in enumerate(ids):
            if object_id not in self._rows:
                self._rows[object_id] = self._made_row(object_id)
            self.body.insertWidget(place, self._rows[object_id])

    def _made_row(self, object_id: int) -> ObjectRow:
        row = ObjectRow(object_id, self)
        row.clicked.connect(self.on_row_clicked)
        row.renamed.connect(self.on_row_renamed)
        row.eye_clicked.connect(self.on_eye_clicked)
        row.menu_wanted.connect(self.on_menu_wanted)
        row.box_wanted.connect(self.box_wanted)
        row.dragged.connect(self.on_row_dragged)
        row.dropped.connect(self.on_row_dropped)
        return row

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._new)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        self.body.setSpacing(4)
        self.overlap_rule.hide()
        self.body.addWidget(self.overlap_rule)
        self.body.addLayout(buttons)


def _button(icon_name: str, parent: QWidget) -> QPushButton:
    button = QPushButton(icon(icon_name), "", parent)
    button.setProperty("role", "flat")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
