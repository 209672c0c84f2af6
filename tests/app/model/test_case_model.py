from __future__ import annotations

import numpy as np
import pytest

from app.model.case_model import CaseModel
from bifseg_core.case import AddStroke, ReplaceSegmentation, Segmentation, SetBox, Stage
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import SeedLabel, Stroke
from bifseg_core.listing import AddBox, AddObject, RemoveBox, RenameObject
from tests.app.fakes import ball_volume

BOX = BoundingBox((0, 0, 0), (3, 3, 3))


def segmentation() -> Segmentation:
    mask = np.ones(BOX.shape, bool)
    return Segmentation(BOX, mask, mask.astype(np.float32), Stage.UNSUPERVISED)


@pytest.fixture
def model(qapp: object) -> CaseModel:
    made = CaseModel()
    made.open(ball_volume((4, 4, 4)))
    return made


def test_only_masks_are_work_to_save(model: CaseModel) -> None:
    assert not model.is_modified
    model.perform(SetBox(1, BOX))
    assert not model.is_modified
    model.perform(ReplaceSegmentation(1, segmentation()))
    assert model.is_modified


def test_exporting_settles_it_until_the_next_change(model: CaseModel) -> None:
    model.perform(ReplaceSegmentation(1, segmentation()))
    model.mark_saved(model.state.active)
    assert not model.is_modified
    model.perform(RenameObject(1, "Tumour"))
    assert not model.is_modified
    stroke = Stroke(SeedLabel.FOREGROUND, np.array([(0, 0, 0)], np.int32))
    model.perform(AddStroke(1, stroke))
    assert model.is_modified
    model.undo()
    assert not model.is_modified


def test_exporting_one_object_does_not_settle_the_other(model: CaseModel) -> None:
    model.perform(ReplaceSegmentation(1, segmentation()))
    model.perform(AddObject("Object 2"))
    model.perform(ReplaceSegmentation(2, segmentation()))
    model.mark_saved(model.state.object(2))
    assert [o.object_id for o in model.unsaved] == [1]


def test_undo_and_redo_where_there_is_nothing_do_nothing(model: CaseModel) -> None:
    before = model.state
    model.undo()
    model.redo()
    assert model.state is before


def test_another_scan_forgets_what_was_saved(model: CaseModel) -> None:
    model.perform(ReplaceSegmentation(1, segmentation()))
    model.mark_saved(model.state.active)
    model.open(ball_volume((4, 4, 4)))
    model.perform(ReplaceSegmentation(1, segmentation()))
    assert model.is_modified


def test_an_object_is_saved_with_all_its_boxes_and_no_others(model: CaseModel) -> None:
    model.perform(ReplaceSegmentation(1, segmentation()))
    model.perform(AddBox(1, 2, BOX))
    model.perform(ReplaceSegmentation(2, segmentation()))
    model.mark_saved(model.state.object(1))
    assert [o.object_id for o in model.unsaved] == [1]
    model.mark_saved(model.state.object(2))
    assert not model.is_modified
    model.perform(RemoveBox(2))
    assert model.is_modified
    model.mark_saved(model.state.object(1))
    assert not model.is_modified
