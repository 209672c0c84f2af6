"""The question about unsaved work: what its buttons mean, and that none cuts its words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PyQt5.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.model.questions import UnsavedAnswer
from app.translation import LANGUAGES, install
from app.views.dialogs.asking import unsaved_box


@pytest.fixture
def dressed(qapp: QApplication, code: str) -> Iterator[None]:
    before = qapp.property("scheme"), qapp.styleSheet(), qapp.palette(), qapp.font()
    theme.apply(qapp)
    install(qapp, code)
    yield
    install(qapp, "en")
    qapp.setProperty("scheme", before[0])
    qapp.setStyleSheet(before[1])
    qapp.setPalette(before[2])
    qapp.setFont(before[3])


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_button_shows_its_words(dressed: None, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box, answers = unsaved_box(parent, ["Object 1"])
    with qtbot.waitExposed(box):
        box.show()
    for button in box.buttons():
        assert button.width() >= button.sizeHint().width(), button.text()
    assert set(answers.values()) == set(UnsavedAnswer) - {UnsavedAnswer.CANCEL}
    assert answers[box.defaultButton()] is UnsavedAnswer.SAVE
    assert box.escapeButton() not in answers
