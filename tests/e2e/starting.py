"""Starting the real window and ending it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PyQt5.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.application import Shell, build_shell
from app.model.questions import Questions
from app.model.settings import Settings
from app.translation import install
from bifseg_core.segmenter import Tunable
from tests.e2e.user import User

BeginIn = Callable[[Path], User]
"""Starts the program with everything that it keeps in a folder."""

Begin = Callable[[], User]
"""Starts the program; what was started before and not closed counts as killed."""


@contextmanager
def running(
    qtbot: QtBot,
    engine: Callable[[], Tunable],
    questions: Questions,
    home: Path,
    **folders: Path | None,
) -> Iterator[Shell]:
    """The program with its window shown; at the end it is left, without asking, in English.

    Args:
        qtbot: waits for the window.
        engine: makes what segments.
        questions: answers in the user's place.
        home: where the settings are.
        folders: for journals and the log, as `build_shell` names them.
    """
    settings = Settings(home / "window.ini")
    shell = build_shell(engine, settings=settings, questions=questions, pause_ms=30, **folders)
    shell.window.resize(1100, 760)
    shell.window.show()
    qtbot.waitExposed(shell.window)
    shell.window.activateWindow()
    yield shell
    install(QApplication.instance(), "en")
    shell.window.leave()
    assert shell.shut_down(), "a background thread did not end"
