"""What is measured on a slice by hand: distances, and the intensities in a circle."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bifseg_core.geometry import Affine

Place = tuple[float, float, float]

_POINTS_A_VOXEL = 4
"""Of a ruler, so that the step from one voxel to the next is seen where it is."""


class MeasureKind(enum.Enum):
    """What the two points of a measure mean."""

    RULER = "ruler"
    """The ends of a line."""

    CIRCLE = "circle"
    """The middle of a circle and a point of its rim."""


@dataclass(frozen=True)
class Measure:
    """A mark on one slice.

    Attributes:
        kind: what the points mean.
        axis: the voxel axis (0, 1, 2) across the slice.
        start_ijk, end_ijk: continuous voxel coordinates, whole along that axis.
    """

    kind: MeasureKind
    axis: int
    start_ijk: Place
    end_ijk: Place

    @classmethod
    def from_plain(cls, values: Any) -> Measure:
        """The measure that `plain` wrote; ValueError, TypeError or KeyError where it is none."""
        kind, axis, start, end = values
        if axis not in (0, 1, 2) or not np.isfinite([*start, *end]).all():
            raise ValueError("a measure that lies nowhere")
        return cls(MeasureKind(kind), int(axis), _place(start), _place(end))

    def plain(self) -> list[Any]:
        """JSON values."""
        return [self.kind.value, self.axis, list(self.start_ijk), list(self.end_ijk)]

    @property
    def slice_index(self) -> int:
        """The number of its slice."""
        return round(self.start_ijk[self.axis])

    def length(self, affine: Affine) -> float:
        """The line's length, or the circle's radius, in mm."""
        start, end = affine.to_ras(np.array([self.start_ijk, self.end_ijk]))
        return float(np.linalg.norm(end - start))


@dataclass(frozen=True)
class CircleValues:
    """The finite intensities of the voxels whose centres lie in a circle.

    Attributes:
        mean, deviation: deviation is that of the values themselves (divided by their number).
        low, high: the smallest and the largest.
        area: of the circle, in mm².
        count: number of voxels.
    """

    mean: float
    deviation: float
    low: float
    high: float
    area: float
    count: int


def circle_values(
    circle: Measure, data: NDArray[np.generic], affine: Affine
) -> CircleValues | None:
    """What lies in a circle; None where it holds no voxel's centre.

    Args:
        circle: the circle, on a slice of the image.
        data: (I, J, K).
        affine: ijk → RAS mm; the axes are at right angles.
    """
    radius = circle.length(affine)
    first, second = (axis for axis in range(3) if axis != circle.axis)
    spans = {axis: _span(circle, axis, radius, data.shape, affine) for axis in (first, second)}
    where: list[slice | int] = [0, 0, 0]
    where[circle.axis] = circle.slice_index
    where[first], where[second] = (slice(*spans[axis]) for axis in (first, second))
    shift = [
        (np.arange(*spans[axis]) - circle.start_ijk[axis]) * affine.spacing[axis]
        for axis in (first, second)
    ]
    is_inside = shift[0][:, None] ** 2 + shift[1][None] ** 2 <= radius**2
    values = np.asarray(data[tuple(where)][is_inside], np.float64)
    values = values[np.isfinite(values)]
    if not values.size:
        return None
    return CircleValues(
        float(values.mean()),
        float(values.std()),
        float(values.min()),
        float(values.max()),
        math.pi * radius**2,
        int(values.size),
    )


@dataclass(frozen=True, eq=False)
class Profile:
    """The intensities along a ruler, of the voxel under each of its points.

    Attributes:
        distances: (N,) from the ruler's start, in mm, rising.
        values: (N,) the intensities.
    """

    distances: NDArray[np.float64]
    values: NDArray[np.float64]


def profile_along(ruler: Measure, data: NDArray[np.generic], affine: Affine) -> Profile:
    """What a ruler crosses; points beside the image are left out.

    Args:
        ruler: the ruler, on a slice of the image.
        data: (I, J, K).
        affine: ijk → RAS mm.
    """
    start, end = np.array(ruler.start_ijk), np.array(ruler.end_ijk)
    count = 1 + math.ceil(_POINTS_A_VOXEL * float(np.abs(end - start).max()))
    shares = np.linspace(0, 1, count)
    voxels = np.rint(start + shares[:, None] * (end - start)).astype(np.intp)
    is_inside = ((voxels >= 0) & (voxels < data.shape)).all(axis=1)
    values = data[tuple(voxels[is_inside].T)]
    distances = shares[is_inside] * ruler.length(affine)
    return Profile(distances, np.asarray(values, np.float64))


def _span(
    circle: Measure, axis: int, radius: float, shape: tuple[int, ...], affine: Affine
) -> tuple[int, int]:
    """The half-open range of voxels that the circle can reach."""
    reach = radius / affine.spacing[axis]
    middle = circle.start_ijk[axis]
    start = max(0, math.ceil(middle - reach))
    return start, max(start, min(shape[axis], math.floor(middle + reach) + 1))


def _place(values: Any) -> Place:
    i, j, k = (float(value) for value in values)
    return i, j, k
