"""Slices of a tilted gantry, shifted onto a grid with right angles."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bifseg_core.io.placement import LpsGrid

FloatArray = NDArray[np.float64]
Voxels = NDArray[Any]

_SAME_PLACE = 1e-4
"""Share of a pixel below which a shift is rounding."""


def straightened(data: Voxels, grid: LpsGrid, shifts_px: FloatArray) -> tuple[Voxels, LpsGrid]:
    """Move each slice within its plane to where it was taken, on a grid that holds all of them.

    Nothing is mixed across slices; within a slice pixels are interpolated linearly. What no slice
    covers gets the smallest value of the image.

    Args:
        data: (I, J, K), one slice a k.
        grid: that of the slices as if none were shifted.
        shifts_px: (K, 2), how far each slice lies from there along i and j, in pixels.

    Returns:
        The voxels (I', J', K), axial slices contiguous in memory, and their grid.
    """
    low = np.floor(shifts_px.min(axis=0) + _SAME_PLACE).astype(int)
    high = np.ceil(shifts_px.max(axis=0) - _SAME_PLACE).astype(int)
    width, height = np.array(data.shape[:2]) + high - low
    background = data.min()
    moved = np.full((data.shape[2], height, width), background, data.dtype)
    for k, shift in enumerate(shifts_px - low):
        moved[k] = _shifted(data[:, :, k], shift, moved[k].T, background).T
    corner = grid.origin + grid.direction[:, :2] @ (low * grid.spacing[:2])
    return moved.T, replace(grid, origin=corner)


def _shifted(plane: Voxels, shift: FloatArray, empty: Voxels, background: float) -> Voxels:
    """The plane (I, J) in a larger empty one (I', J'), its first pixel at the shift."""
    whole = np.full(empty.shape, background, np.float64)
    whole[: plane.shape[0], : plane.shape[1]] = plane
    for axis in range(2):
        whole = _along(whole, float(shift[axis]), axis)
    return np.asarray(np.rint(whole) if empty.dtype.kind in "iu" else whole).astype(empty.dtype)


def _along(plane: FloatArray, shift: float, axis: int) -> FloatArray:
    """The plane (I', J') moved along an axis; there is background at its ends to make room."""
    whole = math.floor(shift + _SAME_PLACE)
    share = shift - whole
    near = np.roll(plane, whole, axis)
    if share < _SAME_PLACE:
        return near
    return (1 - share) * near + share * np.roll(plane, whole + 1, axis)
