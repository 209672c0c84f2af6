"""From a box of voxels to the network's grid and back."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bifseg_core.errors import BoxError
from bifseg_core.geometry import BoundingBox, Index3
from bifseg_core.volume import Volume

FloatImage = NDArray[np.float32]
AsFloats = Callable[[NDArray[np.generic]], FloatImage]

_SLAB_VOXELS = 2**20
"""So many voxels are resampled at once."""
_LONGEST_TO_SHORTEST = 4
_LARGEST = 1e12
_SMALLEST_RANGE = 1e-12
_SMALLEST_SHARE = 1e-3


@dataclass(frozen=True)
class GridMap:
    """How the voxels of a box map to the network's grid.

    A planar box (one slice thick) has its thin axis moved last, so a 2D network always meets
    (I, J, 1). Voxel aspect is kept, whatever the spacing, but thick slices are not merged.

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

    @property
    def step_voxels(self) -> float:
        """Voxels of the box from one grid voxel to the next, along the longest side."""
        return max(self._moved_shape) / max(self.grid_shape)

    def to_grid(
        self, values: NDArray[np.generic], *, as_floats: AsFloats | None = None
    ) -> FloatImage:
        """Resample values of the box's shape to the grid, linearly and without aliasing.

        Args:
            values: of the box's shape.
            as_floats: turns a part of them into float32; by default their numbers are kept.
        """
        moved = np.moveaxis(values, self.thin_axis, 2)
        for axis, size in enumerate(self.grid_shape):
            sigma = max(moved.shape[axis] / size - 1, 0) / 2
            moved = _fitted(moved, axis, size, sigma=sigma, as_floats=as_floats)
            as_floats = None
        return np.ascontiguousarray(moved)

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
        moved = values
        for axis, size in enumerate(self._moved_shape):
            moved = _fitted(moved, axis, size)
        return np.ascontiguousarray(np.moveaxis(moved, 2, self.thin_axis))

    def mask_to_box(self, certainty: FloatImage) -> NDArray[np.bool_]:
        """Where values on the grid, resampled linearly to the box's shape, exceed one half."""
        i, j, k = self._moved_shape
        moved = _fitted(_fitted(_fitted(certainty, 0, i), 1, j), 2, k, threshold=0.5)
        return np.ascontiguousarray(np.moveaxis(moved, 2, self.thin_axis))

    @property
    def _moved_shape(self) -> tuple[int, ...]:
        """The box's shape, the thin axis last."""
        kept = np.delete(self.box_shape, self.thin_axis).tolist()
        return (*kept, self.box_shape[self.thin_axis])


def grid_map(
    box: BoundingBox, spacing: Sequence[float], *, size: int, fix_smallest: bool
) -> GridMap:
    """The map from a box to a grid whose smallest or largest side has `size` voxels.

    Where a 3D box is too large for that, slices thicker than the step along its longest side
    are kept apart.

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
    steps = np.asarray(spacing)[order]
    i, j, k = (max(1, round(n * factor)) if n > 1 else 1 for n in shape)
    if box.dimension == 3 and not fix_smallest:
        i, j, k = map(max, (i, j, k), _slices_apart(shape, steps, factor, size))
    grid_spacing = steps * np.divide(shape, (i, j, k))
    return GridMap(box.shape, (i, j, k), _triple(grid_spacing), thin_axis)


def _slices_apart(
    shape: Sequence[int], steps: NDArray[np.float64], factor: float, size: int
) -> Iterator[int]:
    """Lengths at which no step in mm is coarser than along the longest side, if voxels allow."""
    thickness = (steps / steps[np.argmax(shape)]).tolist()
    for n, times in zip(shape, thickness, strict=True):
        yield min(n, size, round(n * factor * times))


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
            "Some voxels in the box have no valid value; draw the box where all have one."
        )
    if crop.min() == crop.max():
        raise BoxError("The box holds one single grey value, so there is nothing to tell apart.")
    return clipped, notes


def tellable(values: NDArray[np.generic]) -> AsFloats:
    """What turns these intensities, or a part of them, into float32 that can be told apart.

    Where float32 would lose them, because they are too large or too small for it, or differ by
    little beside their size, they are scaled to 0..1 in float64 first.
    """
    low, high = float(values.min()), float(values.max())
    largest, half_range = max(abs(low), abs(high)), high / 2 - low / 2
    fits = half_range > _SMALLEST_RANGE and largest < _LARGEST
    if (fits and half_range > _SMALLEST_SHARE * largest) or half_range == 0:
        return _plain_floats

    def scaled(part: NDArray[np.generic]) -> FloatImage:
        above_low = part.astype(np.float64) / 2 - low / 2  # halves: the range itself may overflow
        return (above_low / half_range).astype(np.float32)

    return scaled


def normalised(values: FloatImage) -> FloatImage:
    """Values of any shape with mean 0 and standard deviation 1; all 0 where they are equal."""
    deviation = max(float(values.std()), np.finfo(np.float32).tiny)
    return np.asarray((values - values.mean()) / deviation, dtype=np.float32)


def _plain_floats(values: NDArray[np.generic]) -> FloatImage:
    return values.astype(np.float32, copy=False)


@overload
def _fitted(
    values: NDArray[np.generic],
    axis: int,
    size: int,
    *,
    sigma: float = 0.0,
    as_floats: AsFloats | None = None,
) -> FloatImage: ...


@overload
def _fitted(
    values: NDArray[np.generic], axis: int, size: int, *, threshold: float
) -> NDArray[np.bool_]: ...


def _fitted(
    values: NDArray[np.generic],
    axis: int,
    size: int,
    *,
    sigma: float = 0.0,
    as_floats: AsFloats | None = None,
    threshold: float | None = None,
) -> NDArray[Any]:
    """Values smoothed and resampled along one axis, perhaps compared with a threshold.

    Done slab by slab, so that a large box costs no temporary array of its own size.
    """
    shape = (*values.shape[:axis], size, *values.shape[axis + 1 :])
    fitted = np.empty(shape, np.float32 if threshold is None else np.bool_)
    for slab in _slabs(max(values.shape, shape, key=math.prod), across=0 if axis == 2 else 2):
        part = (as_floats or _plain_floats)(values[slab])
        if sigma > 0:
            part = ndimage.gaussian_filter1d(part, sigma, axis, mode="nearest", truncate=3)
        if part.shape[axis] != size:
            part = _resized_along(part, axis, size)
        fitted[slab] = part if threshold is None else part > threshold
    return fitted


def _slabs(shape: Sequence[int], *, across: int) -> Iterator[tuple[slice, ...]]:
    """Slices that cut an array of that shape into parts along one axis."""
    step = max(1, _SLAB_VOXELS * shape[across] // math.prod(shape))
    for start in range(0, shape[across], step):
        yield (slice(None),) * across + (slice(start, start + step),)


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
