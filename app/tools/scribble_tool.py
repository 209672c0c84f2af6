"""The brush: foreground, background, eraser and repairing strokes, and single points."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.tools.drag import DragSteps
from app.tools.slice_geometry import Point, SliceGeometry
from bifseg_core.interactions import SeedLabel, Stroke

Pixels = NDArray[np.int64]
StrokeDrag = DragSteps["StrokePreview", Stroke]

_STEP = 0.5


@dataclass(frozen=True)
class Brush:
    """What is painted with, where.

    Attributes:
        geometry: how the slice is shown.
        slice_index: its number.
        label: what the stroke says; NONE erases.
        radius: in voxels along the finer direction of the slice, a disc in mm; 0 is one voxel.
        is_repair: whether it paints into the mask itself.
    """

    geometry: SliceGeometry
    slice_index: int
    label: SeedLabel
    radius: int
    is_repair: bool = False

    def blank(self) -> StrokePreview:
        """A stroke that has touched nothing yet."""
        columns, rows = self.geometry.size_px
        return StrokePreview(self.label, np.zeros((rows, columns), bool), self.is_repair)

    def stroke_of(self, preview: StrokePreview) -> Stroke | None:
        """The stroke whose preview that is, None where it never met the image."""
        pixels = np.argwhere(preview.painted)[:, ::-1]
        if not len(pixels):
            return None
        voxels = self.geometry.pixels_to_voxels(pixels, self.slice_index)
        return Stroke(self.label, voxels, self.is_repair)


@dataclass(frozen=True, eq=False)
class StrokePreview:
    """The stroke so far.

    Attributes:
        label: what it says.
        painted: bool (rows, columns) of the slice; the same array changes while the drag goes on.
        is_repair: whether it paints into the mask itself.
    """

    label: SeedLabel
    painted: NDArray[np.bool_]
    is_repair: bool = False


def paint_stroke(brush: Brush, start_px: Point) -> StrokeDrag:
    """A stroke without holes, however fast the mouse; None where it never met the image."""
    preview = brush.blank()
    disc = disc_offsets(brush.geometry, brush.radius)
    last, point = start_px, start_px
    while point is not None:
        _stamp(preview.painted, pixels_between(last, point), disc)
        last = point
        point = yield preview
    return brush.stroke_of(preview)


def place_point(brush: Brush, start_px: Point) -> StrokeDrag:
    """One dab where the button comes up; until then it follows the pointer."""
    preview = brush.blank()
    disc = disc_offsets(brush.geometry, brush.radius)
    point = start_px
    while point is not None:
        preview.painted[:] = False
        _stamp(preview.painted, pixels_between(point, point), disc)
        point = yield preview
    return brush.stroke_of(preview)


def radius_px(geometry: SliceGeometry, radius: int) -> Point:
    """Half the brush's true width and height in pixels; equal in mm."""
    unit = min(geometry.right.spacing, geometry.down.spacing)
    reach_mm = (radius + 0.5) * unit
    return reach_mm / geometry.right.spacing, reach_mm / geometry.down.spacing


def disc_offsets(geometry: SliceGeometry, radius: int) -> Pixels:
    """The brush's pixels (N, 2) as offsets from its centre."""
    across, along = radius_px(geometry, radius)
    columns, rows = (
        np.arange(-math.floor(reach), math.floor(reach) + 1) for reach in (across, along)
    )
    grid = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
    return grid[((grid / (across, along)) ** 2).sum(axis=1) <= 1]


def pixels_between(start_px: Point, stop_px: Point) -> Pixels:
    """The pixels (N, 2) on the line between two points, neighbours touching."""
    longest = max(abs(stop_px[0] - start_px[0]), abs(stop_px[1] - start_px[1]))
    steps = np.linspace(0, 1, math.ceil(longest / _STEP) + 1)[:, None]
    points = np.array(start_px) + steps * np.subtract(stop_px, start_px)
    return np.unique(np.floor(points).astype(np.int64), axis=0)


def _stamp(painted: NDArray[np.bool_], centres: Pixels, disc: Pixels) -> None:
    pixels = (centres[:, None] + disc[None]).reshape(-1, 2)
    inside = ((pixels >= 0) & (pixels < painted.shape[::-1])).all(axis=1)
    painted[pixels[inside, 1], pixels[inside, 0]] = True
