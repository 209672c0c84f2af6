"""Help → Save diagnostic file: it helps, and it names nobody."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import logbook
from app.views.actions import Do
from bifseg_core.io import write_volume
from bifseg_core.version import __version__
from tests.app.fakes import FakeEngine, FakeQuestions, ball_volume
from tests.e2e.starting import running
from tests.e2e.test_the_loop import BOX
from tests.e2e.user import User

SECRET = "Doe-Jane"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    book = logbook.begin(tmp_path / "log")
    assert book is not None
    yield tmp_path / "log"
    book.close()
    for name in ("app", "bifseg_core"):
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture
def user(
    qtbot: QtBot, engine: FakeEngine, questions: FakeQuestions, tmp_path: Path, log: Path
) -> Iterator[User]:
    with running(qtbot, lambda: engine, questions, tmp_path, log_folder=log) as shell:
        yield User(shell, qtbot)


def test_it_tells_what_was_done_and_names_nobody(
    user: User, questions: FakeQuestions, tmp_path: Path
) -> None:
    folder = tmp_path / SECRET
    folder.mkdir()
    scan = folder / f"{SECRET}.nii.gz"
    write_volume(ball_volume(), scan)
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.shell.models.desk.present(ValueError(f"{scan} is broken"))
    questions.diagnosis = folder / "diagnosis é.txt"
    user.shell.window.actions_by_name[Do.DIAGNOSE].trigger()
    user.waits_until(questions.diagnosis.exists, 60_000)
    user.waits_until(lambda: "names no patient" in user.sees_message)
    assert questions.asked == ["save diagnosis bifseg-diagnosis.txt"]
    told = questions.diagnosis.read_text(encoding="utf-8")
    assert SECRET not in told
    assert str(tmp_path) not in told
    assert Path.home().name not in told.replace("processor", "") or Path.home().name == "root"
    for words in (
        f"version {__version__}",
        "torch 2",
        "live: True",
        "ok      Weights",
        "ok      Graph cut",
        "screen: ",
        "opened .nii.gz: 40 × 36 × 20 voxels of 1 × 1 × 1 mm, float32",
        "perform SetBox",
        "unexpected error",
        "ValueError",
    ):
        assert words in told, words
