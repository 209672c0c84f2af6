"""The menus: in every language each letter names one entry of a menu."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PyQt5.QtWidgets import QApplication, QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from app.translation import LANGUAGES, install
from app.views.actions import Do, build_actions
from app.views.recent_menu import RecentMenu

WITHOUT = {Do.UNDO, Do.REDO, Do.LANGUAGE_ENGLISH, Do.LANGUAGE_GERMAN, Do.LANGUAGE_FRENCH}
"""Undo and redo name their step, a language bears its own name."""


@pytest.fixture
def menus(qapp: QApplication, qtbot: QtBot, code: str) -> Iterator[dict[str, list[str]]]:
    """What stands in every menu, the bar itself among them, in that language."""
    install(qapp, code)
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = build_actions(window)
    recent = RecentMenu(list, window)
    next(w for w in actions[Do.OPEN].associatedWidgets() if isinstance(w, QMenu)).addMenu(recent)
    for do in WITHOUT:
        actions[do].setVisible(False)
    found = {"": _entries(window.menuBar())}
    found |= {menu.title(): _entries(menu) for menu in window.menuBar().findChildren(QMenu)}
    yield found
    install(qapp, "en")


def _entries(menu: QMenu) -> list[str]:
    return [one.text() for one in menu.actions() if one.isVisible() and not one.isSeparator()]


def letter_of(text: str) -> str:
    plain = text.replace("&&", "")
    return plain[plain.find("&") + 1].upper() if "&" in plain else ""


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_entry_has_a_letter_of_its_own(menus: dict[str, list[str]]) -> None:
    assert len(menus) >= 9
    for title, entries in menus.items():
        counts = Counter(letter_of(text) for text in entries)
        shared = [text for text in entries if counts[letter_of(text)] > 1 or not letter_of(text)]
        assert shared == [], title
