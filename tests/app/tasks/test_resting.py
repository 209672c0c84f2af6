from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from app.tasks.resting import rest_collector
from app.tasks.task import Task


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    assert gc.isenabled()
    yield
    gc.unfreeze()
    gc.enable()


def nothing() -> Iterator[None]:
    yield


def test_the_collector_rests_until_the_last_task_is_over(qapp: object) -> None:
    first, second = (Task(name, nothing()) for name in ("first", "second"))
    rest_collector(during=(first, second))
    assert not gc.isenabled()
    first.on_finished(None)
    assert not gc.isenabled()
    second.on_failed(ImportError())
    assert gc.isenabled()


def test_what_was_loaded_is_left_alone(qapp: object) -> None:
    task, loaded = Task("loading", nothing()), [object()]
    before = gc.get_freeze_count()
    rest_collector(during=(task,))
    task.cancel()
    assert gc.get_freeze_count() > before
    assert not any(found is loaded for found in gc.get_objects())
