"""Edits, undo and redo."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bifseg_core.case import (
    AddStroke,
    Aspect,
    Case,
    Edit,
    ObjectStatus,
    ReplaceSegmentation,
    Segmentation,
    SetBox,
    SetReferences,
    Stage,
)
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.history import History
from bifseg_core.interactions import SeedLabel, Stroke
from bifseg_core.listing import AddObject, RemoveObject, RenameObject, SelectObject, SetStatus
from bifseg_core.volume import Volume

BOX = BoundingBox((0, 0, 0), (2, 3, 4))
SEGMENTATION = Segmentation(
    BOX, np.ones((2, 3, 4), bool), np.ones((2, 3, 4), np.float32), Stage.INITIAL
)
STROKE = Stroke(SeedLabel.FOREGROUND, np.array([[1, 1, 1]], np.int32))
EDITS: list[tuple[Edit, set[Aspect]]] = [
    (SetBox(1, BOX), {Aspect.BOX}),
    (AddStroke(1, STROKE), {Aspect.SCRIBBLES}),
    (ReplaceSegmentation(1, SEGMENTATION), {Aspect.SEGMENTATION, Aspect.BOX}),
    (SetStatus(1, ObjectStatus.ACCEPTED), {Aspect.OBJECTS}),
    (RenameObject(1, "Liver"), {Aspect.OBJECTS}),
    (SetReferences({1: np.zeros((4, 5, 6), bool)}), {Aspect.REFERENCE}),
]


def new_case() -> Case:
    return Case(Volume(np.zeros((4, 5, 6)), Affine.from_spacing((1, 1, 1))))


@pytest.mark.parametrize(("edit", "aspects"), EDITS, ids=lambda value: type(value).__name__)
def test_an_edit_tells_what_it_changed(edit: Edit, aspects: set[Aspect]) -> None:
    changes, _ = new_case().apply(edit)
    assert changes.aspects == aspects


@given(st.lists(st.sampled_from([edit for edit, _ in EDITS]), min_size=1, max_size=8))
def test_undoing_every_edit_gives_the_first_state_and_redoing_the_last(edits: list[Edit]) -> None:
    case = new_case()
    history = History(case)
    states = [case.state]
    for edit in edits:
        history.perform(edit)
        states.append(case.state)
    for expected in reversed(states[:-1]):
        history.undo()
        assert case.state is expected
    for expected in states[1:]:
        history.redo()
        assert case.state is expected


def test_undo_restores_the_mask_bit_by_bit_and_its_classifier() -> None:
    case = new_case()
    history = History(case)
    history.perform(ReplaceSegmentation(1, SEGMENTATION))
    other = replace(SEGMENTATION, mask=~SEGMENTATION.mask, stage=Stage.REFINED)
    history.perform(ReplaceSegmentation(1, other, name="Refine"))
    assert history.undo_name == "Refine"
    history.undo()
    assert case.state.active.segmentation is SEGMENTATION
    assert SEGMENTATION.mask.all()


def test_an_amended_step_is_taken_back_as_one() -> None:
    case = new_case()
    history = History(case)
    first = case.state
    history.perform(ReplaceSegmentation(1, SEGMENTATION))
    history.amend(ReplaceSegmentation(1, replace(SEGMENTATION, stage=Stage.UNSUPERVISED)))
    history.undo()
    assert case.state is first


def test_a_new_edit_forgets_what_was_undone() -> None:
    history = History(new_case())
    history.perform(SetBox(1, BOX))
    history.undo()
    history.perform(AddStroke(1, STROKE))
    assert history.redo_name is None


def test_drawing_reopens_an_accepted_object() -> None:
    case = new_case()
    case.apply(SetStatus(1, ObjectStatus.ACCEPTED))
    case.apply(AddStroke(1, STROKE))
    assert case.state.active.status is ObjectStatus.OPEN


def test_objects_come_and_go_with_one_always_active() -> None:
    case = new_case()
    case.apply(AddObject("Kidney"))
    assert case.state.active.name == "Kidney"
    case.apply(SelectObject(1))
    case.apply(RemoveObject(1))
    assert [o.name for o in case.state.objects] == ["Kidney"]
    case.apply(RemoveObject(case.state.active_id))
    assert len(case.state.objects) == 1
    assert case.state.active.box is None


def test_the_revision_rises_with_every_change() -> None:
    case = new_case()
    history = History(case)
    history.perform(SetBox(1, BOX))
    history.undo()
    history.redo()
    assert case.revision == 3


def test_a_full_mask_lies_where_its_box_is() -> None:
    mask = SEGMENTATION.full_mask((4, 5, 6))
    assert mask.sum() == SEGMENTATION.voxel_count == 24
    assert mask[BOX.slices].all()


def test_a_part_of_a_step_gives_it_its_name() -> None:
    history = History(new_case())
    history.perform(SetBox(1, BOX))
    history.amend(SetBox(1, None, "Remove box"))
    assert history.undo_name == "Remove box"
    history.undo()
    assert history.redo_name == "Remove box"


def masked(value: float) -> ReplaceSegmentation:
    probability = np.full(BOX.shape, value, np.float32)
    return ReplaceSegmentation(1, replace(SEGMENTATION, foreground_probability=probability))


def test_the_oldest_steps_are_forgotten_where_they_hold_too_much() -> None:
    case = new_case()
    history = History(case)
    history.most_bytes = 3 * 24 * 4  # three probabilities; the mask is the present one
    history.perform(SetBox(1, BOX, "Draw box"))
    for number in range(9):
        history.perform(replace(masked(number / 10), name=f"Refine {number}"))
        assert len(history.undo_steps) + len(history.forgotten) == number + 2
    assert history.forgotten[0] == "Draw box"
    assert history.undo_name == "Refine 8"
    kept = [step.name for step in history.undo_steps]
    assert kept == [f"Refine {n}" for n in range(9 - len(kept), 9)]
    assert len(kept) == 3
    values = []
    while history.undo_name:
        history.undo()
        values.append(
            round(float(case.state.active.segmentation.foreground_probability[0, 0, 0]), 1)
        )
    assert values == [0.7, 0.6, 0.5]


def test_the_last_step_can_always_be_undone() -> None:
    case = new_case()
    history = History(case)
    history.most_bytes = 0
    history.perform(masked(0.1))
    before = case.state
    history.perform(masked(0.2))
    history.undo()
    assert case.state is before
