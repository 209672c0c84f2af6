"""A key that shows something only while it is held down."""

from __future__ import annotations

from PyQt5.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt5.QtWidgets import QAction, QApplication

_ENDS = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.WindowDeactivate,
        QEvent.Type.ApplicationDeactivate,
    }
)


class HeldKey(QObject):
    """Begins with an action's shortcut and ends when its key comes up, or the mouse goes down.

    It listens to the whole application, but only while the key is held. Chosen from the menu, where
    nothing is held, it ends with the next key or click.

    Args:
        action: has the shortcut.

    Signals:
        changed: held or let go; carries a bool.
    """

    changed = pyqtSignal(bool)

    def __init__(self, action: QAction) -> None:
        super().__init__(action)
        self._is_held = False
        action.setAutoRepeat(False)
        action.triggered.connect(self.on_pressed)

    def on_pressed(self) -> None:
        """The key went down."""
        if not self._is_held:
            self._is_held = True
            QApplication.instance().installEventFilter(self)
            self.changed.emit(True)

    def on_released(self) -> None:
        """The key came up."""
        if self._is_held:
            self._is_held = False
            QApplication.instance().removeEventFilter(self)
            self.changed.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for the end; swallows nothing."""
        if event.type() in _ENDS or _is_key_up(event):
            self.on_released()
        return False


def _is_key_up(event: QEvent) -> bool:
    return bool(
        event.type() == QEvent.Type.KeyRelease
        and not event.isAutoRepeat()
        and event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt)
    )
