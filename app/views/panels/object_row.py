"""One object of the list: eye, colour, name, size, status."""

from __future__ import annotations

from PyQt5.QtCore import QEvent, QPoint, QRect, Qt, pyqtSignal
from PyQt5.QtGui import (
    QColor,
    QContextMenuEvent,
    QIcon,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
)
from PyQt5.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from app.model.numbers import size_words
from app.translation import mark, tr
from app.views.icons import IconLabel, icon
from app.views.palette import colour_of
from app.views.panels.card import quiet_label, set_property
from app.wording import word
from bifseg_core.boxes import Boxes, masks_of, voxel_count
from bifseg_core.case import ObjectStatus
from bifseg_core.volume import Volume

_NAME_MARGIN = 4
_SMALL = 20
_DOT_PX = 12


class NameEdit(QLineEdit):
    """A name that can be typed over; Return and Space belong to it while it has the focus."""

    def event(self, event: QEvent) -> bool:
        """Keep single keys from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return bool(super().event(event))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The row's menu comes up unless the name is being typed."""
        if self.hasFocus():
            super().contextMenuEvent(event)
        else:
            event.ignore()

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
        eye_clicked: carries the object's number.
        menu_wanted: carries the object's number and a point of the screen.
        box_wanted: carries the object's number; the next box is for it.
        dragged, dropped: carry the object's number and how far down the list the mouse is.
    """

    clicked = pyqtSignal(int)
    renamed = pyqtSignal(int, str)
    eye_clicked = pyqtSignal(int)
    menu_wanted = pyqtSignal(int, object)
    box_wanted = pyqtSignal(int)
    dragged = pyqtSignal(int, int)
    dropped = pyqtSignal(int, int)

    def __init__(self, object_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("objectRow")
        self.object_id = object_id
        self._pressed_at: QPoint | None = None
        self._is_dragged = False
        self.eye = _small_button(mark("Show or hide the object"), self)
        self.dot = _small_button(mark("Colour, opacity and order of the object"), self)
        self.name_edit = NameEdit(self)
        word(self.name_edit, accessibleName="Name of the object")
        self.size_label = quiet_label("", self)
        self.add_box = _small_button(mark("Add a box to this object (Shift+B)"), self)
        self.add_box.setIcon(icon("shape-square-rounded-plus"))
        self._shown_status: ObjectStatus | None = None
        self._status = IconLabel(self, side=18)
        self._lay_out()
        self._connect()

    def show_object(
        self, boxes: Boxes, volume: Volume, *, is_active: bool, is_shown: bool = True
    ) -> None:
        """Show the object that these boxes make up as it is now."""
        target, masks = boxes[0], masks_of(boxes)
        if not self.name_edit.hasFocus():
            self.name_edit.setText(target.name)
            self.name_edit.setCursorPosition(0)
            self.name_edit.setToolTip(target.name)
        self.size_label.setText(size_words(voxel_count(masks), volume) if masks else "")
        count = tr("{count} boxes, what they share counted once", count=len(boxes))
        self.size_label.setToolTip(count if len(boxes) > 1 else "")
        self.add_box.setVisible(is_active and target.box is not None)
        self.dot.setIcon(dot_icon(colour_of(target), filled=is_shown))
        self.eye.setIcon(icon("eye-outline" if is_shown else "eye-off-outline"))
        self._show_status(target.status)
        set_property(self, "active", is_active)

    def _show_status(self, status: ObjectStatus) -> None:
        if status is self._shown_status:
            return
        self._shown_status = status
        is_accepted = status is ObjectStatus.ACCEPTED
        name = "check-circle" if is_accepted else "pencil-outline"
        self._status.show_icon(name)
        word(self._status, toolTip=mark("Accepted") if is_accepted else mark("Open"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click selects the object; a drag from here puts it elsewhere."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at, self._is_dragged = event.pos(), False
            self.clicked.emit(self.object_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row follows the mouse up and down."""
        if self._pressed_at is None:
            return
        far = abs(event.pos().y() - self._pressed_at.y())
        self._is_dragged = self._is_dragged or far >= QApplication.startDragDistance()
        if self._is_dragged:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.object_id, self.mapToParent(event.pos()).y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The row stays where it was dragged."""
        self._pressed_at = None
        if self._is_dragged:
            self._is_dragged = False
            self.unsetCursor()
            self.dropped.emit(self.object_id, self.mapToParent(event.pos()).y())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button brings up the menu."""
        self.menu_wanted.emit(self.object_id, event.globalPos())

    def on_editing_finished(self) -> None:
        """A name was typed."""
        self.renamed.emit(self.object_id, self.name_edit.text().strip())

    def on_dot_clicked(self) -> None:
        """The colour was clicked."""
        below = self.dot.mapToGlobal(self.dot.rect().bottomLeft())
        self.menu_wanted.emit(self.object_id, below)

    def _connect(self) -> None:
        self.name_edit.editingFinished.connect(self.on_editing_finished)
        self.name_edit.returnPressed.connect(self.name_edit.clearFocus)
        self.eye.clicked.connect(lambda: self.eye_clicked.emit(self.object_id))
        self.dot.clicked.connect(self.on_dot_clicked)
        self.add_box.clicked.connect(lambda: self.box_wanted.emit(self.object_id))

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 4, 6, 4)
        layout.setSpacing(1)
        layout.addWidget(self.eye)
        layout.addWidget(self.dot)
        layout.addWidget(self.name_edit, 1)
        layout.addWidget(self.size_label)
        layout.addSpacing(2)
        layout.addWidget(self.add_box)
        layout.addSpacing(2)
        layout.addWidget(self._status)


def dot_icon(colour: QColor, *, filled: bool = True) -> QIcon:
    """A round dot of that colour, or its rim alone."""
    picture = QPixmap(4 * _DOT_PX, 4 * _DOT_PX)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = painter.pen()
    pen.setColor(colour)
    pen.setWidth(6)
    painter.setPen(pen)
    if filled:
        painter.setBrush(colour)
    painter.drawEllipse(QRect(4, 4, 4 * _DOT_PX - 8, 4 * _DOT_PX - 8))
    painter.end()
    return QIcon(picture)


def _small_button(name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setFixedSize(_SMALL, _SMALL)
    button.setAutoRaise(True)
    button.setProperty("role", "bare")
    word(button, accessibleName=name, toolTip=name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
