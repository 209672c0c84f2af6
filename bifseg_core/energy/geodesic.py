"""Geodesic distance to scribbles: short within one tissue, long across its border.

Wang et al., DeepIGeoS, doi 10.1109/TPAMI.2018.2840695; it decides U_s in the weights of
Eq. 12 of IEEE TMI 37(7), 2018. The distance of a voxel is the least cost of a path to a seed
through the 8 (2D) or 26 (3D) neighbours, where a step between neighbours x and y costs

    d(x, y) · (|X(x) − X(y)| + s)

with d the physical length of the step in units of the smallest spacing and s = SPATIAL_WEIGHT.
The metric on |ΔX| alone costs nothing in a flat region, so that one stroke would claim all of
it, however large; with s the distance also grows by s a voxel.
"""

from __future__ import annotations

import enum
import functools
import math
from types import ModuleType

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bifseg_core.energy.grid import Slices, Spacing, relative_spacing
from bifseg_core.energy.plane_sweep import settle

FloatArray = NDArray[np.float32]
MaskArray = NDArray[np.bool_]

SPATIAL_WEIGHT = 0.02
"""s, in standard deviations of the crop's intensity a voxel: ε = 0.2 ends 10 voxels away."""

GEODISTK_CONSTANT = 1e-5
"""What GeodisTK 0.1.7 adds to |ΔX|: with lambda 1 its step costs d · (|ΔX| + 1e-5)."""

GEODISTK_ITERATIONS = 1
"""Raster scans to and fro. Alone it would need 8 for an error of 1 %; the plane sweeps, which
are faster at equal error, finish what one leaves."""


class Backend(enum.Enum):
    """Who computes the distance; the results agree."""

    GEODISTK = "geodistk"
    NUMPY = "numpy"


def backend_name() -> str:
    """The back end that is used here: "geodistk" where GeodisTK is installed, else "numpy"."""
    return _default().value


def geodesic_distance(
    image: FloatArray,
    seeds: MaskArray,
    spacing: Spacing,
    limit: float = math.inf,
    *,
    backend: Backend | None = None,
) -> FloatArray:
    """Geodesic distance of every voxel to the nearest seed.

    GeodisTK holds the interpreter's lock while it works: beside a window, run this in a
    `WorkerProcess`.

    Args:
        image: (I, J, K) float32, the normalised crop X; a 2D image is (I, J, 1).
        seeds: (I, J, K) bool.
        spacing: mm per voxel along i, j, k.
        limit: distances from here on are not of interest and given as +∞; the smaller it is,
            the less of the image has to be looked at.
        backend: by default GeodisTK where it is installed, else numpy.

    Returns:
        (I, J, K) float32 in standard deviations times voxels: 0 on seeds, +∞ everywhere when
        there are none.

    Raises:
        ValueError: shapes or types disagree, or a value is not finite or not positive.
    """
    _check(image, seeds, limit)
    scale = relative_spacing(image.shape, spacing)
    backend = backend or _default()
    distance = np.full(image.shape, np.inf, np.float32)
    for part in _neighbourhoods(seeds, scale, limit):
        near = _distance_within(image[part], seeds[part], scale=scale, backend=backend, limit=limit)
        np.minimum(distance[part], near, out=distance[part])
    return distance


def _distance_within(
    image: FloatArray, seeds: MaskArray, *, scale: Spacing, backend: Backend, limit: float
) -> FloatArray:
    if backend is Backend.GEODISTK:
        start = _by_geodistk(image, seeds, scale)
    else:
        start = np.where(seeds, np.float32(0), np.float32(np.inf))
    return settle(start, image, spacing=scale, spatial_weight=SPATIAL_WEIGHT, limit=limit)


def _by_geodistk(image: FloatArray, seeds: MaskArray, scale: Spacing) -> FloatArray:
    """The distance by raster scans, too long where paths turn often.

    The image is scaled so that the constant in GeodisTK's cost becomes the spatial term.
    """
    factor = np.float32(GEODISTK_CONSTANT / SPATIAL_WEIGHT)
    # It crashes the process on other shapes and types than these; copies are contiguous.
    scaled = np.ascontiguousarray(image * factor, np.float32)
    marks = np.ascontiguousarray(seeds, np.uint8)
    lengths = np.asarray(scale, np.float32)
    found: FloatArray = _required_geodistk().geodesic3d_raster_scan(
        scaled, marks, lengths, 1.0, GEODISTK_ITERATIONS
    )
    return found / factor


def _neighbourhoods(seeds: MaskArray, scale: Spacing, limit: float) -> list[Slices]:
    """Boxes that hold, together, every voxel nearer to a seed than the limit and its path.

    A path costs at least s times its length, so that a path below the limit stays within
    limit / s of its seed. One box per stroke where that is less work than one for all.
    """
    if not seeds.any():
        return []
    if limit == math.inf:
        return [(slice(None),) * 3]
    reach = [math.ceil(limit / (SPATIAL_WEIGHT * unit)) for unit in scale]
    strokes, _ = ndimage.label(seeds, np.ones((3, 3, 3)))
    apart = [_widened(found, reach) for found in ndimage.find_objects(strokes)]
    together = [_widened(found, reach) for found in ndimage.find_objects(seeds.astype(np.int8))]
    return min(together, apart, key=lambda parts: sum(_work(seeds[part].shape) for part in parts))


def _work(shape: tuple[int, ...]) -> int:
    """Time that a box takes, in voxels; sweeping one more plane costs like 2000 voxels."""
    return math.prod(shape) + 2000 * sum(shape)


def _widened(box: tuple[slice, ...], reach: list[int]) -> Slices:
    wide = [slice(max(0, s.start - r), s.stop + r) for s, r in zip(box, reach, strict=True)]
    return (wide[0], wide[1], wide[2])


def _check(image: FloatArray, seeds: MaskArray, limit: float) -> None:
    if image.ndim != 3 or image.size == 0 or image.dtype != np.float32:
        raise ValueError(f"image must be float32 (I, J, K), not {image.dtype} {image.shape}")
    if seeds.shape != image.shape or seeds.dtype != np.bool_:
        raise ValueError(f"seeds must be bool {image.shape}, not {seeds.dtype} {seeds.shape}")
    if not np.isfinite(image).all():
        raise ValueError("image must be finite everywhere")
    if not limit > 0:
        raise ValueError(f"limit must be above 0, not {limit}")


def _default() -> Backend:
    return Backend.NUMPY if _geodistk() is None else Backend.GEODISTK


@functools.cache
def _geodistk() -> ModuleType | None:
    try:
        import GeodisTK
    except ImportError:
        return None
    module: ModuleType = GeodisTK
    return module


def _required_geodistk() -> ModuleType:
    module = _geodistk()
    if module is None:
        raise ValueError("GeodisTK must be installed for Backend.GEODISTK")
    return module
