"""From case to case through a folder, on the real window."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.questions import UnsavedAnswer
from bifseg_core.io import write_volume
from tests.app.fakes import FakeQuestions, ball_volume
from tests.e2e.test_the_loop import BOX
from tests.e2e.user import User


@pytest.fixture
def scans(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "study"
    folder.mkdir()
    paths = [folder / f"case {number}.nii.gz" for number in (1, 2)]
    for path in paths:
        write_volume(ball_volume(), path)
    return paths


def name(user: User) -> str:
    return user.shell.models.case_model.volume.name


def test_accept_export_next_case(user: User, scans: list[Path], questions: FakeQuestions) -> None:
    questions.export = scans[0].parent / "case 1_Object-1_mask.nii.gz"
    user.opens(scans[0])
    user.draws_box(BOX)
    user.waits_for_mask()
    user.presses("Accept")
    user.presses("Export the mask…")
    user.waits_until(lambda: user.sees_button == "Next case")
    user.presses("Next case")
    user.waits_until(lambda: name(user) == "case 2.nii.gz")
    assert user.active.segmentation is None
    assert not user.shell.window.isWindowModified()
    user.presses_key("Ctrl+PgDown")
    assert questions.asked[-1] == "scan"
    assert "last scan" in user.sees_message
    user.presses_key("Ctrl+PgUp")
    user.waits_until(lambda: name(user) == "case 1.nii.gz")
    user.presses_key("Ctrl+PgUp")
    assert "first scan" in user.sees_message


def test_unsaved_work_is_asked_about_once(
    user: User, scans: list[Path], questions: FakeQuestions
) -> None:
    user.opens(scans[0])
    user.draws_box(BOX)
    mask = user.waits_for_mask()
    user.presses_key("Ctrl+PgDown")
    user.waits_until(lambda: "unsaved Object 1" in questions.asked)
    assert name(user) == "case 1.nii.gz"
    assert user.mask is not None
    assert (user.mask == mask).all()
    questions.unsaved = UnsavedAnswer.DISCARD
    user.presses_key("Ctrl+PgDown")
    user.waits_until(lambda: name(user) == "case 2.nii.gz")
    assert not user.shell.window.isWindowModified()
    assert questions.asked.count("unsaved Object 1") == 2
