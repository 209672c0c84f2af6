"""Strokes and what they say together."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke


def stroke(label: SeedLabel, *voxels: tuple[int, int, int]) -> Stroke:
    return Stroke(label, np.array(voxels, np.int32).reshape(-1, 3))


def test_the_last_stroke_wins_and_an_eraser_takes_back() -> None:
    scribbles = (
        Scribbles()
        .adding(stroke(SeedLabel.FOREGROUND, (1, 1, 1), (2, 2, 2), (3, 3, 3)))
        .adding(stroke(SeedLabel.BACKGROUND, (2, 2, 2)))
        .adding(stroke(SeedLabel.NONE, (3, 3, 3)))
    )
    seeds = scribbles.seeds_in(BoundingBox((0, 0, 0), (5, 5, 5)))
    assert [seeds[1, 1, 1], seeds[2, 2, 2], seeds[3, 3, 3]] == [1, 2, 0]
    assert np.count_nonzero(seeds) == 2


def test_seeds_lie_relative_to_the_box_and_only_inside_it() -> None:
    scribbles = Scribbles((stroke(SeedLabel.FOREGROUND, (4, 5, 6), (0, 0, 0)),))
    seeds = scribbles.seeds_in(BoundingBox((3, 3, 3), (8, 8, 8)))
    assert np.argwhere(seeds).tolist() == [[1, 2, 3]]


def test_a_label_map_and_its_scribbles_say_the_same() -> None:
    label_map = np.random.default_rng(3).integers(0, 3, (4, 5, 6)).astype(np.uint8)
    scribbles = Scribbles.from_label_map(label_map)
    np.testing.assert_array_equal(scribbles.seeds_in(BoundingBox.whole((4, 5, 6))), label_map)


def test_erased_foreground_is_no_longer_foreground() -> None:
    scribbles = Scribbles((stroke(SeedLabel.FOREGROUND, (9, 1, 1), (8, 1, 1)),))
    erased = scribbles.adding(stroke(SeedLabel.NONE, (9, 1, 1)))
    assert erased.foreground_ijk().tolist() == [[8, 1, 1]]
    assert Scribbles().foreground_ijk().shape == (0, 3)


@given(st.integers(0, 2**32))
def test_strokes_are_settled_as_if_painted_one_after_the_other(seed: int) -> None:
    """Against a picture that is painted on stroke by stroke."""
    rng = np.random.default_rng(seed)
    shape = (5, 4, 3)
    painted, repaired = np.zeros(shape, np.uint8), np.zeros(shape, bool)
    strokes = []
    for _ in range(int(rng.integers(0, 7))):
        voxels = np.argwhere(rng.random(shape) < rng.random()).astype(np.int32)
        drawn = Stroke(SeedLabel(int(rng.integers(0, 3))), voxels, bool(rng.random() < 0.4))
        strokes.append(drawn)
        for voxel in map(tuple, voxels):
            if drawn.label is not SeedLabel.NONE or not repaired[voxel]:
                painted[voxel], repaired[voxel] = drawn.label, drawn.is_repair
    scribbles = Scribbles(tuple(strokes))
    box = BoundingBox((1, 0, 1), (4, 4, 3))
    np.testing.assert_array_equal(scribbles.seeds_in(box), painted[box.slices])
    assert scribbles.says_anything_in(box) == painted[box.slices].any()
    np.testing.assert_array_equal(scribbles.foreground_ijk(), np.argwhere(painted == 1))
