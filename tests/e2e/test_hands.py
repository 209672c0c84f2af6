"""Keys where they are typed, work that is stopped, strokes that come to nothing."""

from __future__ import annotations

import threading
from pathlib import Path

from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest

from app.controllers import opening
from app.model.view_state import Tool
from app.views.actions import Do
from bifseg_core.case import ObjectStatus
from tests.app.fakes import FakeEngine
from tests.e2e.test_the_loop import BOX, OUTSIDE_THE_BALL
from tests.e2e.user import User


def test_a_name_with_spaces_and_digits_can_be_typed(user: User, scan: Path) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    field = user.shell.window.panel.objects.row(1).name_edit
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "x 1 sf")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert user.active.name == "x 1 sf"
    assert user.active.status is ObjectStatus.OPEN
    assert user.shell.models.view_state.settings.tool is Tool.BOX
    assert user.shell.models.view_state.settings.mask_visible


def test_typing_a_level_does_not_change_the_tool(user: User, scan: Path) -> None:
    user.opens(scan)
    field = user.shell.window.panel.look.level_box
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "13")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert user.shell.models.view_state.settings.window_level.level == 13
    assert user.shell.models.view_state.settings.tool is Tool.BOX
    assert not field.hasFocus()


def test_space_presses_a_button_reached_by_tab(user: User, scan: Path) -> None:
    user.opens(scan)
    live = user.shell.window.panel.primary.live
    live.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(live, Qt.Key.Key_Space)
    assert not live.isChecked()
    assert not user.shell.controllers.segmenting.is_live


def test_live_is_remembered(user: User) -> None:
    user.presses_key("L")
    assert not user.shell.models.settings.live


def test_a_stroke_beside_the_image_does_not_lose_what_was_waiting(
    user: User, scan: Path, engine: FakeEngine
) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.takes(Do.SCRIBBLE)
    engine.gate.clear()
    user.scribbles(OUTSIDE_THE_BALL)
    user.waits_until(lambda: len(engine.asked) == 2)
    user.scribbles([(-9, -9, 10), (-8, -9, 10)])
    engine.gate.set()
    assert user.waits_for_mask()[13, 11, 10]


def test_reading_can_be_cancelled(user: User, scan: Path, monkeypatch) -> None:
    gate = threading.Event()

    def slow(path: Path):
        while not gate.wait(0.01):
            yield opening.Progress(-1.0, "Reading…")

    monkeypatch.setattr(opening, "read_scan", slow)
    user.drops(scan)
    user.waits_until(lambda: user.shell.window.status.cancel.isVisible())
    user.shell.window.status.cancel.click()
    assert not user.shell.controllers.activity.is_reading
    assert "cancelled" in user.sees_message
    user.waits_until(lambda: not user.shell.file_runner.is_busy)
    assert not user.shell.models.case_model.is_open


def test_the_read_out_names_what_is_under_the_cursor(user: User, scan: Path) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.takes(Do.NAVIGATE)
    user.scribbles([(20, 18, 10)])
    words = user.shell.window.status.readout.text()
    assert words.startswith("20, 18, 10")
    assert words.endswith("Object 1")
