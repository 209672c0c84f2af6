"""Which signal goes where for the log and the diagnostic file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt5.QtWidgets import QApplication

from app import logbook
from app.controllers.chronicle import Chronicle
from app.controllers.diagnosing import Checks, DiagnosisController
from app.main_window import Controllers, MainWindow, Models
from app.model.diagnosis import Circumstances
from app.model.questions import Questions
from app.model.settings import Settings
from app.tasks.runner import TaskRunner
from app.translation import current_language
from app.views.actions import Do


def wire_help(
    window: MainWindow,
    models: Models,
    controllers: Controllers,
    *,
    runner: TaskRunner,
    questions: Questions,
    log_folder: Path | None,
    checks: Checks,
) -> None:
    """Connect the log and Help → Save diagnostic file.

    Args:
        window: has the actions and parts.
        models: the case and the settings among them.
        controllers: what they do is logged.
        runner: the background thread for files.
        questions: asks where to save.
        log_folder: where the log is; None where none is kept.
        checks: does the program's checks, one line each.
    """
    Chronicle(models.case_model, controllers.exporting)
    told = _circumstances(models.settings, log_folder)
    diagnosing = DiagnosisController(runner, models.desk, questions, told, checks, window)
    window.actions_by_name[Do.DIAGNOSE].triggered.connect(diagnosing.ask_save)
    diagnosing.said.connect(window.status.say)
    diagnosing.writing_started.connect(controllers.activity.on_writing_started)


def _circumstances(settings: Settings, folder: Path | None) -> Callable[[], Circumstances]:
    def told() -> Circumstances:
        log = tuple(logbook.tail(folder)) if folder is not None else ()
        return Circumstances(_harmless(settings), _screens(), log)

    return told


def _harmless(settings: Settings) -> dict[str, object]:
    """Settings that name neither a file nor a person."""
    return {
        "live": settings.live,
        "theme": settings.theme.value,
        "language": settings.language or "as the desktop",
        "language shown": current_language(),
    }


def _screens() -> tuple[str, ...]:
    sizes = ((s.size(), s.devicePixelRatio()) for s in QApplication.screens())
    lines = [f"screen: {size.width()} × {size.height()}, ratio {ratio:g}" for size, ratio in sizes]
    return (f"windows by {QApplication.platformName()}", *lines)
