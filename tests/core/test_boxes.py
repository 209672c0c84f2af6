"""Several boxes an object: counted once, drawn and removed one by one, told as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bifseg_core.boxes import (
    addressed,
    boxes_of,
    first_boxes,
    masks_of,
    own_voxels,
    voxel_count,
    whole,
    wholes,
    with_saved,
)
from bifseg_core.case import (
    AddStroke,
    Case,
    CaseState,
    ObjectStatus,
    ReplaceSegmentation,
    Segmentation,
    SegmentedObject,
    SetBox,
    SetReferences,
)
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.history import History
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.listing import (
    AddBox,
    AddObject,
    ColourObject,
    MergeObjects,
    MoveObject,
    RemoveBox,
    RemoveObject,
    RenameObject,
    SetStatus,
)
from bifseg_core.repair import GiveMasks
from bifseg_core.repair import given as given_mask
from bifseg_core.volume import Volume
from tests.core.journal_cases import SHAPE, random_segmentation

SEEDS = st.integers(0, 2**32 - 1)
LEFT, RIGHT = BoundingBox((0, 0, 0), (4, 5, 5)), BoundingBox((3, 2, 1), (7, 6, 5))


def stroke(label: SeedLabel, *voxels: tuple[int, int, int]) -> Stroke:
    return Stroke(label, np.array(voxels, np.int32))


def case_with(*masks: Segmentation) -> Case:
    """One object with a box for each mask, numbered from 1."""
    case = Case(Volume(np.zeros(SHAPE), Affine.from_spacing((1, 1, 1))))
    for number, found in enumerate(masks, start=1):
        if number > 1:
            case.apply(AddBox(1, number, found.box))
        case.apply(ReplaceSegmentation(number, found))
    return case


def random_masks(seed: int, count: int = 3) -> list[Segmentation]:
    rng = np.random.default_rng(seed)
    return [random_segmentation(rng) for _ in range(count)]


def union(masks: Sequence[Segmentation]) -> np.ndarray:
    return np.logical_or.reduce([found.full_mask(SHAPE) for found in masks])


@given(SEEDS)
def test_the_union_is_counted_once(seed: int) -> None:
    masks = random_masks(seed)
    boxes = boxes_of(case_with(*masks).state, 2)
    found = whole(boxes).segmentation
    np.testing.assert_array_equal(found.full_mask(SHAPE), union(masks))
    assert voxel_count(masks_of(boxes)) == found.voxel_count == union(masks).sum()
    told = np.zeros(SHAPE, int)
    for box, own in own_voxels(masks):
        told[box.slices] += own
    np.testing.assert_array_equal(told, union(masks))


def test_the_whole_tells_of_all_its_boxes() -> None:
    one, other = random_masks(4, 2)
    together = whole(case_with(one, other).state.objects)
    found = together.segmentation
    assert (together.object_id, together.part_of) == (1, None)
    assert together.box == found.box == one.box.union(other.box)
    assert found.round == one.round + other.round
    assert found.seconds == one.seconds.plus(other.seconds)
    assert found.notes == one.notes
    inside = np.maximum(*(_spread(mask) for mask in (one, other)))[found.box.slices]
    np.testing.assert_array_equal(found.foreground_probability, inside)


def _spread(found: Segmentation) -> np.ndarray:
    full = np.zeros(SHAPE, np.float32)
    full[found.box.slices] = found.foreground_probability
    return full


def test_a_single_box_is_the_object_itself() -> None:
    state = case_with(*random_masks(1, 1)).state
    assert wholes(state) == state.objects


@given(SEEDS, st.integers(1, 3))
def test_removing_a_box_leaves_the_others_as_they_are(seed: int, gone: int) -> None:
    masks = random_masks(seed)
    case = case_with(*masks)
    history, before = History(case), case.state
    history.perform(RemoveBox(gone))
    left = [found for number, found in enumerate(masks, start=1) if number != gone]
    assert list(masks_of(boxes_of(case.state, 1))) == left
    assert case.state.active.object_id in {o.object_id for o in case.state.objects}
    assert [o.object_id for o in first_boxes(case.state)] == [1]
    history.undo()
    assert case.state is before


def test_the_strokes_go_with_their_box() -> None:
    case = case_with(*random_masks(2, 2))
    for number in (1, 2):
        case.apply(AddStroke(number, stroke(SeedLabel.FOREGROUND, (number, 0, 0))))
    kept = case.state.object(2).scribbles
    case.apply(RemoveBox(1))
    assert [o.scribbles for o in case.state.objects] == [kept]


def test_the_only_box_leaves_an_empty_object() -> None:
    case = case_with(*random_masks(3, 1))
    case.apply(RenameObject(1, "Lesion"))
    case.apply(SetStatus(1, ObjectStatus.ACCEPTED))
    case.apply(RemoveBox(1))
    (left,) = case.state.objects
    assert (left.box, left.segmentation, len(left.scribbles)) == (None, None, 0)
    assert (left.name, left.status) == ("Lesion", ObjectStatus.OPEN)


def test_what_is_said_of_one_box_holds_for_all() -> None:
    case = case_with(*random_masks(5))
    reference = np.ones(SHAPE, bool)
    for edit in (
        RenameObject(2, "Lesion"),
        ColourObject(3, 4),
        SetReferences({1: reference}),
        SetStatus(2, ObjectStatus.ACCEPTED),
    ):
        case.apply(edit)
    told = [(o.name, o.colour, o.status, o.reference) for o in case.state.objects]
    assert told == [("Lesion", 4, ObjectStatus.ACCEPTED, reference)] * 3


@pytest.mark.parametrize("number", [1, 2])
def test_a_stroke_in_any_box_opens_the_object_again(number: int) -> None:
    case = case_with(*random_masks(6, 2))
    case.apply(SetStatus(1, ObjectStatus.ACCEPTED))
    case.apply(AddStroke(number, stroke(SeedLabel.FOREGROUND, (0, 0, 0))))
    assert {o.status for o in case.state.objects} == {ObjectStatus.OPEN}


def test_a_new_box_is_told_what_was_taken_away_there() -> None:
    case = case_with(*random_masks(7, 1))
    strokes = (
        stroke(SeedLabel.BACKGROUND, (6, 5, 4), (0, 0, 0)),
        stroke(SeedLabel.FOREGROUND, (6, 5, 4)),
        stroke(SeedLabel.BACKGROUND, (0, 0, 0)),
    )
    for one in strokes:
        case.apply(AddStroke(1, one))
    case.apply(AddBox(1, 2, RIGHT))
    added = case.state.active
    assert (added.box, added.part_of, added.segmentation) == (RIGHT, 1, None)
    assert added.scribbles.strokes == strokes[:1]


def test_a_box_that_is_moved_is_told_what_was_taken_away_there() -> None:
    case = case_with(*random_masks(7, 1))
    away = stroke(SeedLabel.BACKGROUND, (0, 0, 0))
    case.apply(AddBox(1, 2, RIGHT))
    case.apply(AddStroke(1, away))
    own = stroke(SeedLabel.FOREGROUND, (6, 5, 4))
    case.apply(AddStroke(2, own))
    case.apply(SetBox(2, BoundingBox((2, 2, 1), (7, 6, 5))))
    assert case.state.object(2).scribbles.strokes == (own,)
    for _ in range(2):  # it is told once
        case.apply(SetBox(2, BoundingBox((0, 0, 0), (7, 6, 5))))
        assert case.state.object(2).scribbles.strokes == (away, own)
    assert case.state.object(1).scribbles.strokes == (away,)


def test_a_box_that_will_grow_is_told_what_was_taken_away_elsewhere() -> None:
    case = case_with(*random_masks(7, 1))
    away = stroke(SeedLabel.BACKGROUND, (0, 0, 0))
    inside, beyond = (stroke(SeedLabel.FOREGROUND, place) for place in ((6, 5, 4), (1, 1, 0)))
    case.apply(AddBox(1, 2, RIGHT))
    case.apply(AddStroke(1, away))
    case.apply(AddStroke(2, inside))
    assert case.state.object(2).scribbles.strokes == (inside,)
    case.apply(AddStroke(2, beyond))
    assert case.state.object(2).scribbles.strokes == (away, inside, beyond)
    assert len(whole(boxes_of(case.state, 1)).scribbles.strokes) == 3


def two_boxes() -> tuple[SegmentedObject, ...]:
    return SegmentedObject(1, "A", LEFT), SegmentedObject(2, "A", RIGHT, part_of=1)


@pytest.mark.parametrize(
    ("label", "voxels", "numbers"),
    [
        (SeedLabel.FOREGROUND, [(3, 3, 3), (6, 5, 4)], (2,)),
        (SeedLabel.BACKGROUND, [(3, 3, 3), (6, 5, 4)], (2, 1)),
        (SeedLabel.NONE, [(0, 0, 0), (1, 0, 0)], (1,)),
        (SeedLabel.FOREGROUND, [(3, 3, 3)], (1,)),
        (SeedLabel.BACKGROUND, [(6, 0, 0)], (1,)),
    ],
)
def test_a_stroke_speaks_to_the_boxes_it_touches(
    label: SeedLabel, voxels: list[tuple[int, int, int]], numbers: tuple[int, ...]
) -> None:
    assert addressed(two_boxes(), 1, stroke(label, *voxels)) == numbers


def test_objects_move_and_go_with_their_boxes() -> None:
    case = case_with(*random_masks(8, 2))
    case.apply(AddObject("Other", object_id=3))
    case.apply(AddBox(3, 4, LEFT))
    case.apply(MoveObject(2, 1))
    assert [o.object_id for o in case.state.objects] == [3, 4, 1, 2]
    case.apply(RemoveObject(4))
    assert [o.object_id for o in case.state.objects] == [1, 2]


@given(SEEDS)
def test_merging_keeps_every_box(seed: int) -> None:
    masks = random_masks(seed, 4)
    case = case_with(*masks[:2])
    case.apply(AddObject("Other", object_id=3))
    case.apply(ReplaceSegmentation(3, masks[2]))
    case.apply(AddBox(3, 4, masks[3].box))
    case.apply(ReplaceSegmentation(4, masks[3]))
    history, before = History(case), case.state
    history.perform(MergeObjects(1, 3))
    (merged,) = wholes(case.state)
    np.testing.assert_array_equal(merged.segmentation.full_mask(SHAPE), union(masks))
    assert list(masks_of(case.state.objects)) == masks
    assert {o.name for o in case.state.objects} == {"Object 1"}
    assert case.state.active_id == 1
    history.undo()
    assert case.state is before


def test_the_reference_of_merged_objects_is_that_of_both() -> None:
    first, second = (np.random.default_rng(n).random(SHAPE) > 0.5 for n in range(2))

    def merged(one: np.ndarray | None, other: np.ndarray | None) -> np.ndarray | None:
        objects = SegmentedObject(1, "A", reference=one), SegmentedObject(2, "B", reference=other)
        return MergeObjects(1, 2).apply(CaseState(objects, 1)).reference

    np.testing.assert_array_equal(merged(first, second), first | second)
    assert merged(first, None) is first
    assert merged(None, second) is second
    assert merged(None, None) is None


def test_a_loaded_mask_takes_the_place_of_all_boxes() -> None:
    case = case_with(*random_masks(9))
    found = given_mask(np.ones(SHAPE, bool))
    case.apply(GiveMasks({1: found}, {}))
    assert masks_of(case.state.objects) == (found,)


def test_a_removed_box_is_no_part_of_what_was_saved_again() -> None:
    first, second = two_boxes()
    saved = with_saved(with_saved({}, first), second)
    assert saved == {1: first, 2: second}
    other = replace(first, object_id=5)
    assert with_saved(with_saved(saved, other), first) == {5: other, 1: first}


def test_the_strokes_of_all_boxes_are_the_objects_strokes() -> None:
    one, other = stroke(SeedLabel.FOREGROUND, (0, 0, 0)), stroke(SeedLabel.NONE, (1, 0, 0))
    first, second = two_boxes()
    boxes = (
        replace(first, scribbles=Scribbles((one,))),
        replace(second, scribbles=Scribbles((other,))),
    )
    assert whole(boxes).scribbles.strokes == (one, other)
    assert whole(boxes).segmentation is None
