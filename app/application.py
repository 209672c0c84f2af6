"""The composition root: makes every part once, connects them, and runs the event loop."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_state_path
from PyQt5.QtCore import Qt, QTimer
from PyQt5.QtWidgets import QApplication

from app import logbook, self_test, theme
from app.controllers.activity import ActivityController
from app.controllers.casefiles import CaseFileController
from app.controllers.doubting import DoubtController
from app.controllers.dressing import dress, speak
from app.controllers.exporting import ExportController
from app.controllers.images import ImageController
from app.controllers.journalling import JournalController
from app.controllers.lazy_engine import Engine, LazyEngine, bifseg_engine, load_modules
from app.controllers.looking import LookController
from app.controllers.offering import OfferController
from app.controllers.opening import OpenController
from app.controllers.recovering import RecoveryController
from app.controllers.rescuing import Rescuer
from app.controllers.segmenting import PAUSE_MS, SegmentationController
from app.demo.story import Demo, DemoAnswers
from app.display import NO_DISPLAY, has_display
from app.errors import ErrorDesk
from app.hooks import catch_everything
from app.main_window import Controllers, MainWindow, Models
from app.model.case_model import CaseModel
from app.model.questions import Questions
from app.model.settings import Settings
from app.model.timekeeper import Timekeeper
from app.model.view_state import ViewState
from app.quiet_checks import quiet_checks
from app.tasks.resting import rest_collector
from app.tasks.runner import TaskRunner
from app.tasks.task import Task
from app.theme import ThemeChoice
from app.views import icons
from app.views.dialogs.asking import Dialogs
from app.wire_comfort import wire_comfort
from app.wire_help import wire_help
from app.wire_method import wire_method
from app.wire_tools import wire_tools
from app.wire_views import wire_views
from app.wiring import wire

SWITCH_INTERVAL_S = 0.0005
"""How long the engine's thread may keep the interpreter's lock while the window wants it; a single
paint event asks for it a dozen times, so that the usual 5 ms would add up to a stall."""


WAIT_POLICY = ("OMP_WAIT_POLICY", "PASSIVE")
"""Torch's threads sleep while they wait for each other; read when torch is imported. Spinning, they
take the processor from the window, and where others compute too, from themselves (measured beside
other work on two cores: the first mask after 3.0 s, sleeping after 0.9 s)."""

SLOW_MODULES = (
    "SimpleITK",
    "bifseg_core.io",
    "vtkmodules.util.numpy_support",
    "vtkmodules.vtkFiltersCore",
    "vtkmodules.vtkRenderingCore",
    "vtkmodules.vtkRenderingOpenGL2",
)
"""Importing holds the interpreter's lock, so it is done before anybody draws."""


@dataclass(frozen=True)
class Shell:
    """The running program: window, models, controllers and the two background threads."""

    window: MainWindow
    models: Models
    controllers: Controllers
    engine: LazyEngine
    engine_runner: TaskRunner
    file_runner: TaskRunner

    def warm_up(self) -> tuple[Task, Task]:
        """Load in the background what the first scan and the first box will need."""
        icons.load()
        loading = self.file_runner.start("Loading", load_modules(SLOW_MODULES))
        warming = self.engine_runner.start("Loading the network", self.engine.warm_up())
        for task in (loading, warming):
            task.failed.connect(self.models.desk.present)
        return loading, warming

    @property
    def is_ready(self) -> bool:
        """Whether everything is loaded."""
        return self.engine.is_ready and not self.file_runner.is_busy

    def shut_down(self) -> bool:
        """Stop all work; False where a thread did not end in time."""
        is_quiet = [runner.close() for runner in (self.engine_runner, self.file_runner)]
        self.engine.close()
        self.controllers.recovering.close()
        self.controllers.journalling.close()
        return all(is_quiet)


def build_shell(
    make_engine: Callable[[], Engine],
    *,
    settings: Settings | None = None,
    questions: Questions | None = None,
    pause_ms: int = PAUSE_MS,
    journal_folder: Path | None = None,
    log_folder: Path | None = None,
) -> Shell:
    """Make and connect everything; nothing is shown and no thread has work yet.

    Args:
        make_engine: called in the background at the first use.
        settings: by default the user's.
        questions: by default the desktop's dialogs.
        pause_ms: how long to wait for another stroke before refining.
        journal_folder: where every step is written down; by default none is.
        log_folder: where the log is, for the diagnostic file; by default there is none.
    """
    models = _models(settings or Settings())
    window = MainWindow(models)
    engine = LazyEngine(make_engine)
    engine_runner, file_runner = TaskRunner("engine"), TaskRunner("files")
    segmenting = SegmentationController(
        models.case_model, engine, engine_runner, models.desk, models.timekeeper, pause_ms=pause_ms
    )
    questions = questions or Dialogs(window)
    controllers = _controllers(models, segmenting, file_runner, questions, journal_folder)
    models.desk.rescue = Rescuer(models.case_model, rescue_folder())
    models.timekeeper.watch(window)
    wire(window, models, controllers, device=lambda: engine.device)
    wire_method(window, models, controllers, engine)
    wire_comfort(window, models, controllers)
    wire_tools(window, models, controllers)
    wire_views(window, models, controllers, questions)
    wire_help(
        window,
        models,
        controllers,
        runner=file_runner,
        questions=questions,
        log_folder=log_folder,
        checks=quiet_checks,
    )
    return Shell(window, models, controllers, engine, engine_runner, file_runner)


def state_folder() -> Path:
    """Where the program keeps what outlives it: the log, journals, rescued masks."""
    return Path(user_state_path("BIFSeg", appauthor=False))


def rescue_folder() -> Path:
    """Where masks go when something breaks."""
    return state_folder() / "rescued"


def journal_folder() -> Path:
    """Where every step is written down until the work is on disk or discarded."""
    return state_folder() / "journals"


def main(arguments: Sequence[str] | None = None, *, started: float | None = None) -> int:
    """Open the window; returns the exit status.

    Args:
        arguments: of the command line; by default the process's own.
        started: `time.monotonic()` when the program began, for the demo's report.
    """
    options = _parser().parse_args(arguments)
    os.environ.setdefault(*WAIT_POLICY)
    if options.self_test:
        return _self_test(options.device or "auto")
    if not has_display(os.environ):
        sys.stderr.write(f"{NO_DISPLAY}\n")
        return 2
    application = make_application()
    if options.demo is not None:
        return _play_demo(options.device or "auto", options.demo, started or time.monotonic())
    settings = Settings()
    dress(settings)
    speak(settings)
    logbook.begin(state_folder() / "log")
    shell = build_shell(
        lambda: bifseg_engine(options.device or settings.device),
        settings=settings,
        journal_folder=journal_folder(),
        log_folder=state_folder() / "log",
    )
    catch_everything(shell.models.desk)
    shell.window.show()
    QTimer.singleShot(0, lambda: _begin(shell, options.image))
    return _end(shell, application.exec())


def play_sample(shell: Shell, folder: Path, started: float) -> int:
    """Play the sample through the real window; returns the exit status."""
    application = QApplication.instance()
    catch_everything(shell.models.desk)
    shell.window.show()
    demo = _demo(shell, folder, started)
    demo.finished.connect(application.exit)
    QTimer.singleShot(0, lambda: _play(shell, demo))
    return int(application.exec())


def _play_demo(device: str, folder: Path, started: float) -> int:
    with TemporaryDirectory() as scratch:
        shell = _sample_shell(device, folder, Path(scratch))
        return _end(shell, play_sample(shell, folder, started))


def _sample_shell(device: str, folder: Path, scratch: Path) -> Shell:
    """Nothing of the user's settings, and no hints over the picture."""
    settings = Settings(scratch / "window.ini")
    settings.hints_seen, settings.theme = True, ThemeChoice.DARK
    dress(settings)
    questions = DemoAnswers(folder)
    return build_shell(lambda: bifseg_engine(device), settings=settings, questions=questions)


def _self_test(device: str) -> int:
    self_test.use_no_display()
    application = make_application()
    shells: list[Shell] = []

    def play(folder: Path) -> int:
        shells.append(_sample_shell(device, folder, folder))
        return play_sample(shells[0], folder, time.monotonic())

    status = self_test.main(play)
    application.processEvents()
    return _end(shells[0], status)


def make_application() -> QApplication:
    """The application in its dress."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_EnableHighDpiScaling)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_UseHighDpiPixmaps)
    application = QApplication.instance() or QApplication(["BIFSeg"])
    application.setApplicationName("BIFSeg")
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    theme.apply(application)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    return application


def _demo(shell: Shell, folder: Path, started: float) -> Demo:
    return Demo(
        shell.window,
        shell.models,
        shell.controllers,
        shell.file_runner,
        folder,
        is_ready=lambda: shell.is_ready,
        started=started,
    )


def _play(shell: Shell, demo: Demo) -> None:
    demo.start()
    rest_collector(during=shell.warm_up())


def _begin(shell: Shell, image: Path | None) -> None:
    shell.window.show_first_notice()
    shell.controllers.recovering.look()
    if image is not None:
        shell.controllers.casefiles.open(image)
    rest_collector(during=shell.warm_up())


def _end(shell: Shell, status: int) -> int:
    if not shell.shut_down():
        os._exit(status)
    return status


def _models(settings: Settings) -> Models:
    case_model = CaseModel()
    timekeeper = Timekeeper(case_model)
    return Models(case_model, ViewState(case_model), timekeeper, settings, ErrorDesk(case_model))


def _controllers(
    models: Models,
    segmenting: SegmentationController,
    runner: TaskRunner,
    questions: Questions,
    journals: Path | None,
) -> Controllers:
    case_model, desk = models.case_model, models.desk
    exporting = ExportController(case_model, runner, desk, questions)
    opening = OpenController(
        case_model, models.view_state, runner, desk, questions, exporting, models.settings
    )
    journalling = JournalController(case_model, segmenting.answers, models.timekeeper, journals)
    recovering = RecoveryController(case_model, runner, desk, opening, journalling)
    casefiles = CaseFileController(case_model, runner, desk, questions, opening, journalling)
    activity = ActivityController(segmenting)
    offering = OfferController(case_model, segmenting, activity)
    looking = LookController(models.view_state, case_model)
    images = ImageController(case_model, models.view_state, runner, desk, questions)
    return Controllers(
        opening,
        exporting,
        segmenting,
        looking,
        images,
        activity,
        offering,
        journalling,
        recovering,
        casefiles,
        DoubtController(case_model, models.view_state, runner, desk),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="BIFSeg: box, look, scribble.")
    parser.add_argument("image", nargs="?", type=Path, help="scan, picture or folder to open")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"))
    parser.add_argument("--demo", type=Path, metavar="FOLDER", help="play the sample and stop")
    parser.add_argument("--self-test", action="store_true", help="check what is installed and stop")
    return parser
