"""Keys where they are typed, work that is stopped, strokes that come to nothing."""

from __future__ import annotations

import threading
from pathlib import Path

from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest

from app.controllers import opening
from app.model.view_state import MAX_BRUSH_RADIUS, Tool
from app.views.actions import Do
from bifseg_core.case import ObjectStatus, Stage
from bifseg_core.geometry import BoundingBox
from bifseg_core.listing import SelectObject
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


def test_enter_on_an_accepted_object_says_so(user: User, scan: Path) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.presses_key("Enter")
    revision = user.shell.models.case_model.case.revision
    user.presses_key("Enter")
    assert user.active.status is ObjectStatus.ACCEPTED
    assert "already" in user.sees_message
    assert user.shell.models.case_model.case.revision == revision


def test_a_tool_pressed_twice_stays_in_hand(user: User, scan: Path) -> None:
    user.opens(scan)
    user.presses_key("3")
    user.presses_key("3")
    assert user.shell.models.view_state.settings.tool is Tool.SCRIBBLE
    assert user.shell.window.strip.button(Do.SCRIBBLE).isChecked()
    user.takes(Do.SCRIBBLE)
    assert user.shell.window.strip.button(Do.SCRIBBLE).isChecked()


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


def test_a_stroke_that_comes_to_nothing_resumes_the_improvement(
    user: User, scan: Path, engine: FakeEngine
) -> None:
    engine.gate.clear()
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_until(lambda: user.active.segmentation is not None)
    segmenting = user.shell.controllers.segmenting
    segmenting.on_stroke_started()
    assert user.sees_button == "Segment"
    segmenting.on_stroke_abandoned()
    engine.gate.set()
    user.waits_for_mask()
    assert user.active.segmentation.stage is Stage.UNSUPERVISED


def test_a_stroke_on_one_object_lets_another_finish(
    user: User, scan: Path, engine: FakeEngine
) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    engine.gate.clear()
    user.presses_key("Ctrl+N")
    user.draws_box(BoundingBox((4, 4, 5), (12, 12, 15)))
    user.waits_until(lambda: user.active.segmentation is not None)
    model = user.shell.models.case_model
    model.perform(SelectObject(1))
    user.takes(Do.SCRIBBLE)
    user.scribbles(OUTSIDE_THE_BALL)
    user.scribbles([(25, 24, 10), (26, 25, 10)])
    assert user.shell.controllers.segmenting.running_id == 2
    engine.gate.set()
    user.waits_for_mask()
    assert engine.closed_runs == 0
    assert model.state.object(2).segmentation.stage is Stage.UNSUPERVISED
    assert model.state.object(1).segmentation.round == 1


def test_removing_the_only_object_stops_its_run(user: User, scan: Path, engine: FakeEngine) -> None:
    user.opens(scan)
    user.presses_key("L")
    user.draws_box(BOX)
    user.presses("Segment")
    user.shell.window.panel.objects.on_remove_clicked()
    assert not user.shell.controllers.segmenting.is_running
    user.waits_until(lambda: not user.shell.engine_runner.is_busy)
    assert user.active.box is None
    assert user.active.segmentation is None


def test_keys_go_on_where_the_wheel_left_the_brush(user: User, scan: Path) -> None:
    user.opens(scan)
    state = user.shell.models.view_state
    state.update(brush_radius=MAX_BRUSH_RADIUS - 1)
    user.presses_key("]")
    assert state.settings.brush_radius == MAX_BRUSH_RADIUS
    user.presses_key("]")
    assert state.settings.brush_radius == MAX_BRUSH_RADIUS
