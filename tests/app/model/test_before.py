"""Looking back: the mask before the last step that changed it."""

from __future__ import annotations

import numpy as np
import pytest

from app.model.case_model import CaseModel
from bifseg_core.case import AddStroke, ReplaceSegmentation, Segmentation, Stage
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import SeedLabel, Stroke
from tests.app.fakes import ball_volume

BOX = BoundingBox((0, 0, 0), (4, 4, 4))


@pytest.fixture
def model(qapp: object) -> CaseModel:
    made = CaseModel()
    made.open(ball_volume((8, 8, 8)))
    return made


def mask() -> Segmentation:
    return Segmentation(
        BOX, np.ones(BOX.shape, bool), np.ones(BOX.shape, np.float32), Stage.INITIAL
    )


def test_without_a_mask_there_is_nothing_to_look_back_at(model: CaseModel) -> None:
    assert model.before is None
    assert CaseModel().before is None


def test_before_the_first_mask_there_was_none(model: CaseModel) -> None:
    model.perform(ReplaceSegmentation(1, mask(), "Segment"))
    assert model.before.step == "Segment"
    assert model.before.state.active.segmentation is None


def test_a_stroke_does_not_hide_the_refinement_before_it(model: CaseModel) -> None:
    first, second = mask(), mask()
    model.perform(ReplaceSegmentation(1, first, "Segment"))
    model.perform(ReplaceSegmentation(1, second, "Refine 1"))
    stroke = Stroke(SeedLabel.FOREGROUND, np.zeros((1, 3), np.int32))
    model.perform(AddStroke(1, stroke))
    assert model.before.step == "Refine 1"
    assert model.before.state.active.segmentation is first
    assert model.before.state.active.scribbles is model.state.active.scribbles


def test_it_follows_undo(model: CaseModel) -> None:
    model.perform(ReplaceSegmentation(1, mask(), "Segment"))
    model.perform(ReplaceSegmentation(1, mask(), "Refine 1"))
    model.undo()
    assert model.before.step == "Segment"
