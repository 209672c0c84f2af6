"""The real window with a fake engine and answers without dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.application import Shell
from bifseg_core.io import write_volume
from tests.app.fakes import FakeEngine, FakeQuestions, ball_volume
from tests.e2e.starting import Begin, BeginIn, running
from tests.e2e.user import User


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def questions(tmp_path: Path) -> FakeQuestions:
    return FakeQuestions(export=tmp_path / "exported.nii.gz")


@pytest.fixture
def shell(
    qtbot: QtBot, engine: FakeEngine, questions: FakeQuestions, tmp_path: Path
) -> Iterator[Shell]:
    with running(qtbot, lambda: engine, questions, tmp_path) as made:
        yield made


@pytest.fixture
def user(shell: Shell, qtbot: QtBot) -> User:
    return User(shell, qtbot)


@pytest.fixture
def begin_in(qtbot: QtBot, engine: FakeEngine, questions: FakeQuestions) -> Iterator[BeginIn]:
    """Starts the program with what it keeps in a folder; it looks for work that was left there."""
    with ExitStack() as programs:

        def begin(home: Path) -> User:
            program = running(
                qtbot, lambda: engine, questions, home, journal_folder=home / "journals"
            )
            user = User(programs.enter_context(program), qtbot)
            user.shell.controllers.recovering.look()
            user.waits_until(lambda: not user.shell.file_runner.is_busy)
            return user

        yield begin


@pytest.fixture
def begin(begin_in: BeginIn, tmp_path: Path) -> Begin:
    """Starts the program with what it keeps beside the test's files."""
    return partial(begin_in, tmp_path)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "ball scan.nii.gz"
    write_volume(ball_volume(), path)
    return path
