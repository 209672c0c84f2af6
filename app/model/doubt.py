"""Where the network is least sure: the slices worth looking at next; no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bifseg_core.case import Segmentation, SegmentedObject
from bifseg_core.geometry import BoundingBox, Index3
from bifseg_core.interactions import Scribbles, SeedLabel

UNSURE_RANGE = (0.25, 0.75)
"""A voxel whose probability lies between is unsure."""

_LOOKED_AT = 12
"""Slices of each axis whose areas are outlined; those with the most unsure voxels."""

_APART_MM = 5.0


@dataclass(frozen=True)
class DoubtfulPlace:
    """An unsure area on one slice.

    Attributes:
        axis: across the slice.
        voxel_ijk: in the middle of the area, in the image.
        area_mm2: its size.
    """

    axis: int
    voxel_ijk: Index3
    area_mm2: float


def doubtful_places(
    found: Segmentation,
    scribbles: Scribbles,
    spacing: Sequence[float],
    *,
    axes: Iterable[int] = (0, 1, 2),
    most: int = 5,
) -> tuple[DoubtfulPlace, ...]:
    """The slices with the largest connected unsure areas, the largest first, none near another.

    What the user has scribbled is sure. Takes a second for large boxes.

    Args:
        found: the mask with its probability.
        scribbles: of its object.
        spacing: of the image along i, j, k in mm.
        axes: slices across these are looked at.
        most: places at most.
    """
    low, high = UNSURE_RANGE
    probability = found.foreground_probability
    unsure = (probability > low) & (probability < high)
    if len(scribbles):
        unsure &= scribbles.seeds_in(found.box) == SeedLabel.NONE
    thin = [axis for axis in range(3) if unsure.shape[axis] == 1]
    places = [
        place for axis in thin or axes for place in _places_across(unsure, axis, spacing, found.box)
    ]
    places.sort(key=lambda place: -place.area_mm2)
    return tuple(_apart(places, spacing, most))


def doubtful_places_of(
    boxes: Iterable[SegmentedObject],
    spacing: Sequence[float],
    *,
    axes: Iterable[int] = (0, 1, 2),
    most: int = 5,
) -> tuple[DoubtfulPlace, ...]:
    """The same for an object, whichever of its boxes they lie in."""
    axes = tuple(axes)
    places = [
        place
        for one in boxes
        if one.segmentation is not None
        for place in doubtful_places(one.segmentation, one.scribbles, spacing, axes=axes, most=most)
    ]
    places.sort(key=lambda place: -place.area_mm2)
    return tuple(_apart(places, spacing, most))


def _places_across(
    unsure: NDArray[np.bool_], axis: int, spacing: Sequence[float], box: BoundingBox
) -> Iterator[DoubtfulPlace]:
    others = tuple(other for other in range(3) if other != axis)
    counts = np.count_nonzero(unsure, axis=others)
    pixel_mm2 = float(np.prod([spacing[other] for other in others]))
    for index in np.argsort(-counts, kind="stable")[:_LOOKED_AT]:
        if counts[index]:
            size, middle = _largest_area(unsure.take(index, axis))
            i, j, k = (np.insert(middle, axis, index) + box.start_ijk).tolist()
            yield DoubtfulPlace(axis, (i, j, k), size * pixel_mm2)


def _largest_area(section: NDArray[np.bool_]) -> tuple[int, NDArray[np.intp]]:
    """Its pixels, and that one of them which lies nearest to its centre."""
    from scipy import ndimage  # 0.1 s that the window need not wait for

    labels, _ = ndimage.label(section)
    sizes = np.bincount(labels.ravel())[1:]
    pixels = np.argwhere(labels == 1 + int(sizes.argmax()))
    distances = ((pixels - pixels.mean(axis=0)) ** 2).sum(axis=1)
    return int(sizes.max()), pixels[distances.argmin()]


def _apart(
    places: Sequence[DoubtfulPlace], spacing: Sequence[float], most: int
) -> list[DoubtfulPlace]:
    kept: list[DoubtfulPlace] = []
    for place in places:
        gaps = [_distance_mm(place, other, spacing) for other in kept]
        if len(kept) < most and min(gaps, default=np.inf) >= _APART_MM:
            kept.append(place)
    return kept


def _distance_mm(one: DoubtfulPlace, other: DoubtfulPlace, spacing: Sequence[float]) -> float:
    return float(np.linalg.norm(np.subtract(one.voxel_ijk, other.voxel_ijk) * np.array(spacing)))
