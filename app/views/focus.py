"""Keys act on the view under the cursor."""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_TEXT_FIELDS = (QLineEdit, QAbstractSpinBox, QTextEdit, QPlainTextEdit)


def take_keys(view: QWidget) -> None:
    """Give the keys to a view that the mouse came over, unless a text is being written."""
    if not isinstance(QApplication.focusWidget(), _TEXT_FIELDS):
        view.setFocus(Qt.MouseFocusReason)
