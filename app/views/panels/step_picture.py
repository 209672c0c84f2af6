"""Three small drawings for the first page: open, box, scribble."""

from __future__ import annotations

import enum

from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PyQt5.QtWidgets import QWidget

from app.views.palette import SEED_COLOUR, VIEWER_BACKGROUND, object_colour
from bifseg_core.interactions import SeedLabel

_WIDTH, _HEIGHT = 208, 136
_HEAD = QRectF(44, 10, 120, 116)
_OBJECT = QRectF(92, 42, 46, 40)


class Step(enum.Enum):
    """What a drawing shows."""

    OPEN = 0
    BOX = 1
    SCRIBBLE = 2


class StepPicture(QWidget):
    """A slice of a head in few strokes, with what the step adds to it."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = step
        self.setFixedSize(_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the slice, then the step."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_slice(painter)
        if self._step is Step.BOX:
            _draw_box(painter)
        if self._step is Step.SCRIBBLE:
            _draw_mask(painter)
            _draw_strokes(painter)
        painter.end()


def _draw_slice(painter: QPainter) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(VIEWER_BACKGROUND))
    painter.drawRoundedRect(QRectF(0, 0, _WIDTH, _HEIGHT), 8, 8)
    for inset, grey in ((0, "#5A616B"), (6, "#22262C"), (10, "#464C55")):
        painter.setBrush(QColor(grey))
        painter.drawEllipse(_HEAD.adjusted(inset, inset, -inset, -inset))
    painter.setBrush(QColor("#2A2E35"))
    painter.drawEllipse(QRectF(80, 46, 12, 34))
    painter.setBrush(QColor("#A9B0BA"))
    painter.drawPath(_object_path())


def _object_path() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(_OBJECT)
    lobe = QPainterPath()
    lobe.addEllipse(QRectF(120, 66, 26, 24))
    return path.united(lobe)


def _draw_box(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor("white"), 1.6, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    box = _object_path().boundingRect().adjusted(-6, -6, 6, 6)
    painter.drawRect(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("white"))
    for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
        painter.drawRect(QRectF(corner.x() - 3, corner.y() - 3, 6, 6))


def _draw_mask(painter: QPainter) -> None:
    colour = object_colour(1)
    painter.setPen(QPen(colour, 2))
    fill = QColor(colour)
    fill.setAlphaF(0.3)
    painter.setBrush(fill)
    mask = QPainterPath()
    mask.addEllipse(_OBJECT.adjusted(-8, 2, 0, 2))
    painter.drawPath(mask)


def _draw_strokes(painter: QPainter) -> None:
    strokes = (
        (SeedLabel.FOREGROUND, ((126, 80), (133, 84), (140, 78)), (150, 96), "+"),
        (SeedLabel.BACKGROUND, ((87, 56), (85, 66), (89, 76)), (68, 70), "−"),
    )
    for label, points, sign_at, sign in strokes:
        pen = QPen(QColor(SEED_COLOUR[label]), 4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath(QPointF(*points[0]))
        path.quadTo(QPointF(*points[1]), QPointF(*points[2]))
        painter.drawPath(path)
        font = painter.font()
        font.setPixelSize(18)
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(QPointF(*sign_at), sign)
