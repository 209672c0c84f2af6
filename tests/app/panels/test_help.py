from __future__ import annotations

from collections.abc import Iterator

from PyQt5.QtWidgets import QAction, QLabel, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Notice, Severity
from app.views.actions import ACTIONS, Do, build_actions, key_text
from app.views.dialogs.about import AboutDialog
from app.views.dialogs.shortcuts import ShortcutSheet
from app.views.panels.banner import Banner


def actions_in(menu: QWidget) -> Iterator[QAction]:
    for action in menu.actions():
        yield action
        if action.menu() is not None:
            yield from actions_in(action.menu())


def words_of(widget: object) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_every_action_is_in_a_menu_and_no_key_means_two_things(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = build_actions(window)
    in_menus = set(actions_in(window.menuBar()))
    assert set(actions) == set(Do)
    assert set(actions.values()) <= in_menus
    keys = [key for spec in ACTIONS for key in spec.keys]
    assert len(keys) == len(set(keys))


def test_the_sheet_holds_every_shortcut(qtbot: QtBot) -> None:
    sheet = ShortcutSheet()
    qtbot.addWidget(sheet)
    words = words_of(sheet)
    assert all(key_text(spec) in words for spec in ACTIONS if spec.keys)


def test_about_says_what_it_is_not(qtbot: QtBot) -> None:
    dialog = AboutDialog("cpu")
    qtbot.addWidget(dialog)
    words = words_of(dialog)
    assert "Not a medical device" in words
    assert "the processor" in words
    assert "GNU General Public License" in words


def test_the_banner_shows_the_last_notice_until_it_is_dismissed(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(600, 400)
    banner = Banner(window)
    window.show()
    banner.show_notice(Notice("One."))
    banner.show_notice(Notice("Two.", Severity.INFO))
    assert banner.text.text() == "Two."
    assert not banner.is_error
    with qtbot.waitSignal(banner.dismissed) as blocker:
        banner.close_button.click()
    assert blocker.args[0].text == "Two."
    assert not banner.isVisible()
