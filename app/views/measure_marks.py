"""Rulers and circles on a slice, quiet until the mouse is over one."""

from __future__ import annotations

import math

from PyQt5.QtCore import QPointF, Qt
from PyQt5.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.model.numbers import area_words
from app.tools.measure_tool import ends_px
from app.translation import tr
from app.views.palette import QUIET_TEXT
from app.views.slice_marks import FONT_PX, MARGIN, Frame, draw_text, small_font
from bifseg_core.measures import CircleValues, Measure, MeasureKind, circle_values
from bifseg_core.volume import Volume

_SHADOW = QColor(0, 0, 0, 170)
_LIVELY = "#FFFFFF"
_END = 4.0
_LINE = FONT_PX + 4
_BESIDE = 10


class MeasureMarks:
    """Draws measures with their numbers, which are computed once an image."""

    def __init__(self) -> None:
        self._image: Volume | None = None
        self._values: dict[Measure, CircleValues | None] = {}

    def draw(
        self, painter: QPainter, frame: Frame, measure: Measure, image: Volume, *, lively: bool
    ) -> None:
        """Draw one measure, brighter where it is lively."""
        start, end = (frame.to_screen(point) for point in ends_px(measure, frame.geometry))
        colour = _LIVELY if lively else QUIET_TEXT
        if measure.kind is MeasureKind.RULER:
            _draw_line(painter, start, end, colour)
            words = (_length_words(measure.length(image.affine), image),)
        else:
            _draw_circle(painter, start, end, colour, with_middle=lively)
            words = circle_words(self._values_of(measure, image), image)
            radius = math.dist((start.x(), start.y()), (end.x(), end.y()))
            start, end = start - QPointF(radius, 0), start + QPointF(radius, 0)
        _write(painter, frame, sorted((start, end), key=QPointF.x), words, colour)

    def _values_of(self, circle: Measure, image: Volume) -> CircleValues | None:
        if image is not self._image:
            self._image, self._values = image, {}
        if circle not in self._values:
            if len(self._values) > 200:  # every step of a drag is one more
                self._values.clear()
            self._values[circle] = circle_values(circle, image.data, image.affine)
        return self._values[circle]


def circle_words(values: CircleValues | None, image: Volume) -> tuple[str, ...]:
    """Mean, deviation, range and area on three short lines."""
    if values is None:
        return (tr("no voxel"),)
    mean, deviation, low, high = (
        f"{value:.4g}" for value in (values.mean, values.deviation, values.low, values.high)
    )
    return (
        tr("mean {mean}, SD {deviation}", mean=mean, deviation=deviation),
        tr("{low} to {high}", low=low, high=high),
        area_words(values.area, image),
    )


def _length_words(length: float, image: Volume) -> str:
    return f"{length:.1f} mm" if image.is_oriented else f"{length:.0f} px"


def _draw_line(painter: QPainter, start: QPointF, end: QPointF, colour: str) -> None:
    painter.setBrush(Qt.NoBrush)
    for pen in (QPen(_SHADOW, 3.5), QPen(QColor(colour), 1.5)):
        painter.setPen(pen)
        painter.drawLine(start, end)
        for point in (start, end):
            _draw_cross(painter, point)


def _draw_cross(painter: QPainter, point: QPointF) -> None:
    painter.drawLine(point - QPointF(_END, 0), point + QPointF(_END, 0))
    painter.drawLine(point - QPointF(0, _END), point + QPointF(0, _END))


def _draw_circle(
    painter: QPainter, middle: QPointF, rim: QPointF, colour: str, *, with_middle: bool
) -> None:
    """A circle; its middle is what moves it, so it is shown while the mouse is near."""
    across = rim - middle
    radius = (across.x() ** 2 + across.y() ** 2) ** 0.5
    painter.setBrush(Qt.NoBrush)
    for pen in (QPen(_SHADOW, 3.5), QPen(QColor(colour), 1.5)):
        painter.setPen(pen)
        painter.drawEllipse(middle, radius, radius)
        if with_middle:
            _draw_cross(painter, middle)


def beside(left: float, right: float, wide: float, width: float) -> float:
    """Where words begin: to the right of a measure, or to its left where only there is room.

    Args:
        left: end of the measure on the screen.
        right: the other end.
        wide: the words.
        width: of the view.
    """
    fits = right + _BESIDE + wide + MARGIN <= width
    begins = right + _BESIDE if fits else left - _BESIDE - wide
    return max(MARGIN, min(begins, width - wide - MARGIN))


def _write(
    painter: QPainter, frame: Frame, ends: list[QPointF], words: tuple[str, ...], colour: str
) -> None:
    """The lines beside a measure, kept on the screen."""
    metrics = QFontMetricsF(small_font())
    wide = max(metrics.horizontalAdvance(line) for line in words)
    (width, height), (left, right) = frame.size, ends
    x = beside(left.x(), right.x(), wide, width)
    y = min(max(right.y(), _LINE), height - _LINE * len(words))
    for number, line in enumerate(words):
        draw_text(painter, QPointF(x, y + number * _LINE), line, Qt.AlignLeft, colour)
