from __future__ import annotations

import numpy as np
import pytest
from PyQt5.QtCore import QEvent, QObject

from app.model.case_model import CaseModel
from app.model.timekeeper import Timekeeper
from bifseg_core.case import ObjectStatus, ReplaceSegmentation, Segmentation, Stage, StepSeconds
from bifseg_core.geometry import BoundingBox
from bifseg_core.listing import AddBox, AddObject, MergeObjects, RemoveObject, SetStatus
from tests.app.fakes import ball_volume
from tests.app.model.test_user_clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def model(qapp: object) -> CaseModel:
    return CaseModel()


@pytest.fixture
def keeper(model: CaseModel, clock: Clock) -> Timekeeper:
    made = Timekeeper(model, clock=clock)
    model.open(ball_volume((4, 4, 4)))
    return made


def test_accepting_stops_the_clock_and_reopening_goes_on(
    model: CaseModel, keeper: Timekeeper, clock: Clock
) -> None:
    clock.passes(3)
    model.perform(SetStatus(1, ObjectStatus.ACCEPTED))
    clock.passes(100)
    assert keeper.user_time(1).total == pytest.approx(3)
    model.perform(SetStatus(1, ObjectStatus.OPEN))
    clock.passes(2)
    assert keeper.user_time(1).total == pytest.approx(5)


def test_each_object_has_its_own_clock(model: CaseModel, keeper: Timekeeper, clock: Clock) -> None:
    clock.passes(3)
    model.perform(AddObject("Object 2"))
    clock.passes(4)
    assert keeper.user_time(1).total == pytest.approx(3)
    assert keeper.user_time(2).total == pytest.approx(4)


def test_mouse_and_keys_are_actions_and_painting_is_not(keeper: Timekeeper, clock: Clock) -> None:
    clock.passes(6)
    keeper.eventFilter(QObject(), QEvent(QEvent.Type.Paint))
    clock.passes(1)
    assert keeper.user_time(1).active == 0
    keeper.eventFilter(QObject(), QEvent(QEvent.Type.KeyPress))
    clock.passes(2)
    keeper.eventFilter(QObject(), QEvent(QEvent.Type.KeyPress))
    assert keeper.user_time(1).active == pytest.approx(2)


def test_another_scan_starts_at_zero(model: CaseModel, keeper: Timekeeper, clock: Clock) -> None:
    clock.passes(3)
    model.open(ball_volume((4, 4, 4)))
    clock.passes(1)
    assert keeper.user_time(1).total == pytest.approx(1)


def test_the_clock_of_a_removed_object_stands(
    model: CaseModel, keeper: Timekeeper, clock: Clock
) -> None:
    model.perform(AddObject("Object 2"))
    clock.passes(4)
    model.perform(RemoveObject(2))
    clock.passes(60)
    model.undo()
    assert keeper.user_time(2).total == pytest.approx(4)


def test_the_boxes_of_an_object_share_its_clock(
    model: CaseModel, keeper: Timekeeper, clock: Clock
) -> None:
    clock.passes(3)
    model.perform(AddBox(1, 2, BoundingBox((0, 0, 0), (2, 2, 2))))
    clock.passes(4)
    assert keeper.user_time(1).total == pytest.approx(7)


def test_time_spent_on_what_was_merged_counts_for_the_whole(
    model: CaseModel, keeper: Timekeeper, clock: Clock
) -> None:
    clock.passes(3)
    model.perform(AddObject("Object 2"))
    clock.passes(4)
    for number in (1, 2):
        box = BoundingBox((0, 0, 0), (2, 2, 2))
        mask = np.ones(box.shape, bool)
        found = Segmentation(
            box, mask, mask.astype(np.float32), Stage.INITIAL, seconds=StepSeconds(total=number)
        )
        model.perform(ReplaceSegmentation(number, found))
        keeper.add_machine_time(number, found)
    model.perform(MergeObjects(1, 2))
    clock.passes(5)
    assert keeper.user_time(1).total == pytest.approx(3 + 4 + 5)
    assert keeper.machine_seconds(1) == pytest.approx(1 + 2)
    assert keeper.machine_steps(1).total == pytest.approx(1 + 2)
    model.undo()
    assert keeper.machine_seconds(1) == pytest.approx(1)
