"""Masks of another grid: offered to be resampled, with what that does, on the real window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PyQt5.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.model.questions import GridOffer
from app.views.actions import Do
from app.views.dialogs.resample_box import resample_box, what_resampling_does
from bifseg_core.geometry import Affine
from bifseg_core.io import write_volume
from bifseg_core.volume import Volume
from tests.app.fakes import FakeQuestions, ball_volume
from tests.e2e.user import User


@pytest.fixture
def coarse(tmp_path: Path) -> Path:
    """A mask whose voxels are twice as large as the scan's, with its corner at the same place."""
    labels = np.zeros((20, 18, 10), np.uint8)
    labels[7:13, 6:12, 4:7] = 1
    affine = np.diag([2.0, 2, 2, 1])
    affine[:3, 3] = 0.5
    write_volume(Volume(labels, Affine(affine)), tmp_path / "coarse.nii.gz")
    return tmp_path / "coarse.nii.gz"


def finer(labels: np.ndarray) -> np.ndarray:
    return labels.repeat(2, axis=0).repeat(2, axis=1).repeat(2, axis=2)


def expected() -> np.ndarray:
    labels = np.zeros((20, 18, 10), bool)
    labels[7:13, 6:12, 4:7] = True
    return finer(labels)


def test_a_reference_of_another_grid_is_resampled(
    user: User, scan: Path, coarse: Path, questions: FakeQuestions
) -> None:
    questions.reference, questions.resample = coarse, True
    user.opens(scan)
    user.shell.window.actions_by_name[Do.LOAD_REFERENCE].trigger()
    user.waits_until(lambda: user.shell.models.case_model.state.reference is not None)
    assert np.array_equal(user.shell.models.case_model.state.reference, expected())
    (offer,) = questions.grid_offers
    assert offer.size_before == pytest.approx(offer.size_after)
    assert "20 × 18 × 10 voxels" in offer.difference
    assert user.sees_banner == ""


def test_a_mask_to_go_on_from_too(
    user: User, scan: Path, coarse: Path, questions: FakeQuestions
) -> None:
    questions.mask, questions.resample = coarse, True
    user.opens(scan)
    user.presses_key("Ctrl+M")
    user.waits_until(lambda: user.active.segmentation is not None)
    assert np.array_equal(user.mask, expected())
    assert questions.asked[-1] == "resample coarse.nii.gz"


def test_thinking_better_changes_nothing(
    user: User, scan: Path, coarse: Path, questions: FakeQuestions
) -> None:
    questions.reference = coarse
    user.opens(scan)
    user.shell.window.actions_by_name[Do.LOAD_REFERENCE].trigger()
    user.waits_until(lambda: "was not loaded" in user.sees_message)
    assert user.shell.models.case_model.state.reference is None


def test_a_mask_beside_the_scan_is_refused(
    user: User, scan: Path, tmp_path: Path, questions: FakeQuestions
) -> None:
    affine = np.eye(4)
    affine[:3, 3] = 500
    write_volume(Volume(np.ones((4, 4, 4), np.uint8), Affine(affine)), tmp_path / "away.nii")
    questions.reference, questions.resample = tmp_path / "away.nii", True
    user.opens(scan)
    user.shell.window.actions_by_name[Do.LOAD_REFERENCE].trigger()
    user.waits_until(lambda: "lies beside the scan" in user.sees_banner)
    assert questions.grid_offers == []


def test_the_question_tells_what_resampling_does(qtbot: QtBot) -> None:
    labels = Volume(ball_volume().data, ball_volume().affine, Path("m.nii"))
    offer = GridOffer(labels, "its size is 2 × 2 × 2 voxels", 12.0, 11.4, 0.031, (4, 7))
    words = what_resampling_does(offer)
    assert words[1] == "The volume was 12.0 ml and becomes 11.4 ml (-5.0 %)."
    assert words[2] == "3.1 % of it lies beside the scan and is left out."
    assert words[3] == "Nothing is left of these labels: 4, 7."
    parent = QWidget()
    qtbot.addWidget(parent)
    box, resample = resample_box(parent, offer)
    assert box.text() == "m.nii does not lie on the scan's grid: its size is 2 × 2 × 2 voxels."
    assert resample.text() == "Resample"
    assert box.escapeButton().text() == "Cancel"
