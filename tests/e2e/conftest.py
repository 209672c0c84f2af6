"""The real window with a fake engine and answers without dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.application import Shell, build_shell
from app.model.settings import Settings
from bifseg_core.io import write_volume
from tests.app.fakes import FakeEngine, FakeQuestions, ball_volume
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
    made = build_shell(
        lambda: engine, settings=Settings(tmp_path / "window.ini"), questions=questions, pause_ms=30
    )
    made.window.resize(1100, 760)
    made.window.show()
    qtbot.waitExposed(made.window)
    made.window.activateWindow()
    yield made
    made.window.leave()
    assert made.shut_down(), "a background thread did not end"


@pytest.fixture
def user(shell: Shell, qtbot: QtBot) -> User:
    return User(shell, qtbot)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "ball scan.nii.gz"
    write_volume(ball_volume(), path)
    return path
