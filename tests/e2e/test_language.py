"""The language is chosen in the middle of a case: every word follows, nothing of the case does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from PyQt5.QtCore import QEvent, QObject, Qt
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import (
    QAction,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.translation import translated
from app.views.actions import LANGUAGE, VIEW, Do
from app.views.dialogs.about import FIRST_NOTICE
from app.views.dialogs.shortcuts import ShortcutSheet
from tests.app.fakes import FakeEngine, FakeQuestions
from tests.e2e.starting import running
from tests.e2e.test_the_loop import BOX, OUTSIDE_THE_BALL
from tests.e2e.user import User

SAID = ("text", "toolTip", "accessibleName", "title", "windowTitle", "placeholderText")
NUMBER = r"\d+([.,]\d+)?"


def words_of(window: QWidget) -> Counter[str]:
    """Everything that the window says, with who says it; digits are masked, as time runs."""
    QApplication.sendPostedEvents(None, QEvent.DeferredDelete)
    return Counter(
        f"{type(target).__name__} {name}: {re.sub(NUMBER, '#', words)}"
        for target in (window, *window.findChildren((QWidget, QAction)))
        for name, words in said_by(target)
        if re.search(r"[^\W\d_]{2}", words)
    )


def said_by(target: QObject) -> Iterator[tuple[str, str]]:
    for name in ("accessibleName",) if isinstance(target, QLineEdit) else SAID:
        if isinstance(words := target.property(name), str):
            yield name, words
    if isinstance(target, QComboBox):
        model = target.model()
        for row in range(target.count()):
            yield f"entry {row}", target.itemText(row)
            yield f"tip {row}", model.data(model.index(row, 0), Qt.ToolTipRole) or ""
    if isinstance(target, QListWidget):
        for row in range(target.count()):
            yield f"entry {row}", target.item(row).text()
            yield f"tip {row}", target.item(row).toolTip()


def chooses(user: User, do: Do) -> None:
    """Through the menus, by mouse."""
    window = user.shell.window
    menu, submenu = (
        next(m for m in window.findChildren(QMenu) if m.title() == translated(title))
        for title in (VIEW, LANGUAGE)
    )
    clicks(window.menuBar(), menu.menuAction())
    clicks(menu, submenu.menuAction())
    user.waits_until(submenu.isVisible)
    clicks(submenu, window.actions_by_name[do])
    QApplication.processEvents()


def clicks(menu: QWidget, action: QAction) -> None:
    QTest.mouseClick(menu, Qt.LeftButton, pos=menu.actionGeometry(action).center())


def work(user: User, scan: Path) -> None:
    """A task in its middle: a mask, a stroke, an object more, a step taken back."""
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.takes(Do.SCRIBBLE)
    user.scribbles(OUTSIDE_THE_BALL)
    user.waits_for_mask()
    user.presses_key("Ctrl+N")
    user.presses_key("Ctrl+Z")
    user.shell.window.on_hovered((2, 2, 10))
    user.shell.window.status.say("")


def test_every_word_follows_and_nothing_of_the_case_does(user: User, scan: Path) -> None:
    work(user, scan)
    window, model = user.shell.window, user.shell.models.case_model
    english, state, revision = words_of(window), model.state, model.case.revision
    chooses(user, Do.LANGUAGE_GERMAN)
    german = words_of(window)
    assert "Deutsch" in user.sees_message
    assert user.sees_button == "Bestätigen"
    assert model.state is state
    assert model.case.revision == revision
    assert [words for words in german if is_english(words.partition(": ")[2])] == []
    chooses(user, Do.LANGUAGE_ENGLISH)
    window.status.say("")
    assert words_of(window) == english


def is_english(words: str) -> bool:
    """Whether German has other words for it."""
    return translated(words) != words


def test_it_then_says_what_it_says_when_started_in_that_language(
    user: User, scan: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    work(user, scan)
    chooses(user, Do.LANGUAGE_GERMAN)
    user.shell.window.status.say("")
    with running(qtbot, FakeEngine, FakeQuestions(), tmp_path / "other") as shell:
        other = User(shell, qtbot)
        work(other, scan)
        shell.window.status.say("")
        assert words_of(user.shell.window) == words_of(shell.window)


def test_an_open_page_of_help_follows(user: User) -> None:
    window = user.shell.window
    window.actions_by_name[Do.KEYS].trigger()
    chooses(user, Do.LANGUAGE_FRENCH)
    sheets = [sheet for sheet in window.findChildren(ShortcutSheet) if sheet.isVisible()]
    assert [sheet.windowTitle() for sheet in sheets] == [translated("Mouse and keys")]
    assert sheets[0].windowTitle() != "Mouse and keys"


def test_a_notice_follows_and_is_still_known_when_it_is_dismissed(user: User) -> None:
    banner = user.shell.window.banner
    user.shell.window.show_first_notice()
    chooses(user, Do.LANGUAGE_GERMAN)
    assert user.sees_banner == translated(FIRST_NOTICE) != FIRST_NOTICE
    assert banner.height() >= banner.heightForWidth(banner.width())
    user.clicks(banner.close_button)
    assert user.shell.models.settings.notice_seen


def test_the_object_after_the_last_one_bears_the_languages_name(user: User, scan: Path) -> None:
    user.opens(scan)
    chooses(user, Do.LANGUAGE_GERMAN)
    user.shell.window.actions_by_name[Do.REMOVE_OBJECT].trigger()
    assert user.active.name == "Objekt 1"
