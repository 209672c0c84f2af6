"""A folder with several DICOM series: asked once, opened, and opened again without a question."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PyQt5.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.controllers.choosing import series_choices, small_picture
from app.controllers.opening import read_scan
from app.tasks import runner as app_runner
from app.views.dialogs.series_dialog import SeriesDialog
from bifseg_core.io import dicom
from bifseg_core.io.dicom_slice import DicomSlice, read_slices
from tests.app.fakes import FakeQuestions
from tests.core.io.make_dicom import TILTED, write_scan
from tests.e2e.user import User


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_scan(tmp_path / "Studie 1" / "a", count=7, description="Arterial")
    write_scan(tmp_path / "Studie 1" / "b", count=5, axes=TILTED, description="")
    return tmp_path / "Studie 1"


def choices_of(folder: Path):
    steps = series_choices(folder)
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return stop.value


def test_the_one_that_was_chosen_is_opened(
    user: User, folder: Path, questions: FakeQuestions
) -> None:
    questions.series = 1
    user.opens(folder)
    volume = user.shell.models.case_model.volume
    assert questions.asked == ["series Arterial, Without a description"]
    assert volume.shape == (30, 26, 5)
    assert {file.parent.name for file in volume.series.files} == {"b"}


def test_it_is_opened_again_without_a_question(
    user: User, folder: Path, questions: FakeQuestions
) -> None:
    questions.series = 1
    user.opens(folder)
    recent = user.shell.models.settings.recent[0]
    questions.series = None
    user.opens(recent)
    assert user.shell.models.case_model.volume.shape == (30, 26, 5)
    assert len(questions.asked) == 1


def test_thinking_better_keeps_what_is_open(
    user: User, scan: Path, folder: Path, questions: FakeQuestions
) -> None:
    user.opens(scan)
    user.drops(folder)
    user.waits_until(lambda: len(questions.asked) == 1)
    assert user.shell.models.case_model.volume.source == scan
    assert user.sees_banner == ""


def test_a_folder_with_one_series_asks_nothing(
    user: User, folder: Path, questions: FakeQuestions
) -> None:
    user.opens(folder / "a")
    assert questions.asked == []
    assert user.shell.models.case_model.volume.shape == (30, 26, 7)


def test_an_empty_folder_is_one_sentence(user: User, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    user.drops(tmp_path / "empty")
    user.waits_until(lambda: "holds no DICOM images" in user.sees_banner)


def test_the_dialog_lists_and_answers(qtbot: QtBot, folder: Path) -> None:
    choices = choices_of(folder)
    dialog = SeriesDialog(choices)
    qtbot.addWidget(dialog)
    texts = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert texts == [
        "Arterial\nCT, 30 × 26 × 7 voxels",
        "Without a description\nCT, 30 × 26 × 5 voxels",
    ]
    assert not dialog.list.item(0).icon().isNull()
    assert dialog.chosen is choices[0].info
    dialog.show()
    qtbot.keyClick(dialog.list, Qt.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key_Return)
    assert dialog.result() == SeriesDialog.Accepted
    assert dialog.chosen is choices[1].info


def test_thumbnails_are_small_and_use_the_whole_scale(folder: Path) -> None:
    picture = choices_of(folder)[0].thumbnail
    assert picture.shape == (26, 30)
    assert (picture.min(), picture.max()) == (0, 255)
    assert small_picture(np.arange(512 * 300.0).reshape(512, 300)).shape == (86, 50)
    assert small_picture(np.full((4, 4), 7)).max() == 0


def test_how_far_reading_is(folder: Path) -> None:
    words = [step.message for step in read_scan(folder / "a")]
    assert "Looking through a: file 3 of 7…" in words
    assert "Reading a: 7 of 7…" in words
    shares = [step.fraction for step in read_scan(folder / "a") if "file" in step.message]
    assert shares == pytest.approx([(n + 1) / 7 for n in range(7)])


def test_looking_through_a_folder_can_be_stopped(
    user: User, scan: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user.opens(scan)
    third, go_on, read = threading.Event(), threading.Event(), []

    def slow(path: Path) -> tuple[DicomSlice, ...]:
        read.append(path)
        if len(read) == 3:
            third.set()
            assert go_on.wait(10)
        return read_slices(path)

    monkeypatch.setattr(dicom, "read_slices", slow)
    monkeypatch.setattr(app_runner, "_REPORT_INTERVAL_S", 0.0)
    user.drops(folder / "a")
    status = user.shell.window.status
    user.waits_until(lambda: third.is_set() and status.cancel.isVisible())
    assert "Looking through a" in user.sees_message
    status.cancel.click()
    go_on.set()
    runner = user.shell.controllers.opening._runner
    user.waits_until(lambda: not runner.is_busy)
    assert len(read) == 3
    assert user.shell.models.case_model.volume.source == scan
    assert "cancelled" in user.sees_message
