"""All of mouse and keyboard on one sheet; it stays open beside the work."""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.translation import mark, tr
from app.views.actions import ACTIONS, key_text, plain_text

_MOUSE = (
    (mark("Left drag"), mark("The tool in hand")),
    (mark("Right drag"), mark("Scribbling: background; otherwise window and level")),
    (mark("Middle drag"), mark("Move the picture")),
    (mark("Ctrl + wheel"), mark("Zoom to the cursor")),
    (mark("Wheel, ↑ ↓, Page"), mark("Slices")),
    (mark("Shift + move"), mark("Crosshair to the cursor")),
    (mark("Alt + wheel"), mark("Size of the brush")),
    (mark("Double-click, V"), mark("One view alone, and back")),
)


class ShortcutSheet(QDialog):
    """Made from the table of actions, so that it is always true."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Mouse and keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = tuple((key_text(spec), plain_text(spec)) for spec in ACTIONS if spec.keys)
        mouse = tuple((tr(hand), tr(text)) for hand, text in _MOUSE)
        on_the_left = max(0, (len(rows) - len(_MOUSE)) // 2)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(24, 24, 24, 24)
        columns.setSpacing(40)
        columns.addLayout(_column(((tr("Mouse"), mouse), (tr("Keys"), rows[:on_the_left])), self))
        columns.addLayout(_column(((tr("Keys"), rows[on_the_left:]),), self))


Rows = tuple[tuple[str, str], ...]


def _column(parts: tuple[tuple[str, Rows], ...], parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(16)
    for title, rows in parts:
        heading = QLabel(title, parent)
        heading.setProperty("role", "value")
        column.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for at, (keys, text) in enumerate(rows):
            name = QLabel(keys, parent)
            name.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(name, at, 0)
            words = QLabel(text, parent)
            words.setProperty("role", "quiet")
            grid.addWidget(words, at, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
    column.addStretch(1)
    return column
