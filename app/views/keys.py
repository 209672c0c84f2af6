"""Lets a focused control keep the keys it needs from the window's single-key shortcuts."""

from __future__ import annotations

from PyQt5.QtCore import QEvent, QObject, Qt
from PyQt5.QtGui import QKeyEvent
from PyQt5.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QSlider,
    QWidget,
)

_PRESSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TYPED_INTO = (QLineEdit, QAbstractSpinBox)
_PRESSED = (QAbstractButton, QComboBox, QSlider)


class FocusedKeys(QObject):
    """An event filter: a control gets Space and Return, a field or an open list every plain key."""

    def watch(self, widget: QWidget) -> None:
        """Look after all controls inside a widget."""
        for kind in (*_TYPED_INTO, *_PRESSED):
            for control in widget.findChildren(kind):
                control.installEventFilter(self)
        for box in widget.findChildren(QComboBox):
            box.view().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim a key before the shortcuts see it."""
        if event.type() == QEvent.Type.ShortcutOverride and _needs(watched, event):
            event.accept()
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, _TYPED_INTO):
            self._leave_after(watched, event)
        return False

    @staticmethod
    def _leave_after(field: QWidget, event: QKeyEvent) -> None:
        if event.key() in (*_PRESSING[1:], Qt.Key.Key_Escape):
            field.window().setFocus()


def _needs(control: QObject, event: QKeyEvent) -> bool:
    if isinstance(control, (*_TYPED_INTO, QAbstractItemView)):
        return not event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.key() in _PRESSING
