"""Neighbourhoods on a voxel grid, shared by the graph cut and the geodesic distance."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bifseg_core.config import Connectivity

Offset = tuple[int, int, int]
Spacing = tuple[float, float, float]
Slices = tuple[slice, slice, slice]


@dataclass(frozen=True, eq=False)
class Links:
    """The pairs of neighbours that lie one offset apart.

    Attributes:
        offset: from the first to the second voxel of every pair.
        weight: float32, λ ψ of a cut between them; the shape is the grid's, shortened
            along the axes of the offset. `paired(offset)` gives both ends.
    """

    offset: Offset
    weight: NDArray[np.float32]


def relative_spacing(shape: tuple[int, ...], spacing: Spacing) -> Spacing:
    """The spacing in units of the smallest one among the axes longer than one voxel.

    An axis of one voxel (the third one of a 2D image) has no neighbours, so that its
    spacing must not change the unit of length.

    Args:
        shape: (I, J, K), voxels.
        spacing: mm per voxel along i, j, k; finite and positive.

    Raises:
        ValueError: the spacing is not three finite positive numbers.
    """
    if len(spacing) != 3 or not all(math.isfinite(mm) and mm > 0 for mm in spacing):
        raise ValueError(f"spacing must be three positive numbers in mm, not {spacing}")
    used = [mm for mm, size in zip(spacing, shape, strict=True) if size > 1]
    unit = min(used, default=1.0)
    return (spacing[0] / unit, spacing[1] / unit, spacing[2] / unit)


def half_neighbourhood(shape: tuple[int, ...], connectivity: Connectivity) -> tuple[Offset, ...]:
    """One offset of every pair ±offset that joins neighbours; none along axes of one voxel."""
    reach = [(-1, 0, 1) if size > 1 else (0,) for size in shape]
    offsets = [(i, j, k) for i, j, k in itertools.product(*reach) if (i, j, k) > (0, 0, 0)]
    if connectivity is Connectivity.FACE:
        return tuple(offset for offset in offsets if sum(map(abs, offset)) == 1)
    return tuple(offsets)


def length(offset: Offset, spacing: Spacing) -> float:
    """Euclidean length of an offset, in the unit of the spacing."""
    return math.hypot(*(step * unit for step, unit in zip(offset, spacing, strict=True)))


def paired(offset: Offset) -> tuple[Slices, Slices]:
    """Index expressions of the first and the second voxel of every pair (x, x + offset)."""
    first = tuple(slice(max(0, -step), -step if step > 0 else None) for step in offset)
    second = tuple(slice(max(0, step), step if step < 0 else None) for step in offset)
    return (first[0], first[1], first[2]), (second[0], second[1], second[2])
