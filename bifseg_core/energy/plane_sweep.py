"""Geodesic distance by sweeping planes through the grid with numpy.

Toivanen's raster scan (doi 10.1016/0167-8655(96)00010-4) with whole planes in place of voxels:
a plane takes the shortest ways from the plane before it, to and fro along every axis, until
nothing becomes shorter. The result is that of Dijkstra's algorithm, not an approximation.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bifseg_core.energy.grid import Spacing, length, paired

FloatArray = NDArray[np.float32]
PlaneSlices = tuple[slice, ...]


def settle(
    distance: FloatArray,
    image: FloatArray,
    *,
    spacing: Spacing,
    spatial_weight: float,
    limit: float,
) -> FloatArray:
    """Shorten distances until none can be reached more cheaply from a neighbour.

    Args:
        distance: (I, J, K), 0 on the seeds and nowhere too short; +∞ is fine elsewhere.
        image: (I, J, K) float32, finite.
        spacing: of the voxels; the unit of length of a step.
        spatial_weight: s of the cost of a step, d · (|ΔX| + s).
        limit: distances from here on become +∞.

    Returns:
        (I, J, K) float32.
    """
    axes = [axis for axis, size in enumerate(image.shape) if size > 1]
    steps = {axis: _steps(image, axis, spacing, spatial_weight) for axis in axes}
    distance = _limited(distance, limit)
    while True:
        before = distance
        for axis in axes:
            distance = _swept(distance, axis, steps[axis])
        distance = _limited(distance, limit)
        if np.array_equal(distance, before):
            return np.ascontiguousarray(distance)


@dataclass(frozen=True, eq=False)
class _Steps:
    """All steps of one direction between a plane and the next one.

    Attributes:
        near: index of their ends in the plane.
        far: index of their ends in the next plane.
        cost: (planes - 1, …) float32.
    """

    near: PlaneSlices
    far: PlaneSlices
    cost: FloatArray


def _steps(
    image: FloatArray, axis: int, spacing: Spacing, spatial_weight: float
) -> tuple[_Steps, ...]:
    """The steps between planes across an axis, in all directions: 3 in 2D, 9 in 3D."""
    planes = np.moveaxis(image, axis, 0).copy()
    unit, *others = (spacing[axis], *spacing[:axis], *spacing[axis + 1 :])
    scale = (unit, others[0], others[1])
    aside = [(-1, 0, 1) if size > 1 else (0,) for size in planes.shape[1:]]
    steps = []
    for one, other in itertools.product(*aside):
        offset = (1, one, other)
        near, far = paired(offset)
        cost = np.abs(planes[near] - planes[far])
        cost += np.float32(spatial_weight)
        cost *= np.float32(length(offset, scale))
        steps.append(_Steps(near[1:], far[1:], cost))
    return tuple(steps)


def _swept(distance: FloatArray, axis: int, steps: tuple[_Steps, ...]) -> FloatArray:
    """The distance after every plane has learnt from the one before, to and fro."""
    planes = np.moveaxis(distance, axis, 0).copy()
    for here in range(len(planes) - 1):
        for step in steps:
            _shorten(planes[here + 1][step.far], planes[here][step.near] + step.cost[here])
    for here in reversed(range(len(planes) - 1)):
        for step in steps:
            _shorten(planes[here][step.near], planes[here + 1][step.far] + step.cost[here])
    return np.moveaxis(planes, 0, axis)


def _shorten(distance: FloatArray, offer: FloatArray) -> None:
    np.minimum(distance, offer, out=distance)


def _limited(distance: FloatArray, limit: float) -> FloatArray:
    return np.where(distance < limit, distance, np.float32(np.inf))
