"""Labels that were drawn on another grid, brought onto an image's own."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bifseg_core.errors import GeometryError
from bifseg_core.geometry import FloatArray
from bifseg_core.volume import Volume

_SLAB = 8
"""Slices between two signs of life."""
_ALONG = 1e-6
"""Share of a step below which it does not leave its axis: a voxel in a thousand thousands."""


@dataclass(frozen=True, eq=False)
class Relabelled:
    """Labels on another grid than their own, and what that did to them.

    Attributes:
        labels: on the image's grid.
        ml_before, ml_after: volume of all that is not 0, in ml.
        share_beside: share of that volume which lies beside the image and is left out, 0 to 1.
        lost: labels of which nothing is left, being smaller than a voxel or beside the image.
    """

    labels: Volume
    ml_before: float
    ml_after: float
    share_beside: float
    lost: tuple[int, ...]


def relabelled(found: Volume, like: Volume) -> Generator[float, None, Relabelled]:
    """Give each voxel of an image the label that is nearest to its centre; yields the share done.

    Both reference masks and masks to go on from come onto the scan's grid in this way, after the
    user has seen what it does to them. What the labels do not cover becomes 0.

    Args:
        found: the labels, any real numbers.
        like: the image whose grid they shall have.

    Raises:
        GeometryError: nobody knows where one of them lies, or none of the labels is on the image.
    """
    if not (found.is_oriented and like.is_oriented):
        raise GeometryError(
            f"{found.name} has another size than the scan and does not say where it lies, so it "
            "cannot be resampled; choose another mask."
        )
    to_found: FloatArray = np.asarray(
        np.linalg.solve(found.affine.matrix, like.affine.matrix), np.float64
    )
    labels = np.empty(like.shape, found.data.dtype, order="F")
    for start in range(0, like.shape[2], _SLAB):
        stop = min(start + _SLAB, like.shape[2])
        labels[..., start:stop] = _nearest(found.data, to_found, start, (*like.shape[:2], stop))
        yield stop / like.shape[2]
    labels.setflags(write=False)
    brought = Volume(labels, like.affine, found.source, is_planar=like.is_planar)
    return _compared(found, brought, np.asarray(np.linalg.inv(to_found), np.float64))


def _nearest(
    data: NDArray[np.generic], to_found: FloatArray, start: int, ends: tuple[int, int, int]
) -> NDArray[np.generic]:
    """The labels of the image's slices from start to the last of its ends."""
    matrix, offset = to_found[:3, :3], to_found[:3, 3] + to_found[:3, 2] * start
    shape = (*ends[:2], ends[2] - start)
    along = np.abs(matrix) > _ALONG * np.abs(matrix).max(axis=1, keepdims=True)
    if (along.sum(axis=0) == 1).all() and (along.sum(axis=1) == 1).all():
        return _nearest_along(data, matrix, offset, shape)
    return np.asarray(
        ndimage.affine_transform(
            data, matrix, offset, output_shape=shape, order=0, mode="grid-constant"
        )
    )


def _nearest_along(
    data: NDArray[np.generic], matrix: FloatArray, offset: FloatArray, shape: tuple[int, int, int]
) -> NDArray[np.generic]:
    """The same where the grids' axes run along each other: a hundred times as fast."""
    axes = np.abs(matrix).argmax(axis=1)  # of the image, for each axis of the labels
    places = [
        np.floor(matrix[n, axis] * np.arange(shape[axis]) + offset[n] + 0.5).astype(np.intp)
        for n, axis in enumerate(axes)
    ]
    inside = [(at >= 0) & (at < size) for at, size in zip(places, data.shape, strict=True)]
    found = np.zeros([len(at) for at in places], data.dtype)
    here = [at[is_in] for at, is_in in zip(places, inside, strict=True)]
    found[np.ix_(*inside)] = data[np.ix_(*here)]
    return found.transpose(np.argsort(axes))


def _compared(found: Volume, brought: Volume, to_image: FloatArray) -> Relabelled:
    count, count_after = (int(np.count_nonzero(one.data)) for one in (found, brought))
    beside = _beside(found.data, to_image, brought.shape)
    if count and beside == count:
        raise GeometryError(
            f"{found.name} lies beside the scan, so nothing of it can be used; choose a mask of "
            "the same patient in the same position."
        )
    lost = np.setdiff1d(np.unique(found.data), np.unique(brought.data))
    return Relabelled(
        brought,
        ml_before=count * found.affine.voxel_volume / 1000,
        ml_after=count_after * brought.affine.voxel_volume / 1000,
        share_beside=beside / max(count, 1),
        lost=tuple(int(label) for label in lost if label != 0),
    )


def _beside(data: NDArray[np.generic], to_image: FloatArray, shape: tuple[int, int, int]) -> int:
    """How many labelled voxels have their centre outside the image."""
    count = 0
    for k in range(data.shape[2]):
        i, j = np.nonzero(data[:, :, k])
        places = to_image[:3, :2] @ np.stack([i, j]) + (to_image[:3, 2:3] * k + to_image[:3, 3:4])
        inside = (places >= -0.5) & (places < np.array(shape)[:, None] - 0.5)
        count += int(np.count_nonzero(~inside.all(axis=0)))
    return count
