"""One object out of two."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bifseg_core.case import Case, ObjectStatus, Segmentation, SegmentedObject, Stage
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.listing import AddObject
from bifseg_core.merging import MergeObjects, merged
from bifseg_core.volume import Volume

SHAPE = (9, 8, 7)
LEFT, RIGHT = BoundingBox((0, 1, 1), (4, 5, 5)), BoundingBox((3, 2, 2), (9, 8, 7))


def drawn(number: int, box: BoundingBox, *strokes: Stroke) -> SegmentedObject:
    rng = np.random.default_rng(number)
    probability = rng.random(box.shape, np.float32)
    found = Segmentation(box, probability > 0.6, probability, Stage.REFINED)
    status = ObjectStatus.ACCEPTED
    return SegmentedObject(number, f"Part {number}", box, Scribbles(strokes), found, status)


def stroke(label: SeedLabel, *voxels: tuple[int, int, int]) -> Stroke:
    return Stroke(label, np.array(voxels, np.int32))


def test_the_mask_is_the_union() -> None:
    one, other = drawn(1, LEFT), drawn(2, RIGHT)
    both = merged(one, other)
    masks = [o.segmentation.full_mask(SHAPE) for o in (one, other, both)]
    np.testing.assert_array_equal(masks[2], masks[0] | masks[1])
    assert both.box == both.segmentation.box == BoundingBox((0, 1, 1), (9, 8, 7))
    assert (both.object_id, both.name, both.status) == (1, "Part 1", ObjectStatus.OPEN)
    probability = both.segmentation.foreground_probability
    assert (probability[one.segmentation.box.seen_from(both.box).slices] >= 0).all()
    assert probability[0, 0, 0] == one.segmentation.foreground_probability[0, 0, 0]


def test_what_was_said_stays_unless_it_is_the_other_object() -> None:
    other = drawn(2, RIGHT, stroke(SeedLabel.FOREGROUND, (8, 7, 6)))
    inside = tuple(np.argwhere(other.segmentation.full_mask(SHAPE))[0].tolist())
    one = drawn(1, LEFT, stroke(SeedLabel.BACKGROUND, inside, (0, 7, 6)))
    both = merged(one, other)
    seeds = both.scribbles.seeds_in(BoundingBox.whole(SHAPE))
    mask = both.segmentation.full_mask(SHAPE)
    assert seeds[8, 7, 6] == SeedLabel.FOREGROUND
    assert mask[8, 7, 6]
    assert seeds[0, 7, 6] == SeedLabel.BACKGROUND
    assert seeds[inside] == SeedLabel.NONE
    assert mask[inside]


def test_the_reference_is_that_of_both() -> None:
    rng = np.random.default_rng(0)
    first, second = (rng.random(SHAPE) > 0.5 for _ in range(2))
    one, other = drawn(1, LEFT), drawn(2, RIGHT)
    with_both = merged(replace(one, reference=first), replace(other, reference=second))
    np.testing.assert_array_equal(with_both.reference, first | second)
    assert merged(replace(one, reference=first), other).reference is first
    assert merged(one, replace(other, reference=second)).reference is second
    assert merged(one, other).reference is None


def test_the_edit_leaves_one_object_and_is_undone() -> None:
    case = Case(Volume(np.zeros(SHAPE), Affine.from_spacing((1, 1, 1))))
    case.apply(AddObject("Part 2", object_id=2))
    before = case.state
    whole = merged(drawn(1, LEFT), drawn(2, RIGHT))
    _, inverse = case.apply(MergeObjects(whole, 2))
    assert case.state.objects == (whole,)
    assert case.state.active_id == 1
    case.apply(inverse)
    assert case.state is before


def test_without_a_mask_there_is_nothing_to_merge() -> None:
    with pytest.raises(ValueError, match="only masks"):
        merged(drawn(1, LEFT), SegmentedObject(2, "Empty"))
