"""Libraries in C that files can crash, stall or bloat, called where that does no harm."""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from bifseg_core.errors import WorkerError
from bifseg_core.io.counted import finished
from bifseg_core.worker import WorkerProcess

if sys.platform != "win32":
    import resource

P = ParamSpec("P")
R = TypeVar("R")

WORKING_S = 3.0
"""Seconds of work that any file may take, where the system counts them; more only by its size."""
WAITING_S = 30.0
"""Seconds by the clock that any file may take, however busy the computer is."""
BYTES_PER_S = 1_000_000
"""The slowest rate at which a healthy file is read: a slow laptop is ten times as fast."""
ROOM = (1 << 30) + (os.cpu_count() or 1) * (80 << 20)
"""Bytes of memory that any file may take beyond those that its pixels need: the threads of a
library, one a core, are given 72 MB each that they hardly use."""


class UnreadableError(Exception):
    """A library died over a file, took too long or too much memory; the caller says it in words."""


def guarded(
    size: int, needed: int, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs
) -> R:
    """Call a function in a helper process that may die, and wait.

    Args:
        size: bytes of the file, which decide how long it may take.
        needed: bytes that the result needs.
        function: a function at the top level of a module; what it raises is raised here.
        args: its arguments.
        kwargs: its keyword arguments.

    Raises:
        UnreadableError: the helper died, or ran out of time or memory.
        WorkerError: no helper could be started, which says nothing about the file.
    """
    process, lock = _helper()
    by_size_s = size / BYTES_PER_S
    with lock:
        try:
            finished(process.run(_ready))
        except WorkerError as error:
            raise WorkerError(
                "The helper process that reads this file cannot be started; memory may be short, "
                "so close other programs and try again."
            ) from error
        limits = WORKING_S + by_size_s, 4 * needed + ROOM
        waiting_s = WAITING_S + by_size_s
        result: R = _wait(process, waiting_s, _limited, limits, function, args, kwargs)
        return result


def _wait(process: WorkerProcess, limit_s: float, function: Callable[..., R], *args: object) -> R:
    began = time.monotonic()
    steps = process.run(function, *args)
    try:
        while time.monotonic() - began < limit_s:
            next(steps)
    except StopIteration as stop:
        result: R = stop.value
        return result
    except (WorkerError, MemoryError) as error:
        raise UnreadableError from error
    steps.close()
    raise UnreadableError


def _ready() -> None:
    """Called when the helper has started and imported what reads files: a second, or several."""


def _limited(
    limits: tuple[float, int],
    function: Callable[..., R],
    args: tuple[object, ...],
    kwargs: dict[str, object],
) -> R:
    """Call the function with bounds on seconds and bytes, where the system knows such bounds."""
    with contextlib.ExitStack() as after:
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, limits[0])  # its signal ends the process
            after.callback(signal.setitimer, signal.ITIMER_PROF, 0)
        if sys.platform == "linux":
            before = resource.getrlimit(resource.RLIMIT_AS)
            resource.setrlimit(resource.RLIMIT_AS, (_held() + limits[1], before[1]))
            after.callback(resource.setrlimit, resource.RLIMIT_AS, before)
        return function(*args, **kwargs)


def _held() -> int:
    """Bytes of memory that this process has been given."""
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no file of a user
        return int(file.read().split()[0]) * resource.getpagesize()


@functools.cache
def _helper() -> tuple[WorkerProcess, threading.Lock]:
    """This process's only one, for one caller at a time."""
    return WorkerProcess(tries=1), threading.Lock()
