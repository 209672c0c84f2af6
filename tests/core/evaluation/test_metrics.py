from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bifseg_core.evaluation import metrics
from bifseg_core.geometry import Affine
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke

masks = arrays(bool, (4, 3, 3))
planar = arrays(bool, (5, 4, 1))
SPACING = (1.0, 2.0, 0.5)


def outline(mask: np.ndarray) -> list[tuple[int, ...]]:
    """Surface voxels by definition: a face neighbour along a long axis is not in the mask."""
    axes = [axis for axis in range(3) if mask.shape[axis] > 1]
    found = []
    for voxel in itertools.product(*map(range, mask.shape)):
        steps = [np.eye(3, dtype=int)[axis] * sign for axis in axes for sign in (-1, 1)]
        around = [tuple(np.add(voxel, step)) for step in steps]
        is_open = any(
            not all(0 <= at < n for at, n in zip(near, mask.shape, strict=True)) or not mask[near]
            for near in around
        )
        if mask[voxel] and is_open:
            found.append(voxel)
    return found


def brute_force(first: np.ndarray, second: np.ndarray) -> list[float]:
    a, b = outline(first), outline(second)
    gaps = [[math.dist(np.multiply(p, SPACING), np.multiply(q, SPACING)) for q in b] for p in a]
    return [min(row) for row in gaps] + [min(column) for column in zip(*gaps, strict=True)]


@given(masks | planar, st.data())
def test_surface_measures_equal_brute_force(first: np.ndarray, data: st.DataObject) -> None:
    second = data.draw(arrays(bool, first.shape))
    if not (first.any() and second.any()):
        return
    expected = brute_force(first, second)
    found = metrics.surface_distances(first, second, spacing=SPACING)
    assert sorted(found.both) == pytest.approx(sorted(expected))
    assert metrics.average_surface_distance(found) == pytest.approx(np.mean(expected))
    for tolerance in (0.4, 1.0, 2.0):
        share = np.mean(np.array(expected) <= tolerance + 1e-9)
        assert metrics.surface_dice(found, tolerance_mm=tolerance + 1e-9) == pytest.approx(share)


@given(masks, masks)
def test_dice_equals_its_definition_on_sets(first: np.ndarray, second: np.ndarray) -> None:
    a, b = set(map(tuple, np.argwhere(first))), set(map(tuple, np.argwhere(second)))
    expected = 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0
    assert metrics.dice(first, second) == pytest.approx(expected)


def test_empty_masks() -> None:
    empty, full = np.zeros((3, 3, 3), bool), np.ones((3, 3, 3), bool)
    affine = Affine.from_spacing(SPACING)
    both = metrics.measure(empty, empty, affine=affine)
    assert (both.dice, both.surface_dice, both.surface_distance_mm) == (1.0, 1.0, 0.0)
    for one in (
        metrics.measure(empty, full, affine=affine),
        metrics.measure(full, empty, affine=affine),
    ):
        assert (one.dice, one.surface_dice) == (0.0, 0.0)
        assert math.isnan(one.surface_distance_mm)


def test_surface_distances_do_not_depend_on_where_the_object_lies() -> None:
    cube = np.zeros((20, 20, 20), bool)
    cube[3:9, 3:9, 3:9] = True
    moved = np.roll(cube, 3, axis=0)
    found = metrics.surface_distances(cube, moved, spacing=(1.0, 1.0, 1.0))
    assert found.both.max() == 3.0
    assert metrics.surface_dice(found) < 1.0


def test_volume_error_has_a_sign_and_is_in_millilitres() -> None:
    affine = Affine.from_spacing((2.0, 5.0, 10.0))
    larger, smaller = np.ones((5, 2, 2), bool), np.zeros((5, 2, 2), bool)
    smaller[0, 0, 0] = True
    assert metrics.measure(larger, smaller, affine=affine).volume_error_ml == pytest.approx(1.9)
    assert metrics.measure(smaller, larger, affine=affine).volume_error_ml == pytest.approx(-1.9)


def test_honoured_counts_the_last_label_of_every_scribbled_voxel() -> None:
    mask = np.zeros((4, 4, 1), bool)
    mask[0, :2] = True
    strokes = (
        Stroke(SeedLabel.BACKGROUND, np.array([[0, 0, 0], [1, 0, 0], [2, 2, 0]], np.int32)),
        Stroke(SeedLabel.FOREGROUND, np.array([[0, 0, 0], [3, 3, 0]], np.int32)),
        Stroke(SeedLabel.NONE, np.array([[2, 2, 0]], np.int32)),
    )
    found = metrics.honoured(mask, Scribbles(strokes))
    assert (found.voxels, found.scribbled) == (2, 3)
    nothing = metrics.honoured(mask, Scribbles())
    assert (nothing.voxels, nothing.scribbled) == (0, 0)
