"""From a box of voxels to the network's grid and back (METHOD §1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bifseg_core.errors import BoxError
from bifseg_core.geometry import BoundingBox, Index3
from bifseg_core.volume import Volume

FloatImage = NDArray[np.float32]

_LONGEST_TO_SHORTEST = 4
_LARGEST = 1e12
_SMALLEST_RANGE = 1e-12
_SMALLEST_SHARE = 1e-3


@dataclass(frozen=True)
class GridMap:
    """How the voxels of a box map to the network's grid.

    A planar box (one slice thick) has its thin axis moved last, so a 2D network always meets
    (I, J, 1). Voxel aspect is kept, whatever the spacing.

    Attributes:
        box_shape: shape of the box in the image.
        grid_shape: shape of the grid, thin axis last.
        spacing: mm between grid voxels along the grid's axes.
        thin_axis: the axis of the box that was moved last; 2 leaves the order as it is.
    """

    box_shape: Index3
    grid_shape: Index3
    spacing: tuple[float, float, float]
    thin_axis: int

    def to_grid(self, values: NDArray[np.generic]) -> FloatImage:
        """Resample values of the box's shape to the grid, linearly and without aliasing."""
        moved = np.moveaxis(values, self.thin_axis, 2).astype(np.float32)
        return _resized(_smoothed(moved, self.grid_shape), self.grid_shape)

    def mask_to_grid(self, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Resample a mask of the box's shape to the grid."""
        return np.asarray(self.to_grid(mask) > 0.5)

    def seeds_to_grid(self, seeds: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Resample scribbles (0, 1, 2) of the box's shape to the grid; none of them vanishes."""
        moved = np.moveaxis(seeds, self.thin_axis, 2)
        grid = moved[np.ix_(*map(_nearest, moved.shape, self.grid_shape))].copy()
        drawn = np.argwhere(moved)
        centres = ((drawn + 0.5) * np.divide(self.grid_shape, moved.shape)).astype(int)
        grid[tuple(centres.T)] = moved[tuple(drawn.T)]
        return grid

    def to_box(self, values: NDArray[np.generic]) -> FloatImage:
        """Resample values on the grid back to the box's shape, linearly."""
        target = np.delete(self.box_shape, self.thin_axis).tolist()
        shape = (*target, self.box_shape[self.thin_axis])
        moved = _resized(values.astype(np.float32), shape)
        return np.ascontiguousarray(np.moveaxis(moved, 2, self.thin_axis))


def grid_map(
    box: BoundingBox, spacing: Sequence[float], *, size: int, fix_smallest: bool
) -> GridMap:
    """The map from a box to a grid whose smallest or largest side has `size` voxels.

    Args:
        box: the box, inside the image.
        spacing: of the image along i, j, k in mm.
        size: voxels along the side that the rule fixes.
        fix_smallest: True fixes the smaller in-plane side (2D), False the largest.
    """
    thin_axis = box.shape.index(1) if box.dimension == 2 else 2
    order = [axis for axis in range(3) if axis != thin_axis] + [thin_axis]
    shape = [box.shape[axis] for axis in order]
    sides = shape[: box.dimension]
    factor = min(
        size / (min(sides) if fix_smallest else max(sides)),
        _LONGEST_TO_SHORTEST * size / max(sides),
    )
    i, j, k = (max(1, round(n * factor)) if n > 1 else 1 for n in shape)
    scale = np.divide(shape, (i, j, k))
    grid_spacing = np.asarray(spacing)[order] * scale
    return GridMap(box.shape, (i, j, k), _triple(grid_spacing), thin_axis)


def usable_box(volume: Volume, box: BoundingBox) -> tuple[BoundingBox, tuple[str, ...]]:
    """The part of the box that lies in the image, with notes for the user.

    Raises:
        BoxError: it lies outside, is too thin, or what it holds cannot be segmented.
    """
    clipped = box.clipped_to(volume.shape)
    notes = () if clipped == box else ("The box was cut off at the border of the image.",)
    if sorted(clipped.shape)[1] < 2:
        raise BoxError("The box is too small; draw it around the whole object.")
    crop = volume.data[clipped.slices]
    if not np.isfinite(crop).all():
        raise BoxError(
            "The box holds values that are not numbers (NaN or infinite); choose another."
        )
    if crop.min() == crop.max():
        raise BoxError("The box holds one single grey value, so there is nothing to tell apart.")
    return clipped, notes


def tellable(values: NDArray[np.generic]) -> FloatImage:
    """Intensities as float32; where that would lose them, scaled to 0..1 in float64 first.

    Values may be too large or too small for float32, or differ by little beside their size.
    """
    low, high = float(values.min()), float(values.max())
    largest, half_range = max(abs(low), abs(high)), high / 2 - low / 2
    fits = half_range > _SMALLEST_RANGE and largest < _LARGEST
    if (fits and half_range > _SMALLEST_SHARE * largest) or half_range == 0:
        return values.astype(np.float32)
    above_low = values.astype(np.float64) / 2 - low / 2  # halves: the range itself may overflow
    return (above_low / half_range).astype(np.float32)


def normalised(values: FloatImage) -> FloatImage:
    """Values with mean 0 and standard deviation 1."""
    deviation = max(float(values.std()), np.finfo(np.float32).tiny)
    return np.asarray((values - values.mean()) / deviation, dtype=np.float32)


def _smoothed(values: FloatImage, shape: Index3) -> FloatImage:
    sigma = np.maximum(np.divide(values.shape, shape) - 1, 0) / 2
    if not sigma.any():
        return values
    return np.asarray(ndimage.gaussian_filter(values, sigma, mode="nearest", truncate=3))


def _resized(values: FloatImage, shape: Sequence[int]) -> FloatImage:
    for axis, size in enumerate(shape):
        if values.shape[axis] != size:
            values = _resized_along(values, axis, size)
    return np.ascontiguousarray(values)


def _resized_along(values: FloatImage, axis: int, size: int) -> FloatImage:
    length = values.shape[axis]
    position = np.clip((np.arange(size) + 0.5) * length / size - 0.5, 0, length - 1)
    lower = np.minimum(position.astype(int), max(length - 2, 0))
    upper = np.minimum(lower + 1, length - 1)
    part = (position - lower).astype(np.float32).reshape([-1 if a == axis else 1 for a in range(3)])
    below, above = values.take(lower, axis), values.take(upper, axis)
    return np.asarray(below + part * (above - below), dtype=np.float32)


def _nearest(length: int, size: int) -> NDArray[np.intp]:
    return ((np.arange(size) + 0.5) * length / size).astype(np.intp)


def _triple(values: NDArray[np.float64]) -> tuple[float, float, float]:
    i, j, k = (float(value) for value in values)
    return i, j, k
