"""Which label of a reference is which object's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.model.references import references_in
from bifseg_core.case import CaseState, Segmentation, SegmentedObject, Stage
from bifseg_core.geometry import BoundingBox

SHAPE = (20, 12, 6)
LEFT, RIGHT = BoundingBox((1, 1, 1), (7, 9, 5)), BoundingBox((10, 2, 0), (18, 11, 6))


def outlined(number: int, box: BoundingBox) -> SegmentedObject:
    full = np.ones(box.shape, bool)
    found = Segmentation(box, full, full.astype(np.float32), Stage.REFINED)
    return SegmentedObject(number, f"Object {number}", box, segmentation=found)


@pytest.fixture
def labels() -> np.ndarray:
    """Two labels, each a little beside its object, and a spill of the first into the second."""
    made = np.zeros(SHAPE, np.uint8)
    made[10:18, 3:12] = 2
    made[1:7, 2:10] = 5
    made[10:12, 3:5] = 5
    return made


def test_one_label_is_the_active_objects_whatever_its_number(labels: np.ndarray) -> None:
    state = CaseState((outlined(1, LEFT), outlined(2, RIGHT)), active_id=2)
    found = references_in(np.where(labels == 5, 255, 0).astype(np.uint8), state)
    assert list(found) == [2]
    np.testing.assert_array_equal(found[2], labels == 5)


def test_of_several_each_object_takes_the_one_that_it_agrees_with(labels: np.ndarray) -> None:
    state = CaseState((outlined(1, LEFT), outlined(2, RIGHT), SegmentedObject(3, "Empty")), 3)
    found = references_in(labels, state)
    assert sorted(found) == [1, 2]
    np.testing.assert_array_equal(found[1], labels == 5)
    np.testing.assert_array_equal(found[2], labels == 2)


def test_no_two_objects_take_the_same_label(labels: np.ndarray) -> None:
    smaller = BoundingBox((2, 2, 2), (4, 4, 4))
    state = CaseState((outlined(1, smaller), outlined(2, LEFT)), active_id=1)
    assert list(references_in(labels, state)) == [2]


def test_a_box_without_a_mask_will_do(labels: np.ndarray) -> None:
    state = CaseState((SegmentedObject(1, "Object 1", RIGHT),), active_id=1)
    np.testing.assert_array_equal(references_in(labels, state)[1], labels == 2)


def test_the_boxes_of_an_object_share_one_reference(labels: np.ndarray) -> None:
    second = replace(outlined(2, RIGHT), part_of=1)
    state = CaseState((outlined(1, LEFT), second), active_id=2)
    assert list(references_in(labels, state)) == [1]
    assert list(references_in((labels == 5).astype(np.uint8), state)) == [1]
