"""One piece of long work, as the window sees it: signals, and a way to stop it."""

from __future__ import annotations

import enum
import threading
from collections.abc import Generator
from typing import Any

from PyQt5.QtCore import QObject, pyqtSignal

Steps = Generator[Any, None, Any]
"""Long work: yields signs of progress (`Progress` or the like) and returns its result."""


class TaskState(enum.Enum):
    """How far a task has come."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


_ENDED = (TaskState.FINISHED, TaskState.FAILED, TaskState.CANCELLED)


class Task(QObject):
    """Drives nothing itself: a `TaskRunner` feeds it, its signals arrive in the GUI thread.

    Once it has been cancelled it tells nothing any more, whatever the background still delivers.

    Args:
        name: what the status line calls it.
        steps: the work; only the background thread touches it.

    Attributes:
        wind_down: set it to ask work to stop that has to say itself how it ended, as writing a file
            does; None where `cancel` may stop it at any sign.

    Signals:
        started: the background began.
        progressed: carries what the generator yielded; quick ones are left out, never a preview.
        finished: carries the generator's return value.
        failed: carries the exception.
        cancelled: it was stopped by `cancel`.
        ended: after any of the last three.
    """

    started = pyqtSignal()
    progressed = pyqtSignal(object)
    finished = pyqtSignal(object)
    failed = pyqtSignal(object)
    cancelled = pyqtSignal()
    ended = pyqtSignal()

    def __init__(self, name: str, steps: Steps, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.steps = steps
        self.stop_requested = threading.Event()
        self.wind_down: threading.Event | None = None
        self._state = TaskState.WAITING

    @property
    def state(self) -> TaskState:
        """How far it has come."""
        return self._state

    @property
    def is_over(self) -> bool:
        """Whether it has finished, failed or been cancelled."""
        return self._state in _ENDED

    def cancel(self) -> None:
        """Stop it: `cancelled` is told at once, the generator closed at its next yield."""
        if self.is_over:
            return
        self.stop_requested.set()
        self._end(TaskState.CANCELLED)
        self.cancelled.emit()
        self.ended.emit()

    def on_started(self) -> None:
        """The background thread began."""
        if not self.is_over:
            self._state = TaskState.RUNNING
            self.started.emit()

    def on_progressed(self, progress: object) -> None:
        """The generator yielded."""
        if not self.is_over:
            self.progressed.emit(progress)

    def on_finished(self, result: object) -> None:
        """The generator returned."""
        if not self.is_over:
            self._end(TaskState.FINISHED)
            self.finished.emit(result)
            self.ended.emit()

    def on_failed(self, error: BaseException) -> None:
        """The generator raised."""
        if not self.is_over:
            self._end(TaskState.FAILED)
            self.failed.emit(error)
            self.ended.emit()

    def _end(self, state: TaskState) -> None:
        self._state = state
