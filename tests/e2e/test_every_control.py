"""Every control of the window can be found by name, explains itself, and keeps its place."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PyQt5.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QToolButton,
    QWidget,
)

from app.application import Shell
from tests.e2e.user import User

CONTROLS = (QAbstractButton, QComboBox, QAbstractSlider, QAbstractSpinBox, QLineEdit)


def controls_of(window: QWidget) -> list[QWidget]:
    found = [w for kind in CONTROLS for w in window.findChildren(kind)]
    return [w for w in found if not is_part_of_another(w)]


def is_part_of_another(widget: QWidget) -> bool:
    """The field inside a number, the arrow of a menu bar, a scroll bar."""
    inside = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
    return inside or isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_")


def name_of(widget: QWidget) -> str:
    """As a screen reader finds it: the name that was given, else the words on a button."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def described(widget: QWidget) -> str:
    parents = []
    at: QWidget | None = widget
    while at is not None and not at.isWindow():
        parents.append(type(at).__name__)
        at = at.parentWidget()
    return f"{' < '.join(parents)} {name_of(widget)!r}"


@pytest.fixture
def window(user: User, scan: Path, shell: Shell) -> QWidget:
    user.opens(scan)
    return shell.window


def test_every_control_has_a_name(window: QWidget) -> None:
    nameless = [described(control) for control in controls_of(window) if not name_of(control)]
    assert not nameless, "\n".join(nameless)


def test_every_control_has_a_tooltip(window: QWidget) -> None:
    mute = [described(control) for control in controls_of(window) if not control.toolTip()]
    assert not mute, "\n".join(mute)


def test_every_view_has_a_name(window: QWidget) -> None:
    views = [*window.grid.views.values(), window.grid.volume_view]
    names = {view.accessibleName() for view in views}
    assert "" not in names
    assert len(names) == len(views)


def test_tool_buttons_tell_their_key(window: QWidget) -> None:
    for button in window.strip.findChildren(QToolButton):
        keys = button.defaultAction().shortcut().toString()
        assert keys in button.toolTip()


@pytest.mark.parametrize("size", [(880, 500), (960, 540), (1280, 800), (2560, 1440)])
def test_every_tool_is_in_reach_at_every_size(
    user: User, scan: Path, shell: Shell, size: tuple[int, int]
) -> None:
    user.opens(scan)
    shell.window.resize(*size)
    user.waits_until(lambda: (shell.window.width(), shell.window.height()) == size)
    strip = shell.window.strip
    places = [button.geometry() for button in strip.findChildren(QToolButton)]
    assert all(strip.rect().contains(place) for place in places)
    assert not any(a.intersects(b) for a, b in itertools.combinations(places, 2))
