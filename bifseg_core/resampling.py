"""An image of the same patient on another image's grid."""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bifseg_core.errors import GeometryError
from bifseg_core.geometry import FloatArray
from bifseg_core.volume import Volume

_SLAB = 8
"""Slices between two signs of life."""

_SAME_MM = 1e-3


def onto_grid(moving: Volume, like: Volume) -> Generator[float, None, Volume]:
    """Bring an image onto another one's grid; yields the share done, returns the image.

    Values between voxels are interpolated linearly; what the image does not cover gets its smallest
    value. On the same grid nothing is computed. Of several time points the first is taken then.

    Args:
        moving: the image to bring.
        like: whose grid it shall have.

    Raises:
        GeometryError: the images do not overlap, or nobody knows where one of them lies.
    """
    yield 0.0
    if _is_on_grid(moving, like):
        return moving
    if not (moving.is_oriented and like.is_oriented):
        raise GeometryError(
            f"{moving.name} differs in size from the scan and does not say where it lies; "
            "choose an image with a position."
        )
    to_moving = np.asarray(np.linalg.solve(moving.affine.matrix, like.affine.matrix), np.float64)
    if not _overlap(to_moving, moving, like):
        raise GeometryError(
            f"{moving.name} lies beside the scan, so the two cannot be shown together; "
            "choose an image of the same patient in the same position."
        )
    data = yield from _resampled(moving.data, to_moving, like.shape)
    return Volume(data, like.affine, moving.source, notes=(_note(moving),))


def _is_on_grid(moving: Volume, like: Volume) -> bool:
    if moving.is_oriented and like.is_oriented:
        return moving.same_grid(like, tolerance_mm=_SAME_MM)
    return moving.shape == like.shape


def _overlap(to_moving: FloatArray, moving: Volume, like: Volume) -> bool:
    """Whether the grids' bounding boxes, along the moving image's axes, meet."""
    corners = np.array(np.meshgrid(*((-0.5, n - 0.5) for n in like.shape))).reshape(3, -1)
    seen = to_moving[:3, :3] @ corners + to_moving[:3, 3:]
    ends = np.array(moving.shape) - 0.5
    return bool((seen.min(axis=1) < ends).all() and (seen.max(axis=1) > -0.5).all())


def _resampled(
    data: NDArray[np.generic], to_moving: FloatArray, shape: tuple[int, int, int]
) -> Generator[float, None, NDArray[np.generic]]:
    """The values at (I, J, K), slab by slab, in memory with axial slices contiguous."""
    kind = data.dtype if data.dtype.kind in "iu" and data.dtype.itemsize <= 4 else np.float32
    found = np.empty(shape, kind, order="F")
    darkest = float(np.nanmin(data))
    matrix, offset = to_moving[:3, :3], to_moving[:3, 3]
    for start in range(0, shape[2], _SLAB):
        stop = min(start + _SLAB, shape[2])
        slab = ndimage.affine_transform(
            data,
            matrix,
            offset + matrix @ (0, 0, start),
            output_shape=(*shape[:2], stop - start),
            output=np.float32,
            order=1,
            mode="grid-constant",  # "constant" loses a border slice to the last digit of a spacing
            cval=darkest,
        )
        found[..., start:stop] = slab if kind == np.float32 else np.rint(slab)
        yield stop / shape[2]
    found.setflags(write=False)
    return found


def _note(moving: Volume) -> str:
    note = f"{moving.name} lies on another grid and was resampled onto the scan's."
    if moving.frame_count > 1:
        note = f"{note[:-1]}; of its {moving.frame_count} time points the first is shown."
    return note
