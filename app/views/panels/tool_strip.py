"""The slim strip on the left: tools, brush, and what is shown."""

from __future__ import annotations

from PyQt5.QtCore import QSize, Qt
from PyQt5.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from app.model.view_state import ViewChange, ViewState
from app.translation import mark, tr
from app.views.actions import Actions, Do
from app.views.icons import icon
from bifseg_core.interactions import SeedLabel

_ICONS = {
    Do.NAVIGATE: "cursor-move",
    Do.BOX: "selection-drag",
    Do.SCRIBBLE: "draw",
    Do.ERASER: "eraser",
    Do.LASSO: "lasso",
    Do.POINT: "circle-medium",
    Do.REPAIR: "brush",
    Do.FILL: "layers-plus",
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
_TOP = (Do.NAVIGATE, Do.BOX, Do.SCRIBBLE, Do.POINT, Do.ERASER)
_BY_HAND = (Do.REPAIR, Do.LASSO, Do.FILL)
_BRUSH = (Do.SWAP, Do.BRUSH_LARGER, Do.BRUSH_SMALLER)
_BOTTOM = (Do.UNDO, Do.REDO, Do.MASK, Do.CROSSHAIR, Do.RESET)


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
        self.brush_size.setToolTip(tr("Width of the brush in voxels"))
        for do, name in _ICONS.items():
            actions[do].setIcon(icon(name))
            actions[do].setIconVisibleInMenu(False)
        self._swap.setIconVisibleInMenu(False)
        self._lay_out(actions)
        view_state.changed.connect(self.on_view_changed)
        self._show_brush()

    def button(self, do: Do) -> QToolButton:
        """The button of an action."""
        return self._buttons[do]

    def on_view_changed(self, change: ViewChange) -> None:
        """Show the brush as it is now."""
        if change.touches("brush_radius", "scribble_label"):
            self._show_brush()

    def _show_brush(self) -> None:
        settings = self._view_state.settings
        label = settings.scribble_label
        self._swap.setIcon(icon(_LABEL_ICONS[label], colour=_LABEL_COLOURS[label]))
        self._swap.setToolTip(tr(_LABEL_WORDS[label]))
        self.brush_size.setText(f"{2 * settings.brush_radius + 1} vx")

    def _lay_out(self, actions: Actions) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        for do in _TOP:
            layout.addWidget(self._made_button(do, actions))
        layout.addSpacing(16)
        for do in _BY_HAND:
            layout.addWidget(self._made_button(do, actions))
        layout.addSpacing(16)
        for do in _BRUSH:
            layout.addWidget(self._made_button(do, actions))
            if do is Do.BRUSH_LARGER:
                layout.addWidget(self.brush_size)
        layout.addStretch(1)
        for do in _BOTTOM:
            layout.addWidget(self._made_button(do, actions))

    def _made_button(self, do: Do, actions: Actions) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(actions[do])
        button.setIconSize(QSize(22, 22))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[do] = button
        return button
