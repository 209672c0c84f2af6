"""Going on from a mask that was made elsewhere, on the real window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.controllers.continuing import object_ids
from app.views.actions import Do
from bifseg_core.case import CaseState, SegmentedObject, Stage
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.io import write_volume
from bifseg_core.volume import Volume
from tests.app.fakes import FakeEngine, FakeQuestions, ball_volume
from tests.e2e.test_the_loop import BOX, OUTSIDE_THE_BALL
from tests.e2e.user import User


def saved(labels: np.ndarray, path: Path, affine: Affine | None = None) -> Path:
    write_volume(Volume(labels, affine or ball_volume().affine), path)
    return path


@pytest.fixture
def mask() -> np.ndarray:
    made = np.zeros((40, 36, 20), np.uint8)
    made[14:26, 12:24, 8:14] = 1
    return made


def test_scribbles_go_on_from_a_loaded_mask(
    user: User,
    scan: Path,
    engine: FakeEngine,
    questions: FakeQuestions,
    mask: np.ndarray,
    tmp_path: Path,
) -> None:
    questions.mask = saved(mask, tmp_path / "by hand.nii.gz")
    user.opens(scan)
    user.presses_key("Ctrl+M")
    user.waits_until(lambda: user.active.segmentation is not None)
    assert np.array_equal(user.mask, mask)
    assert user.active.segmentation.stage is Stage.GIVEN
    assert user.sees_button == "Accept"
    user.takes(Do.SCRIBBLE)
    user.scribbles(OUTSIDE_THE_BALL)
    refined = user.waits_for_mask()
    assert engine.asked[-1].segmentation.stage is Stage.GIVEN, "no first mask was computed"
    assert refined[13, 11, 10]
    for _ in range(3):
        user.presses_key("Ctrl+Z")
    assert user.active.segmentation is None


def test_every_label_becomes_an_object(
    user: User, scan: Path, questions: FakeQuestions, mask: np.ndarray, tmp_path: Path
) -> None:
    mask[2:6, 2:6, 2:6] = 7
    questions.mask = saved(mask, tmp_path / "labels.nrrd")
    user.opens(scan)
    user.draws_box(BOX)
    first = user.waits_for_mask()
    user.presses_key("Ctrl+M")
    model = user.shell.models.case_model
    user.waits_until(lambda: len(model.state.objects) == 3)
    shape = model.volume.shape
    found = [one.segmentation.full_mask(shape) for one in model.state.objects]
    assert np.array_equal(found[0], first), "what was done stays"
    assert np.array_equal(found[1], mask == 1)
    assert np.array_equal(found[2], mask == 7)
    assert [one.name for one in model.state.objects[1:]] == ["Label 1", "Label 7"]
    assert user.shell.models.view_state.settings.crosshair_ijk[2] in range(8, 14)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda mask: mask * 0, "holds no object"),
        (lambda mask: mask * np.float32(0.5), "not a label map"),
    ],
    ids=("empty", "no labels"),
)
def test_a_mask_that_cannot_be_used_is_refused_in_a_sentence(
    user: User,
    scan: Path,
    questions: FakeQuestions,
    mask: np.ndarray,
    tmp_path: Path,
    change,
    words: str,
) -> None:
    questions.mask = saved(change(mask), tmp_path / "bad.nii.gz")
    user.opens(scan)
    user.presses_key("Ctrl+M")
    user.waits_until(lambda: words in user.sees_banner)
    assert user.active.segmentation is None


def test_masks_take_the_place_of_an_empty_object_only() -> None:
    empty = CaseState((SegmentedObject(1, "Object 1"),), 1)
    assert object_ids(empty, 2, 3) == [1, 2, 3]
    drawn = CaseState((SegmentedObject(1, "Object 1", BoundingBox((0, 0, 0), (2, 2, 2))),), 1)
    assert object_ids(drawn, 5, 2) == [5, 6]
    assert object_ids(drawn, 5, 1) == [1]
