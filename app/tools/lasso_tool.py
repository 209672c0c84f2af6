"""The lasso: everything inside a line drawn by hand, closed by the shortest way."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from app.tools.scribble_tool import Brush, StrokeDrag
from app.tools.slice_geometry import Point

Flips = NDArray[np.bool_]


def draw_lasso(brush: Brush, start_px: Point) -> StrokeDrag:
    """What the line goes round, by the even-odd rule; None where that holds no pixel's centre.

    The brush's radius means nothing here.
    """
    preview = brush.blank()
    flips = np.zeros_like(preview.painted)
    last, point = start_px, start_px
    while point is not None:
        _cross(flips, last, point)
        closed = flips.copy()
        _cross(closed, point, start_px)
        preview.painted[:] = np.logical_xor.accumulate(closed, axis=1)
        last = point
        point = yield preview
    return brush.stroke_of(preview)


def inside_of(line_px: list[Point], shape: tuple[int, int]) -> NDArray[np.bool_]:
    """The pixels (rows, columns) whose centres a closed line goes round an odd number of times."""
    flips = np.zeros(shape, bool)
    for start, stop in zip(line_px, [*line_px[1:], *line_px[:1]], strict=True):
        _cross(flips, start, stop)
    return np.asarray(np.logical_xor.accumulate(flips, axis=1))


def _cross(flips: Flips, start: Point, stop: Point) -> None:
    """Mark in each row that a piece of the line crosses the first pixel beyond the crossing."""
    rows, columns = flips.shape
    (x0, y0), (x1, y1) = sorted((start, stop), key=lambda point: point[1])
    first, last = max(0, math.ceil(y0 - 0.5)), min(rows, math.ceil(y1 - 0.5))
    if first >= last:
        return
    crossed = np.arange(first, last)
    x = x0 + (crossed + 0.5 - y0) * (x1 - x0) / (y1 - y0)
    column = np.clip(np.ceil(x - 0.5), 0, columns).astype(np.intp)
    inside = column < columns
    flips[crossed[inside], column[inside]] ^= True
