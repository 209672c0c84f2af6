from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import ErrorDesk, Notice, Severity
from bifseg_core.errors import BoxError


@pytest.fixture
def desk(qapp: object) -> ErrorDesk:
    return ErrorDesk()


def heard(qtbot: QtBot, desk: ErrorDesk, error: Exception) -> Notice:
    with qtbot.waitSignal(desk.noticed, timeout=1000) as blocker:
        desk.present(error)
    return blocker.args[0]


def test_the_users_kind_is_shown_as_it_is(qtbot: QtBot, desk: ErrorDesk) -> None:
    desk.rescue = lambda: pytest.fail("nothing has to be rescued")
    assert heard(qtbot, desk, BoxError("Draw it larger.")) == Notice("Draw it larger.")


def test_a_bug_rescues_the_work_first(qtbot: QtBot, desk: ErrorDesk) -> None:
    desk.rescue = lambda: Path("rescued")
    notice = heard(qtbot, desk, ZeroDivisionError("x"))
    assert notice.severity is Severity.ERROR
    assert "ZeroDivisionError" in notice.text
    assert "kept in rescued" in notice.text


def test_a_rescue_that_breaks_is_survived(qtbot: QtBot, desk: ErrorDesk) -> None:
    def broken() -> Path:
        raise OSError("disk full")

    desk.rescue = broken
    assert "still here" in heard(qtbot, desk, KeyError("x")).text


def test_the_excepthook_ends_at_the_desk(qtbot: QtBot, desk: ErrorDesk) -> None:
    with qtbot.waitSignal(desk.noticed, timeout=1000) as blocker:
        desk.on_unhandled(ValueError, ValueError("x"), None)
    assert "ValueError" in blocker.args[0].text
