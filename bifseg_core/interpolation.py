"""Filling the slices between painted ones by shape: signed distances blended from slice to slice.

After Raya and Udupa, Shape-based interpolation of multidimensional objects, IEEE TMI 9(1), 1990,
doi 10.1109/42.52980.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bifseg_core.case import Segmentation
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke

Mask = NDArray[np.bool_]
Image = NDArray[np.float64]


def painted_slices(scribbles: Scribbles) -> tuple[int, tuple[int, ...]] | None:
    """Along which axis the user repaired slices, and which slices these are, in rising order.

    The axis is the one across most of the repairs; None where fewer than two slices were painted.
    """
    repairs = [s for s in scribbles.strokes if s.is_repair and len(s.voxels_ijk)]
    painted = [stroke for stroke in repairs if not stroke.is_filled]
    flat = [_flat_slices(painted, axis) for axis in range(3)]
    axis = max(range(3), key=lambda number: len(flat[number]))
    slices = tuple(sorted(set(flat[axis])))
    return (axis, slices) if len(slices) > 1 else None


def fill(
    found: Segmentation, scribbles: Scribbles, spacing: tuple[float, float, float]
) -> tuple[Stroke, ...]:
    """The repairs that fill the slices between those that the user painted.

    Args:
        found: the mask with the painted slices in it.
        scribbles: tell which slices were painted, see `painted_slices`.
        spacing: of the image along i, j, k in mm.

    Returns:
        Nothing where fewer than two slices were painted, or none lies between them.
    """
    painted = painted_slices(scribbles)
    if painted is None:
        return ()
    axis, slices = painted
    start, stop = found.box.start_ijk[axis], found.box.stop_ijk[axis]
    local = [number - start for number in slices if start <= number < stop]
    if len(local) < 2:
        return ()
    filled = filled_between(found.mask, axis, local, spacing)
    between = np.ones(stop - start, bool)
    between[: local[0] + 1] = between[local[-1] :] = between[local] = False
    here = np.expand_dims(between, [number for number in range(3) if number != axis])
    labelled = (SeedLabel.FOREGROUND, filled & here), (SeedLabel.BACKGROUND, found.mask & ~filled)
    voxels = ((label, np.argwhere(said) + found.box.start_ijk) for label, said in labelled)
    return tuple(
        Stroke(label, found.astype(np.int32), is_repair=True, is_filled=True)
        for label, found in voxels
        if len(found)
    )


def filled_between(
    mask: Mask, axis: int, slices: Sequence[int], spacing: tuple[float, float, float]
) -> Mask:
    """The mask with every slice between two painted ones made from these two.

    A slice between gets the shape whose signed distance is that of its neighbours, each weighted
    by nearness. Towards an empty slice the object shrinks until nothing is left. All other slices
    stay as they are.

    Args:
        mask: (I, J, K), of the image or a part of it.
        axis: along which the slices lie.
        slices: the painted ones in rising order.
        spacing: of the voxels along i, j, k in mm.
    """
    filled = mask.copy()
    sections = np.moveaxis(filled, axis, 0)
    in_plane = [mm for number, mm in enumerate(spacing) if number != axis]
    for lower, upper in itertools.pairwise(slices):
        below, above = _distances(sections[lower], sections[upper], in_plane)
        for number in range(lower + 1, upper):
            share = (number - lower) / (upper - lower)
            sections[number] = (1 - share) * below + share * above > 0
    return filled


def _flat_slices(repairs: Sequence[Stroke], axis: int) -> list[int]:
    """The slice of every repair that lies in one slice across the axis."""
    columns = (stroke.voxels_ijk[:, axis] for stroke in repairs)
    return [int(column[0]) for column in columns if (column == column[0]).all()]


def _distances(below: Mask, above: Mask, spacing: Sequence[float]) -> tuple[Image, Image]:
    """Signed distances of two sections; an empty one is the other, shrunk until nothing is left."""
    first, second = (_signed_distance(section, spacing) for section in (below, above))
    if not below.any():
        first = second - max(second.max(), 0.0)
    if not above.any():
        second = first - max(first.max(), 0.0)
    return first, second


def _signed_distance(section: Mask, spacing: Sequence[float]) -> Image:
    """Distance in mm to the border of a section, positive inside; beyond the image is outside."""
    padded = np.pad(section, 1)
    inside = ndimage.distance_transform_edt(padded, spacing)
    outside = ndimage.distance_transform_edt(~padded, spacing)
    signed: Image = (inside - outside)[1:-1, 1:-1]
    return signed
