"""Fixtures for tests of the window's parts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.tasks.runner import TaskRunner
from tests.app.fakes import FakeEngine


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def runner(qapp: object) -> Iterator[TaskRunner]:
    made = TaskRunner("test")
    yield made
    assert made.close(), "the background thread did not end"
