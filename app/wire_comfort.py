"""Which signal goes where for what makes the window one's own: theme, language, recent scans."""

from __future__ import annotations

from functools import partial

from PyQt5.QtWidgets import QAction, QActionGroup, QMenu

from app.controllers.dressing import DressController
from app.controllers.hinting import HintController
from app.main_window import Controllers, MainWindow, Models
from app.model.settings import LOOK_HABITS, Settings
from app.model.view_state import ViewChange
from app.theme import ThemeChoice
from app.views.actions import Actions, Do, name_actions
from app.views.dialogs.about import AboutDialog
from app.views.dialogs.guide import GuideWindow
from app.views.dialogs.shortcuts import ShortcutSheet
from app.views.panels.hint_bubble import HintBubble
from app.views.recent_menu import RecentMenu

_THEMES = {
    Do.THEME_SYSTEM: ThemeChoice.SYSTEM,
    Do.THEME_LIGHT: ThemeChoice.LIGHT,
    Do.THEME_DARK: ThemeChoice.DARK,
}
_CARDS = ("objects", "look", "numbers", "method", "history")
_PAGES = {ShortcutSheet: Do.KEYS, AboutDialog: Do.ABOUT, GuideWindow: Do.GUIDE}
_LANGUAGES = {
    Do.LANGUAGE_SYSTEM: "",
    Do.LANGUAGE_ENGLISH: "en",
    Do.LANGUAGE_GERMAN: "de",
    Do.LANGUAGE_FRENCH: "fr",
}


def wire_comfort(window: MainWindow, models: Models, controllers: Controllers) -> None:
    """Connect the menus of theme and language, and the recent scans.

    Args:
        window: has the actions and parts.
        models: the settings among them.
        controllers: open what was chosen.
    """
    dressing = _wire_dress(window, models)
    _wire_recent(window, models, controllers)
    _wire_hints(window, models, controllers)
    _wire_language(window, controllers, dressing)
    _wire_habits(window, models)
    window.actions_by_name[Do.GUIDE].triggered.connect(lambda: GuideWindow(window).show())


def _wire_dress(window: MainWindow, models: Models) -> DressController:
    dressing = DressController(models.settings, window)
    dressing.said.connect(window.status.say)
    do = window.actions_by_name
    for choices in (_THEMES, _LANGUAGES):
        group = QActionGroup(window)
        for name in choices:
            group.addAction(do[name])
    for name, theme in _THEMES.items():
        do[name].triggered.connect(partial(dressing.choose_theme, theme))
    for name, code in _LANGUAGES.items():
        do[name].triggered.connect(partial(dressing.choose_language, code))
    dressing.changed.connect(partial(_check, do, dressing))
    _check(do, dressing)
    return dressing


def _wire_language(window: MainWindow, controllers: Controllers, dressing: DressController) -> None:
    """What is made of words and values is shown anew; undo and redo bear their step's name last."""
    panel, changed = window.panel, dressing.language_changed
    changed.connect(partial(name_actions, window.actions_by_name))
    for part in (panel.look, panel.numbers, panel.method, panel.history):
        changed.connect(part.on_language_changed)
    for part in (window, window.strip, window.welcome, window.contrast):
        changed.connect(part.on_language_changed)
    changed.connect(controllers.offering.on_something_changed)
    changed.connect(partial(_open_anew, window))


def _open_anew(window: MainWindow) -> None:
    """Pages that are nothing but words are made anew where they are open."""
    for kind, do in _PAGES.items():
        pages = [page for page in window.findChildren(kind) if page.isVisible()]
        for page in pages:
            page.close()
        if pages:
            window.actions_by_name[do].trigger()


def _check(do: Actions, dressing: DressController) -> None:
    for name, theme in _THEMES.items():
        do[name].setChecked(dressing.theme is theme)
    for name, code in _LANGUAGES.items():
        do[name].setChecked(dressing.language == code)


def _wire_recent(window: MainWindow, models: Models, controllers: Controllers) -> None:
    settings = models.settings
    menu = RecentMenu(lambda: settings.recent, window)
    menu.chosen.connect(controllers.casefiles.open)
    menu.clear_wanted.connect(settings.clear_recent)
    menu.clear_wanted.connect(lambda: window.welcome.show_recent(()))
    sample = window.actions_by_name[Do.OPEN_SAMPLE]
    _menu_of(sample).insertMenu(sample, menu)


def _wire_hints(window: MainWindow, models: Models, controllers: Controllers) -> None:
    hinting = HintController(
        models.case_model, controllers.offering, controllers.opening, models.settings
    )
    bubble = HintBubble(window.grid)
    hinting.hinted.connect(bubble.show_hint)
    bubble.dismissed.connect(hinting.stop)


def _wire_habits(window: MainWindow, models: Models) -> None:
    """What is folded, and how scans are looked at, comes back at the next start."""
    settings, view_state, panel = models.settings, models.view_state, window.panel
    for name in _CARDS:
        card = getattr(panel, name)
        card.fold(name in settings.folded)
        card.folded.connect(partial(_remember_fold, settings, name))
    view_state.update(**settings.look)
    view_state.changed.connect(partial(_remember_look, settings))


def _remember_fold(settings: Settings, name: str, folded: bool) -> None:
    others = settings.folded - {name}
    settings.folded = others | {name} if folded else others


def _remember_look(settings: Settings, change: ViewChange) -> None:
    if change.touches(*LOOK_HABITS):
        settings.look = {name: getattr(change.after, name) for name in LOOK_HABITS}


def _menu_of(action: QAction) -> QMenu:
    return next(part for part in action.associatedWidgets() if isinstance(part, QMenu))
