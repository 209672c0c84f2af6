"""Saving a case with its history as one file, and going on with it another day."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

from PyQt5.QtCore import QObject, pyqtSignal

from app.controllers.images import read_added
from app.controllers.journalling import JournalController
from app.controllers.naming import named_with
from app.controllers.opening import OpenController, OpenedScan
from app.controllers.writing import start_writing
from app.errors import ErrorDesk
from app.model.case_model import CaseModel, has_work
from app.model.questions import Questions
from app.model.view_state import settings_for_work
from app.model.working import UNKNOWN
from app.tasks.runner import TaskRunner
from app.translation import tr
from bifseg_core.journal import Step
from bifseg_core.segmenter import Progress
from bifseg_core.volume import Volume

ENDING = ".bifseg"


class CaseFileController(QObject):
    """Saves and opens case files, and hands everything else to the one who opens scans.

    Signals:
        writing_started: carries the Task.
        said: carries a sentence for the status line.
    """

    writing_started = pyqtSignal(object)
    said = pyqtSignal(str)

    def __init__(
        self,
        case_model: CaseModel,
        runner: TaskRunner,
        desk: ErrorDesk,
        questions: Questions,
        opening: OpenController,
        journalling: JournalController,
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._runner = runner
        self._desk = desk
        self._questions = questions
        self._opening = opening
        self._journalling = journalling

    def ask_save(self, then: Callable[[], None] | None = None) -> None:
        """Let the user choose where to save the case; `then` is called once it is on disk."""
        if self._case_model.is_open:
            chosen = self._questions.ask_save_case(suggested_path(self._case_model.volume))
            path = named_with(ENDING, chosen, self._questions)
            if path is not None:
                self.save(path, then=then)

    def ask_any(self) -> None:
        """Let the user choose a scan or a case to open."""
        chosen = self._questions.ask_scan()
        if chosen is not None:
            self.open(chosen)

    def ask_open(self) -> None:
        """Let the user choose a case to open."""
        chosen = self._questions.ask_case()
        if chosen is not None:
            self.open_case(chosen)

    def open(self, path: Path) -> None:
        """Open whatever it is: a case file or a scan."""
        if path.suffix.lower() == ENDING:
            self.open_case(path)
        else:
            self._opening.open(path)

    def open_case(self, path: Path) -> None:
        """Read a case file and its scan, and show them."""
        self._opening.read(tr("Opening {name}", name=path.name), self._read(path))

    def save(self, path: Path, *, then: Callable[[], None] | None = None) -> None:
        """Write the case as it is now; `then` is called once it is on disk."""
        case = self._case_model.case
        objects = [one for one in self._case_model.state.objects if has_work(one)]
        steps = write_case(path, case.volume, self._journalling.steps(saved=objects))
        name = tr("Saving {name}", name=path.name)
        task = start_writing(self._runner, name, steps, desk=self._desk, say=self.said.emit)

        def on_written(_: object) -> None:
            """Mark the objects that were written as saved, where their case is still open."""
            if self._case_model.is_open and self._case_model.case is case:
                for target in objects:
                    self._case_model.mark_saved(target)
            self.said.emit(tr("The case was saved to {name}.", name=path.name))
            if then is not None:
                then()

        task.finished.connect(on_written)
        self.writing_started.emit(task)

    def _read(self, path: Path) -> Generator[Progress, None, OpenedScan]:
        scan = yield from read_case_file(path)
        if scan.restored is not None:
            self._journalling.expect(scan.restored)
        return scan


def suggested_path(volume: Volume) -> Path:
    """<scan>.bifseg beside the scan; folders of DICOM are often named after the patient."""
    folder = volume.source.parent if volume.source else Path.home()
    stem = "scan" if volume.series is not None else volume.name.split(".")[0] or "case"
    return folder / f"{stem}{ENDING}"


def write_case(path: Path, volume: Volume, steps: list[Step]) -> Generator[Progress, None, Path]:
    """Write a case file."""
    yield Progress(UNKNOWN, tr("Writing {name}…", name=path.name))
    from bifseg_core.casefile import save_case  # brings SimpleITK along: 0.3 s

    save_case(path, volume, steps)
    return path


def read_case_file(path: Path) -> Generator[Progress, None, OpenedScan]:
    """Read a case file and its scan."""
    yield Progress(UNKNOWN, tr("Reading {name}…", name=path.name))
    from bifseg_core.casefile import load_case  # brings SimpleITK along: 0.3 s

    volume, restored = load_case(path)
    settings = settings_for_work(volume, restored.case.state)
    added, lacking = yield from read_added(restored.images, volume)
    place = volume.source or path
    return OpenedScan(volume, settings, None, place, restored, added, lacking)
