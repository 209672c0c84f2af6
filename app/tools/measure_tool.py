"""Ruler and circle: two points on a slice, and what is near them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

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
    """The measure whose line or rim is nearest to a point, None where none is within reach."""
    near = [(_distance_mm(measure, geometry, point_px), n) for n, measure in enumerate(measures)]
    distance, number = min(near, default=(math.inf, -1))
    return measures[number] if distance <= reach_mm else None


def _measure(
    kind: MeasureKind, geometry: SliceGeometry, index: int, start_px: Point, end_px: Point
) -> Measure:
    start, end = geometry.px_to_ijk([start_px, end_px], index).tolist()
    return Measure(kind, geometry.normal.axis, tuple(start), tuple(end))


def _distance_mm(measure: Measure, geometry: SliceGeometry, point_px: Point) -> float:
    scale = np.array([geometry.right.spacing, geometry.down.spacing])
    start, end = np.array(ends_px(measure, geometry)) * scale
    point = np.array(point_px) * scale
    if measure.kind is MeasureKind.CIRCLE:
        return abs(math.dist(point, start) - math.dist(end, start))
    along = end - start
    share = np.clip((point - start) @ along / max(along @ along, 1e-12), 0, 1)
    return math.dist(point, start + share * along)
