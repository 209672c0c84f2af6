"""Repairing the mask by hand, on the real window: paint, cut away, lasso, points, fill."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from app.model.view_state import Tool
from app.tools.slice_geometry import Plane
from app.views.actions import Do
from bifseg_core.boxes import wholes
from bifseg_core.case import ObjectStatus, Stage
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import SeedLabel
from bifseg_core.io import read_mask
from tests.app.fakes import FakeEngine, FakeQuestions
from tests.e2e.test_the_loop import BOX, IN_THE_BALL, OUTSIDE_THE_BALL
from tests.e2e.user import RIGHT, User

RING = [(4, 4, 10), (12, 4, 10), (12, 12, 10), (4, 12, 10), (4, 5, 10)]
WHOLE = BoundingBox.whole((40, 36, 20))


def test_painted_voxels_are_mask_at_once_and_stay_it(
    user: User, scan: Path, engine: FakeEngine
) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    before = user.waits_for_mask().copy()
    user.presses_key("7")
    user.scribbles(OUTSIDE_THE_BALL)
    assert user.mask[13, 11, 10]
    assert user.sees_button == "Accept"
    assert len(engine.asked) == 1, "a repair needs no run"
    user.scribbles(IN_THE_BALL, button=RIGHT)
    assert not user.mask[18, 17, 10]
    user.takes(Do.SCRIBBLE)
    user.scribbles([(25, 24, 10), (26, 25, 10)])
    refined = user.waits_for_mask()
    assert refined[13, 11, 10]
    assert not refined[18, 17, 10]
    assert (engine.asked[-1].scribbles.seeds_in(WHOLE)[13, 11, 10]) == SeedLabel.FOREGROUND
    for _ in range(4):
        user.presses_key("Ctrl+Z")
    assert np.array_equal(user.mask, before)
    assert user.sees_message == "Undone: Paint"
    assert user.sees_button == "Accept"


def test_an_object_can_be_painted_without_any_box(
    user: User, scan: Path, questions: FakeQuestions
) -> None:
    user.opens(scan)
    user.takes(Do.LASSO)
    user.scribbles(RING)
    assert user.active.segmentation.stage is Stage.GIVEN
    assert user.mask[8, 8, 10]
    assert user.mask.sum() == user.mask[:, :, 10].sum() > 40
    assert user.sees_button == "Accept"
    user.presses("Accept")
    user.presses("Export the mask…")
    user.waits_until(lambda: not user.shell.models.case_model.is_modified)
    exported = read_mask(questions.export, user.shell.models.case_model.volume)
    assert np.array_equal(exported, user.mask)


def test_the_lasso_cuts_away_with_the_right_button(user: User, scan: Path) -> None:
    user.opens(scan)
    user.takes(Do.LASSO)
    user.scribbles(RING)
    user.scribbles([(8, 2, 10), (16, 2, 10), (16, 14, 10), (8, 14, 10)], button=RIGHT)
    assert user.mask[6, 8, 10]
    assert not user.mask[10, 8, 10]


def test_slices_between_painted_ones_are_filled(user: User, scan: Path) -> None:
    user.opens(scan)
    user.presses_key("B")
    assert "two slices" in user.sees_message
    user.takes(Do.LASSO)
    for k in (6, 12):
        user.shell.models.view_state.update(crosshair_ijk=(20, 18, k))
        user.scribbles([(i, j, k) for i, j, _ in RING])
    assert not user.mask[:, :, 9].any()
    user.presses_key("B")
    user.waits_until(lambda: "painted ones are filled" in user.sees_message)
    for k in range(6, 13):
        np.testing.assert_array_equal(user.mask[:, :, k], user.mask[:, :, 6])
    assert user.mask.sum() == 7 * user.mask[:, :, 6].sum()
    user.presses_key("Ctrl+Z")
    assert user.sees_message == "Undone: Fill between slices"
    assert not user.mask[:, :, 9].any()


def test_filling_does_not_overtake_newer_paint(user: User, scan: Path) -> None:
    user.opens(scan)
    user.takes(Do.LASSO)
    for k in (6, 12):
        user.shell.models.view_state.update(crosshair_ijk=(20, 18, k))
        user.scribbles([(i, j, k) for i, j, _ in RING])
    user.shell.window.actions_by_name[Do.FILL].trigger()
    user.shell.models.case_model.undo()
    user.waits_until(lambda: "changed meanwhile" in user.sees_message)
    assert not user.mask[:, :, 9].any()


def test_a_point_says_what_the_object_is_and_what_it_is_not(
    user: User, scan: Path, engine: FakeEngine
) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.presses_key("6")
    user.scribbles([(13, 11, 10)])
    assert user.waits_for_mask()[13, 11, 10]
    user.scribbles([(20, 18, 10)], Plane.CORONAL, RIGHT)
    assert not user.waits_for_mask()[20, 18, 10]
    assert [s.label for s in user.active.scribbles.strokes] == [1, 2]


def test_a_repair_opens_what_was_accepted(user: User, scan: Path) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.presses("Accept")
    user.takes(Do.REPAIR)
    user.scribbles(OUTSIDE_THE_BALL)
    assert user.active.status is ObjectStatus.OPEN


def test_painting_into_a_first_mask_lets_its_improvement_go_on(
    user: User, scan: Path, engine: FakeEngine
) -> None:
    engine.gate.clear()
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_until(lambda: user.active.segmentation is not None)
    user.takes(Do.REPAIR)
    user.scribbles(OUTSIDE_THE_BALL)
    engine.gate.set()
    assert user.waits_for_mask()[13, 11, 10]
    assert user.active.segmentation.stage is Stage.REFINED


def test_there_is_nothing_to_cut_away_without_a_mask(user: User, scan: Path) -> None:
    user.opens(scan)
    user.takes(Do.REPAIR)
    user.scribbles(IN_THE_BALL, button=RIGHT)
    assert "no mask" in user.sees_message
    assert user.active.segmentation is None
    assert user.shell.models.case_model.history.undo_name is None


def test_what_was_painted_is_in_the_case_file(
    user: User, scan: Path, questions: FakeQuestions, tmp_path: Path
) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.takes(Do.REPAIR)
    user.scribbles(OUTSIDE_THE_BALL)
    mask = user.mask.copy()
    questions.case = tmp_path / "painted.bifseg"
    user.presses_key("Ctrl+Shift+S")
    user.waits_until(lambda: not user.shell.models.case_model.is_modified)
    user.opens(questions.case)
    assert np.array_equal(user.mask, mask)
    assert user.active.scribbles.strokes[-1].is_repair
    assert user.sees_button == "Accept"


def test_a_box_on_one_slice_is_segmented_there_alone(user: User, scan: Path) -> None:
    user.opens(scan)
    user.presses_key("1")
    user.takes(Do.FLAT_BOX)
    assert user.shell.models.view_state.settings.tool is Tool.BOX
    user.draws_box(BoundingBox((11, 9, 10), (29, 27, 11)))
    mask = user.waits_for_mask()
    assert user.active.box.dimension == 2
    assert mask[:, :, 10].any()
    assert mask.sum() == mask[:, :, 10].sum()
    user.presses_key("D")
    assert not user.shell.models.view_state.settings.flat_box
    user.draws_box(BoundingBox((3, 2, 5), (9, 8, 15)))
    assert user.active.box.dimension == 3


def test_two_objects_are_merged_into_one(user: User, scan: Path) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    first = user.waits_for_mask().copy()
    user.presses_key("Ctrl+N")
    user.takes(Do.BOX)
    user.draws_box(BoundingBox((4, 4, 5), (12, 12, 15)))
    second = user.waits_for_mask().copy()
    user.shell.window.panel.objects.merge_wanted.emit(1, 2)
    state = user.shell.models.case_model.state
    (both,) = wholes(state)
    assert np.array_equal(both.segmentation.full_mask(first.shape), first | second)
    assert user.active.object_id == 1
    assert user.sees_button == "Accept"
    user.presses_key("Ctrl+Z")
    assert np.array_equal(user.mask, second)


def test_a_hidden_object_is_seen_again_once_it_is_drawn_on(user: User, scan: Path) -> None:
    user.opens(scan)
    user.takes(Do.REPAIR)
    user.scribbles(OUTSIDE_THE_BALL)
    user.shell.window.panel.objects.row(1).eye.click()
    assert user.shell.models.view_state.settings.hidden == {1}
    user.scribbles(IN_THE_BALL)
    assert user.shell.models.view_state.settings.hidden == frozenset()
