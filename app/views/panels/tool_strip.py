"""The slim strip on the left: tools, brush, and what is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PyQt5.QtCore import QSize, Qt
from PyQt5.QtGui import QResizeEvent
from PyQt5.QtWidgets import QFrame, QLabel, QToolButton, QWidget

from app.model.view_state import ViewChange, ViewState
from app.translation import mark, tr
from app.views.actions import Actions, Do
from app.views.icons import icon
from app.wording import word
from bifseg_core.interactions import SeedLabel

_ICONS = {
    Do.NAVIGATE: "cursor-move",
    Do.BOX: "selection-drag",
    Do.FLAT_BOX: "crop-square",
    Do.SCRIBBLE: "draw",
    Do.ERASER: "eraser",
    Do.LASSO: "lasso",
    Do.POINT: "circle-medium",
    Do.REPAIR: "brush",
    Do.FILL: "layers-plus",
    Do.RULER: "ruler",
    Do.CIRCLE: "circle-outline",
    Do.BRUSH_LARGER: "plus",
    Do.BRUSH_SMALLER: "minus",
    Do.UNDO: "undo",
    Do.REDO: "redo",
    Do.MASK: "eye-outline",
    Do.CROSSHAIR: "crosshairs",
    Do.RESET: "fit-to-screen-outline",
}
_LABEL_ICONS = {SeedLabel.FOREGROUND: "plus-box", SeedLabel.BACKGROUND: "minus-box"}
_LABEL_COLOURS = {SeedLabel.FOREGROUND: "object_seed", SeedLabel.BACKGROUND: "background_seed"}
_LABEL_WORDS = {
    SeedLabel.FOREGROUND: mark("Left draws the object; X swaps"),
    SeedLabel.BACKGROUND: mark("Left draws background; X swaps"),
}
_TOP = (Do.NAVIGATE, Do.BOX, Do.FLAT_BOX, Do.SCRIBBLE, Do.POINT, Do.ERASER)
_BY_HAND = (Do.REPAIR, Do.LASSO, Do.FILL)
_MEASURING = (Do.RULER, Do.CIRCLE)
_BRUSH = (Do.SWAP, Do.BRUSH_LARGER, Do.BRUSH_SMALLER)
_BOTTOM = (Do.UNDO, Do.REDO, Do.MASK, Do.CROSSHAIR, Do.RESET)
_GROUPS = (_TOP, _BY_HAND, _MEASURING, _BRUSH, _BOTTOM)
_SIZE_AT = 2
"""The brush's size stands between larger and smaller."""

_SIDE, _GAP, _GROUP_GAP, _MARGIN = 40, 2, 12, 8
_MOST_COLUMNS = 3


class ToolStrip(QFrame):
    """Buttons for the window's actions, and the size of the brush."""

    def __init__(
        self, actions: Actions, view_state: ViewState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("toolStrip")
        self._view_state = view_state
        self._buttons: dict[Do, QToolButton] = {}
        self._swap = actions[Do.SWAP]
        self.brush_size = QLabel(self)
        self.brush_size.setObjectName("brushSize")
        self.brush_size.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for do, name in _ICONS.items():
            actions[do].setIcon(icon(name))
            actions[do].setIconVisibleInMenu(False)
        self._swap.setIconVisibleInMenu(False)
        self._groups = self._made_groups(actions)
        view_state.changed.connect(self.on_view_changed)
        self.show_unit(is_picture=False)

    def button(self, do: Do) -> QToolButton:
        """The button of an action."""
        return self._buttons[do]

    def on_view_changed(self, change: ViewChange) -> None:
        """Show the brush as it is now."""
        if change.touches("brush_radius", "scribble_label"):
            self._show_brush()

    def show_unit(self, *, is_picture: bool) -> None:
        """Count the brush in pixels of a picture, or in voxels of a scan."""
        self._unit = "px" if is_picture else "vx"
        words = mark("Width of the brush in pixels"), mark("Width of the brush in voxels")
        word(self.brush_size, toolTip=words[not is_picture])
        self._show_brush()

    def on_language_changed(self) -> None:
        """The button that swaps the labels says what the left button draws."""
        self._show_brush()

    def _show_brush(self) -> None:
        settings = self._view_state.settings
        label = settings.scribble_label
        self._swap.setIcon(icon(_LABEL_ICONS[label], colour=_LABEL_COLOURS[label]))
        self._swap.setToolTip(tr(_LABEL_WORDS[label]))
        self.brush_size.setText(f"{2 * settings.brush_radius + 1} {self._unit}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As few columns as the window is high enough for."""
        columns = next((n for n in (1, 2) if self._height_of(n) <= self.height()), _MOST_COLUMNS)
        self.setFixedWidth(2 * _MARGIN + columns * _SIDE + (columns - 1) * _GAP)
        top = _MARGIN
        for group in self._groups[:-1]:
            self._place(group, top, columns)
            top += _height(group, columns) + _GROUP_GAP
        last = self._groups[-1]
        self._place(last, self.height() - _MARGIN - _height(last, columns), columns)

    def minimumSizeHint(self) -> QSize:
        """As many columns as may be fit into it."""
        return QSize(2 * _MARGIN + _SIDE, self._height_of(_MOST_COLUMNS))

    def sizeHint(self) -> QSize:
        """One column fits into it."""
        return QSize(2 * _MARGIN + _SIDE, self._height_of(1))

    def _height_of(self, columns: int) -> int:
        groups = sum(_height(group, columns) for group in self._groups)
        return 2 * _MARGIN + groups + (len(self._groups) - 1) * _GROUP_GAP

    def _place(self, group: Sequence[QWidget], top: int, columns: int) -> None:
        step = _SIDE + _GAP
        for number, widget in enumerate(group):
            row, column = divmod(number, columns)
            widget.setGeometry(_MARGIN + column * step, top + row * step, _SIDE, _SIDE)

    def _made_groups(self, actions: Actions) -> tuple[tuple[QWidget, ...], ...]:
        groups = [[self._made_button(do, actions) for do in group] for group in _GROUPS]
        groups[_GROUPS.index(_BRUSH)].insert(_SIZE_AT, self.brush_size)
        return tuple(map(tuple, groups))

    def _made_button(self, do: Do, actions: Actions) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(actions[do])
        button.setIconSize(QSize(22, 22))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[do] = button
        return button


def _height(group: Sequence[QWidget], columns: int) -> int:
    rows = math.ceil(len(group) / columns)
    return rows * _SIDE + (rows - 1) * _GAP
