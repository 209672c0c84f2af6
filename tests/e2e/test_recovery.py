"""The program dies and comes back: the work is offered, restored with its history, or removed."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from app.model.questions import UnsavedAnswer
from app.views.actions import Do
from bifseg_core.case import ObjectStatus
from bifseg_core.io import write_volume
from bifseg_core.journal import journal_paths
from bifseg_core.journal.frames import read_frames
from tests.app.fakes import FakeQuestions, ball_volume
from tests.core.journal_cases import assert_same_case
from tests.e2e.starting import Begin
from tests.e2e.test_the_loop import BOX
from tests.e2e.test_the_loop import works as works_on
from tests.e2e.user import User


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journals"


def dies(user: User) -> None:
    """As after a kill: the journal stays, its lock is gone."""
    assert user.shell.controllers.journalling.flush()
    user.shell.controllers.journalling.close()
    user.shell.controllers.recovering.close()


def works(user: User, scan: Path) -> None:
    """A box, two scribbles, and two steps back."""
    works_on(user, scan)
    user.presses_key("Ctrl+Z")
    user.presses_key("Ctrl+Z")


def offer(user: User) -> str:
    banner = user.shell.window.restore_banner
    return banner.text.text() if banner.isVisible() else ""


def discards(user: User) -> None:
    banner = user.shell.window.restore_banner
    user.clicks(banner.close_button)
    user.clicks(banner.restore_button)


def restores(user: User) -> None:
    with user.qtbot.waitSignal(user.shell.controllers.opening.opened, timeout=10_000):
        user.shell.window.restore_banner.restore_button.click()
    user.waits_until(lambda: not user.shell.controllers.activity.is_reading)


def both(user: User) -> tuple:
    model = user.shell.models.case_model
    return model.case, model.history


def test_after_a_kill_everything_comes_back(begin: Begin, scan: Path) -> None:
    first = begin()
    assert offer(first) == ""
    works(first, scan)
    machine_s = first.shell.models.timekeeper.machine_seconds(1)
    dies(first)
    second = begin()
    assert offer(second) == "BIFSeg ended unexpectedly. Restore the work on ball scan.nii.gz?"
    restores(second)
    assert offer(second) == ""
    assert "is restored" in second.sees_message
    assert_same_case(both(first), both(second))
    assert np.array_equal(second.mask, first.mask)
    assert second.shell.models.timekeeper.machine_seconds(1) == pytest.approx(machine_s)
    assert second.sees_button == first.sees_button == "Accept"
    assert second.shell.window.isWindowModified()
    for move in ("redo", "redo", *["undo"] * 6):
        for user in (first, second):
            getattr(user.shell.controllers.segmenting, move)()
        assert_same_case(both(first), both(second))


def test_a_probability_that_was_cut_off_is_told(begin: Begin, scan: Path, folder: Path) -> None:
    first = begin()
    first.opens(scan)
    first.draws_box(BOX)
    first.waits_for_mask()
    dies(first)
    (journal,) = journal_paths(folder)
    with journal.open("rb") as file:
        frames = list(read_frames(file))
    late = next(n for n, frame in enumerate(frames) if b'"probability"' in frame.payload[:200])
    os.truncate(journal, frames[late - 1].end.offset)
    second = begin()
    restores(second)
    assert "is restored. Its probability was not kept whole" in second.sees_message
    assert second.mask.any()


def test_the_restored_work_survives_the_next_kill_too(begin: Begin, scan: Path) -> None:
    first = begin()
    works(first, scan)
    dies(first)
    second = begin()
    restores(second)
    second.takes(Do.SCRIBBLE)
    second.scribbles([(25, 24, 10), (26, 25, 10)])
    second.waits_for_mask()
    second.presses_key("Return")
    dies(second)
    third = begin()
    restores(third)
    assert third.active.status is ObjectStatus.ACCEPTED
    assert_same_case(both(second), both(third))


def test_discarded_work_is_gone(begin: Begin, scan: Path, folder: Path) -> None:
    first = begin()
    works(first, scan)
    dies(first)
    second = begin()
    discards(second)
    assert offer(second) == ""
    assert list(folder.iterdir()) == []


def test_a_hasty_double_click_discards_nothing(begin: Begin, scan: Path, folder: Path) -> None:
    first = begin()
    works(first, scan)
    dies(first)
    second = begin()
    asked, banner = offer(second), second.shell.window.restore_banner
    second.clicks(banner.close_button)
    assert offer(second) == "Discard the work on ball scan.nii.gz for good?"
    second.clicks(banner.close_button)
    assert offer(second) == asked
    assert journal_paths(folder)
    restores(second)


def test_restored_work_is_in_sight(begin: Begin, scan: Path) -> None:
    first = begin()
    works(first, scan)
    dies(first)
    second = begin()
    restores(second)
    look = second.shell.models.view_state.settings
    assert look.crosshair_ijk == second.active.box.middle_ijk


def test_what_was_not_answered_is_offered_again(begin: Begin, scan: Path, tmp_path: Path) -> None:
    first = begin()
    works(first, scan)
    dies(first)
    second = begin()
    other = tmp_path / "other.nii.gz"
    write_volume(ball_volume(), other)
    second.opens(other)
    assert offer(second) != ""
    second.draws_box(BOX)
    assert offer(second) == ""
    second.waits_for_mask()
    dies(second)
    third = begin()
    assert "other.nii.gz" in offer(third)
    discards(third)
    assert "ball scan.nii.gz" in offer(third)


def test_closing_removes_the_journal(
    begin: Begin, scan: Path, folder: Path, questions: FakeQuestions
) -> None:
    user = begin()
    works(user, scan)
    assert user.shell.controllers.journalling.flush()
    assert len(journal_paths(folder)) == 1
    questions.unsaved = UnsavedAnswer.CANCEL
    user.shell.window.close()
    assert len(journal_paths(folder)) == 1
    questions.unsaved = UnsavedAnswer.DISCARD
    user.shell.window.close()
    assert list(folder.iterdir()) == []


def test_another_scan_has_a_journal_of_its_own(
    begin: Begin, scan: Path, folder: Path, questions: FakeQuestions, tmp_path: Path
) -> None:
    user = begin()
    works(user, scan)
    assert user.shell.controllers.journalling.flush()
    before = journal_paths(folder)
    questions.unsaved = UnsavedAnswer.DISCARD
    other = tmp_path / "other.nii.gz"
    write_volume(ball_volume(), other)
    user.opens(other)
    user.waits_until(lambda: not set(journal_paths(folder)) & set(before))
    assert user.shell.controllers.journalling.flush()
    assert len(journal_paths(folder)) == 1


@pytest.mark.parametrize("fate", ["moved", "changed"])
def test_another_scan_in_its_place_is_a_sentence_and_the_work_is_kept(
    begin: Begin, scan: Path, folder: Path, fate: str
) -> None:
    first = begin()
    works(first, scan)
    dies(first)
    scan.unlink()
    if fate == "changed":
        write_volume(ball_volume(radius=5.0), scan)
    second = begin()
    second.shell.window.restore_banner.restore_button.click()
    second.waits_until(lambda: second.sees_banner != "")
    assert ("is not there" if fate == "moved" else "has changed") in second.sees_banner
    assert len(journal_paths(folder)) == 1
    assert not second.shell.models.case_model.is_open
    assert second.shell.window.actions_by_name[Do.RESTORE].isEnabled()


def test_the_offer_steps_aside_and_can_be_brought_back(
    begin: Begin, scan: Path, questions: FakeQuestions, tmp_path: Path
) -> None:
    first = begin()
    works(first, scan)
    dies(first)
    other = tmp_path / "other.nii.gz"
    write_volume(ball_volume(), other)
    second = begin()
    restore = second.shell.window.actions_by_name[Do.RESTORE]
    second.opens(other)
    assert offer(second) != ""
    second.draws_box(BOX)
    second.waits_for_mask()
    assert offer(second) == ""
    assert "The unfinished work on ball scan.nii.gz is still kept" in second.sees_banner
    restore.trigger()
    assert "Restore the work on ball scan.nii.gz?" in offer(second)
    questions.unsaved = UnsavedAnswer.CANCEL
    second.shell.window.restore_banner.restore_button.click()
    second.waits_until(lambda: "unsaved Object 1" in questions.asked)
    assert restore.isEnabled()
    questions.unsaved = UnsavedAnswer.DISCARD
    restore.trigger()
    restores(second)
    assert_same_case(both(first), both(second))
    assert not restore.isEnabled()


def test_without_kept_work_there_is_nothing_to_restore(begin: Begin) -> None:
    assert not begin().shell.window.actions_by_name[Do.RESTORE].isEnabled()


def test_two_windows_do_not_offer_each_others_work(begin: Begin, scan: Path) -> None:
    works(begin(), scan)
    assert offer(begin()) == ""


def test_where_no_journal_can_be_kept_it_is_said_once(
    begin: Begin, scan: Path, folder: Path, questions: FakeQuestions
) -> None:
    folder.touch()
    user = begin()
    user.opens(scan)
    user.waits_until(lambda: "cannot be kept" in user.sees_message)
    user.draws_box(BOX)
    assert user.waits_for_mask().any()
    questions.unsaved = UnsavedAnswer.DISCARD
    said: list[str] = []
    user.shell.controllers.journalling.said.connect(said.append)
    user.opens(scan)
    assert user.shell.controllers.journalling.flush()
    assert said == []


def test_a_case_is_saved_and_opened_with_its_history(
    begin: Begin, scan: Path, questions: FakeQuestions, tmp_path: Path
) -> None:
    first = begin()
    works(first, scan)
    questions.case = tmp_path / "first case"
    first.presses_key("Ctrl+Shift+S")
    first.waits_until(lambda: "was saved" in first.sees_message)
    assert questions.asked == ["save case ball scan.bifseg"]
    assert not first.shell.models.case_model.is_modified
    second = begin()
    second.opens(tmp_path / "first case.bifseg")
    assert_same_case(both(first), both(second))
    assert not second.shell.models.case_model.is_modified
    assert second.sees_button == "Accept"
    second.presses_key("Ctrl+Z")
    dies(second)
    third = begin()
    restores(third)
    assert_same_case(both(second), both(third))


def test_open_a_scan_takes_a_case_too(
    begin: Begin, scan: Path, questions: FakeQuestions, tmp_path: Path
) -> None:
    first = begin()
    works(first, scan)
    questions.case = tmp_path / "Fälle" / "first case.bifseg"
    questions.case.parent.mkdir()
    first.presses_key("Ctrl+Shift+S")
    first.waits_until(lambda: "was saved" in first.sees_message)
    second = begin()
    questions.scan = questions.case
    with second.qtbot.waitSignal(second.shell.models.case_model.opened, timeout=10_000):
        second.shell.window.welcome.open_clicked.emit()
    assert_same_case(both(first), both(second))


def test_a_damaged_case_file_is_a_sentence(begin: Begin, tmp_path: Path, questions) -> None:
    questions.case = tmp_path / "bad.bifseg"
    questions.case.write_bytes(b"BIFSEG\x01\n rest")
    user = begin()
    user.shell.window.actions_by_name[Do.OPEN_CASE].trigger()
    user.waits_until(lambda: user.sees_banner != "")
    assert "bad.bifseg" in user.sees_banner


def test_the_offer_stays_at_the_bottom(begin: Begin, scan: Path) -> None:
    first = begin()
    works(first, scan)
    dies(first)
    window = begin().shell.window
    banner = window.restore_banner
    assert banner.geometry().bottom() == banner.parentWidget().height() - 35
    window.resize(1000, 640)
    assert banner.geometry().bottom() == banner.parentWidget().height() - 35
