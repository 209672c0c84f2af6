"""Icons by name, from the fonts that qtawesome carries along; they follow the theme."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PyQt5.QtCore import QPoint, QRect, QSize, Qt
from PyQt5.QtGui import QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap
from PyQt5.QtWidgets import QWidget

from app import theme

if TYPE_CHECKING:
    from qtawesome import IconicFont

ICON_PX = 20
_FONT = "mdi6"


def icon(name: str, *, colour: str = "text", on: str = "accent") -> QIcon:
    """The Material Design icon of that name, drawn in the theme of the moment.

    Args:
        name: of the icon.
        colour: a field of `theme.Colours`, or a colour that is the same in every theme.
        on: the same, for while it is switched on.
    """
    return QIcon(_ThemedEngine(name, colour, on))


def load() -> None:
    """Load the font now, which takes a few hundredths of a second, and not at the first icon."""
    _font()


class IconLabel(QWidget):
    """Shows one icon, sharp at every scale."""

    def __init__(self, parent: QWidget | None = None, *, side: int = ICON_PX) -> None:
        super().__init__(parent)
        self.setFixedSize(side, side)
        self._icon = QIcon()

    def show_icon(self, name: str, *, colour: str = "text") -> None:
        """Show another icon."""
        self._icon = icon(name, colour=colour)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class _ThemedEngine(QIconEngine):
    """Asks for the theme's colours at every painting."""

    def __init__(self, name: str, colour: str, on: str) -> None:
        super().__init__()
        self._name, self._colour, self._on = name, colour, on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon in the colours of now; faint where it is disabled."""
        chosen = self._on if state == QIcon.State.On else self._colour
        role = "faint" if mode == QIcon.Mode.Disabled else chosen
        _drawn(self._name, getattr(theme.colours(), role, role)).paint(painter, rect)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon in that size (pixels of the screen), on nothing."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._colour, self._on)


@functools.lru_cache(maxsize=256)
def _drawn(name: str, colour: str) -> QIcon:
    return QIcon(_font().icon(f"{_FONT}.{name}", color=colour))


@functools.lru_cache(maxsize=1)
def _font() -> IconicFont:
    """The one font that is used; all that qtawesome has take three times as long to load."""
    import qtawesome

    files = next(files for prefix, *files in qtawesome._BUNDLED_FONTS if prefix == _FONT)
    return qtawesome.IconicFont((_FONT, *files))
