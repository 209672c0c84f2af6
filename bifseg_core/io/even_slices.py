"""Slices at uneven distances, interpolated onto a grid of even ones."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Voxels = NDArray[Any]

_SAME_PLACE = 1e-3
"""Share of the distance below which a slice of the grid is one of the scan, as it is."""


def even_count(steps_k: NDArray[np.float64]) -> int:
    """How many slices the even grid has.

    Args:
        steps_k: (K,), as for `evened`.
    """
    return round(float(steps_k[-1])) + 1


def evened(data: Voxels, steps_k: NDArray[np.float64]) -> Voxels:
    """The slices of an even grid, each interpolated linearly between the two around it.

    Args:
        data: (I, J, K), one slice a k.
        steps_k: (K,), where each lies on the even grid, ascending from 0 to a whole number.

    Returns:
        The voxels (I, J, K'), axial slices contiguous in memory.
    """
    even = np.empty((even_count(steps_k), *data.shape[1::-1]), data.dtype)
    for k in range(len(even)):
        below, share = place_between(steps_k, k)
        even[k] = _mixed(data[:, :, below], data[:, :, below + (share > 0)], share, data.dtype).T
    return even.T


def place_between(steps_k: NDArray[np.float64], k: int) -> tuple[int, float]:
    """The slice at or below step k of the even grid, and the share of the way to the next one."""
    below = int(np.searchsorted(steps_k, k + _SAME_PLACE)) - 1
    if k - steps_k[below] <= _SAME_PLACE:
        return below, 0.0
    return below, float((k - steps_k[below]) / (steps_k[below + 1] - steps_k[below]))


def _mixed(low: Voxels, high: Voxels, share: float, kind: np.dtype[Any]) -> Voxels:
    if share == 0:
        return low
    mixed = (1 - share) * low.astype(np.float64) + share * high
    return np.asarray(np.rint(mixed) if kind.kind in "iu" else mixed).astype(kind)
