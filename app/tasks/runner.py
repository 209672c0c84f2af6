"""Drives tasks one after the other in one background QThread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from PyQt5.QtCore import QObject, QThread, pyqtSignal, pyqtSlot

from app.tasks.task import Steps, Task

_log = logging.getLogger(__name__)

_REPORT_INTERVAL_S = 0.03


class _Worker(QObject):
    """Lives in the background thread; everything it says goes back as one queued signal."""

    reported = pyqtSignal(object, object, object)

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._last_report = 0.0

    @pyqtSlot(object)
    def on_submitted(self, task: Task) -> None:
        """Run a task to its end, or until it is asked to stop."""
        try:
            self._drive(task)
        except StopIteration as stop:
            self.reported.emit(task, Task.on_finished, stop.value)
        except Exception as error:
            self.reported.emit(task, Task.on_failed, error)
        finally:
            self._close(task.steps)
            self.reported.emit(task, None, None)

    def _drive(self, task: Task) -> None:
        if not task.stop_requested.is_set():
            self.reported.emit(task, _begin, None)
        while not task.stop_requested.is_set():
            self._report(task, next(task.steps))

    def _report(self, task: Task, progress: Any) -> None:
        now = self._clock()
        is_due = now - self._last_report >= _REPORT_INTERVAL_S
        if is_due or getattr(progress, "preview", None) is not None:
            self._last_report = now
            self.reported.emit(task, Task.on_progressed, progress)

    @staticmethod
    def _close(steps: Steps) -> None:
        try:
            steps.close()
        except Exception:
            _log.exception("a task did not stop cleanly")


def _begin(task: Task, _: object) -> None:
    task.on_started()


class TaskRunner(QObject):
    """One background thread and the queue before it.

    Signals:
        busy_changed: work began or the queue ran empty; carries a bool.
    """

    busy_changed = pyqtSignal(bool)
    _submitted = pyqtSignal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: list[Task] = []
        self._telling: list[Task] = []
        self._over: list[Task] = []
        self._thread = QThread(self)
        self._thread.setObjectName(name)
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        self._submitted.connect(self._worker.on_submitted)
        self._worker.reported.connect(self._on_reported)
        self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether a task runs, waits, or is still being closed."""
        return bool(self._tasks)

    def start(self, name: str, steps: Steps) -> Task:
        """Queue the work; connect to the returned task's signals at once."""
        task = Task(name, steps, self)
        self._tasks.append(task)
        if len(self._tasks) == 1:
            self.busy_changed.emit(True)
        self._submitted.emit(task)
        return task

    def close(self, timeout_ms: int = 3000) -> bool:
        """Cancel everything and end the thread; False where it did not end in time."""
        for task in list(self._tasks):
            task.cancel()
        self._thread.quit()
        return bool(self._thread.wait(timeout_ms))

    def _on_reported(
        self, task: Task, tell: Callable[[Task, Any], None] | None, value: object
    ) -> None:
        if tell is None:
            self._let_go(task)
            return
        self._telling.append(task)
        try:
            tell(task, value)
        finally:
            self._telling.remove(task)
        if task in self._over:
            self._let_go(task)

    def _let_go(self, task: Task) -> None:
        """Forget a task that is over, but not while a question that it led to is on screen.

        A dialog runs an event loop of its own, in which a deleted task would be gone at once.
        """
        if task in self._telling:
            self._over.append(task)
            return
        self._over = [other for other in self._over if other is not task]
        self._tasks.remove(task)
        task.deleteLater()
        if not self._tasks:
            self.busy_changed.emit(False)
