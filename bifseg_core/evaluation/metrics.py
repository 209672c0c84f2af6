"""How good a mask is: overlap, surfaces, volume, scribbles obeyed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel

MaskArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
Spacing = tuple[float, float, float]

TOLERANCE_MM = 2.0
"""Surfaces closer than this count as equal in the normalised surface Dice."""

_MM3_PER_ML = 1000.0


@dataclass(frozen=True)
class Measures:
    """One mask against its reference.

    Attributes:
        dice: overlap, 0..1.
        surface_dice: share of both surfaces within 2 mm of the other one, 0..1.
        surface_distance_mm: average symmetric surface distance; NaN where one mask is empty.
        volume_error_ml: volume of the mask minus volume of the reference.
    """

    dice: float
    surface_dice: float
    surface_distance_mm: float
    volume_error_ml: float


def measure(mask: MaskArray, reference: MaskArray, *, affine: Affine) -> Measures:
    """All measures of a mask (I, J, K) against its reference on the same grid."""
    distances = surface_distances(mask, reference, spacing=affine.spacing)
    return Measures(
        dice(mask, reference),
        surface_dice(distances),
        average_surface_distance(distances),
        volume_error_ml(mask, reference, voxel_volume=affine.voxel_volume),
    )


def dice(mask: MaskArray, reference: MaskArray) -> float:
    """Dice coefficient 2 |A ∩ B| / (|A| + |B|) of one shape, 1 where both are empty."""
    total = np.count_nonzero(mask) + np.count_nonzero(reference)
    return 2.0 * int(np.count_nonzero(mask & reference)) / int(total) if total else 1.0


@dataclass(frozen=True, eq=False)
class SurfaceDistances:
    """Distance in mm from every surface voxel of one mask to the other one's surface.

    Both are infinite throughout where exactly one mask is empty.
    """

    from_mask: FloatArray
    from_reference: FloatArray

    @property
    def both(self) -> FloatArray:
        """The distances of both directions in mm, in one list."""
        return np.concatenate([self.from_mask, self.from_reference])


def surface_distances(
    mask: MaskArray, reference: MaskArray, *, spacing: Spacing
) -> SurfaceDistances:
    """Distances between the surfaces of two masks (I, J, K); spacing in mm.

    A surface voxel is one with a face neighbour outside its mask; beyond the image is outside. An
    axis with a single slice has no such neighbours, so a 2D image has outlines, not full slices.
    """
    box = BoundingBox.of_mask(mask | reference)
    if box is None:
        return SurfaceDistances(np.empty(0), np.empty(0))
    axes = tuple(axis for axis in range(3) if mask.shape[axis] > 1)
    surface, target = (_surface(array[box.slices], axes) for array in (mask, reference))
    return SurfaceDistances(
        _distances(surface, target, spacing), _distances(target, surface, spacing)
    )


def surface_dice(distances: SurfaceDistances, *, tolerance_mm: float = TOLERANCE_MM) -> float:
    """Normalised surface Dice (arXiv 1809.04430): the share of surface voxels within tolerance."""
    both = distances.both
    return float(np.mean(both <= tolerance_mm)) if both.size else 1.0


def average_surface_distance(distances: SurfaceDistances) -> float:
    """Average symmetric surface distance in mm: 0 for two empty masks, NaN where one is empty."""
    both = distances.both
    if not both.size:
        return 0.0
    return float(np.mean(both)) if np.isfinite(both).all() else float("nan")


def volume_error_ml(mask: MaskArray, reference: MaskArray, *, voxel_volume: float) -> float:
    """Volume of the mask minus that of the reference in ml; voxel_volume in mm³."""
    surplus = int(np.count_nonzero(mask)) - int(np.count_nonzero(reference))
    return surplus * voxel_volume / _MM3_PER_ML


@dataclass(frozen=True)
class Honoured:
    """How many scribbled voxels carry the label that the user gave them."""

    voxels: int
    scribbled: int


def honoured(mask: MaskArray, scribbles: Scribbles) -> Honoured:
    """Compare a mask (I, J, K) with the scribbles; where strokes overlap, the last one counts."""
    seeds = scribbles.seeds_in(BoundingBox.whole(mask.shape))
    drawn = seeds != SeedLabel.NONE
    agreeing = drawn & (mask == (seeds == SeedLabel.FOREGROUND))
    return Honoured(int(np.count_nonzero(agreeing)), int(np.count_nonzero(drawn)))


def _surface(mask: MaskArray, axes: tuple[int, ...]) -> MaskArray:
    structure = np.zeros((3, 3, 3), bool)
    for axis in axes:
        structure[tuple(slice(None) if axis == other else 1 for other in range(3))] = True
    structure[1, 1, 1] = True
    return np.asarray(mask & ~ndimage.binary_erosion(mask, structure))


def _distances(surface: MaskArray, target: MaskArray, spacing: Spacing) -> FloatArray:
    if not target.any():
        return np.full(np.count_nonzero(surface), np.inf)
    field = ndimage.distance_transform_edt(~target, sampling=spacing)
    return np.asarray(field[surface], dtype=np.float64)
