"""The first page fits into a small window in every language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PyQt5.QtWidgets import QApplication, QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.translation import LANGUAGES, install, tr
from app.views.dialogs.about import NOT_A_DEVICE
from app.views.panels.welcome import WelcomePage


@pytest.fixture(params=LANGUAGES)
def page(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Iterator[WelcomePage]:
    install(qapp, request.param)
    page = WelcomePage()
    qtbot.addWidget(page)
    page.resize(880, 430)
    page.show()
    yield page
    install(qapp, "en")


def test_nothing_lies_over_anything_else(page: WelcomePage) -> None:
    cards = page.findChildren(QFrame, "stepCard")
    assert len(cards) == 3
    for card in cards:
        parts = [part.geometry() for part in card.findChildren(QWidget)]
        assert len(parts) == 3
        assert not any(one.intersects(other) for one, other in combinations(parts, 2))


def test_every_word_has_its_room(page: WelcomePage) -> None:
    for label in page.findChildren(QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())


def test_it_says_that_it_is_no_medical_device(page: WelcomePage) -> None:
    assert tr(NOT_A_DEVICE) in [label.text() for label in page.findChildren(QLabel)]
