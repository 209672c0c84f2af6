"""What is drawn over the 3D view in screen pixels: lines, the patient's directions, title, hint."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.tools.slice_geometry import Point
from app.tools.space_camera import SpaceCamera
from app.views import slice_marks
from app.views.palette import QUIET_TEXT, VOLUME_ACCENT
from app.views.scene import Wires
from app.views.slice_marks import FONT_PX, MARGIN

_FROM_THE_CORNER = 44
_LINE = FONT_PX + 4
_ARM, _LETTER = 18, 29
"""From the middle of the directions to an arm's end, and to its letter."""


def draw_wires(
    painter: QPainter, camera: SpaceCamera, size: Point, all_wires: Iterable[Wires]
) -> None:
    """Boxes, frame and planes as plain lines, where there is no picture of a scene."""
    for wires in all_wires:
        seen = camera.project(wires.corners_ras, size)
        painter.setPen(QPen(QColor.fromRgbF(*wires.colour), wires.width))
        for a, b in wires.edges:
            painter.drawLine(QPointF(*seen[a]), QPointF(*seen[b]))


def draw_directions(painter: QPainter, camera: SpaceCamera, size: Point) -> None:
    """The patient's right, front and head as three short arms at the bottom left."""
    middle = QPointF(_FROM_THE_CORNER, size[1] - _FROM_THE_CORNER)
    arms = np.stack([camera.right, -camera.up, camera.towards])
    for axis in np.argsort(arms[2]):
        letter, (x, y, towards) = ("R", "A", "S")[axis], arms[:, axis]
        colour = QColor(QUIET_TEXT)
        colour.setAlphaF(0.6 + 0.4 * max(-1.0, min(1.0, towards)))
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(middle, middle + QPointF(x, y) * _ARM)
        slice_marks.draw_text(painter, middle + QPointF(x, y) * _LETTER, letter, Qt.AlignCenter)


def draw_title(painter: QPainter) -> None:
    """The view's name with its colour."""
    painter.setPen(Qt.NoPen)
    painter.setBrush(QColor(VOLUME_ACCENT))
    painter.drawRoundedRect(QRectF(MARGIN, MARGIN, 3, FONT_PX), 1.5, 1.5)
    slice_marks.draw_text(painter, QPointF(MARGIN + 10, MARGIN + FONT_PX / 2), "3D", Qt.AlignLeft)


def draw_hint(painter: QPainter, size: Point, text: str) -> None:
    """A sentence at the bottom, on as many lines as it takes."""
    width, height = size
    for number, line in enumerate(reversed(lines_of(text, width - 2 * MARGIN))):
        at = QPointF(width / 2, height - MARGIN - 8 - number * _LINE)
        slice_marks.draw_text(painter, at, line, Qt.AlignCenter)


def lines_of(text: str, width: float) -> list[str]:
    """The text broken between words where a line would be wider than that, in pixels."""
    measured = QFontMetricsF(slice_marks.small_font()).horizontalAdvance
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measured(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
