"""The list of objects: eye, colour, opacity and order."""

from __future__ import annotations

import numpy as np
import pytest
from PyQt5.QtCore import QPoint, Qt
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QSlider
from pytestqt.qtbot import QtBot

from app.model.case_model import CaseModel
from app.model.object_look import is_shown, strength_of
from app.model.view_state import ViewState
from app.views.palette import COLOUR_NAMES, colour_of
from app.views.panels.object_menu import ObjectMenu
from app.views.panels.objects_card import ObjectsCard
from bifseg_core.case import ReplaceSegmentation, Segmentation, Stage
from bifseg_core.geometry import BoundingBox
from tests.app.fakes import ball_volume

LEFT = Qt.MouseButton.LeftButton
BOX = BoundingBox((0, 0, 0), (4, 4, 4))


@pytest.fixture
def card(qtbot: QtBot, model: CaseModel, view_state: ViewState) -> ObjectsCard:
    card = ObjectsCard(model, view_state)
    qtbot.addWidget(card)
    card.resize(260, 300)
    card.show()
    model.open(ball_volume((8, 8, 8)))
    card.on_new_clicked()
    card.on_new_clicked()
    qtbot.waitUntil(lambda: card.row(3).y() > card.row(2).y() > card.row(1).y() >= 0)
    return card


@pytest.fixture
def menu(card: ObjectsCard, model: CaseModel, view_state: ViewState) -> ObjectMenu:
    return ObjectMenu(2, model, view_state, card)


def order(model: CaseModel) -> list[int]:
    return [one.object_id for one in model.state.objects]


def entry(menu: ObjectMenu, text: str):
    (found,) = [action for action in menu.actions() if action.text() == text]
    return found


def test_the_eye_hides_and_shows(card: ObjectsCard, view_state: ViewState) -> None:
    card.row(2).eye.click()
    assert not is_shown(view_state.settings, 2)
    assert is_shown(view_state.settings, 1)
    card.row(2).eye.click()
    assert is_shown(view_state.settings, 2)


def test_another_case_shows_everything(
    card: ObjectsCard, model: CaseModel, view_state: ViewState
) -> None:
    card.row(1).eye.click()
    model.open(ball_volume((8, 8, 8)))
    assert is_shown(view_state.settings, 1)


def test_one_alone_and_all_again(menu: ObjectMenu, view_state: ViewState) -> None:
    entry(menu, "Show this one alone").trigger()
    assert view_state.settings.hidden == {1, 3}
    entry(menu, "Show all").setEnabled(True)
    entry(menu, "Show all").trigger()
    assert view_state.settings.hidden == frozenset()


def test_a_colour_is_chosen_and_undone(menu: ObjectMenu, model: CaseModel) -> None:
    before = colour_of(model.state.object(2))
    colours = entry(menu, "Colour").menu()
    assert [action.text() for action in colours.actions()] == list(COLOUR_NAMES)
    colours.actions()[6].trigger()
    assert colour_of(model.state.object(2)) != before
    assert model.history.undo_name == "Change colour"
    model.undo()
    assert colour_of(model.state.object(2)) == before


def test_all_colours_of_the_palette_differ() -> None:
    from app.views.palette import palette_colour

    names = {palette_colour(place).name() for place in range(len(COLOUR_NAMES))}
    assert len(names) == len(COLOUR_NAMES)


def test_the_opacity_is_the_objects_own(menu: ObjectMenu, view_state: ViewState) -> None:
    menu.findChild(QSlider).setValue(40)
    assert strength_of(view_state.settings, 2) == pytest.approx(0.4)
    assert strength_of(view_state.settings, 1) == 1


def test_up_and_down(menu: ObjectMenu, model: CaseModel) -> None:
    entry(menu, "Move up").trigger()
    assert order(model) == [2, 1, 3]
    model.undo()
    entry(menu, "Move down").trigger()
    assert order(model) == [1, 3, 2]


def test_the_ends_of_the_list_have_one_way_only(
    card: ObjectsCard, model: CaseModel, view_state: ViewState
) -> None:
    assert not entry(ObjectMenu(1, model, view_state, card), "Move up").isEnabled()
    assert not entry(ObjectMenu(3, model, view_state, card), "Move down").isEnabled()


def test_a_row_is_dragged_to_its_place(card: ObjectsCard, model: CaseModel) -> None:
    row = card.row(3)
    start, above = QPoint(60, 4), row.mapFromParent(card.row(1).geometry().topLeft())
    QTest.mousePress(row, LEFT, pos=start)
    for height in (start.y() - 20, above.y() - 4):
        QTest.mouseMove(row, QPoint(60, height))
        row.mouseMoveEvent(moved(QPoint(60, height)))
    assert order(model) == [1, 2, 3], "nothing is done before the button comes up"
    QTest.mouseRelease(row, LEFT, pos=QPoint(60, row.mapFromParent(QPoint(0, 0)).y()))
    assert order(model) == [3, 1, 2]
    assert model.history.undo_name == "Change order"


def moved(at: QPoint):
    from PyQt5.QtCore import QEvent, QPointF
    from PyQt5.QtGui import QMouseEvent

    return QMouseEvent(QEvent.MouseMove, QPointF(at), Qt.NoButton, LEFT, Qt.NoModifier)


def test_a_click_moves_nothing(card: ObjectsCard, model: CaseModel) -> None:
    QTest.mouseClick(card.row(1), LEFT, pos=QPoint(60, 4))
    assert order(model) == [1, 2, 3]
    assert model.state.active_id == 1


def test_removing_by_the_menu(menu: ObjectMenu, card: ObjectsCard, model: CaseModel) -> None:
    menu.remove_wanted.connect(card.remove)
    entry(menu, "Remove").trigger()
    assert order(model) == [1, 3]


def test_the_overlap_rule_is_told_once_it_matters(card: ObjectsCard, model: CaseModel) -> None:
    mask = np.ones(BOX.shape, bool)
    found = Segmentation(BOX, mask, mask.astype(np.float32), Stage.INITIAL)
    model.perform(ReplaceSegmentation(1, found))
    assert not card.overlap_rule.isVisible()
    model.perform(ReplaceSegmentation(2, found))
    assert card.overlap_rule.isVisible()


def test_merging_is_offered_for_two_masks(
    qtbot: QtBot, card: ObjectsCard, model: CaseModel, view_state: ViewState
) -> None:
    mask = np.ones(BOX.shape, bool)
    found = Segmentation(BOX, mask, mask.astype(np.float32), Stage.INITIAL)
    model.perform(ReplaceSegmentation(2, found))
    text = "Merge with the one above"
    assert not entry(ObjectMenu(2, model, view_state, card), text).isEnabled()
    model.perform(ReplaceSegmentation(1, found))
    assert not entry(ObjectMenu(1, model, view_state, card), text).isEnabled()
    menu = ObjectMenu(2, model, view_state, card)
    with qtbot.waitSignal(menu.merge_wanted) as told:
        entry(menu, text).trigger()
    assert told.args == [1, 2]
