"""The helper process: results, cancelling, crashes, and what it must not drag in.

The functions sent to it come from the standard library, since it cannot import this file.
"""

from __future__ import annotations

import contextlib
import errno
import json
import operator
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from typing import TypeVar

import numpy as np
import pytest

from bifseg_core import worker as worker_module
from bifseg_core.config import GraphCutConfig
from bifseg_core.energy.geodesic import geodesic_distance
from bifseg_core.energy.graphcut import GraphCutProblem, minimise
from bifseg_core.errors import BifsegError, WorkerError
from bifseg_core.worker import InProcess, WorkerProcess

R = TypeVar("R")
posix_only = pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")


@pytest.fixture(scope="module")
def shared() -> Iterator[WorkerProcess]:
    """One helper for the tests that leave it alive."""
    worker = WorkerProcess()
    yield worker
    worker.close()


@pytest.fixture
def worker() -> Iterator[WorkerProcess]:
    worker = WorkerProcess()
    yield worker
    worker.close()


def result_of(work: Generator[None, None, R]) -> R:
    while True:
        try:
            next(work)
        except StopIteration as stop:
            return stop.value


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def gone_within(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.005)
    return not alive(pid)


def test_result_comes_back_from_another_process(shared: WorkerProcess) -> None:
    first = result_of(shared.run(os.getpid))
    assert first != os.getpid()
    assert result_of(shared.run(os.getpid)) == first
    assert result_of(shared.run(sorted, [3, 1, 2], reverse=True)) == [3, 2, 1]
    assert result_of(shared.run(dict.get, {}, 1)) is None


def test_mask_and_distance_are_those_computed_here(shared: WorkerProcess) -> None:
    rng = np.random.default_rng(0)
    shape = (20, 18, 16)
    image = rng.normal(0, 0.2, shape).astype(np.float32)
    seeds = rng.integers(0, 3, shape).astype(np.uint8)
    probability = rng.random(shape, dtype=np.float32)
    problem = GraphCutProblem(probability, image, seeds, (1.0, 1.0, 3.0), GraphCutConfig(1.0))
    assert (result_of(shared.run(minimise, problem)) == minimise(problem)).all()
    arguments = (image, seeds == 1, (1.0, 1.0, 3.0), 0.3)
    distance = result_of(shared.run(geodesic_distance, *arguments))
    assert (distance == geodesic_distance(*arguments)).all()


def test_megabytes_travel_both_ways(shared: WorkerProcess) -> None:
    big = np.random.default_rng(0).random(4_000_000)
    assert (result_of(shared.run(np.negative, big)) == -big).all()


def test_signs_of_life_while_it_works(shared: WorkerProcess) -> None:
    result_of(shared.run(os.getpid))
    signs = sum(1 for _ in shared.run(time.sleep, 0.5))
    assert 5 <= signs <= 26


def test_exceptions_keep_their_type_and_tell_where(shared: WorkerProcess) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        result_of(shared.run(operator.truediv, 1, 0))
    assert any("helper process" in note and "Traceback" in note for note in caught.value.__notes__)
    with pytest.raises(json.JSONDecodeError) as unusual:  # takes three arguments to make
        result_of(shared.run(json.loads, "{"))
    assert unusual.value.pos == 1
    with pytest.raises(ValueError, match="image must be"):
        result_of(shared.run(geodesic_distance, np.zeros(3), np.zeros(3), (1, 1, 1)))


def test_an_exception_that_cannot_travel_is_told_in_words(shared: WorkerProcess) -> None:
    stubborn = "(_ for _ in ()).throw(type('Stubborn', (Exception,), {})('no way'))"
    with pytest.raises(RuntimeError, match="no way"):
        result_of(shared.run(eval, stubborn))
    with pytest.raises((pickle.PicklingError, AttributeError), match="pickle"):
        result_of(shared.run(eval, "lambda: 0"))
    assert result_of(shared.run(abs, -1)) == 1


def test_work_that_cannot_be_sent_is_refused_here(shared: WorkerProcess) -> None:
    with pytest.raises((pickle.PicklingError, AttributeError), match="pickle"):
        next(shared.run(lambda: 0))
    assert result_of(shared.run(abs, -1)) == 1


def test_one_piece_of_work_at_a_time(shared: WorkerProcess) -> None:
    first = shared.run(time.sleep, 0.1)
    next(first)
    with pytest.raises(RuntimeError, match="busy"):
        next(shared.run(abs, -1))
    result_of(first)
    assert result_of(shared.run(abs, -1)) == 1


@posix_only
def test_closing_the_generator_kills_the_helper_at_once(worker: WorkerProcess) -> None:
    pid = result_of(worker.run(os.getpid))
    work = worker.run(sum, range(10**12))  # like the solver, one call that nothing interrupts
    for _ in range(5):
        next(work)
    begun = time.monotonic()
    work.close()
    assert time.monotonic() - begun < 0.1
    assert not alive(pid)
    assert result_of(worker.run(os.getpid)) != pid


def test_ctrl_c_while_waiting_leaves_no_stale_answer(worker: WorkerProcess) -> None:
    work = worker.run(time.sleep, 0.3)
    for _ in range(5):
        next(work)
    with pytest.raises(KeyboardInterrupt):
        work.throw(KeyboardInterrupt())
    assert result_of(worker.run(abs, -1)) == 1


def test_a_generator_closed_before_it_began_does_nothing(shared: WorkerProcess) -> None:
    pid = result_of(shared.run(os.getpid))
    shared.run(time.sleep, 60).close()
    assert result_of(shared.run(os.getpid)) == pid


@posix_only
def test_closing_while_the_helper_still_starts(worker: WorkerProcess) -> None:
    work = worker.run(time.sleep, 60)
    next(work)
    begun = time.monotonic()
    work.close()
    assert time.monotonic() - begun < 0.1
    assert result_of(worker.run(abs, -1)) == 1


def test_a_helper_that_died_idle_is_replaced(worker: WorkerProcess) -> None:
    pid = result_of(worker.run(os.getpid))
    os.kill(pid, signal.SIGTERM)
    assert gone_from(worker, pid)
    assert result_of(worker.run(os.getpid)) != pid


def gone_from(worker: WorkerProcess, pid: int) -> bool:
    """Whether the helper, a child of this process, has ended (and is reaped)."""
    helper = worker._helper
    assert helper is not None
    assert helper.process.pid == pid
    helper.process.join(5)
    return not helper.process.is_alive()


def test_a_crash_is_survived_once(worker: WorkerProcess, tmp_path: os.PathLike[str]) -> None:
    """The work leaves a mark and dies when there is none, so that the second try succeeds."""
    mark = os.path.join(tmp_path, "mark")  # noqa: PTH118 - goes into the text below
    work = (
        f"__import__('os').path.exists({mark!r}) and 'done' "
        f"or (open({mark!r}, 'w').close(), __import__('os')._exit(7))"
    )
    assert result_of(worker.run(eval, work)) == "done"


def test_a_crash_twice_is_told_to_the_user(worker: WorkerProcess) -> None:
    with pytest.raises(WorkerError, match=r"stopped twice.*try again\.$") as caught:
        result_of(worker.run(os._exit, 7))
    assert isinstance(caught.value, BifsegError)
    assert result_of(worker.run(abs, -1)) == 1


@posix_only
def test_a_segmentation_fault_is_a_crash(worker: WorkerProcess) -> None:
    with pytest.raises(WorkerError):
        result_of(worker.run(eval, "__import__('os').kill(__import__('os').getpid(), 11)"))


def test_helper_is_light(shared: WorkerProcess) -> None:
    modules = result_of(shared.run(eval, "set(__import__('sys').modules)"))
    heavy = {"torch", "PyQt5", "vtk", "vtkmodules", "pyqtgraph", "SimpleITK", "matplotlib"}
    assert not heavy & modules
    assert "bifseg_core.energy.graphcut" in modules


@posix_only
def test_helper_ignores_ctrl_c(worker: WorkerProcess) -> None:
    pid = result_of(worker.run(os.getpid))
    os.kill(pid, signal.SIGINT)
    assert result_of(worker.run(os.getpid)) == pid


def test_warm_up_does_not_wait(worker: WorkerProcess) -> None:
    begun = time.monotonic()
    worker.warm_up()
    assert time.monotonic() - begun < 0.15
    worker.warm_up()
    helper = worker._helper
    assert helper is not None
    assert result_of(worker.run(os.getpid)) == helper.process.pid


def test_warm_up_while_it_works_changes_nothing(shared: WorkerProcess) -> None:
    work = shared.run(time.sleep, 0.05)
    next(work)
    shared.warm_up()
    result_of(work)


@posix_only
def test_close_ends_the_helper_and_may_come_twice(worker: WorkerProcess) -> None:
    pid = result_of(worker.run(os.getpid))
    worker.close()
    assert not alive(pid)
    worker.close()
    assert result_of(worker.run(abs, -1)) == 1


def test_close_from_another_thread_ends_the_wait(worker: WorkerProcess) -> None:
    work = worker.run(time.sleep, 60)
    next(work)
    closer = threading.Timer(0.3, worker.close)
    closer.start()
    with pytest.raises(WorkerError, match="program closes"):
        result_of(work)
    closer.join()


def test_it_works_from_a_thread_and_outlives_it(worker: WorkerProcess) -> None:
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(result_of(worker.run(os.getpid))))
    thread.start()
    thread.join()
    assert found == [result_of(worker.run(os.getpid))]


PARENT = """
import os, sys, time
from bifseg_core.worker import WorkerProcess

def main():
    worker = WorkerProcess()
    work = worker.run(os.getpid)
    while True:
        try:
            next(work)
        except StopIteration as stop:
            print(stop.value, flush=True)
            break
    {then}

if __name__ == "__main__":
    main()
"""


def start_parent(tmp_path: os.PathLike[str], then: str) -> subprocess.Popen[str]:
    script = os.path.join(tmp_path, "main.py")  # noqa: PTH118
    with open(script, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(PARENT.format(then=then))
    root = os.path.dirname(os.path.dirname(worker_module.__file__))  # noqa: PTH120
    return subprocess.Popen(
        [sys.executable, "-W", "error", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    )


@posix_only
@pytest.mark.parametrize(
    "then",
    [
        "time.sleep(60)",
        pytest.param(
            "[time.sleep(0.01) for _ in worker.run(sum, range(10**12))]",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="the kernel's part is Linux"),
        ),
    ],
    ids=["idle", "in one long call"],
)
def test_helper_ends_when_its_parent_is_killed(tmp_path: os.PathLike[str], then: str) -> None:
    with start_parent(tmp_path, then) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        time.sleep(0.5)  # until the long call has begun
        parent.kill()
    assert gone_within(pid, 5)


@posix_only
def test_helper_ends_with_a_program_that_forgets_it(tmp_path: os.PathLike[str]) -> None:
    with start_parent(tmp_path, "next(worker.run(time.sleep, 60))") as parent:
        output, errors = parent.communicate(timeout=30)
    assert parent.returncode == 0
    assert errors == ""
    assert gone_within(int(output), 5)


def test_in_process_gives_one_sign_and_the_result() -> None:
    work = InProcess().run(sorted, [2, 1], reverse=True)
    next(work)
    with pytest.raises(StopIteration) as stop:
        next(work)
    assert stop.value.value == [2, 1]
    with pytest.raises(ZeroDivisionError):
        result_of(InProcess().run(operator.truediv, 1, 0))
    with contextlib.closing(InProcess()) as runner:
        runner.warm_up()


def test_a_system_without_room_for_a_process_is_a_sentence(
    worker: WorkerProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with monkeypatch.context() as patch:
        patch.setattr(worker_module._Helper, "started", full)
        worker.warm_up()
        with pytest.raises(WorkerError, match=r"close other programs.*try again\.$"):
            result_of(worker.run(abs, -1))
    assert result_of(worker.run(abs, -2)) == 2
