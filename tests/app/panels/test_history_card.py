"""The history as a list: done, undone, forgotten."""

from __future__ import annotations

import numpy as np
import pytest
from PyQt5.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.model.case_model import CaseModel
from app.views.panels.history_card import HistoryCard
from bifseg_core.case import ReplaceSegmentation, Segmentation, SetBox, Stage
from bifseg_core.geometry import BoundingBox
from tests.app.fakes import ball_volume

BOX = BoundingBox((0, 0, 0), (4, 4, 4))


@pytest.fixture
def card(qtbot: QtBot, model: CaseModel) -> HistoryCard:
    made = HistoryCard(model)
    qtbot.addWidget(made)
    model.open(ball_volume((8, 8, 8)))
    return made


def refine(model: CaseModel, number: int) -> None:
    mask = np.full(BOX.shape, number % 2 == 0)
    found = Segmentation(BOX, mask, mask.astype(np.float32), Stage.REFINED, number)
    model.perform(ReplaceSegmentation(1, found, f"Refine {number}"))


def rows(card: HistoryCard) -> list[str]:
    return [card.steps.item(row).text() for row in range(card.steps.count())]


def test_steps_are_listed_by_name_with_the_present_one_chosen(
    card: HistoryCard, model: CaseModel
) -> None:
    model.perform(SetBox(1, BOX))
    refine(model, 1)
    model.undo()
    assert rows(card) == ["Scan opened", "Draw box", "Refine 1"]
    assert card.steps.currentItem().text() == "Draw box"


def test_a_click_asks_for_as_many_steps(card: HistoryCard, model: CaseModel) -> None:
    model.perform(SetBox(1, BOX))
    refine(model, 1)
    asked: list[int] = []
    card.step_chosen.connect(asked.append)
    for row in range(3):
        card.on_clicked(card.steps.item(row))
    assert asked == [0, 1], "the present step is where one is"


def test_what_was_forgotten_is_greyed_and_told(
    qtbot: QtBot, card: HistoryCard, model: CaseModel
) -> None:
    model.history.most_bytes = 700  # two states of 64 voxels, 5 bytes each, and a little more
    told: list[str] = []
    card.forgot.connect(told.append)
    for number in range(1, 6):
        refine(model, number)
    qtbot.waitUntil(lambda: bool(told))
    assert rows(card)[2:] == ["Refine 3", "As far back as memory goes", "Refine 4", "Refine 5"]
    assert not card.steps.item(0).flags() & Qt.ItemFlag.ItemIsEnabled
    assert model.history.forgotten == ("Refine 1", "Refine 2", "Refine 3")
    asked: list[int] = []
    card.step_chosen.connect(asked.append)
    card.on_clicked(card.steps.item(0))
    card.on_clicked(card.steps.item(3))
    assert asked == [0]


def test_another_scan_has_another_history(card: HistoryCard, model: CaseModel) -> None:
    model.perform(SetBox(1, BOX))
    model.open(ball_volume((8, 8, 8)))
    assert rows(card) == ["Scan opened"]
