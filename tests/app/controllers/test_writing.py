"""A file being written can be called off, and the word about it is true."""

from __future__ import annotations

import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.controllers.writing import start_writing
from app.errors import ErrorDesk
from app.tasks.runner import TaskRunner
from bifseg_core.io.atomic import replace_file


class Writer:
    """Waits before it writes, and again between writing and taking the file's place."""

    def __init__(self, path: Path, content: bytes) -> None:
        self.path, self.content = path, content
        self.is_written, self.go_on = threading.Event(), threading.Event()

    def steps(self) -> Generator[str, None, str]:
        yield "Writing…"
        replace_file(self.path, self.content, check=self._check)
        return "written"

    def _check(self, _: Path) -> None:
        self.is_written.set()
        assert self.go_on.wait(10)


@pytest.fixture
def desk(qapp: object) -> ErrorDesk:
    return ErrorDesk()


@pytest.mark.parametrize("is_called_off", [True, False])
def test_until_it_takes_its_place_a_file_can_be_called_off(
    qtbot: QtBot, runner: TaskRunner, desk: ErrorDesk, tmp_path: Path, is_called_off: bool
) -> None:
    path, said, presented = tmp_path / "mask.nii", [], []
    path.write_bytes(b"old")
    desk.noticed.connect(presented.append)
    writer = Writer(path, b"new")
    task = start_writing(runner, "Exporting", writer.steps(), desk=desk, say=said.append)
    qtbot.waitUntil(writer.is_written.is_set)
    if is_called_off:
        task.wind_down.set()
    writer.go_on.set()
    qtbot.waitUntil(lambda: task.is_over)
    assert path.read_bytes() == (b"old" if is_called_off else b"new")
    assert list(tmp_path.iterdir()) == [path]
    sentence = 'Writing "mask.nii" was cancelled; nothing was changed.'
    assert said == ([sentence] if is_called_off else [])
    assert presented == []


def test_the_next_file_is_written_again(
    qtbot: QtBot, runner: TaskRunner, desk: ErrorDesk, tmp_path: Path
) -> None:
    first, second = Writer(tmp_path / "a", b"a"), Writer(tmp_path / "b", b"b")
    called_off = start_writing(runner, "First", first.steps(), desk=desk, say=lambda _: None)
    called_off.wind_down.set()
    for writer in (first, second):
        writer.go_on.set()
    task = start_writing(runner, "Second", second.steps(), desk=desk, say=lambda _: None)
    qtbot.waitUntil(lambda: task.is_over)
    assert not first.path.exists()
    assert second.path.read_bytes() == b"b"
