"""Tools and ways of looking, changed by menu and key."""

from __future__ import annotations

from PyQt5.QtCore import QObject

from app.model.view_state import MAX_BRUSH_RADIUS, Tool, ViewState
from bifseg_core.interactions import SeedLabel

_OTHER = {
    SeedLabel.FOREGROUND: SeedLabel.BACKGROUND,
    SeedLabel.BACKGROUND: SeedLabel.FOREGROUND,
}


class LookController(QObject):
    """Turns menu entries into changes of the ViewState."""

    def __init__(self, view_state: ViewState) -> None:
        super().__init__(view_state)
        self._view_state = view_state

    def take(self, tool: Tool) -> None:
        """Take a tool in hand."""
        self._view_state.update(tool=tool)

    def swap(self) -> None:
        """Let the left button draw the other label; takes the scribble tool in hand."""
        label = _OTHER[self._view_state.settings.scribble_label]
        self._view_state.update(scribble_label=label, tool=Tool.SCRIBBLE)

    def resize_brush(self, step: int) -> None:
        """Make the brush larger or smaller by steps of a voxel's radius."""
        radius = self._view_state.settings.brush_radius + step
        self._view_state.update(brush_radius=min(MAX_BRUSH_RADIUS, max(0, radius)))

    def show_mask(self, visible: bool) -> None:
        """Show or hide the mask."""
        self._view_state.update(mask_visible=visible)

    def show_crosshair(self, visible: bool) -> None:
        """Show or hide the crosshair."""
        self._view_state.update(crosshair_visible=visible)

    def set_radiological(self, radiological: bool) -> None:
        """Put the patient's left on the right, or on the left."""
        self._view_state.update(radiological=radiological)
