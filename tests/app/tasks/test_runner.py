from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PyQt5.QtCore import QEventLoop, QThread, QTimer
from pytestqt.qtbot import QtBot

from app.tasks.runner import TaskRunner
from app.tasks.task import Task, TaskState


@dataclass
class Sign:
    number: int
    preview: object = None


def counting(count: int) -> Iterator[Sign]:
    for number in range(count):
        yield Sign(number, preview=number)
    return "done"


def endless(closed: threading.Event) -> Iterator[Sign]:
    try:
        while True:
            time.sleep(0.001)
            yield Sign(0)
    finally:
        closed.set()


def failing() -> Iterator[Sign]:
    yield Sign(0)
    raise ValueError("broken")


def test_a_task_tells_of_every_preview_and_its_result(qtbot: QtBot, runner: TaskRunner) -> None:
    seen = []
    task = runner.start("count", counting(5))
    task.progressed.connect(seen.append)
    with qtbot.waitSignals([task.started, task.finished], timeout=2000) as blocker:
        pass
    assert blocker.all_signals_and_args[-1].args == ("done",)
    assert [sign.number for sign in seen] == [0, 1, 2, 3, 4]
    assert task.state is TaskState.FINISHED


def test_the_work_runs_in_another_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    def where() -> Iterator[Sign]:
        yield Sign(0)
        return QThread.currentThread()

    task = runner.start("where", where())
    with qtbot.waitSignal(task.finished, timeout=2000) as blocker:
        pass
    assert blocker.args[0] is not QThread.currentThread()


def test_cancel_is_told_at_once_and_closes_the_generator(qtbot: QtBot, runner: TaskRunner) -> None:
    closed = threading.Event()
    task = runner.start("endless", endless(closed))
    with qtbot.waitSignal(task.progressed, timeout=2000):
        pass
    told = []
    task.cancelled.connect(lambda: told.append(time.monotonic()))
    task.finished.connect(lambda _: pytest.fail("a cancelled task finished"))
    asked = time.monotonic()
    task.cancel()
    assert told
    assert closed.wait(0.5)
    assert time.monotonic() - asked < 0.5
    assert task.state is TaskState.CANCELLED


def test_a_task_cancelled_while_it_waits_never_starts(qtbot: QtBot, runner: TaskRunner) -> None:
    closed, begun = threading.Event(), []
    first = runner.start("first", endless(closed))

    def second_steps() -> Iterator[Sign]:
        begun.append(True)
        yield Sign(0)

    second = runner.start("second", second_steps())
    second.cancel()
    first.cancel()
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=2000)
    assert begun == []


def test_tasks_run_one_after_the_other(qtbot: QtBot, runner: TaskRunner) -> None:
    order = []
    tasks = [runner.start(name, counting(3)) for name in ("a", "b")]
    for task in tasks:
        task.started.connect(lambda name=task.name: order.append(f"{name} begins"))
        task.finished.connect(lambda _, name=task.name: order.append(f"{name} ends"))
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=2000)
    assert order == ["a begins", "a ends", "b begins", "b ends"]


def test_an_exception_arrives_as_it_is(qtbot: QtBot, runner: TaskRunner) -> None:
    task = runner.start("failing", failing())
    with qtbot.waitSignal(task.failed, timeout=2000) as blocker:
        pass
    assert isinstance(blocker.args[0], ValueError)


def test_a_fast_generator_does_not_flood_the_window(qtbot: QtBot, runner: TaskRunner) -> None:
    def quick() -> Iterator[Sign]:
        for number in range(5000):
            yield Sign(number)

    seen = []
    task = runner.start("quick", quick())
    task.progressed.connect(seen.append)
    with qtbot.waitSignal(task.finished, timeout=5000):
        pass
    assert len(seen) < 200


def test_closing_ends_what_runs(qtbot: QtBot) -> None:
    closed = threading.Event()
    runner = TaskRunner("closing")
    task: Task = runner.start("endless", endless(closed))
    with qtbot.waitSignal(task.progressed, timeout=2000):
        pass
    assert runner.close()
    assert closed.is_set()


def test_a_dialog_that_a_result_opens_does_not_outlive_the_task(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    ended, loop = [], QEventLoop()

    def ask(_: object) -> None:
        QTimer.singleShot(60, loop.quit)
        loop.exec()

    task = runner.start("ask", counting(1))
    task.finished.connect(ask)
    task.ended.connect(lambda: ended.append(True))
    qtbot.waitUntil(lambda: ended == [True], timeout=2000)
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=2000)
