"""A small scan, its model, and a hand on the mouse that sends real events."""

from __future__ import annotations

import numpy as np
import pytest
from PyQt5.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt5.QtGui import QMouseEvent, QWheelEvent
from PyQt5.QtWidgets import QApplication

from app.model.case_model import CaseModel
from app.model.view_state import ViewState, settings_for
from bifseg_core.case import Segmentation, Stage
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.volume import Volume

SHAPE = (40, 50, 30)
# Stored so that the screen's right and down count like i and j; slices of 2 mm.
AFFINE = Affine(np.diag([-1.0, -1.0, 2.0, 1.0]))


def make_volume(shape=SHAPE, **kwargs):
    data = np.arange(np.prod(shape), dtype=np.float32).reshape(shape) % 97
    return Volume(data, AFFINE, **kwargs)


def make_segmentation(box, mask=None):
    mask = np.ones(box.shape, bool) if mask is None else mask
    return Segmentation(box, mask, mask.astype(np.float32), Stage.INITIAL)


@pytest.fixture
def view_state(qapp):
    return ViewState()


@pytest.fixture
def case_model(qapp, view_state):
    model = CaseModel()
    volume = make_volume()
    view_state.replace(settings_for(volume))
    model.open(volume)
    return model


@pytest.fixture
def box():
    return BoundingBox((10, 12, 10), (20, 30, 20))


class Hand:
    """Moves the mouse over one slice view; positions are in pixels of the slice."""

    def __init__(self, view):
        self.view = view
        self.buttons = Qt.NoButton

    def at(self, column, row):
        return self.view.frame.to_screen((column, row))

    def press(self, column, row, button=Qt.LeftButton, modifiers=Qt.NoModifier):
        self.buttons |= button
        self._send(QEvent.MouseButtonPress, self.at(column, row), button, modifiers)

    def move(self, column, row, modifiers=Qt.NoModifier):
        self._send(QEvent.MouseMove, self.at(column, row), Qt.NoButton, modifiers)

    def release(self, column, row, button=Qt.LeftButton):
        self.buttons &= ~button
        self._send(QEvent.MouseButtonRelease, self.at(column, row), button, Qt.NoModifier)

    def double_click(self, column, row, button=Qt.LeftButton):
        self.drag((column, row), button=button)
        self.buttons |= button
        self._send(QEvent.MouseButtonDblClick, self.at(column, row), button, Qt.NoModifier)
        self.release(column, row, button)

    def drag(self, start, *points, button=Qt.LeftButton):
        self.press(*start, button)
        for point in points:
            self.move(*point)
        self.release(*(points or (start,))[-1], button)

    def wheel(self, column, row, notches, modifiers=Qt.NoModifier):
        position = self.at(column, row)
        turned = QPoint(0, round(120 * notches))
        event = QWheelEvent(
            position,
            QPointF(self.view.viewport().mapToGlobal(position.toPoint())),
            QPoint(),
            turned,
            Qt.NoButton,
            modifiers,
            Qt.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.view.viewport(), event)

    def _send(self, kind, position, button, modifiers):
        event = QMouseEvent(kind, position, button, self.buttons, modifiers)
        QApplication.sendEvent(self.view.viewport(), event)
