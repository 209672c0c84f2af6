"""Filling between painted slices."""

from __future__ import annotations

import numpy as np
import pytest

from bifseg_core.case import Segmentation, Stage
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.interpolation import fill, filled_between, painted_slices
from bifseg_core.repair import repaired

SHAPE = (31, 29, 12)


def disc(radius: float, centre: tuple[float, float] = (15, 14)) -> np.ndarray:
    i, j = np.indices(SHAPE[:2])
    return (i - centre[0]) ** 2 + (j - centre[1]) ** 2 <= radius**2


def with_sections(**sections: np.ndarray) -> np.ndarray:
    mask = np.zeros(SHAPE, bool)
    for name, section in sections.items():
        mask[:, :, int(name[1:])] = section
    return mask


def repair(mask: np.ndarray) -> Stroke:
    return Stroke(SeedLabel.FOREGROUND, np.argwhere(mask).astype(np.int32), is_repair=True)


def painted(*slices: int) -> Scribbles:
    return Scribbles(tuple(repair(with_sections(**{f"k{n}": disc(3)})) for n in slices))


def test_discs_grow_evenly_from_slice_to_slice() -> None:
    mask = with_sections(k2=disc(4), k10=disc(12))
    filled = filled_between(mask, 2, (2, 10), (1.0, 1.0, 1.0))
    radii = np.sqrt(filled.sum(axis=(0, 1)) / np.pi)
    np.testing.assert_allclose(radii[2:11], np.linspace(4, 12, 9), atol=0.6)
    np.testing.assert_array_equal(filled[:, :, [2, 10]], mask[:, :, [2, 10]])
    assert not filled[:, :, [0, 1, 11]].any()


def test_equal_sections_give_the_same_between() -> None:
    filled = filled_between(with_sections(k1=disc(6), k5=disc(6)), 2, (1, 5), (0.7, 0.7, 3.0))
    for number in (2, 3, 4):
        np.testing.assert_array_equal(filled[:, :, number], disc(6))


def test_towards_an_empty_slice_it_shrinks_to_nothing() -> None:
    filled = filled_between(with_sections(k0=disc(10)), 2, (0, 10), (1.0, 1.0, 1.0))
    sizes = filled.sum(axis=(0, 1))[:11]
    assert (np.diff(sizes) < 0).all()
    assert sizes[9] > 0
    assert sizes[10] == 0


def test_spacing_counts_in_the_plane() -> None:
    """A shift along the coarse axis is a shift in mm, whatever the voxels."""
    mask = with_sections(k0=disc(5, (8, 14)), k4=disc(5, (22, 14)))
    isotropic = filled_between(mask, 2, (0, 4), (1.0, 1.0, 1.0))
    coarse = filled_between(mask, 2, (0, 4), (3.0, 1.0, 1.0))
    assert not np.array_equal(isotropic, coarse)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_it_works_along_every_axis(axis: int) -> None:
    mask = with_sections(k2=disc(4), k6=disc(8))
    turned = np.moveaxis(mask, 2, axis)
    filled = filled_between(np.ascontiguousarray(turned), axis, (2, 6), (1.0, 1.0, 1.0))
    expected = filled_between(mask, 2, (2, 6), (1.0, 1.0, 1.0))
    np.testing.assert_array_equal(np.moveaxis(filled, axis, 2), expected)


def test_three_painted_slices_are_filled_pair_by_pair() -> None:
    mask = with_sections(k0=disc(4), k4=disc(10), k8=disc(4))
    sizes = filled_between(mask, 2, (0, 4, 8), (1.0, 1.0, 1.0)).sum(axis=(0, 1))
    np.testing.assert_array_equal(sizes[:9], sizes[8::-1])
    assert sizes.argmax() == 4


def test_the_painted_slices_are_those_across_most_repairs() -> None:
    assert painted_slices(painted(7, 2, 7)) == (2, (2, 7))
    assert painted_slices(painted(4)) is None
    scribble = Stroke(SeedLabel.FOREGROUND, np.array([[1, 1, 1]], np.int32))
    assert painted_slices(Scribbles((scribble,))) is None


def test_filling_says_what_lies_between_and_leaves_the_painted_slices() -> None:
    scribbles = painted(2, 8)
    found = repaired(None, scribbles.strokes, SHAPE)
    strokes = fill(found, scribbles, (1.0, 1.0, 2.0))
    after = repaired(found, strokes, SHAPE).full_mask(SHAPE)
    for number in range(2, 9):
        np.testing.assert_array_equal(after[:, :, number], disc(3))
    said = np.concatenate([stroke.voxels_ijk for stroke in strokes])
    assert set(said[:, 2]) == set(range(3, 8))
    assert all(stroke.is_repair for stroke in strokes)


def test_filled_slices_follow_when_a_painted_one_is_corrected() -> None:
    scribbles = painted(2, 4)
    found = repaired(None, scribbles.strokes, SHAPE)
    strokes = fill(found, scribbles, (1.0, 1.0, 2.0))
    found, scribbles = repaired(found, strokes, SHAPE), Scribbles((*scribbles.strokes, *strokes))
    assert painted_slices(scribbles) == (2, (2, 4))
    larger = np.argwhere(disc(7)).astype(np.int32)
    voxels = np.column_stack([larger, np.full(len(larger), 4, np.int32)])
    stroke = Stroke(SeedLabel.FOREGROUND, voxels, is_repair=True)
    found, scribbles = repaired(found, [stroke], SHAPE), scribbles.adding(stroke)
    strokes = fill(found, scribbles, (1.0, 1.0, 2.0))
    between = repaired(found, strokes, SHAPE).full_mask(SHAPE)[:, :, 3]
    assert disc(3).sum() < between.sum() < disc(7).sum()


def test_filling_takes_away_what_the_network_had_between() -> None:
    mask = with_sections(k2=disc(3), k4=disc(12), k6=disc(3))
    found = Segmentation(
        BoundingBox.whole(SHAPE), mask, mask.astype(np.float32), Stage.UNSUPERVISED
    )
    strokes = fill(found, painted(2, 6), (1.0, 1.0, 1.0))
    after = repaired(found, strokes, SHAPE)
    np.testing.assert_array_equal(after.mask[:, :, 4], disc(3))
    seeds = Scribbles(strokes).seeds_in(found.box)
    assert (seeds[mask & ~after.mask] == SeedLabel.BACKGROUND).all()


def test_with_less_than_two_painted_slices_there_is_nothing_to_fill() -> None:
    found = repaired(None, painted(3).strokes, SHAPE)
    assert fill(found, painted(3), (1.0, 1.0, 1.0)) == ()
    assert fill(repaired(None, painted(3, 4).strokes, SHAPE), painted(3, 4), (1.0, 1.0, 1.0)) == ()
    assert fill(found, painted(8, 10), (1.0, 1.0, 1.0)) == ()
