"""The panel beside the scan holds its words in every language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.model.case_model import CaseModel
from app.model.timekeeper import Timekeeper
from app.model.ui_state import ui_state
from app.model.view_state import ViewState
from app.translation import LANGUAGES
from app.views.panels.side_panel import WIDTH, SidePanel
from tests.app.fakes import ball_volume
from tests.app.model.test_ui_state import ACCEPTED, BOXED, EMPTY, MASKED, SCRIBBLES, situation

EDGES = 16


@pytest.fixture
def panel(dressed: None, qtbot: QtBot, model: CaseModel) -> SidePanel:
    panel = SidePanel(model, ViewState(model), Timekeeper(model))
    qtbot.addWidget(panel)
    panel.resize(WIDTH, 800)
    panel.show()
    model.open(ball_volume((8, 8, 8)))
    return panel


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_card_is_wider_than_the_panel(panel: SidePanel) -> None:
    for card in (panel.objects, panel.look, panel.numbers, panel.method, panel.history):
        card.fold(False)
        assert card.minimumSizeHint().width() <= WIDTH - EDGES, type(card).__name__


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_line_under_the_button_is_one_line_while_one_works(panel: SidePanel) -> None:
    scribbled = replace(MASKED, scribbles=SCRIBBLES)
    for now in (
        situation(EMPTY),
        situation(BOXED),
        situation(BOXED, is_running=True),
        situation(scribbled, is_running=True),
        situation(scribbled),
        situation(MASKED, is_current=True),
        situation(ACCEPTED, is_current=True, is_modified=True),
    ):
        offered = ui_state(now)
        panel.primary.on_ui_state_changed(offered)
        hint = panel.primary.hint
        line = hint.fontMetrics().height()
        assert hint.heightForWidth(WIDTH - EDGES) < 1.5 * line, offered.hint
