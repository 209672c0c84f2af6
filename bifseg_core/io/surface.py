"""From a mask to a closed, smooth surface in millimetres.

Surface nets: a vertex at every voxel corner where object and background meet, two triangles for
every face between them. The vertices are relaxed but stay within their cell, so that thin parts
remain, and are then moved along their normals until the enclosed volume is the mask's.
Source: Gibson, Constrained Elastic Surface Nets, MICCAI 1998, doi 10.1007/BFb0056277.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bifseg_core.geometry import Affine, BoundingBox, Index3

FloatArray = NDArray[np.float64]
IndexArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

_RELAXATIONS = 12
_SHRINKING, _GROWING = 0.5, -0.53
"""Weights of Taubin's two alternating steps: smoothing, and giving back what it shrank."""
_PLAY = 0.45
"""How far a vertex may move along each axis, in voxels: below half, so that none pass another."""
_VOLUME_STEPS = 8
_VOLUME_TOLERANCE = 1e-4


@dataclass(frozen=True, eq=False)
class ClosedSurface:
    """Triangles that enclose a volume: every edge belongs to exactly two of them.

    Attributes:
        points_ras: (N, 3) float64, in mm.
        triangles: (M, 3) int64, indices of points, anticlockwise seen from outside.
    """

    points_ras: FloatArray
    triangles: IndexArray

    @property
    def volume(self) -> float:
        """The enclosed volume in mm³, by the divergence theorem."""
        return _enclosed(self.points_ras, self.triangles)


def closed_surface(
    mask: BoolArray, affine: Affine, *, start_ijk: Index3 = (0, 0, 0)
) -> ClosedSurface | None:
    """The smoothed, closed surface of a mask with the mask's volume; None where it is empty.

    Args:
        mask: bool (I, J, K), a part of an image or all of it.
        affine: of the image, ijk → RAS mm.
        start_ijk: where in the image the mask begins.
    """
    extent = BoundingBox.of_mask(mask)
    if extent is None:
        return None
    solid = _well_composed(np.pad(mask[extent.slices], 2))
    corners, triangles = _net(solid)
    corner_ijk = np.add(start_ijk, extent.start_ijk) - 2
    points = affine.to_ras(_relaxed(corners, triangles) - 0.5 + corner_ijk)
    if np.linalg.det(affine.matrix[:3, :3]) < 0:
        triangles = np.ascontiguousarray(triangles[:, ::-1])
    wanted = int(np.count_nonzero(mask)) * affine.voxel_volume
    return ClosedSurface(_with_volume(points, triangles, wanted), triangles)


def _well_composed(mask: BoolArray) -> BoolArray:
    """The mask with voxels added where others touch by an edge or a corner only.

    There the surface would meet itself; each of the few voxels added joins two that touch.
    """
    solid = mask.copy()
    while True:
        count = int(np.count_nonzero(solid))
        for axis in range(3):
            _join_across_edges(np.moveaxis(solid, axis, 0))
        _join_across_corners(solid)
        if np.count_nonzero(solid) == count:
            return solid


def _join_across_edges(solid: BoolArray) -> None:
    a, b = solid[:, :-1, :-1], solid[:, 1:, 1:]
    c, d = solid[:, 1:, :-1], solid[:, :-1, 1:]
    c |= a & b & ~c & ~d
    a |= c & d & ~a & ~b


def _join_across_corners(solid: BoolArray) -> None:
    """In each cube of eight, join two opposite voxels that stand alone, or two such holes."""
    cube = _cube(solid)
    filled = np.sum(cube, axis=0, dtype=np.uint8)
    for n in range(4):
        near, far = cube[n], cube[7 - n]
        alone = (filled == 2) & near & far
        holes = (filled == 6) & ~near & ~far
        cube[n ^ 1][alone] = True
        near[holes] = True


def _cube(solid: BoolArray) -> list[BoolArray]:
    """Views of the eight voxels around every inner corner; bit n is the step along axis n."""
    ends = (slice(None, -1), slice(1, None))
    return [solid[ends[n & 1], ends[n >> 1 & 1], ends[n >> 2 & 1]] for n in range(8)]


def _net(solid: BoolArray) -> tuple[FloatArray, IndexArray]:
    """Voxel corners (N, 3) on the border, corner c the low side of voxel c, and triangles."""
    quads = np.concatenate([_quads(solid, axis) for axis in range(3)])
    used, numbers = np.unique(quads, return_inverse=True)
    corners = np.stack(np.unravel_index(used, solid.shape), axis=1).astype(np.float64)
    a, b, c, d = numbers.reshape(-1, 4).T
    triangles = np.concatenate([np.stack([a, b, c], axis=1), np.stack([a, c, d], axis=1)])
    return corners, triangles.astype(np.int64)


def _quads(solid: BoolArray, axis: int) -> IndexArray:
    """The faces across an axis, as flat indices (M, 4) of their corners, seen from outside."""
    stepped = np.diff(np.moveaxis(solid, axis, 0).astype(np.int8), axis=0)
    low, u, v = np.nonzero(stepped)
    strides = np.array([solid.shape[1] * solid.shape[2], solid.shape[2], 1])
    along_u, along_v = (n for n in range(3) if n != axis)
    first = (low + 1) * strides[axis] + u * strides[along_u] + v * strides[along_v]
    ring = np.array([0, strides[along_u], strides[along_u] + strides[along_v], strides[along_v]])
    quads: IndexArray = first[:, None] + ring
    inward = (stepped[low, u, v] > 0) ^ (axis == 1)
    quads[inward] = quads[inward][:, ::-1]
    return quads


def _relaxed(corners: FloatArray, triangles: IndexArray) -> FloatArray:
    """Smoothed points, none of which has left the neighbourhood of its corner."""
    neighbours, firsts, counts = _neighbours(triangles)
    axes = []
    for corner in corners.T:
        along = corner
        for weight in (_SHRINKING, _GROWING) * _RELAXATIONS:
            mean = np.add.reduceat(along[neighbours], firsts) / counts
            along = np.clip(along + weight * (mean - along), corner - _PLAY, corner + _PLAY)
        axes.append(along)
    return np.stack(axes, axis=1)


def _neighbours(triangles: IndexArray) -> tuple[IndexArray, IndexArray, IndexArray]:
    """The neighbours of all points in a row, where those of each point begin, and how many."""
    a, b, c = triangles.T
    starts, ends = np.concatenate([a, b, c]), np.concatenate([b, c, a])
    counts = np.bincount(starts)
    return ends[np.argsort(starts, kind="stable")], np.cumsum(counts) - counts, counts


def _with_volume(points: FloatArray, triangles: IndexArray, wanted: float) -> FloatArray:
    """The points moved along their normals until the surface encloses so many mm³."""
    for _ in range(_VOLUME_STEPS):
        missing = wanted - _enclosed(points, triangles)
        if abs(missing) <= _VOLUME_TOLERANCE * wanted:
            break
        normals, area = _normals(points, triangles)
        points = points + normals * (missing / area)
    return points


def _normals(points: FloatArray, triangles: IndexArray) -> tuple[FloatArray, float]:
    """Unit normals at the points (N, 3), and the area that moving along them sweeps per mm."""
    a, b, c = (points[corner] for corner in triangles.T)
    faces = np.cross(b - a, c - a) / 2
    sums = np.stack(
        [
            np.bincount(triangles.ravel(), np.repeat(faces[:, axis], 3), len(points))
            for axis in range(3)
        ],
        axis=1,
    )
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    return sums / np.maximum(lengths, np.finfo(float).tiny), float(lengths.sum()) / 3


def _enclosed(points: FloatArray, triangles: IndexArray) -> float:
    centred = points - points.mean(axis=0)
    a, b, c = (centred[corner] for corner in triangles.T)
    return float(np.einsum("ni,ni->", a, np.cross(b, c)) / 6)
