from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from scipy import ndimage

from bifseg_core.errors import BoxError
from bifseg_core.evaluation.robot import (
    BoxKind,
    Interaction,
    RobotUser,
    error_components,
    planes,
    smallest_error,
    worst_slice,
)
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel
from tests.core.evaluation.fakes import ball

SHAPE = (56, 50, 44)


def truth() -> np.ndarray:
    return ball(SHAPE, (28, 24, 21), 12)


def margins(kind: BoxKind, count: int = 200) -> np.ndarray:
    """The six margins of many users, (count, 6)."""
    mask = truth()
    tight = BoundingBox.of_mask(mask)
    assert tight is not None
    boxes = [RobotUser(mask, "ball", seed, kind).draw_box() for seed in range(count)]
    before = [np.subtract(tight.start_ijk, box.start_ijk) for box in boxes]
    after = [np.subtract(box.stop_ijk, tight.stop_ijk) for box in boxes]
    return np.hstack([before, after])


def test_standard_margins_are_independent_and_uniform_up_to_a_tenth_of_the_extent() -> None:
    found = margins(BoxKind.STANDARD)  # 25 voxels long: at most 3
    assert set(np.unique(found)) == {0, 1, 2, 3}
    assert np.bincount(found.ravel()) / found.size == pytest.approx([0.25] * 4, abs=0.06)
    correlation = np.corrcoef(found.T) - np.eye(6)
    assert np.abs(correlation).max() < 0.25


@pytest.mark.parametrize(("extent", "largest"), [(4, 2), (25, 3), (44, 4), (46, 5), (300, 10)])
def test_largest_standard_margin_follows_the_extent(extent: int, largest: int) -> None:
    mask = np.zeros((400, 40, 1), bool)
    mask[50 : 50 + extent, 15:25] = True
    starts = [RobotUser(mask, "bar", seed).draw_box().start_ijk[0] for seed in range(200)]
    assert 50 - min(starts) == largest


def test_loose_and_tight_margins() -> None:
    assert set(np.unique(margins(BoxKind.LOOSE))) == set(range(9)) | {9, 10}
    assert not margins(BoxKind.TIGHT, 3).any()


def test_boxes_are_clipped_to_the_image() -> None:
    mask = np.zeros((12, 12, 1), bool)
    mask[:, 3:9] = True
    for seed in range(20):
        box = RobotUser(mask, "edge", seed, BoxKind.LOOSE).draw_box()
        assert BoundingBox.whole(mask.shape).union(box) == BoundingBox.whole(mask.shape)
        assert (box.start_ijk[2], box.stop_ijk[2]) == (0, 1)


def test_a_cutting_box_leaves_about_a_twentieth_out_on_one_side() -> None:
    sides = set()
    for seed in range(40):
        box = RobotUser(truth(), "ball", seed, BoxKind.CUTTING).draw_box()
        missed = 1 - truth()[box.slices].sum() / truth().sum()
        assert 0.025 <= missed <= 0.075
        tight = BoundingBox.of_mask(truth())
        assert tight is not None
        cut = np.concatenate(
            [
                np.greater(box.start_ijk, tight.start_ijk),
                np.less(box.stop_ijk, tight.stop_ijk),
            ]
        )
        assert cut.sum() == 1
        sides.add(int(np.argmax(cut)))
    assert sides == set(range(6))


def test_a_cutting_box_takes_the_nearest_slice_of_a_thick_object() -> None:
    mask = np.zeros((5, 5, 3), bool)
    mask[1:4, 1:4, :] = True
    box = RobotUser(mask, "cube", 0, BoxKind.CUTTING).draw_box()
    assert 0 < mask[box.slices].sum() < mask.sum()


def test_no_object_no_box() -> None:
    with pytest.raises(BoxError, match="no object"):
        RobotUser(np.zeros((3, 3, 3), bool), "nothing").draw_box()


def test_name_and_seed_fix_the_box_in_every_process() -> None:
    here = [RobotUser(truth(), name, seed).draw_box() for name in ("a", "b") for seed in (0, 1)]
    assert len(set(map(str, here))) > 1
    program = (
        "from bifseg_core.evaluation.robot import RobotUser\n"
        "from tests.core.evaluation.test_robot import truth\n"
        "for name in 'ab':\n"
        "    for seed in (0, 1):\n"
        "        print(RobotUser(truth(), name, seed).draw_box())\n"
    )
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert out.stdout.split() == list(map(str, here))


def test_worst_slices_and_planes() -> None:
    mask = truth()
    mask[:, :, 24] = False
    assert worst_slice(mask, truth(), axis=2) == 24
    assert planes((5, 6, 7)) == (0, 1, 2)
    assert planes((5, 6, 1)) == (2,)
    assert planes((1, 6, 5)) == (0,)


def test_smallest_error_is_thirty_pixels_or_a_hundredth_of_the_object() -> None:
    assert smallest_error(np.ones((60, 60, 2), bool), axis=2) == 30
    assert smallest_error(np.ones((20, 40, 2), bool), axis=2) == 8
    assert smallest_error(np.ones((2, 2, 2), bool), axis=2) == 1


def test_errors_are_split_by_kind_and_by_size() -> None:
    true, mask = np.zeros((20, 20), bool), np.zeros((20, 20), bool)
    true[0:5, 0:5] = True  # missed, 25 pixels
    true[10:12, 10:12] = True  # missed, too small
    mask[15:20, 15:20] = True  # spill
    mask[14, 14] = True  # touches the spill by a corner
    found = list(error_components(mask, true, smallest=10))
    assert [(label, int(part.sum())) for label, part in found] == [
        (SeedLabel.FOREGROUND, 25),
        (SeedLabel.BACKGROUND, 26),
    ]


def test_scribbles_lie_in_the_errors_of_the_worst_slices_with_the_right_label() -> None:
    mask = np.roll(truth(), 5, axis=0)
    strokes = RobotUser(truth(), "ball").correct(mask, round_number=1)
    assert {stroke.label for stroke in strokes} == {SeedLabel.FOREGROUND, SeedLabel.BACKGROUND}
    assert len(strokes) == 5  # the slice across i shows one error, the others two
    for stroke in strokes:
        inside = tuple(stroke.voxels_ijk.T)
        assert (truth()[inside] == (stroke.label == SeedLabel.FOREGROUND)).all()
        assert (mask[inside] != truth()[inside]).all()
        assert stroke.voxels_ijk.dtype == np.int32
        assert np.ptp(stroke.voxels_ijk, axis=0).min() == 0


def test_errors_outside_the_box_are_scribbled_too() -> None:
    user = RobotUser(truth(), "ball", 1, BoxKind.CUTTING)
    box = user.draw_box()
    mask = np.zeros(SHAPE, bool)
    mask[box.slices] = truth()[box.slices]
    drawn = Scribbles(user.correct(mask, round_number=1)).foreground_ijk()
    assert len(drawn)
    assert not box.contains(drawn).any()


def test_a_right_mask_gets_no_stroke() -> None:
    for interaction in Interaction:
        user = replace(RobotUser(truth(), "ball"), interaction=interaction)
        assert user.correct(truth(), round_number=1) == ()


def test_an_image_of_two_dimensions_has_one_plane() -> None:
    flat = truth()[:, :, 20:21]
    strokes = RobotUser(flat, "disc").correct(np.zeros_like(flat), round_number=1)
    assert len(strokes) == 1
    assert set(strokes[0].voxels_ijk[:, 2]) == {0}


def test_a_click_is_one_voxel_in_the_depth_of_the_largest_error() -> None:
    mask = truth() | ball(SHAPE, (50, 40, 30), 5)
    mask[20:40, :, 21:] = False
    user = RobotUser(truth(), "ball", interaction=Interaction.CLICKS)
    (click,) = user.correct(mask, round_number=1)
    assert click.voxels_ijk.shape == (1, 3)
    assert click.label is SeedLabel.FOREGROUND
    missed = truth() & ~mask
    depth = ndimage.distance_transform_edt(missed)
    assert depth[tuple(click.voxels_ijk[0])] == depth.max()


def test_click_depth_is_in_millimetres_and_the_border_counts_as_outside() -> None:
    mask = np.zeros((9, 30, 1), bool)
    mask[:, :] = True
    wide = RobotUser(mask, "bar", interaction=Interaction.CLICKS, spacing=(5.0, 1.0, 1.0))
    (click,) = wide.correct(np.zeros_like(mask), round_number=1)
    assert 13 <= click.voxels_ijk[0, 1] <= 16
    assert 2 <= click.voxels_ijk[0, 0] <= 6


def test_jitter_differs_from_round_to_round_but_not_from_run_to_run() -> None:
    mask = np.roll(truth(), 5, axis=0)
    user = RobotUser(truth(), "ball", interaction=Interaction.JITTER)

    def drawn(number: int) -> list[list[list[int]]]:
        return [s.voxels_ijk.tolist() for s in user.correct(mask, round_number=number)]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)
    steady = RobotUser(truth(), "ball").correct(mask, round_number=1)
    assert drawn(1) != [s.voxels_ijk.tolist() for s in steady]
