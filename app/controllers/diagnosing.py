"""Help → Save diagnostic file: gathers it in the background and writes it where the user says."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from PyQt5.QtCore import QObject, pyqtSignal

from app.errors import ErrorDesk
from app.model.diagnosis import Circumstances, diagnosis
from app.model.questions import Questions
from app.model.working import UNKNOWN
from app.tasks.runner import TaskRunner
from app.translation import tr
from bifseg_core.segmenter import Progress

FILE_NAME = "bifseg-diagnosis.txt"

Checks = Callable[[], Iterator[str]]


class DiagnosisController(QObject):
    """Writes the diagnostic file.

    Args:
        runner: the background thread for files.
        desk: shows errors.
        questions: asks where.
        circumstances: tells what the window knows.
        checks: does the program's checks, one line each.

    Signals:
        writing_started: carries the Task.
        said: carries a sentence for the status line.
    """

    writing_started = pyqtSignal(object)
    said = pyqtSignal(str)

    def __init__(
        self,
        runner: TaskRunner,
        desk: ErrorDesk,
        questions: Questions,
        circumstances: Callable[[], Circumstances],
        checks: Checks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk = desk
        self._questions = questions
        self._circumstances = circumstances
        self._checks = checks

    def ask_save(self) -> None:
        """Let the user choose where to write it."""
        path = self._questions.ask_save_diagnosis(Path.home() / FILE_NAME)
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write it in the background."""
        steps = write_diagnosis(path, self._circumstances(), self._checks)
        task = self._runner.start(tr("Saving {name}", name=path.name), steps)
        task.finished.connect(self.on_written)
        task.failed.connect(self._desk.present)
        self.writing_started.emit(task)

    def on_written(self, path: Path) -> None:
        """The file is there."""
        self.said.emit(
            tr("The diagnostic file was saved to {name}; it names no patient.", name=path.name)
        )


def write_diagnosis(
    path: Path, circumstances: Circumstances, checks: Checks
) -> Generator[Progress, None, Path]:
    """Do the checks and write the file."""
    found = []
    yield Progress(UNKNOWN, tr("Checking the program…"))
    for line in checks():
        found.append(line)
        yield Progress(UNKNOWN, tr("Checking the program…"))
    from bifseg_core.io.atomic import replace_file

    text = diagnosis(circumstances, found, _device_lines())
    replace_file(path, text.encode())
    return path


def _device_lines() -> list[str]:
    import torch  # 1.6 s, where the engine has not brought it along

    if not torch.cuda.is_available():
        return ["graphics card: none that networks can use"]
    card = torch.cuda.get_device_properties(0)
    return [f"graphics card: {card.name}, {card.total_memory / 1e9:.1f} GB"]
