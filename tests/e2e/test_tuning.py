"""Other parameters: the mask follows at once, as one step that can be undone and is remembered."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest

from app.application import Shell
from app.model.method import PAPER, PARAMETERS
from bifseg_core.config import EngineConfig, EngineConfigs
from bifseg_core.geometry import BoundingBox
from bifseg_core.listing import AddObject, SelectObject
from tests.app.fakes import FakeEngine
from tests.e2e.user import User

BOX = BoundingBox((11, 9, 2), (29, 27, 18))
SMOOTHNESS, OMEGA = PARAMETERS[0], PARAMETERS[3]
USUAL = EngineConfig.default(3).graph_cut.smoothness_weight


@pytest.fixture
def card(shell: Shell):
    card = shell.window.panel.method
    card.fold(False)
    return card


def types(box, text: str) -> None:
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


def test_smoothness_cuts_again_without_new_features(
    user: User, scan, engine: FakeEngine, card
) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    first, found = user.waits_for_mask(), user.active.segmentation
    engine.gate.clear()
    types(card.controls[SMOOTHNESS], "20")
    user.waits_until(lambda: len(engine.relabelled) == 1)
    assert len(engine.asked) == 1
    assert user.shell.window.panel.numbers.size_label.property("stale")
    engine.gate.set()
    smoother = user.waits_for_mask()
    assert smoother.sum() < first.sum()
    assert not user.shell.window.panel.numbers.size_label.property("stale")
    assert user.shell.models.case_model.history.undo_name == f"Smoothness {USUAL} → 20.0"
    assert user.active.segmentation.config.graph_cut.smoothness_weight == 20

    user.presses_key("Ctrl+Z")
    assert user.active.segmentation is found
    assert card.controls[SMOOTHNESS].value() == USUAL
    assert user.shell.models.settings.configs == EngineConfigs()
    user.presses_key("Ctrl+Shift+Z")
    assert np.array_equal(user.mask, smoother)
    assert card.controls[SMOOTHNESS].value() == 20


def test_other_parameters_do_everything_again(user: User, scan, engine: FakeEngine, card) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    types(card.controls[OMEGA], "80")
    user.waits_for_mask()
    assert engine.relabelled == []
    assert len(engine.asked) == 2
    assert engine.asked[1].configs.spatial.fine_tune.scribble_weight == 80
    user.presses_key("Ctrl+Z")
    user.presses_key("Ctrl+Z")
    assert user.active.segmentation is None


def test_a_drag_is_one_step(user: User, scan, engine: FakeEngine, card) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    steps = len(user.shell.models.case_model.history.undo_steps)
    slider = card.sliders[SMOOTHNESS]
    slider.setSliderDown(True)
    for notch in (60, 80, 100):
        slider.setValue(notch)
    slider.setSliderDown(False)
    user.waits_for_mask()
    history = user.shell.models.case_model.history
    assert len(history.undo_steps) == steps + 1
    assert history.undo_name == f"Smoothness {USUAL} → 12.5"
    assert len(engine.relabelled) == 1
    user.presses_key("Ctrl+Z")
    assert card.controls[SMOOTHNESS].value() == USUAL


def test_cancel_takes_the_change_back(user: User, scan, engine: FakeEngine, card) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    first = user.waits_for_mask()
    engine.gate.clear()
    types(card.controls[SMOOTHNESS], "20")
    user.waits_until(lambda: len(engine.relabelled) == 1)
    user.presses_key("Esc")
    engine.gate.set()
    assert card.controls[SMOOTHNESS].value() == USUAL
    assert np.array_equal(user.mask, first)
    assert user.sees_button == "Accept"


def test_an_accepted_mask_stays(user: User, scan, engine: FakeEngine, card) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.presses("Accept")
    accepted = user.active.segmentation
    types(card.controls[SMOOTHNESS], "20")
    user.waits_for_rest()
    assert user.active.segmentation is accepted
    assert "The accepted mask stays." in user.sees_message


def test_presets_and_reset(user: User, scan, card) -> None:
    user.opens(scan)
    card.preset.setCurrentIndex(card.preset.findData(PAPER))
    card.preset.activated.emit(card.preset.currentIndex())
    assert card.controls[SMOOTHNESS].value() == 10
    assert user.sees_message == "Parameters: As published: holds from the next mask on."
    QTest.mouseClick(card.reset, Qt.MouseButton.LeftButton)
    assert card.controls[SMOOTHNESS].value() == USUAL
    assert not card.reset.isEnabled()


def test_parameters_are_remembered_and_go_into_case_files(
    user: User, scan, shell: Shell, questions, tmp_path: Path, card
) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    types(card.controls[SMOOTHNESS], "20")
    user.waits_for_mask()
    assert shell.models.settings.configs.spatial.graph_cut.smoothness_weight == 20
    questions.case = tmp_path / "case.bifseg"
    user.presses_key("Ctrl+Shift+S")
    user.waits_until(questions.case.exists)
    user.waits_until(lambda: not shell.file_runner.is_busy)
    shell.models.settings.configs = EngineConfigs()
    user.opens(scan)
    assert card.controls[SMOOTHNESS].value() == USUAL
    user.opens(questions.case)
    user.waits_until(lambda: user.active.segmentation is not None)
    assert card.controls[SMOOTHNESS].value() == 20
    assert user.active.segmentation.config.graph_cut.smoothness_weight == 20


def test_a_click_in_the_history_goes_there(user: User, scan) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    mask = user.waits_for_mask()
    user.shell.controllers.segmenting.accept()
    card = user.shell.window.panel.history
    card.fold(False)
    names = [card.steps.item(row).text() for row in range(card.steps.count())]
    assert names == ["Scan opened", "Draw box", "Segment", "Accept"]
    assert card.steps.currentRow() == 3
    card.on_clicked(card.steps.item(0))
    assert user.active.box is None
    assert user.sees_message == "At the start"
    card.on_clicked(card.steps.item(2))
    assert np.array_equal(user.mask, mask)
    assert user.sees_message == "Back at: Segment"


def test_another_objects_run_goes_on_afterwards(user: User, scan, engine: FakeEngine, card) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    model = user.shell.models.case_model
    model.perform(AddObject("Object 2"))
    engine.gate.clear()
    user.draws_box(BoundingBox((5, 5, 4), (20, 20, 16)))
    user.waits_until(lambda: len(engine.asked) == 2)
    model.perform(SelectObject(1))
    types(card.controls[SMOOTHNESS], "20")
    user.waits_until(lambda: len(engine.relabelled) == 1)
    engine.gate.set()
    user.waits_for_rest()
    answers = user.shell.controllers.segmenting.answers
    user.waits_until(lambda: all(answers.is_current(one) for one in model.state.objects))
    assert user.active.segmentation.config.graph_cut.smoothness_weight == 20
