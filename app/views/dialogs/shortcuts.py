"""All of mouse and keyboard on one sheet; it stays open beside the work."""

from __future__ import annotations

from PyQt5.QtCore import QSize, Qt
from PyQt5.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

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

_MOST_COLUMNS, _HEADING_ROWS = 3, 2
_FRAME = QSize(32, 64)
"""What the desktop puts around a window, about."""
_SCROLL_BAR = QSize(8, 0)


class ShortcutSheet(QDialog):
    """Made from the table of actions, so that it is always true."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Mouse and keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = self.screen().availableSize() - _FRAME
        sheet = _fitting_sheet(room.width() - _SCROLL_BAR.width())
        area = QScrollArea(self)
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self.resize((sheet.sizeHint() + _SCROLL_BAR).boundedTo(room))


Rows = tuple[tuple[str, str], ...]
Part = tuple[str, Rows]


def _all_parts() -> list[Part]:
    """The mouse, then the keys of every menu."""
    parts = [(tr("Mouse"), tuple((tr(hand), tr(text)) for hand, text in _MOUSE))]
    for menu in dict.fromkeys(spec.menu for spec in ACTIONS):
        specs = [spec for spec in ACTIONS if spec.menu == menu and spec.keys]
        rows = tuple((key_text(spec), plain_text(spec)) for spec in specs)
        parts.append((tr(menu).replace("&", ""), rows))
    return parts


def _fitting_sheet(width: int) -> QWidget:
    """As many columns as stand side by side in that width; a low screen scrolls them."""
    for count in range(_MOST_COLUMNS, 0, -1):
        sheet = QWidget()
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(24, 24, 24, 24)
        columns.setSpacing(40)
        for parts in _shared_out(_all_parts(), count):
            columns.addLayout(_column(parts, sheet))
        if sheet.sizeHint().width() <= width:
            break
    return sheet


def _shared_out(parts: list[Part], count: int) -> list[list[Part]]:
    """That many columns, none of them much longer than the others."""
    longest = sum(len(rows) + _HEADING_ROWS for _, rows in parts) / count
    columns: list[list[Part]] = [[]]
    for part in parts:
        filled = sum(len(rows) + _HEADING_ROWS for _, rows in columns[-1])
        if filled and filled + len(part[1]) / 2 > longest and len(columns) < count:
            columns.append([])
        columns[-1].append(part)
    return columns


def _widest(parts: list[Part], widget: QWidget) -> int:
    """Room for the longest key of a column, so that its words stand under each other."""
    metrics = widget.fontMetrics()
    return max(metrics.horizontalAdvance(keys) for _, rows in parts for keys, _ in rows)


def _column(parts: list[Part], parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(16)
    words_begin = _widest(parts, parent)
    for title, rows in parts:
        heading = QLabel(title, parent)
        heading.setProperty("role", "value")
        column.addWidget(heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        for at, (keys, text) in enumerate(rows):
            name = QLabel(keys, parent)
            name.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(name, at, 0)
            words = QLabel(text, parent)
            words.setProperty("role", "quiet")
            grid.addWidget(words, at, 1)
        grid.setColumnMinimumWidth(0, words_begin)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
    column.addStretch(1)
    return column
