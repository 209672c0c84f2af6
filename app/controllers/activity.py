"""Which long work the status line shows, and what Cancel stops."""

from __future__ import annotations

from PyQt5.QtCore import QObject, QTimer, pyqtSignal

from app.controllers.segmenting import SegmentationController
from app.model.remaining import RemainingTime
from app.model.working import UNKNOWN, Working
from app.tasks.task import Task
from app.translation import tr
from bifseg_core.segmenter import Progress

SHOW_AFTER_MS = 150


class ActivityController(QObject):
    """Follows the tasks under way; a file goes before a run of the segmenter.

    Signals:
        worked: carries the Working to show.
        rested: nothing is under way any more.
        reading_changed: a file is being read or written, or no longer; carries whether one is read.
        said: carries a sentence for the status line.
    """

    worked = pyqtSignal(object)
    rested = pyqtSignal()
    reading_changed = pyqtSignal(bool)
    said = pyqtSignal(str)

    def __init__(self, segmenting: SegmentationController) -> None:
        super().__init__(segmenting)
        self._segmenting = segmenting
        self._reading: list[Task] = []
        self._writing: list[Task] = []
        self._run: Task | None = None
        self._latest = Progress(UNKNOWN, "")
        self._remaining = RemainingTime()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SHOW_AFTER_MS)
        self._delay.timeout.connect(self.on_delay_over)

    @property
    def is_reading(self) -> bool:
        """Whether a file is being read."""
        return bool(self._reading)

    @property
    def has_files(self) -> bool:
        """Whether a file is being read or written, which can be cancelled."""
        return bool(self._reading or self._writing)

    def on_run_started(self, task: Task) -> None:
        """The segmenter began."""
        self._run = task
        self._follow(task, tr("Getting ready…"))

    def on_reading_started(self, task: Task) -> None:
        """A file is being read."""
        self._reading.append(task)
        self._follow(task)
        self.reading_changed.emit(True)

    def on_writing_started(self, task: Task) -> None:
        """A file is being written."""
        self._writing.append(task)
        self._follow(task)
        self.reading_changed.emit(self.is_reading)

    def on_progressed(self, progress: Progress) -> None:
        """One of the tasks gave a sign of life."""
        self._latest = progress
        if not self._delay.isActive():
            self._show()

    def on_delay_over(self) -> None:
        """Work takes long enough to be shown."""
        if self._is_working():
            self._show()

    def on_ended(self) -> None:
        """One of the tasks is over."""
        before = (self.is_reading, self.has_files)
        self._reading = [task for task in self._reading if not task.is_over]
        self._writing = [task for task in self._writing if not task.is_over]
        if self._run is not None and self._run.is_over:
            self._run = None
        if before != (self.is_reading, self.has_files):
            self.reading_changed.emit(self.is_reading)
        if not self._is_working():
            self._delay.stop()
            self.rested.emit()

    def cancel(self) -> None:
        """Stop reading, or else the run, which goes back to how it was."""
        if self._reading:
            task = self._reading[-1]
            task.cancel()
            self.said.emit(tr("{step} was cancelled.", step=task.name))
        elif self._run is None and self._writing and self._writing[-1].wind_down is not None:
            self._writing[-1].wind_down.set()
            self.said.emit(tr("Cancelling…"))
        else:
            self._segmenting.cancel()

    def _show(self) -> None:
        is_writable = all(task.wind_down is not None for task in self._writing)
        can_cancel = bool(self._reading) or self._run is not None or is_writable
        remaining_s = self._remaining.seconds(self._latest.fraction)
        self.worked.emit(Working(self._latest, can_cancel, remaining_s))

    def _is_working(self) -> bool:
        return bool(self._reading or self._writing or self._run)

    def _follow(self, task: Task, words: str | None = None) -> None:
        self._remaining.begin()
        self._latest = Progress(UNKNOWN, words or f"{task.name}…")
        task.progressed.connect(self.on_progressed)
        task.ended.connect(self.on_ended)
        self._delay.start()
