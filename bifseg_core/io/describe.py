"""What an image is, in numbers that fit on a few lines."""

from dataclasses import dataclass

import numpy as np

from bifseg_core.geometry import Index3
from bifseg_core.volume import Volume


@dataclass(frozen=True)
class ImageInfo:
    """The facts that `info` prints.

    Attributes:
        size: voxels along i, j, k.
        spacing: mm along i, j, k.
        axis_codes: the directions in which i, j, k rise, "" where nobody knows.
        value_range: smallest and largest finite value; NaN where there is none.
        dtype: the kind of number, as numpy calls it.
        non_finite_count: voxels that are NaN or infinite.
        is_planar: whether the file itself is 2D.
        notes: what reading had to decide.
    """

    size: Index3
    spacing: tuple[float, float, float]
    axis_codes: str
    value_range: tuple[float, float]
    dtype: str
    non_finite_count: int = 0
    is_planar: bool = False
    notes: tuple[str, ...] = ()


def describe(volume: Volume) -> ImageInfo:
    """Size, spacing, orientation and value range of an image."""
    value_range, non_finite_count = _value_range(volume)
    return ImageInfo(
        size=volume.shape,
        spacing=volume.spacing,
        axis_codes=volume.affine.axis_codes if volume.is_oriented else "",
        value_range=value_range,
        dtype=volume.data.dtype.name,
        non_finite_count=non_finite_count,
        is_planar=volume.is_planar,
        notes=volume.notes,
    )


def _value_range(volume: Volume) -> tuple[tuple[float, float], int]:
    data = volume.data
    low, high = float(data.min()), float(data.max())
    if np.isfinite([low, high]).all():
        return (low, high), 0
    finite = data[np.isfinite(data)]
    ends = (float(finite.min()), float(finite.max())) if finite.size else (np.nan, np.nan)
    return ends, data.size - finite.size
