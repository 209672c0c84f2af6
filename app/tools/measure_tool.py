"""Ruler and circle: two points on a slice, and what is near them."""

from __future__ import annotations

import enum
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.tools.drag import DragSteps
from app.tools.slice_geometry import Point, SliceGeometry
from bifseg_core.measures import Measure, MeasureKind

MeasureDrag = DragSteps[Measure, Measure]

_SMALLEST_PX = 0.5
"""A drag shorter than that, in pixels of the slice, was a click."""


def draw_measure(
    kind: MeasureKind, geometry: SliceGeometry, index: int, start_px: Point
) -> MeasureDrag:
    """A measure from the press to the release, None where the mouse hardly moved."""
    end_px, point = start_px, start_px
    while point is not None:
        end_px = point
        measure = _measure(kind, geometry, index, start_px, end_px)
        point = yield measure
    return measure if math.dist(start_px, end_px) >= _SMALLEST_PX else None


class MeasureGrip(enum.Enum):
    """What of a measure is held."""

    START = "start"
    END = "end"
    """The other end of a ruler, or the rim of a circle."""

    WHOLE = "whole"


def grip_on(
    measure: Measure, geometry: SliceGeometry, point_px: Point, reach_mm: float
) -> MeasureGrip:
    """What of a measure a press at that point takes: an end or the rim, else all of it."""
    start, end = (
        math.dist(*(_in_mm(geometry, at) for at in (point, point_px)))
        for point in ends_px(measure, geometry)
    )
    if measure.kind is MeasureKind.CIRCLE:
        return MeasureGrip.WHOLE if start <= reach_mm else MeasureGrip.END
    if min(start, end) > reach_mm:
        return MeasureGrip.WHOLE
    return MeasureGrip.START if start < end else MeasureGrip.END


def move_measure(
    measure: Measure, grip: MeasureGrip, geometry: SliceGeometry, index: int, start_px: Point
) -> MeasureDrag:
    """The measure with what is held moved by the mouse; None where that hardly moved."""
    ends = ends_px(measure, geometry)
    point, end_px, moved = start_px, start_px, measure
    while point is not None:
        end_px = point
        start, end = _moved_ends(measure.kind, ends, grip, start_px, end_px)
        moved = _measure(measure.kind, geometry, index, start, end)
        point = yield moved
    return moved if math.dist(start_px, end_px) >= _SMALLEST_PX else None


def _moved_ends(
    kind: MeasureKind, ends: tuple[Point, Point], grip: MeasureGrip, pressed: Point, now: Point
) -> tuple[Point, Point]:
    """The ends in pixels; a rim, which can be held anywhere, goes to the mouse itself."""
    start, end = ((x + now[0] - pressed[0], y + now[1] - pressed[1]) for x, y in ends)
    if grip is MeasureGrip.WHOLE:
        return start, end
    if grip is MeasureGrip.START:
        return start, ends[1]
    return ends[0], now if kind is MeasureKind.CIRCLE else end


def ends_px(measure: Measure, geometry: SliceGeometry) -> tuple[Point, Point]:
    """Its two points in pixels of the slice."""
    (x0, y0), (x1, y1) = geometry.ijk_to_px([measure.start_ijk, measure.end_ijk]).tolist()
    return (x0, y0), (x1, y1)


def is_on(measure: Measure, geometry: SliceGeometry, index: int) -> bool:
    """Whether it is drawn on slice `index`."""
    return measure.axis == geometry.normal.axis and measure.slice_index == index


def nearest_measure(
    measures: Sequence[Measure], geometry: SliceGeometry, point_px: Point, reach_mm: float
) -> Measure | None:
    """The measure whose line, rim or middle is nearest to a point, None where all are further."""
    near = [(_distance_mm(measure, geometry, point_px), n) for n, measure in enumerate(measures)]
    distance, number = min(near, default=(math.inf, -1))
    return measures[number] if distance <= reach_mm else None


def _measure(
    kind: MeasureKind, geometry: SliceGeometry, index: int, start_px: Point, end_px: Point
) -> Measure:
    start, end = geometry.px_to_ijk([start_px, end_px], index).tolist()
    return Measure(kind, geometry.normal.axis, tuple(start), tuple(end))


def _in_mm(geometry: SliceGeometry, point_px: Point) -> NDArray[np.float64]:
    return np.multiply(point_px, (geometry.right.spacing, geometry.down.spacing))


def _distance_mm(measure: Measure, geometry: SliceGeometry, point_px: Point) -> float:
    start, end = (_in_mm(geometry, point) for point in ends_px(measure, geometry))
    point = _in_mm(geometry, point_px)
    if measure.kind is MeasureKind.CIRCLE:
        to_middle = math.dist(point, start)
        return min(to_middle, abs(to_middle - math.dist(end, start)))
    along = end - start
    share = np.clip((point - start) @ along / max(along @ along, 1e-12), 0, 1)
    return math.dist(point, start + share * along)
