"""Writing a file in the background so that it can be called off, and says truly how it ended."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from typing import Any

from app.errors import ErrorDesk
from app.tasks.runner import TaskRunner
from app.tasks.task import Steps, Task
from app.translation import translated
from bifseg_core.errors import WriteCancelledError


def start_writing(
    runner: TaskRunner, name: str, steps: Steps, *, desk: ErrorDesk, say: Callable[[str], None]
) -> Task:
    """Start work that writes a file; the task's `wind_down` calls it off.

    Args:
        runner: the background thread.
        name: what the status line calls it.
        steps: the work.
        desk: shows errors.
        say: tells that it was called off.
    """

    def on_failed(error: Exception) -> None:
        if isinstance(error, WriteCancelledError):
            say(translated(str(error)))
        else:
            desk.present(error)

    stop = threading.Event()
    task = runner.start(name, _unless(stop, steps))
    task.wind_down = stop
    task.failed.connect(on_failed)
    return task


def _unless(stop: threading.Event, steps: Steps) -> Generator[Any, None, Any]:
    from bifseg_core.io.atomic import unless  # brings SimpleITK along: 0.3 s

    with unless(stop.is_set):
        result = yield from steps
    return result
