"""A key that shows something only while it is down."""

from __future__ import annotations

import pytest
from PyQt5.QtCore import QEvent, Qt
from PyQt5.QtGui import QKeyEvent
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QAction, QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from app.views.held_key import HeldKey


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def told(window: QMainWindow) -> list[bool]:
    action = QAction("Look back", window)
    action.setShortcut("Q")
    window.addAction(action)
    held = HeldKey(action)
    told: list[bool] = []
    held.changed.connect(told.append)
    return told


def test_it_lasts_from_press_to_release(window: QMainWindow, told: list[bool]) -> None:
    QTest.keyPress(window, Qt.Key.Key_Q)
    assert told == [True]
    QTest.keyRelease(window, Qt.Key.Key_Q)
    assert told == [True, False]


def test_the_desktop_repeating_the_key_does_not_let_it_go(
    window: QMainWindow, told: list[bool]
) -> None:
    QTest.keyPress(window, Qt.Key.Key_Q)
    repeated = QKeyEvent(
        QEvent.Type.KeyRelease, Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier, "q", True
    )
    QApplication.sendEvent(window, repeated)
    assert told == [True]
    QTest.keyRelease(window, Qt.Key.Key_Q)
    assert told == [True, False]


def test_a_click_ends_it(window: QMainWindow, told: list[bool]) -> None:
    QTest.keyPress(window, Qt.Key.Key_Q)
    QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    QTest.keyRelease(window, Qt.Key.Key_Q)
    assert told == [True, False]


def test_another_window_ends_it(window: QMainWindow, told: list[bool]) -> None:
    QTest.keyPress(window, Qt.Key.Key_Q)
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate))
    assert told == [True, False]
