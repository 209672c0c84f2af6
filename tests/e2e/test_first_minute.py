"""The first minute: the sample, its hints, recent scans, theme and language."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.application import Shell, build_shell
from app.model.settings import Settings
from app.theme import ThemeChoice
from app.translation import install
from app.views.actions import Do
from app.views.panels.hint_bubble import HintBubble
from app.views.recent_menu import RecentMenu
from bifseg_core.geometry import BoundingBox
from tests.app.fakes import FakeEngine
from tests.e2e.user import RIGHT, User


def hint(user: User) -> str:
    bubble = user.shell.window.findChild(HintBubble)
    return bubble.text.text() if bubble.isVisible() else ""


def tries_the_sample(user: User) -> None:
    with user.qtbot.waitSignal(user.shell.models.case_model.opened, timeout=20_000):
        user.clicks(user.shell.window.welcome.sample_button)


def box_around_the_reference(user: User) -> BoundingBox:
    reference = user.shell.models.case_model.state.reference
    return BoundingBox.of_mask(reference).expanded(3)


def test_the_sample_walks_through_the_loop_once(user: User, shell: Shell) -> None:
    tries_the_sample(user)
    assert hint(user).startswith("1 of 3")
    box = box_around_the_reference(user)
    user.draws_box(box)
    user.waits_for_mask()
    assert hint(user).startswith("2 of 3")
    user.presses_key("3")
    where = tuple(box.start_ijk[axis] + 1 for axis in range(2))
    depth = shell.models.view_state.settings.crosshair_ijk[2]
    user.scribbles([(*where, depth), (where[0] + 3, where[1], depth)], button=RIGHT)
    user.waits_for_mask()
    assert hint(user).startswith("3 of 3")
    user.presses_key("Return")
    assert hint(user) == ""
    assert shell.models.settings.hints_seen


def test_the_sample_opens_where_there_is_something_to_see(user: User, shell: Shell) -> None:
    tries_the_sample(user)
    at = shell.models.view_state.settings.crosshair_ijk
    assert shell.models.case_model.state.reference[at]


def test_hints_that_were_skipped_do_not_come_back(user: User, shell: Shell) -> None:
    tries_the_sample(user)
    user.clicks(shell.window.findChild(HintBubble).close_button)
    assert hint(user) == ""
    user.shell.controllers.opening.open_sample()
    user.waits_until(lambda: not shell.controllers.activity.is_reading)
    assert hint(user) == ""


def test_a_second_object_needs_no_hints(user: User, shell: Shell) -> None:
    tries_the_sample(user)
    user.draws_box(box_around_the_reference(user))
    user.waits_for_mask()
    user.presses_key("Ctrl+N")
    assert hint(user) == ""


def test_the_first_object_is_named_in_the_language(
    user: User, scan: Path, qapp: QApplication
) -> None:
    install(qapp, "de")
    try:
        user.opens(scan)
    finally:
        install(qapp, "en")
    assert user.active.name == "Objekt 1"
    assert not user.shell.models.case_model.history.undo_name


def test_another_scan_has_no_hints(user: User, scan: Path) -> None:
    user.opens(scan)
    assert hint(user) == ""


def test_recent_scans_open_from_the_menu(user: User, scan: Path, shell: Shell) -> None:
    user.opens(scan)
    menu = shell.window.findChild(RecentMenu)
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == scan.name
    with user.qtbot.waitSignal(shell.models.case_model.opened, timeout=10_000):
        menu.actions()[0].trigger()
    menu.actions()[-1].trigger()
    assert shell.models.settings.recent == ()
    menu.aboutToShow.emit()
    assert [action.isEnabled() for action in menu.actions()] == [False]


def test_theme_and_language_are_chosen_in_the_menu(user: User, shell: Shell) -> None:
    do = shell.window.actions_by_name
    assert do[Do.THEME_SYSTEM].isChecked()
    do[Do.THEME_DARK].trigger()
    assert shell.models.settings.theme is ThemeChoice.DARK
    assert do[Do.THEME_DARK].isChecked()
    assert not do[Do.THEME_SYSTEM].isChecked()
    do[Do.LANGUAGE_GERMAN].trigger()
    assert shell.models.settings.language == "de"
    assert "Deutsch" in user.sees_message


def test_habits_come_back_at_the_next_start(user: User, shell: Shell, qtbot: QtBot) -> None:
    view_state, settings = shell.models.view_state, shell.models.settings
    shell.window.panel.show()
    shell.window.panel.numbers.on_title_clicked()
    view_state.update(radiological=False)
    again = build_shell(FakeEngine, settings=Settings(settings.path))
    qtbot.addWidget(again.window)
    try:
        assert again.window.panel.numbers.is_folded
        assert not again.window.panel.look.is_folded
        assert not again.models.view_state.settings.radiological
        assert again.models.view_state.settings.interpolated
    finally:
        assert again.shut_down()
