"""Work for a view that must not hold up the window."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Generator
from typing import Any, Protocol

from PyQt5.QtWidgets import QApplication

from app.tasks.runner import TaskRunner

_PATIENCE_MS = 3_000
_LAST_PATIENCE_MS = 60_000


class Run(Protocol):
    """Does a piece of work somewhere and hands its result back in the GUI thread."""

    def __call__(
        self,
        name: str,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Work, then call one of the other two."""
        ...


def run_inline(
    name: str,
    work: Callable[[], Any],
    then: Callable[[Any], None],
    failed: Callable[[BaseException], None],
) -> None:
    """Work at once, in the caller's thread: for tests."""
    then(work())


class Background:
    """Work in one thread of its own, begun when it is first needed and ended with the application.

    Args:
        name: of the thread.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._runner: TaskRunner | None = None

    @property
    def is_running(self) -> bool:
        """Whether there is a thread."""
        return self._runner is not None

    @property
    def is_busy(self) -> bool:
        """Whether work is under way or queued."""
        return self._runner is not None and self._runner.is_busy

    def __call__(
        self,
        name: str,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Queue the work."""
        task = self._the_runner().start(name, _steps(work))
        task.finished.connect(then)
        task.failed.connect(failed)

    def close(self, _: object = None, *, patience_ms: int = _PATIENCE_MS) -> None:
        """End the thread; what is still queued is dropped.

        A thread that does not end in time is kept, for Qt aborts the process where a running one is
        deleted; the end of the process waits for it longer.
        """
        if self._runner is not None and self._runner.close(patience_ms):
            self._runner = None
            atexit.unregister(self._close_at_exit)

    def _close_at_exit(self) -> None:
        self.close(patience_ms=_LAST_PATIENCE_MS)

    def _the_runner(self) -> TaskRunner:
        if self._runner is None:
            self._runner = TaskRunner(self._name)
            QApplication.instance().aboutToQuit.connect(self.close)
            atexit.register(self._close_at_exit)  # for scripts that never run the event loop
        return self._runner


def _steps(work: Callable[[], Any]) -> Generator[None, None, Any]:
    yield None
    return work()
