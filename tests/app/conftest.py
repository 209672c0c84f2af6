"""Fixtures for tests of the window's parts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PyQt5.QtWidgets import QApplication

from app import theme
from app.tasks.runner import TaskRunner
from app.translation import install
from tests.app.fakes import FakeEngine


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def runner(qapp: object) -> Iterator[TaskRunner]:
    made = TaskRunner("test")
    yield made
    assert made.close(), "the background thread did not end"


@pytest.fixture
def dressed(qapp: QApplication, code: str) -> Iterator[None]:
    """The application in its theme, speaking the test's language."""
    before = qapp.property("scheme"), qapp.styleSheet(), qapp.palette(), qapp.font()
    theme.apply(qapp)
    install(qapp, code)
    yield
    install(qapp, "en")
    qapp.setProperty("scheme", before[0])
    qapp.setStyleSheet(before[1])
    qapp.setPalette(before[2])
    qapp.setFont(before[3])
