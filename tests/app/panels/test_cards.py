from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.model.case_model import CaseModel
from app.model.timekeeper import Timekeeper
from app.model.ui_state import Situation, ui_state
from app.model.view_state import Layer, ViewState, WindowLevel
from app.views.panels.look_card import LookCard
from app.views.panels.numbers_card import NumbersCard
from app.views.panels.objects_card import ObjectsCard
from bifseg_core.case import ReplaceSegmentation, Segmentation, SetReferences, Stage, StepSeconds
from bifseg_core.geometry import BoundingBox
from bifseg_core.listing import AddObject
from tests.app.fakes import ball_volume

BOX = BoundingBox((0, 0, 0), (4, 4, 4))
LEFT = Qt.MouseButton.LeftButton


def segmentation() -> Segmentation:
    mask = np.ones(BOX.shape, bool)
    seconds = StepSeconds(features=0.3, graph_cut=0.2, total=0.5)
    return Segmentation(BOX, mask, mask.astype(np.float32), Stage.UNSUPERVISED, seconds=seconds)


class TestObjects:
    @pytest.fixture
    def card(self, qtbot: QtBot, model: CaseModel, view_state: ViewState) -> ObjectsCard:
        card = ObjectsCard(model, view_state)
        qtbot.addWidget(card)
        card.show()
        model.open(ball_volume((8, 8, 8)))
        return card

    def test_new_objects_are_listed_and_active(self, card: ObjectsCard, model: CaseModel) -> None:
        card.on_new_clicked()
        assert model.state.active_id == 2
        assert card.row(2).name_edit.text() == "Object 2"
        assert card.row(2).property("active")
        assert not card.row(1).property("active")

    def test_a_click_selects(self, card: ObjectsCard, model: CaseModel) -> None:
        card.on_new_clicked()
        QTest.mouseClick(card.row(1), LEFT)
        assert model.state.active_id == 1

    def test_an_object_removed_while_its_name_is_typed(
        self, card: ObjectsCard, model: CaseModel
    ) -> None:
        model.perform(AddObject("Object 2"))
        row = card.row(2)
        card.on_remove_clicked()
        row.name_edit.setText("late")
        row.on_editing_finished()  # what Qt sends when a field is hidden under the cursor
        assert [o.name for o in model.state.objects] == ["Object 1"]

    def test_an_emptied_name_comes_back(self, card: ObjectsCard, model: CaseModel) -> None:
        field = card.row(1).name_edit
        field.setFocus()
        field.clear()
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert field.text() == "Object 1"

    def test_a_name_can_be_typed_over(self, card: ObjectsCard, model: CaseModel) -> None:
        field = card.row(1).name_edit
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, "Tumour 1")
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert model.state.active.name == "Tumour 1"
        assert model.history.undo_name == "Rename object"

    def test_an_empty_name_is_not_taken(self, card: ObjectsCard, model: CaseModel) -> None:
        field = card.row(1).name_edit
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert model.state.active.name == "Object 1"
        model.perform(SetReferences({1: None}))
        assert card.row(1).name_edit.text() == "Object 1"

    def test_removing_is_undone(self, card: ObjectsCard, model: CaseModel) -> None:
        card.on_new_clicked()
        card.on_remove_clicked()
        assert [o.object_id for o in model.state.objects] == [1]
        model.undo()
        assert card.row(2) is not None

    def test_the_size_is_shown(self, card: ObjectsCard, model: CaseModel) -> None:
        model.perform(ReplaceSegmentation(1, segmentation()))
        assert card.row(1).size_label.text() == "0.064 ml"

    def test_the_title_folds_the_card(self, card: ObjectsCard) -> None:
        card.on_title_clicked()
        assert card.is_folded
        card.on_title_clicked()
        assert not card.is_folded


class TestLook:
    @pytest.fixture
    def card(self, qtbot: QtBot, model: CaseModel, view_state: ViewState) -> LookCard:
        card = LookCard(model, view_state)
        qtbot.addWidget(card)
        model.open(ball_volume((8, 8, 8)))
        return card

    def test_controls_change_the_view(self, card: LookCard, view_state: ViewState) -> None:
        card.opacity.setValue(60)
        card.layer.setCurrentIndex(1)
        card.on_layer_chosen(1)
        card.window_box.setValue(50)
        card.level_box.setValue(7)
        settings = view_state.settings
        assert settings.mask_opacity == 0.6
        assert settings.layer is Layer.CONTOUR
        assert settings.window_level == WindowLevel(50, 7)
        assert card.preset.currentText() == "By hand"

    def test_it_mirrors_the_view(self, card: LookCard, view_state: ViewState) -> None:
        view_state.update(window_level=WindowLevel(12, 3), mask_opacity=0.1)
        assert card.window_box.value() == 12
        assert card.opacity.value() == 10

    def test_presets_are_chosen_and_passed_through(
        self, card: LookCard, view_state: ViewState
    ) -> None:
        card.preset.textActivated.emit("Full range")
        chosen = view_state.settings.window_level
        assert card.preset.currentText() == "Full range"
        card.preset.take_next()
        assert view_state.settings.window_level != chosen

    def test_small_numbers_are_not_rounded_away(
        self, card: LookCard, view_state: ViewState
    ) -> None:
        view_state.update(window_level=WindowLevel(0.025, 0.5))
        view_state.update(mask_opacity=0.3)
        assert view_state.settings.window_level == WindowLevel(0.025, 0.5)
        assert card.window_box.value() == 0.025

    def test_large_intensities_fit(self, card: LookCard, view_state: ViewState) -> None:
        view_state.update(window_level=WindowLevel(40_000_000, 20_000_000))
        assert card.window_box.text() == "40000000"
        card.window_box.setValue(-5)
        assert view_state.settings.window_level == WindowLevel(0, 20_000_000)


class TestNumbers:
    @pytest.fixture
    def keeper(self, model: CaseModel) -> Timekeeper:
        return Timekeeper(model)

    @pytest.fixture
    def card(
        self, qtbot: QtBot, model: CaseModel, view_state: ViewState, keeper: Timekeeper
    ) -> NumbersCard:
        card = NumbersCard(model, view_state, keeper)
        qtbot.addWidget(card)
        model.open(ball_volume((8, 8, 8)))
        card.show()
        return card

    def test_size_rounds_and_machine_time(self, card: NumbersCard, model: CaseModel) -> None:
        model.perform(ReplaceSegmentation(1, segmentation()))
        assert card.size_label.text() == "0.064 ml"
        assert card.rounds.text() == "0 · 0"
        assert card.machine_time.text() == "0.5 s"
        assert "0.30 s" in card.machine_time.toolTip()

    def test_the_time_of_all_runs_is_split_by_step(
        self, card: NumbersCard, model: CaseModel, keeper: Timekeeper
    ) -> None:
        for _ in range(2):
            found = segmentation()
            keeper.add_machine_time(1, found)
            model.perform(ReplaceSegmentation(1, found))
        assert card.machine_total.text() == "1.0 s"
        assert "Looking at the box: 0.60 s" in card.machine_total.toolTip()
        assert "Together: 1.00 s" in card.machine_total.toolTip()

    def test_what_had_to_be_decided_stands_with_the_mask(
        self, card: NumbersCard, model: CaseModel
    ) -> None:
        assert not card.notes.isVisible()
        note = "The graphics card failed or ran out of memory, so the processor made this mask."
        model.perform(ReplaceSegmentation(1, replace(segmentation(), notes=(note,))))
        assert card.notes.isVisible()
        assert card.notes.text() == note
        model.undo()
        assert not card.notes.isVisible()

    def test_dice_is_shown_with_a_reference(self, card: NumbersCard, model: CaseModel) -> None:
        model.perform(ReplaceSegmentation(1, segmentation()))
        assert not card.dice.isVisible()
        reference = np.zeros((8, 8, 8), bool)
        reference[BOX.slices] = True
        model.perform(SetReferences({1: reference}))
        assert card.dice.isVisible()
        assert card.dice.text() == "100.0 %"

    def test_looking_back_shows_the_earlier_numbers(
        self, card: NumbersCard, model: CaseModel, view_state: ViewState
    ) -> None:
        reference = np.zeros((8, 8, 8), bool)
        reference[BOX.slices] = True
        model.perform(SetReferences({1: reference}))
        less = replace(segmentation(), mask=np.zeros(BOX.shape, bool), round=0)
        for found in (less, replace(segmentation(), round=1)):
            model.perform(ReplaceSegmentation(1, found))
        told = []
        card.figures_changed.connect(told.append)

        def words() -> list[str]:
            return [label.text() for label in (card.size_label, card.dice, card.rounds)]

        now = words()
        assert now[1:] == ["100.0 %", "1 · 0"]
        view_state.update(looking_back=True)
        assert words() == ["0 ml", "0.0 %", "0 · 0"]
        assert told[-1].missed == reference.sum()
        view_state.update(looking_back=False)
        assert words() == now

    def test_a_long_value_and_the_longest_name_do_not_add_up(self, card: NumbersCard) -> None:
        def width() -> int:
            QApplication.processEvents()
            return card.body.minimumSize().width()

        card.machine_time.setText("2 s")
        card.user_active.setText("14 min 15 s · 11 min 15 s")
        before = width()
        row_name = next(name for name in card.findChildren(QLabel) if name.buddy() is card.rounds)
        row_name.setText("davon letzter Schritt")
        assert width() == before

    def test_numbers_out_of_date_grey(self, card: NumbersCard, model: CaseModel) -> None:
        model.perform(ReplaceSegmentation(1, segmentation()))
        card.on_ui_state_changed(ui_state(Situation(model.state, is_running=True)))
        assert card.size_label.property("stale") is True
        card.on_ui_state_changed(ui_state(Situation(model.state, is_current=True)))
        assert card.size_label.property("stale") is False
