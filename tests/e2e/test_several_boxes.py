"""Several boxes an object: drawn, taken in hand, scribbled in and removed one by one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest

from app.demo import mouse
from app.model.export_kinds import ExportChoice, ExportKind
from app.model.view_state import Tool
from app.tools.slice_geometry import Plane
from app.views.actions import Do
from bifseg_core.boxes import boxes_of, whole, wholes
from bifseg_core.case import ObjectStatus, SegmentedObject
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import SeedLabel
from bifseg_core.io import read_label_map
from bifseg_core.segmenter import RefineRequest
from tests.app.fakes import FakeEngine, FakeQuestions
from tests.e2e.test_the_loop import BOX
from tests.e2e.user import RIGHT, User

SECOND = BoundingBox((3, 3, 6), (10, 10, 14))
IN_SECOND = [(5, 5, 10), (6, 6, 10), (7, 7, 10)]


def boxes(user: User) -> tuple[SegmentedObject, ...]:
    state = user.shell.models.case_model.state
    return boxes_of(state, state.active_id)


def union(user: User) -> NDArray[np.bool_]:
    found = whole(boxes(user)).segmentation
    assert found is not None
    return found.full_mask(user.shell.models.case_model.volume.shape)


def has_two_boxes(user: User, scan: Path) -> NDArray[np.bool_]:
    """Draws both; returns the first mask."""
    user.opens(scan)
    user.draws_box(BOX)
    first = user.waits_for_mask().copy()
    user.presses_key("Shift+B")
    user.draws_box(SECOND)
    user.waits_for_mask()
    return first


def presses_outline(user: User, box: BoundingBox) -> None:
    view = user.shell.window.grid.views[Plane.AXIAL]
    at = mouse.side_of(view, box, axis=0, end=False)
    for _ in mouse.click(view.viewport(), at):
        pass


def test_the_story(
    user: User, scan: Path, engine: FakeEngine, questions: FakeQuestions, tmp_path: Path
) -> None:
    first = has_two_boxes(user, scan)
    assert [one.part_of for one in boxes(user)] == [None, 1]
    assert boxes(user)[1] is user.active
    assert len(wholes(user.shell.models.case_model.state)) == 1
    second = user.mask.copy()
    assert np.array_equal(union(user), first | second)

    user.takes(Do.SCRIBBLE)
    user.scribbles(IN_SECOND, button=RIGHT)
    user.waits_for_mask()
    assert isinstance(engine.asked[-1], RefineRequest)
    assert engine.asked[-1].segmentation.box == user.active.box
    assert not union(user)[6, 6, 10]
    assert np.array_equal(union(user) & ~user.mask, first & ~user.mask)

    user.presses_key("Return")
    assert {one.status for one in boxes(user)} == {ObjectStatus.ACCEPTED}
    assert user.sees_button == "Export the mask…"
    accepted = union(user)
    questions.kind, questions.export = ExportChoice(ExportKind.LABELS), tmp_path / "l.nii.gz"
    with user.qtbot.waitSignal(user.shell.controllers.exporting.exported, timeout=30_000):
        user.presses_key("Ctrl+Shift+E")
    volume = user.shell.models.case_model.volume
    assert np.array_equal(read_label_map(questions.export, volume), accepted.astype(np.uint8))
    assert not user.shell.models.case_model.is_modified

    user.presses_key("Del")
    assert len(boxes(user)) == 1
    assert np.array_equal(union(user), first)
    assert user.active.status is ObjectStatus.OPEN
    assert user.shell.models.case_model.is_modified, "what is on disk holds the other box"
    user.presses_key("Ctrl+Z")
    assert np.array_equal(union(user), accepted)
    assert user.sees_message == "Undone: Remove box"


def test_a_press_on_its_outline_takes_a_box_in_hand(user: User, scan: Path) -> None:
    has_two_boxes(user, scan)
    number = user.active.object_id
    presses_outline(user, BOX)
    assert user.active.object_id == 1
    assert user.sees_message == "Object 1: box 1 of 2."
    kept = boxes(user)[1]
    user.presses_key("Backspace")
    assert [one.segmentation for one in boxes(user)] == [kept.segmentation]
    assert user.active.object_id == 1, "the object keeps its number"
    user.presses_key("Ctrl+Z")
    presses_outline(user, SECOND)
    assert user.active.object_id == number


def test_strokes_find_their_box_by_themselves(user: User, scan: Path, engine: FakeEngine) -> None:
    has_two_boxes(user, scan)
    first = boxes(user)[0]
    user.takes(Do.SCRIBBLE)
    user.scribbles([(18, 17, 10), (19, 18, 10)], button=RIGHT)
    user.waits_for_mask()
    assert user.active.object_id == first.object_id
    assert engine.asked[-1].segmentation is first.segmentation
    user.presses_key("7")
    user.scribbles(IN_SECOND, button=RIGHT)
    assert not union(user)[6, 6, 10]
    assert user.active.part_of == 1


def test_the_second_box_answers_while_the_first_is_still_computed(
    user: User, scan: Path, engine: FakeEngine
) -> None:
    user.opens(scan)
    engine.gate.clear()
    user.draws_box(BOX)
    user.waits_until(lambda: user.active.segmentation is not None)
    user.presses_key("Shift+B")
    user.draws_box(SECOND)
    assert user.active.box is not None
    engine.gate.set()
    user.waits_for_mask()
    assert all(user.shell.controllers.segmenting.answers.is_current(one) for one in boxes(user))
    assert user.sees_button == "Accept"


def test_one_row_with_one_volume_and_a_button_for_more(user: User, scan: Path) -> None:
    user.opens(scan)
    row = user.shell.window.panel.objects.row(1)
    assert not row.add_box.isVisible()
    user.draws_box(BOX)
    user.waits_for_mask()
    user.takes(Do.SCRIBBLE)
    user.clicks(row.add_box)
    settings = user.shell.models.view_state.settings
    assert settings.adds_box
    assert settings.tool is Tool.BOX
    assert user.sees_message == "Drag across the next place of Object 1."
    user.draws_box(SECOND)
    user.waits_for_mask()
    assert not user.shell.models.view_state.settings.adds_box
    assert row.size_label.toolTip().startswith("2 boxes")
    numbers = user.shell.window.panel.numbers
    assert row.size_label.text() == numbers.size_label.text()


@pytest.mark.parametrize("leaves", ["Esc", "3", "Ctrl+N", "Ctrl+Z", "another scan"])
def test_another_box_is_no_longer_wanted(user: User, scan: Path, leaves: str) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.presses_key("Shift+B")
    view = user.shell.window.grid.views[Plane.AXIAL]
    view.setFocus()
    if leaves == "Esc":
        QTest.keyClick(view, Qt.Key.Key_Escape)
    elif leaves == "another scan":
        user.shell.models.case_model.mark_saved(user.active)
        user.opens(scan)
    else:
        user.presses_key(leaves)
        user.presses_key(leaves)
    assert not user.shell.models.view_state.settings.adds_box
    assert not user.shell.window.actions_by_name[Do.ADD_BOX].isChecked()


def test_without_a_box_there_is_none_to_add_to(user: User, scan: Path) -> None:
    user.opens(scan)
    user.presses_key("Shift+B")
    assert not user.shell.models.view_state.settings.adds_box
    assert not user.shell.window.actions_by_name[Do.ADD_BOX].isChecked()
    assert user.sees_message == "Draw a box around the object first."


def test_both_boxes_are_in_the_case_file(
    user: User, scan: Path, questions: FakeQuestions, tmp_path: Path
) -> None:
    has_two_boxes(user, scan)
    both, kept = union(user), [one.box for one in boxes(user)]
    questions.case = tmp_path / "two.bifseg"
    user.presses_key("Ctrl+Shift+S")
    user.waits_until(lambda: not user.shell.models.case_model.is_modified)
    user.opens(questions.case)
    assert np.array_equal(union(user), both)
    assert [one.box for one in boxes(user)] == kept
    user.presses_key("Ctrl+Z")
    user.presses_key("Ctrl+Z")
    assert len(boxes(user)) == 1


def test_what_is_taken_away_is_taken_from_every_box(user: User, scan: Path) -> None:
    has_two_boxes(user, scan)
    user.presses_key("Shift+B")
    user.draws_box(BoundingBox((12, 10, 7), (24, 22, 13)))
    user.waits_for_mask()
    user.takes(Do.SCRIBBLE)
    user.scribbles([(18, 17, 10), (19, 18, 10)], button=RIGHT)
    user.waits_for_mask()
    assert not union(user)[18, 17, 10]
    said = [
        one.scribbles.seeds_in(BoundingBox.whole((40, 36, 20)))[18, 17, 10] for one in boxes(user)
    ]
    assert said == [SeedLabel.BACKGROUND, SeedLabel.NONE, SeedLabel.BACKGROUND]
    user.presses_key("Ctrl+Z")
    user.waits_for_rest()
