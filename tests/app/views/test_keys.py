"""Keys that a focused control needs do not reach the window's shortcuts."""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QAction, QComboBox, QMainWindow
from pytestqt.qtbot import QtBot

from app.views.keys import FocusedKeys


def test_choosing_in_an_open_list_does_not_accept_the_mask(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    choice = QComboBox(window)
    choice.addItems(["Automatic", "Full range"])
    window.setCentralWidget(choice)
    accept = QAction(window)
    accept.setShortcut("Return")
    window.addAction(accept)
    taken: list[bool] = []
    accept.triggered.connect(taken.append)
    keys = FocusedKeys(window)
    keys.watch(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()

    choice.showPopup()
    QTest.keyClick(choice.view(), Qt.Key.Key_Down)
    QTest.keyClick(choice.view(), Qt.Key.Key_Return)

    assert taken == []
