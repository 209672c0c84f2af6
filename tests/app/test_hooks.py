"""Whatever breaks, wherever: the work is rescued first, then one notice is shown."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt5.QtCore import QTimer, qInstallMessageHandler, qWarning
from pytestqt.qtbot import QtBot

from app.errors import ErrorDesk, Notice
from app.hooks import catch_everything


@pytest.fixture
def told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """What happened, in order."""
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    desk, happened = ErrorDesk(), []

    def rescue() -> Path:
        happened.append(threading.current_thread())
        return Path("rescued")

    desk.rescue = rescue
    desk.noticed.connect(happened.append)
    before = qInstallMessageHandler(None)
    catch_everything(desk)
    yield happened
    qInstallMessageHandler(before)


def assert_rescued_first(told: list[object], kind: str) -> None:
    rescued, notice = told
    assert rescued is threading.main_thread()
    assert isinstance(notice, Notice)
    assert kind in notice.text


def test_an_exception_in_a_slot(qtbot: QtBot, told: list[object]) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    QTimer.singleShot(0, broken)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert_rescued_first(told, "ZeroDivisionError")


def test_an_exception_in_another_thread(qtbot: QtBot, told: list[object]) -> None:
    def broken() -> None:
        raise LookupError

    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert_rescued_first(told, "LookupError")


def test_qts_words_go_to_the_log_without_names(
    told: list[object], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="app.hooks"):
        qWarning('cannot open "/home/Doe/scan.png"')
    assert caplog.messages == ["Qt: cannot open …"]
    assert told == []


def test_an_exception_in_a_finaliser_is_logged(
    told: list[object], caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def __del__(self) -> None:
            raise RuntimeError

    with caplog.at_level(logging.ERROR, logger="app.hooks"):
        Broken()
        gc.collect()
    assert "could not be raised" in caplog.text
    assert told == []
