"""From a box to an exported mask, by mouse and key events on the real window."""

from __future__ import annotations

from pathlib import Path

import nibabel
import numpy as np
import pytest
from numpy.typing import NDArray

from app.model.ui_state import NextStep
from app.tools.slice_geometry import Plane
from app.views.actions import Do
from bifseg_core.case import ObjectStatus, Stage
from bifseg_core.errors import BoxError
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import SeedLabel
from tests.app.fakes import FIRST_SECONDS, SECONDS, FakeEngine, FakeQuestions
from tests.e2e.user import LEFT, RIGHT, User

BOX = BoundingBox((11, 9, 2), (29, 27, 18))
OTHER_BOX = BoundingBox((4, 4, 5), (12, 12, 15))
OUTSIDE_THE_BALL = [(13, 11, 10), (14, 12, 10)]
IN_THE_BALL = [(18, 17, 10), (21, 18, 10)]


def works(user: User, scan: Path) -> NDArray[np.bool_]:
    """Opens the scan, draws a box and scribbles twice; returns the mask."""
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.takes(Do.SCRIBBLE)
    user.scribbles(OUTSIDE_THE_BALL)
    user.waits_for_mask()
    user.scribbles(IN_THE_BALL, button=RIGHT)
    return user.waits_for_mask()


def begins(user: User, scan: Path, engine: FakeEngine) -> None:
    """Opens the scan and draws a box; the run stops at its first mask until the gate opens."""
    engine.gate.clear()
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_until(lambda: user.active.segmentation is not None)


def test_from_a_box_to_an_exported_mask(user: User, scan, questions: FakeQuestions) -> None:
    user.opens(scan)
    assert user.sees_button == "Draw a box around the object"

    user.draws_box(BOX)
    first = user.waits_for_mask()
    assert first.sum() > 500
    assert user.active.segmentation.stage is Stage.UNSUPERVISED

    user.takes(Do.SCRIBBLE)
    user.scribbles(IN_THE_BALL, button=RIGHT)
    refined = user.waits_for_mask()
    assert user.active.segmentation.round == 1
    assert not refined[18, 17, 10]

    user.presses("Accept")
    assert user.active.status is ObjectStatus.ACCEPTED
    user.presses("Export the mask…")
    user.waits_until(lambda: not user.shell.models.case_model.is_modified)
    assert questions.asked == ["export ball scan_Object-1_mask.nii.gz"]
    exported = nibabel.load(questions.export)
    assert np.array_equal(np.asarray(exported.dataobj) != 0, refined)
    assert user.sees_button == "Next case"


def test_undo_restores_the_earlier_mask_bit_by_bit(user: User, scan) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    first = user.waits_for_mask().copy()
    before = user.active.segmentation
    user.takes(Do.SCRIBBLE)
    user.scribbles(OUTSIDE_THE_BALL)
    refined = user.waits_for_mask()
    assert not np.array_equal(first, refined)

    user.presses_key("Ctrl+Z")
    assert user.active.segmentation is before
    assert np.array_equal(user.mask, first)
    assert user.sees_message == "Undone: Refine 1"
    user.presses_key("Ctrl+Z")
    assert len(user.active.scribbles) == 0
    user.presses_key("Ctrl+Z")
    assert user.active.segmentation is None
    user.presses_key("Ctrl+Z")
    assert user.active.box is None
    for _ in range(4):
        user.presses_key("Ctrl+Shift+Z")
    assert np.array_equal(user.mask, refined)


def test_the_first_mask_and_its_improvement_are_one_step(user: User, scan, engine) -> None:
    begins(user, scan, engine)
    assert user.active.segmentation.stage is Stage.INITIAL
    assert user.sees_button == "Improving…"
    engine.gate.set()
    user.waits_for_mask()
    assert user.active.segmentation.stage is Stage.UNSUPERVISED
    user.presses_key("Ctrl+Z")
    assert user.active.segmentation is None


def test_cancel_goes_back_to_how_it_was(user: User, scan, engine: FakeEngine) -> None:
    begins(user, scan, engine)
    user.presses_key("Esc")
    assert user.active.segmentation is None
    assert user.active.box is not None
    assert user.sees_button == "Segment"
    user.waits_until(lambda: engine.closed_runs == 1)
    engine.gate.set()
    user.presses_key("Space")
    assert user.waits_for_mask().any()


def test_newer_input_restarts_the_run(user: User, scan, engine: FakeEngine) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    engine.gate.clear()
    user.takes(Do.SCRIBBLE)
    user.scribbles(OUTSIDE_THE_BALL)
    user.waits_until(lambda: len(engine.asked) == 2)
    user.scribbles([(25, 24, 10), (26, 25, 10)])
    user.waits_until(lambda: len(engine.asked) == 3)
    engine.gate.set()
    mask = user.waits_for_mask()
    assert engine.closed_runs == 1
    assert len(engine.asked[-1].scribbles) == 2
    assert user.active.segmentation.round == 1
    assert mask[13, 11, 10]
    assert mask[25, 24, 10]


def test_undo_during_a_run_stops_it(user: User, scan, engine: FakeEngine) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    first = user.waits_for_mask()
    engine.gate.clear()
    user.takes(Do.SCRIBBLE)
    user.scribbles(OUTSIDE_THE_BALL)
    user.waits_until(lambda: len(engine.asked) == 2)
    user.presses_key("Ctrl+Z")
    assert not user.shell.controllers.segmenting.is_running
    assert len(user.active.scribbles) == 0
    assert np.array_equal(user.mask, first)


def test_undoing_a_box_leaves_the_run_of_another_object(
    user: User, scan, engine: FakeEngine
) -> None:
    begins(user, scan, engine)
    user.presses_key("Ctrl+N")
    user.takes(Do.BOX)
    user.draws_box(OTHER_BOX)
    user.presses_key("Ctrl+Z")
    assert user.active.box is None
    assert user.active.object_id == 2
    engine.gate.set()
    user.waits_for_rest()
    state = user.shell.models.case_model.state
    assert state.object(1).segmentation.stage is Stage.UNSUPERVISED
    assert state.object(2).segmentation is None


def test_undo_on_one_object_leaves_the_stroke_that_another_waits_with(
    user: User, scan, engine: FakeEngine
) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.takes(Do.SCRIBBLE)
    user.shell.controllers.segmenting._pause.setInterval(60_000)
    user.scribbles(OUTSIDE_THE_BALL)
    user.presses_key("Ctrl+N")
    user.presses_key("Ctrl+Z")
    user.waits_for_rest()
    assert user.active.segmentation.round == 1


def test_undoing_a_first_mask_ends_its_run(user: User, scan, engine: FakeEngine) -> None:
    begins(user, scan, engine)
    user.presses_key("Ctrl+Z")
    user.waits_until(lambda: engine.closed_runs == 1)
    engine.gate.set()
    user.waits_for_rest()
    assert user.active.segmentation is None
    assert len(engine.asked) == 1


def test_esc_stops_the_run_of_another_object(user: User, scan, engine: FakeEngine) -> None:
    begins(user, scan, engine)
    user.presses_key("Ctrl+N")
    user.presses_key("Esc")
    user.waits_until(lambda: engine.closed_runs == 1)
    assert not user.shell.controllers.segmenting.is_running


def test_a_first_mask_counts_though_its_run_was_stopped(
    user: User, scan, engine: FakeEngine
) -> None:
    begins(user, scan, engine)
    user.takes(Do.SCRIBBLE)
    user.scribbles(OUTSIDE_THE_BALL)
    engine.gate.set()
    user.waits_for_mask()
    together = FIRST_SECONDS.total + SECONDS.total
    assert user.shell.models.timekeeper.machine_seconds(1) == pytest.approx(together)


def test_without_live_the_button_starts_the_work(user: User, scan, engine: FakeEngine) -> None:
    user.opens(scan)
    user.presses_key("L")
    user.draws_box(BOX)
    assert user.sees_button == "Segment"
    assert engine.asked == []
    user.presses("Segment")
    user.waits_for_mask()
    user.takes(Do.SCRIBBLE)
    user.scribbles(IN_THE_BALL, button=RIGHT)
    assert user.sees_button == "Refine"
    user.presses("Refine")
    assert not user.waits_for_mask()[18, 17, 10]


def test_a_stroke_reopens_what_was_accepted(user: User, scan) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.presses_key("Return")
    assert user.active.status is ObjectStatus.ACCEPTED
    stopped = user.shell.models.timekeeper.user_time(1)
    assert user.shell.models.timekeeper.user_time(1) == stopped
    user.takes(Do.SCRIBBLE)
    user.scribbles(IN_THE_BALL)
    user.waits_for_mask()
    assert user.active.status is ObjectStatus.OPEN
    assert user.sees_button == "Accept"


def test_erasing_every_stroke_starts_anew(user: User, scan, engine: FakeEngine) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    first = user.waits_for_mask()
    user.takes(Do.SCRIBBLE)
    user.scribbles(OUTSIDE_THE_BALL)
    assert not np.array_equal(user.waits_for_mask(), first)
    user.takes(Do.ERASER)
    for _ in range(3):
        user.presses_key("]")
    user.scribbles(OUTSIDE_THE_BALL)
    assert np.array_equal(user.waits_for_mask(), first)


def test_a_box_drawn_from_right_to_left_in_a_coronal_view(user: User, scan) -> None:
    user.opens(scan)
    view = user.shell.window.grid.views[Plane.CORONAL]
    assert view.isVisible()
    user.draws_box(BOX, Plane.CORONAL)
    assert user.waits_for_mask().any()
    assert user.active.box.start_ijk[0] == BOX.start_ijk[0]
    assert user.active.box.stop_ijk[2] == BOX.stop_ijk[2]


def test_two_objects_keep_their_masks(user: User, scan, engine: FakeEngine) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    first = user.waits_for_mask()
    user.presses_key("Ctrl+N")
    assert user.sees_button == "Draw a box around the object"
    user.takes(Do.BOX)
    user.draws_box(OTHER_BOX)
    user.waits_for_mask()
    state = user.shell.models.case_model.state
    assert [o.segmentation is not None for o in state.objects] == [True, True]
    shape = user.shell.models.case_model.volume.shape
    assert np.array_equal(state.object(1).segmentation.full_mask(shape), first)


def test_an_error_of_the_engine_is_a_sentence(user: User, scan, engine: FakeEngine) -> None:
    engine.error = BoxError("The box holds one value only; draw it over the object.")
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_until(lambda: "one value only" in user.sees_banner)
    assert user.active.box is not None
    assert user.shell.controllers.offering.state.next_step is not NextStep.WAIT


def test_keys_change_tools_and_brush(user: User, scan) -> None:
    user.opens(scan)
    settings = lambda: user.shell.models.view_state.settings  # noqa: E731
    for key, name in (("1", "NAVIGATE"), ("2", "BOX"), ("3", "SCRIBBLE"), ("4", "ERASER")):
        user.presses_key(key)
        assert settings().tool.name == name
    user.presses_key("X")
    assert settings().scribble_label is SeedLabel.BACKGROUND
    radius = settings().brush_radius
    user.presses_key("]")
    assert settings().brush_radius == radius + 1
    user.presses_key("S")
    assert not settings().mask_visible
    user.presses_key("C")
    assert not settings().crosshair_visible
    window_level = settings().window_level
    user.presses_key("W")
    assert settings().window_level != window_level


def test_nothing_but_the_scan(user: User, scan) -> None:
    user.opens(scan)
    user.presses_key("F")
    window = user.shell.window
    assert not window.panel.isVisible()
    assert not window.status.isVisible()
    user.opens(scan)
    for part in (window.strip, window.panel, window.status, window.menuBar()):
        assert not part.isVisible()
    user.presses_key("F")
    for part in (window.strip, window.panel, window.status, window.menuBar()):
        assert part.isVisible()
    user.scribbles([(5, 5, 10)], button=LEFT)
