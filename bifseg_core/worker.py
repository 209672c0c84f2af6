"""Work in a helper process that can be killed: graph cuts, distances, reading risky files.

PyMaxflow and GeodisTK hold the interpreter's lock for seconds, which would freeze a window, and
cannot be interrupted. A helper process keeps the window alive, and cancelling kills it.

The helper is started by multiprocessing's "spawn": a program that uses it keeps its start under
`if __name__ == "__main__":`, and a frozen one calls `multiprocessing.freeze_support()` first.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Generator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import ParamSpec, Protocol, TypeVar, cast

from bifseg_core.errors import WorkerError

if sys.platform == "linux":
    import fcntl

P = ParamSpec("P")
R = TypeVar("R")

POLL_SECONDS = 0.02
"""How long a wait lasts between two signs of life."""

KILL_SECONDS = 1.0
"""How long to wait for a killed helper to be gone; it takes a few milliseconds."""

LISTENING = b"listening"

TRIES = 2
"""A helper may have died for want of memory, which is there a moment later."""


class Runner(Protocol):
    """Runs functions for a caller that wants to stay alive and be able to stop them."""

    def run(
        self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs
    ) -> Generator[None, None, R]:
        """Call the function; yields while it waits and returns what the function returned."""

    def warm_up(self) -> None:
        """Prepare ahead of the first run, without waiting."""

    def close(self) -> None:
        """Give everything back; the next run prepares anew."""


class InProcess:
    """Runs functions where it stands, for programs that are worker processes themselves."""

    def run(
        self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs
    ) -> Generator[None, None, R]:
        """Call the function after one sign of life; it cannot be stopped meanwhile."""
        yield
        return function(*args, **kwargs)

    def warm_up(self) -> None:
        """Nothing to prepare."""

    def close(self) -> None:
        """Nothing to give back."""


class WorkerProcess:
    """Runs functions in one helper process that is kept for the next piece of work.

    One piece of work at a time, from any thread. The helper never outlives this process.

    Args:
        tries: how many helpers may die over one piece of work before it is given up.
    """

    def __init__(self, *, tries: int = TRIES) -> None:
        self._tries = tries
        self._lock = threading.Lock()
        self._helper: _Helper | None = None

    def run(
        self, function: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs
    ) -> Generator[None, None, R]:
        """Call a function in the helper; yields about every 20 ms while it waits.

        Closing the generator kills the helper; the next run starts a fresh one. So does a
        helper that dies by itself: the work is then tried again, so often as `tries` allows.

        Args:
            function: a picklable function, i.e. one at the top level of an importable module.
            args: its arguments, picklable; arrays travel at about 1 GB/s.
            kwargs: its keyword arguments.

        Returns:
            What the function returned.

        Raises:
            Exception: whatever the function raised, with its traceback as a note.
            WorkerError: too many helpers died over this work.
            RuntimeError: another piece of work is under way.
        """
        work = pickle.dumps((function, args, kwargs), pickle.HIGHEST_PROTOCOL)
        if not self._lock.acquire(blocking=False):
            raise RuntimeError("this WorkerProcess is busy; one piece of work at a time")
        try:
            outcome = yield from self._persistently(work)
        finally:
            self._lock.release()
        if outcome.error is not None:
            raise outcome.error
        return cast(R, outcome.value)

    def warm_up(self) -> None:
        """Start the helper without waiting until it is ready, about 0.3 s later."""
        if self._lock.acquire(blocking=False):  # else it is at work, and so started
            try:
                with contextlib.suppress(OSError):  # the first run tries again, and tells
                    self._living()
            finally:
                self._lock.release()

    def close(self) -> None:
        """Kill the helper, also while it works; the next run starts a fresh one."""
        helper, self._helper = self._helper, None
        if helper is not None:
            helper.kill()

    def _living(self) -> _Helper:
        helper = self._helper
        if helper is None or not helper.process.is_alive():
            helper = self._helper = _Helper.started()
        return helper

    def _persistently(self, work: bytes) -> Generator[None, None, _Outcome]:
        for _ in range(self._tries):
            try:
                helper = self._living()
            except OSError:  # the system has no room for a process now
                continue
            try:
                return (yield from self._once(helper, work))
            except (EOFError, OSError) as error:
                if self._helper is not helper:
                    raise WorkerError("The work was stopped because the program closes.") from error
                self.close()
        raise WorkerError(
            "Drawing the border stopped twice; memory may be short, "
            "so close other programs or draw a smaller box, and try again."
        )

    def _once(self, helper: _Helper, work: bytes) -> Generator[None, None, _Outcome]:
        try:
            return (yield from helper.do(work))
        except (EOFError, OSError):  # it died
            raise
        except BaseException:  # closed or interrupted: nothing less than this stops a solver
            self.close()
            raise


@dataclass(frozen=True)
class _Helper:
    """The helper process and this side of its pipes.

    Attributes:
        process: the helper.
        connection: carries work and outcomes.
        lifeline: carries nothing; it breaks when this process ends, however it ends.
    """

    process: BaseProcess
    connection: Connection
    lifeline: Connection

    @classmethod
    def started(cls) -> _Helper:
        """Start a helper; it dies with this process at the latest."""
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        pulse, lifeline = context.Pipe(duplex=False)
        process = context.Process(
            target=_serve, args=(there, pulse), name="bifseg-helper", daemon=True
        )
        process.start()
        there.close()  # so that the helper's death closes the pipe
        pulse.close()
        return cls(process, here, lifeline)

    def do(self, work: bytes) -> Generator[None, None, _Outcome]:
        """Hand over work when the helper listens, and wait for its outcome.

        Raises:
            EOFError, OSError: the helper died.
        """
        yield from self._heard()
        self.connection.recv_bytes()
        # Only a helper that listens takes in megabytes without blocking their sender.
        self.connection.send_bytes(work)
        yield from self._heard()
        outcome: _Outcome = pickle.loads(self.connection.recv_bytes())
        return outcome

    def kill(self) -> None:
        """End the helper at once; whoever waits for it sees the end of the pipe."""
        self.process.kill()
        self.process.join(KILL_SECONDS)

    def _heard(self) -> Generator[None, None, None]:
        while not self.connection.poll(POLL_SECONDS):
            yield


@dataclass(frozen=True)
class _Outcome:
    """What a function returned, or what it raised."""

    value: object = None
    error: Exception | None = None


def _serve(connection: Connection, pulse: Connection) -> None:
    """The helper's life: say that it listens, take work, answer; end when the pipe ends."""
    _die_with(pulse)
    _keep_freed_memory()
    # Ctrl-C in a terminal reaches the whole group; what it means is the parent's decision.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while True:
            connection.send_bytes(LISTENING)
            connection.send_bytes(_answer(connection.recv_bytes()))


def _die_with(pulse: Connection) -> None:
    """Let the system end this process when the other end of the pipe is gone.

    The end of the work's pipe is seen only between two pieces of work. A solver holds the
    interpreter's lock for minutes at worst, and no Python code, not even a signal handler,
    runs meanwhile; the signal for news on a descriptor kills by default.
    """
    if sys.platform == "linux":
        fcntl.fcntl(pulse.fileno(), fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(pulse.fileno(), fcntl.F_GETFL)
        fcntl.fcntl(pulse.fileno(), fcntl.F_SETFL, flags | os.O_ASYNC)
        if pulse.poll():  # it ended before the line above
            os.kill(os.getpid(), signal.SIGIO)


def _keep_freed_memory() -> None:
    """Let freed arrays serve the next piece of work instead of going back to the system.

    glibc gives back every block larger than the largest one freed so far (up to 32 MB), and
    clearing fresh pages takes half as long as a cut (at 80³ 105 ms in place of 70 ms).
    """
    bytearray(31 << 20)


def _answer(work: bytes) -> bytes:
    try:
        function, args, kwargs = pickle.loads(work)
        return pickle.dumps(_Outcome(function(*args, **kwargs)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - the caller is to see every error
        return _answer_of(error)


def _answer_of(error: Exception) -> bytes:
    story = "".join(traceback.format_exception(error))
    error.add_note(f"In the helper process:\n{story}")
    try:
        answer = pickle.dumps(_Outcome(error=error))
        pickle.loads(answer)  # some exceptions can be pickled but not made again
    except Exception:  # noqa: BLE001 - an exception's own code fails as it likes
        answer = pickle.dumps(_Outcome(error=RuntimeError(f"In the helper process:\n{story}")))
    return answer
