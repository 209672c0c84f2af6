"""Drawing the box, and changing it by its handles and edges."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass

from app.tools.drag import DragSteps
from app.tools.slice_geometry import Point, Rect, ScreenAxis, SliceGeometry
from bifseg_core.geometry import BoundingBox

MINIMUM_EXTENT = 2
"""Voxels that a drag must cover both ways to be a box rather than a click."""

BoxDrag = DragSteps[BoundingBox | None, BoundingBox]


class Grip(enum.Enum):
    """What of a box the pointer holds: (horizontal, vertical); −1 is the left or top edge."""

    TOP_LEFT = (-1, -1)
    TOP = (0, -1)
    TOP_RIGHT = (1, -1)
    LEFT = (-1, 0)
    MOVE = (0, 0)
    RIGHT = (1, 0)
    BOTTOM_LEFT = (-1, 1)
    BOTTOM = (0, 1)
    BOTTOM_RIGHT = (1, 1)

    def point_on(self, rect: Rect) -> Point:
        """Where the grip lies on a rectangle."""
        left, top, right, bottom = rect
        across, along = self.value
        x = (left + right) / 2 + across * (right - left) / 2
        return x, (top + bottom) / 2 + along * (bottom - top) / 2


HANDLES = tuple(grip for grip in Grip if grip is not Grip.MOVE)


@dataclass(frozen=True)
class BoxPlace:
    """The slice that a box is drawn on.

    Attributes:
        geometry: how the slice is shown.
        slice_index: its number.
        existing: the box that is there already.
        is_flat: whether a new box holds this slice alone.
    """

    geometry: SliceGeometry
    slice_index: int
    existing: BoundingBox | None = None
    is_flat: bool = False

    @property
    def crosses(self) -> bool:
        """Whether the existing box reaches this slice."""
        if self.existing is None:
            return False
        start, stop = self.geometry.depth_of(self.existing)
        return start <= self.slice_index < stop


def draw_box(place: BoxPlace, start_px: Point) -> BoxDrag:
    """A new box from corner to corner, as deep as it is wide; a box it overlaps lends its depth.

    Where the place is flat it is one slice deep. Returns None for a click. The pointer may leave
    the image; the box does not.
    """
    box: BoundingBox | None = None
    point = yield None
    while point is not None:
        rect = _rect_between(place.geometry, start_px, point)
        box = place.geometry.box_of(rect, _depth_for(place, rect)) if _is_box(rect) else None
        point = yield box
    return box


def drag_box(place: BoxPlace, grip: Grip, start_px: Point) -> BoxDrag:
    """The existing box held by a grip: MOVE moves it in the plane, handles move its sides."""
    if place.existing is None:
        raise ValueError("there is no box to drag")
    rect = place.geometry.rect_of(place.existing)
    depth = place.geometry.depth_of(place.existing)
    box = place.existing
    point = yield box
    while point is not None:
        shift = (round(point[0] - start_px[0]), round(point[1] - start_px[1]))
        box = place.geometry.box_of(_dragged(place.geometry, rect, grip, shift), depth)
        point = yield box
    return None if box == place.existing else box


def grip_at(place: BoxPlace, point_px: Point, reach_px: Point) -> Grip | None:
    """What a press at a point takes hold of.

    Args:
        place: the slice with its box.
        point_px: the pointer.
        reach_px: how far from a handle or an edge still counts, in pixels both ways.

    Returns:
        A handle where one is near, MOVE on an edge between the handles, else None.
    """
    if place.existing is None or not place.crosses:
        return None
    rect = place.geometry.rect_of(place.existing)
    nearest = min(HANDLES, key=lambda handle: _distance(handle.point_on(rect), point_px, reach_px))
    if _distance(nearest.point_on(rect), point_px, reach_px) <= 1:
        return nearest
    return Grip.MOVE if _is_on_edge(rect, point_px, reach_px) else None


def _is_box(rect: Rect) -> bool:
    left, top, right, bottom = rect
    return min(right - left, bottom - top) >= MINIMUM_EXTENT


def _rect_between(geometry: SliceGeometry, a: Point, b: Point) -> Rect:
    left, right = _span_between(a[0], b[0], geometry.right)
    top, bottom = _span_between(a[1], b[1], geometry.down)
    return left, top, right, bottom


def _span_between(a: float, b: float, axis: ScreenAxis) -> tuple[int, int]:
    start = max(math.floor(min(a, b)), 0)
    return start, min(math.floor(max(a, b)) + 1, axis.length)


def _depth_for(place: BoxPlace, rect: Rect) -> tuple[int, int]:
    if place.is_flat:
        return place.slice_index, place.slice_index + 1
    if place.existing is not None and place.crosses:
        left, top, right, bottom = place.geometry.rect_of(place.existing)
        if rect[0] < right and left < rect[2] and rect[1] < bottom and top < rect[3]:
            return place.geometry.depth_of(place.existing)
    return _guessed_depth(place, width_mm=(rect[2] - rect[0]) * place.geometry.right.spacing)


def _guessed_depth(place: BoxPlace, width_mm: float) -> tuple[int, int]:
    normal = place.geometry.normal
    reach = max(0, round((width_mm / normal.spacing - 1) / 2))
    start = max(0, place.slice_index - reach)
    return start, min(normal.length, place.slice_index + reach + 1)


def _dragged(geometry: SliceGeometry, rect: Rect, grip: Grip, shift: tuple[int, int]) -> Rect:
    left, top, right, bottom = rect
    columns, rows = geometry.size_px
    across, along = grip.value
    if grip is Grip.MOVE:
        dx, dy = _within(shift[0], -left, columns - right), _within(shift[1], -top, rows - bottom)
        return left + dx, top + dy, right + dx, bottom + dy
    left, right = _dragged_span((left, right), across, shift[0], columns)
    top, bottom = _dragged_span((top, bottom), along, shift[1], rows)
    return left, top, right, bottom


def _dragged_span(span: tuple[int, int], side: int, shift: int, length: int) -> tuple[int, int]:
    """Move one end of a span; dragged past the other end they swap roles, and 1 voxel stays."""
    if side == 0:
        return span
    fixed, moving = span if side > 0 else (span[1], span[0])
    moved = _within(moving + shift, 0, length)
    if moved == fixed:
        moved += side if 0 <= fixed + side <= length else -side
    return min(fixed, moved), max(fixed, moved)


def _within(value: int, low: int, high: int) -> int:
    return max(low, min(high, value))


def _distance(a: Point, b: Point, unit: Point) -> float:
    return max(abs(a[0] - b[0]) / unit[0], abs(a[1] - b[1]) / unit[1])


def _is_on_edge(rect: Rect, point: Point, reach: Point) -> bool:
    left, top, right, bottom = rect
    outside = _distance(
        point, (_clamp(point[0], left, right), _clamp(point[1], top, bottom)), reach
    )
    to_side = min(abs(point[0] - left), abs(point[0] - right)) / reach[0]
    to_level = min(abs(point[1] - top), abs(point[1] - bottom)) / reach[1]
    return outside <= 1 and min(to_side, to_level) <= 1


def _clamp(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))
