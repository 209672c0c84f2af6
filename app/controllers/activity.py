"""Which long work the status line shows, and what Cancel stops."""

from __future__ import annotations

from PyQt5.QtCore import QObject, QTimer, pyqtSignal

from app.controllers.segmenting import SegmentationController
from app.tasks.task import Task
from bifseg_core.segmenter import Progress

SHOW_AFTER_MS = 150


class ActivityController(QObject):
    """Follows the tasks under way; the last one begun is the one shown.

    Signals:
        worked: carries the Progress to show.
        rested: nothing is under way any more.
        reading_changed: a file is being read or written, or no longer; carries a bool.
    """

    worked = pyqtSignal(object)
    rested = pyqtSignal()
    reading_changed = pyqtSignal(bool)

    def __init__(self, segmenting: SegmentationController) -> None:
        super().__init__(segmenting)
        self._segmenting = segmenting
        self._files: list[Task] = []
        self._run: Task | None = None
        self._latest = Progress(-1.0, "")
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SHOW_AFTER_MS)
        self._delay.timeout.connect(self.on_delay_over)

    @property
    def is_reading(self) -> bool:
        """Whether a file is being read or written."""
        return bool(self._files)

    def on_run_started(self, task: Task) -> None:
        """The segmenter began."""
        self._run = task
        self._follow(task)

    def on_file_started(self, task: Task) -> None:
        """Reading or writing began."""
        self._files.append(task)
        self._follow(task)
        self.reading_changed.emit(True)

    def on_progressed(self, progress: Progress) -> None:
        """One of the tasks gave a sign of life."""
        self._latest = progress
        if not self._delay.isActive():
            self.worked.emit(progress)

    def on_delay_over(self) -> None:
        """Work takes long enough to be shown."""
        if self._current() is not None:
            self.worked.emit(self._latest)

    def on_ended(self) -> None:
        """One of the tasks is over."""
        was_reading = self.is_reading
        self._files = [task for task in self._files if not task.is_over]
        if self._run is not None and self._run.is_over:
            self._run = None
        if was_reading and not self.is_reading:
            self.reading_changed.emit(False)
        if self._current() is None:
            self._delay.stop()
            self.rested.emit()

    def cancel(self) -> None:
        """Stop what is shown: a run goes back to how it was, a file is left as it was."""
        if self._files:
            self._files[-1].cancel()
        else:
            self._segmenting.cancel()

    def _current(self) -> Task | None:
        return self._files[-1] if self._files else self._run

    def _follow(self, task: Task) -> None:
        self._latest = Progress(-1.0, f"{task.name}…")
        task.progressed.connect(self.on_progressed)
        task.ended.connect(self.on_ended)
        self._delay.start()
