"""The list of objects: colour, name, size, status; new and remove."""

from __future__ import annotations

from PyQt5.QtCore import QEvent, Qt, pyqtSignal
from PyQt5.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.model.case_model import CaseModel
from app.model.numbers import size_words
from app.translation import tr
from app.views.icons import IconLabel, icon
from app.views.palette import object_colour
from app.views.panels.card import Card, quiet_label, set_property
from bifseg_core.case import ObjectStatus, SegmentedObject
from bifseg_core.listing import AddObject, RemoveObject, RenameObject, SelectObject
from bifseg_core.volume import Volume

_NAME_MARGIN = 7


class NameEdit(QLineEdit):
    """A name that can be typed over; Return and Space belong to it while it has the focus."""

    def event(self, event: QEvent) -> bool:
        """Keep single keys from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return bool(super().event(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A name that is longer than the field ends in dots while nobody types."""
        room = self.width() - 2 * _NAME_MARGIN
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        if self.hasFocus() or shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        place = self.rect().adjusted(_NAME_MARGIN, 0, 0, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


class ObjectRow(QFrame):
    """One object of the list.

    Signals:
        clicked: carries the object's number.
        renamed: carries the object's number and the new name.
    """

    clicked = pyqtSignal(int)
    renamed = pyqtSignal(int, str)

    def __init__(self, object_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("objectRow")
        self.object_id = object_id
        self._dot = QLabel(self)
        self._dot.setFixedSize(12, 12)
        colour = object_colour(object_id).name()
        self._dot.setStyleSheet(f"background: {colour}; border-radius: 6px;")
        self.name_edit = NameEdit(self)
        self.name_edit.setAccessibleName(tr("Name of the object"))
        self.size_label = quiet_label("", self)
        self._shown_status: ObjectStatus | None = None
        self._status = IconLabel(self, side=18)
        self._lay_out()
        self.name_edit.editingFinished.connect(self.on_editing_finished)
        self.name_edit.returnPressed.connect(self.name_edit.clearFocus)

    def show_object(self, target: SegmentedObject, volume: Volume, *, is_active: bool) -> None:
        """Show the object as it is now."""
        if not self.name_edit.hasFocus():
            self.name_edit.setText(target.name)
            self.name_edit.setCursorPosition(0)
            self.name_edit.setToolTip(target.name)
        found = target.segmentation
        self.size_label.setText(size_words(found.voxel_count, volume) if found else "")
        self._show_status(target.status)
        set_property(self, "active", is_active)

    def _show_status(self, status: ObjectStatus) -> None:
        if status is self._shown_status:
            return
        self._shown_status = status
        is_accepted = status is ObjectStatus.ACCEPTED
        name = "check-circle" if is_accepted else "pencil-outline"
        self._status.show_icon(name)
        self._status.setToolTip(tr("Accepted") if is_accepted else tr("Open"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click selects the object."""
        self.clicked.emit(self.object_id)

    def on_editing_finished(self) -> None:
        """A name was typed."""
        self.renamed.emit(self.object_id, self.name_edit.text().strip())

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(self._dot)
        layout.addWidget(self.name_edit, 1)
        layout.addWidget(self.size_label)
        layout.addWidget(self._status)


class ObjectsCard(Card):
    """All objects of the case; tools act on the highlighted one."""

    def __init__(self, case_model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(tr("Objects"), parent)
        self._case_model = case_model
        self._rows: dict[int, ObjectRow] = {}
        self._new = _button(tr("New object"), "plus", self)
        self._remove = _button(tr("Remove"), "trash-can-outline", self)
        self._new.setToolTip(tr("Outline another object in this scan (Ctrl+N)"))
        self._remove.setToolTip(tr("Remove the marked object; undo brings it back"))
        self._lay_out()
        self._new.clicked.connect(self.on_new_clicked)
        self._remove.clicked.connect(self.on_remove_clicked)
        case_model.opened.connect(self.on_changed)
        case_model.changed.connect(self.on_changed)

    def row(self, object_id: int) -> ObjectRow:
        """The row of that object."""
        return self._rows[object_id]

    def on_changed(self, _: object) -> None:
        """The case was opened or edited."""
        state = self._case_model.state
        self._match_rows([o.object_id for o in state.objects])
        for target in state.objects:
            is_active = target.object_id == state.active_id
            self._rows[target.object_id].show_object(
                target, self._case_model.volume, is_active=is_active
            )

    def on_new_clicked(self) -> None:
        """Begin another object."""
        if self._case_model.is_open:
            number = self._case_model.case.next_id
            name = tr("Object {number}", number=number)
            self._case_model.perform(AddObject(name, object_id=number))

    def on_remove_clicked(self) -> None:
        """Remove the active object; undo brings it back."""
        if self._case_model.is_open:
            active_id, next_id = self._case_model.state.active_id, self._case_model.case.next_id
            self._case_model.perform(RemoveObject(active_id, next_id=next_id))

    def on_row_clicked(self, object_id: int) -> None:
        """Make that object the active one."""
        if object_id != self._case_model.state.active_id:
            self._case_model.perform(SelectObject(object_id))

    def on_row_renamed(self, object_id: int, name: str) -> None:
        """Give that object another name; it may be gone by the time the field loses the focus."""
        names = {o.object_id: o.name for o in self._case_model.state.objects}
        if name and name != names.get(object_id, name):
            self._case_model.perform(RenameObject(object_id, name))
        elif object_id in names:
            self._rows[object_id].name_edit.setText(names[object_id])

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
        return row

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._new)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        self.body.setSpacing(4)
        self.body.addLayout(buttons)


def _button(text: str, icon_name: str, parent: QWidget) -> QPushButton:
    button = QPushButton(icon(icon_name), text, parent)
    button.setProperty("role", "flat")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
