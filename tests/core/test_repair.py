"""Painting into the mask: it holds at once, and afterwards."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given as having
from hypothesis import strategies as st

from bifseg_core.case import (
    AddStroke,
    Case,
    ObjectStatus,
    ReplaceSegmentation,
    Segmentation,
    SetBox,
    SetReferences,
    Stage,
)
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.listing import SetStatus
from bifseg_core.repair import GiveMasks, RepairMask, given, repaired
from bifseg_core.volume import Volume

SHAPE = (9, 8, 7)
BOX = BoundingBox((2, 2, 2), (6, 6, 5))
VOXELS = st.lists(st.tuples(*(st.integers(0, n - 1) for n in SHAPE)), min_size=1, max_size=12)


def stroke(label: SeedLabel, *voxels: tuple[int, int, int]) -> Stroke:
    return Stroke(label, np.array(voxels, np.int32).reshape(-1, 3), is_repair=True)


def found(stage: Stage = Stage.REFINED) -> Segmentation:
    mask = np.zeros(BOX.shape, bool)
    mask[1:3, 1:3] = True
    return Segmentation(BOX, mask, np.where(mask, 0.8, 0.1).astype(np.float32), stage)


def case_with(segmentation: Segmentation | None) -> Case:
    case = Case(Volume(np.zeros(SHAPE), Affine.from_spacing((1, 1, 1))))
    if segmentation is not None:
        case.apply(ReplaceSegmentation(1, segmentation))
    return case


@having(VOXELS, st.sampled_from([SeedLabel.FOREGROUND, SeedLabel.BACKGROUND]))
def test_what_was_painted_holds_and_all_else_stays(voxels, label) -> None:
    before = found()
    after = repaired(before, [stroke(label, *voxels)], SHAPE)
    painted = np.zeros(SHAPE, bool)
    painted[tuple(np.array(voxels).T)] = True
    mask, earlier = (one.full_mask(SHAPE) for one in (after, before))
    assert (mask[painted] == (label is SeedLabel.FOREGROUND)).all()
    np.testing.assert_array_equal(mask[~painted], earlier[~painted])


def test_the_box_grows_for_what_is_added_outside_it_alone() -> None:
    added = repaired(found(), [stroke(SeedLabel.FOREGROUND, (8, 7, 6))], SHAPE)
    assert added.box == BoundingBox((2, 2, 2), (9, 8, 7))
    assert added.foreground_probability[3, 3, 2] == np.float32(0.1)
    assert added.foreground_probability[6, 5, 4] == 0
    removed = repaired(found(), [stroke(SeedLabel.BACKGROUND, (8, 7, 6))], SHAPE)
    assert removed.box == BOX


def test_the_probability_of_the_network_is_shared_not_copied() -> None:
    before = found()
    after = repaired(before, [stroke(SeedLabel.BACKGROUND, (3, 3, 2))], SHAPE)
    assert after.foreground_probability is before.foreground_probability
    assert after.stage is Stage.REFINED


def test_a_mask_can_be_painted_from_nothing() -> None:
    painted = repaired(None, [stroke(SeedLabel.FOREGROUND, (3, 3, 2), (5, 4, 2))], SHAPE)
    assert painted.stage is Stage.GIVEN
    assert painted.box == BoundingBox((0, 0, 2), (9, 8, 3)), "with room, on its slice"
    assert painted.voxel_count == 2
    np.testing.assert_array_equal(painted.foreground_probability, painted.mask)
    assert repaired(None, [stroke(SeedLabel.BACKGROUND, (3, 3, 2))], SHAPE) is None


def test_what_is_painted_within_its_room_needs_no_more() -> None:
    shape = (60, 60, 9)
    painted = repaired(None, [stroke(SeedLabel.FOREGROUND, (30, 30, 4), (31, 31, 4))], shape)
    assert painted.box == BoundingBox((25, 25, 4), (37, 37, 5))
    near = repaired(painted, [stroke(SeedLabel.FOREGROUND, (36, 30, 4))], shape)
    assert near.box == painted.box
    far = repaired(painted, [stroke(SeedLabel.FOREGROUND, (40, 30, 4))], shape)
    assert far.box == BoundingBox((25, 25, 4), (46, 37, 5))


def test_later_strokes_win() -> None:
    both = [stroke(SeedLabel.FOREGROUND, (2, 2, 2)), stroke(SeedLabel.BACKGROUND, (2, 2, 2))]
    assert not repaired(found(), both, SHAPE).full_mask(SHAPE)[2, 2, 2]
    assert repaired(found(), both[::-1], SHAPE).full_mask(SHAPE)[2, 2, 2]


def test_the_edit_keeps_strokes_and_mask_and_opens_the_object() -> None:
    case = case_with(found())
    case.apply(SetStatus(1, ObjectStatus.ACCEPTED))
    painted = stroke(SeedLabel.FOREGROUND, (8, 7, 6))
    mended = repaired(found(), [painted], SHAPE)
    _, inverse = case.apply(RepairMask(1, Scribbles((painted,)), mended))
    active = case.state.active
    assert active.segmentation is mended
    assert active.box == mended.box
    assert active.scribbles.strokes == (painted,)
    assert active.status is ObjectStatus.OPEN
    case.apply(inverse)
    assert case.state.active.box == BOX
    assert len(case.state.active.scribbles) == 0


@pytest.mark.parametrize("has_mask", [True, False])
def test_a_box_that_waits_to_be_segmented_is_not_lost(has_mask: bool) -> None:
    case = case_with(found() if has_mask else None)
    waiting = BoundingBox((0, 0, 0), (9, 8, 7))
    case.apply(SetBox(1, waiting))
    painted = stroke(SeedLabel.FOREGROUND, (3, 3, 4))
    mended = repaired(case.state.active.segmentation, [painted], SHAPE)
    case.apply(RepairMask(1, Scribbles((painted,)), mended))
    assert case.state.active.box == waiting


def test_an_eraser_takes_back_scribbles_but_no_repair() -> None:
    case = case_with(found())
    case.apply(AddStroke(1, Stroke(SeedLabel.FOREGROUND, np.array([[3, 3, 3]], np.int32))))
    case.apply(AddStroke(1, stroke(SeedLabel.BACKGROUND, (4, 4, 4))))
    case.apply(AddStroke(1, Stroke(SeedLabel.NONE, np.array([[3, 3, 3], [4, 4, 4]], np.int32))))
    seeds = case.state.active.scribbles.seeds_in(BoundingBox.whole(SHAPE))
    assert np.argwhere(seeds).tolist() == [[4, 4, 4]]
    over = AddStroke(1, Stroke(SeedLabel.FOREGROUND, np.array([[4, 4, 4]], np.int32)))
    case.apply(over)
    assert case.state.active.scribbles.seeds_in(BoundingBox.whole(SHAPE))[4, 4, 4] == 1


def test_a_mask_from_elsewhere_has_room_to_grow_but_one_slice_stays_one() -> None:
    mask = np.zeros(SHAPE, bool)
    mask[4:6, 3:5, 3] = True
    made = given(mask, margin=2)
    assert made.box == BoundingBox((2, 1, 3), (8, 7, 4))
    np.testing.assert_array_equal(made.full_mask(SHAPE), mask)
    assert given(np.zeros(SHAPE, bool)) is None
    whole = given(np.ones(SHAPE, bool))
    assert whole.box == BoundingBox.whole(SHAPE)


def test_a_loaded_mask_puts_strokes_aside_and_undo_brings_them_back() -> None:
    case = case_with(found())
    case.apply(AddStroke(1, stroke(SeedLabel.FOREGROUND, (1, 1, 1))))
    before = case.state
    loaded = replace(found(), stage=Stage.GIVEN)
    _, inverse = case.apply(GiveMasks({1: loaded}, {}))
    assert case.state.active.segmentation is loaded
    assert len(case.state.active.scribbles) == 0
    case.apply(inverse)
    assert case.state is before


def test_a_loaded_mask_is_measured_against_the_reference_that_was_there() -> None:
    case = case_with(found())
    reference = np.ones(SHAPE, bool)
    case.apply(SetReferences({1: reference}))
    case.apply(GiveMasks({1: replace(found(), stage=Stage.GIVEN)}, {}))
    assert case.state.active.reference is reference


def test_several_masks_are_as_many_objects() -> None:
    case = case_with(None)
    case.apply(GiveMasks({1: found(), 4: found()}, {4: "Label 2"}))
    assert [(o.object_id, o.name) for o in case.state.objects] == [(1, "Object 1"), (4, "Label 2")]
    assert case.state.active_id == 1
    assert case.next_id == 5
