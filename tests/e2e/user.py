"""A user at the real window: draws with the mouse, presses buttons and keys, and looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PyQt5.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt5.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.application import Shell
from app.demo import mouse
from app.tools.slice_geometry import Plane
from app.views.actions import Do
from bifseg_core.case import SegmentedObject
from bifseg_core.geometry import BoundingBox

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@dataclass
class User:
    """Acts on a shell whose window is shown."""

    shell: Shell
    qtbot: QtBot

    # --- acts ----------------------------------------------------------------------------------

    def opens(self, path: Path) -> None:
        opened = self.shell.models.case_model.opened
        with self.qtbot.waitSignal(opened, timeout=30_000):
            self.drops(path)
        self.waits_until(lambda: not self.shell.controllers.activity.is_reading)

    def drops(self, path: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        window = self.shell.window
        for kind in (QDragEnterEvent, QDropEvent):
            event = kind(QPoint(40, 40), Qt.CopyAction, data, LEFT, Qt.NoModifier)
            QApplication.sendEvent(window, event)

    def draws_box(self, box: BoundingBox, plane: Plane = Plane.AXIAL) -> None:
        view = self.shell.window.grid.views[plane]
        self._does(mouse.drag(view, mouse.corners_of(view, box)))

    def draws_box_backwards(self, box: BoundingBox, plane: Plane) -> None:
        view = self.shell.window.grid.views[plane]
        self._does(mouse.drag(view, mouse.corners_of(view, box)[::-1]))

    def scribbles(
        self,
        voxels_ijk: Sequence[tuple[int, int, int]],
        plane: Plane = Plane.AXIAL,
        button: Qt.MouseButton = LEFT,
    ) -> None:
        view = self.shell.window.grid.views[plane]
        points = [mouse.place_of(view, voxel) for voxel in voxels_ijk]
        self._does(mouse.drag(view, points, button))

    def drags(
        self, view: QAbstractScrollArea, *through: QPointF, button: Qt.MouseButton = LEFT
    ) -> None:
        self._does(mouse.drag(view, through, button))

    def takes(self, do: Do) -> None:
        self._does(mouse.click(self.shell.window.strip.button(do)))

    def presses(self, text: str) -> None:
        button = self.shell.window.panel.primary.button
        assert button.text() == text, f"the button says {button.text()!r}"
        self._does(mouse.click(button))

    def clicks(self, widget: QWidget) -> None:
        self._does(mouse.click(widget))

    def presses_key(self, keys: str) -> None:
        combination = QKeySequence(keys)[0]
        modifiers = Qt.KeyboardModifiers(combination & int(Qt.KeyboardModifierMask))
        QTest.keyClick(
            self.shell.window, Qt.Key(combination & ~int(Qt.KeyboardModifierMask)), modifiers
        )

    # --- waits ---------------------------------------------------------------------------------

    def waits_until(self, condition: Callable[[], bool], timeout_ms: int = 30_000) -> None:
        self.qtbot.waitUntil(condition, timeout=timeout_ms)

    def waits_for_rest(self) -> None:
        segmenting = self.shell.controllers.segmenting
        self.waits_until(lambda: not segmenting.is_running and not segmenting.is_waiting)

    def waits_for_mask(self) -> NDArray[np.bool_]:
        """Until the mask answers all input; returns it on the scan's grid."""
        answers = self.shell.controllers.segmenting.answers
        self.waits_for_rest()
        self.waits_until(lambda: answers.is_current(self.active))
        return self.mask

    # --- sees ----------------------------------------------------------------------------------

    @property
    def active(self) -> SegmentedObject:
        return self.shell.models.case_model.state.active

    @property
    def mask(self) -> NDArray[np.bool_]:
        found = self.active.segmentation
        assert found is not None, "there is no mask"
        return found.full_mask(self.shell.models.case_model.volume.shape)

    @property
    def sees_button(self) -> str:
        return self.shell.window.panel.primary.button.text()

    @property
    def sees_banner(self) -> str:
        banner = self.shell.window.banner
        return banner.text.text() if banner.isVisible() else ""

    @property
    def sees_message(self) -> str:
        return self.shell.window.status.message.text()

    def _does(self, events: Iterator[None]) -> None:
        for _ in events:
            QApplication.processEvents()
        QApplication.processEvents()
