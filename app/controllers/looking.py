"""Tools and ways of looking, changed by menu and key."""

from __future__ import annotations

from PyQt5.QtCore import QObject, pyqtSignal

from app.model.case_model import CaseModel
from app.model.images import shown_image
from app.model.presets import window_level_in
from app.model.view_state import MAX_BRUSH_RADIUS, Layer, Tool, ViewState
from app.translation import tr
from bifseg_core.interactions import SeedLabel

_OTHER = {
    SeedLabel.FOREGROUND: SeedLabel.BACKGROUND,
    SeedLabel.BACKGROUND: SeedLabel.FOREGROUND,
}


class LookController(QObject):
    """Turns menu entries into changes of the ViewState.

    Signals:
        said: carries a sentence for the status line.
    """

    said = pyqtSignal(str)

    def __init__(self, view_state: ViewState, case_model: CaseModel) -> None:
        super().__init__(view_state)
        self._view_state = view_state
        self._case_model = case_model
        self._layer_before = Layer.MASK

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

    def show_uncertainty(self, wanted: bool) -> None:
        """Show where the network is unsure, or again what was shown before."""
        shown = self._view_state.settings.layer
        if wanted and shown is not Layer.UNCERTAINTY:
            self._layer_before = shown
        layer = Layer.UNCERTAINTY if wanted else self._layer_before
        self._view_state.update(layer=layer, mask_visible=True)

    def look_back(self, held: bool) -> None:
        """Show the mask before the last step while a key is held."""
        self._view_state.update(looking_back=held)

    def show_crosshair(self, visible: bool) -> None:
        """Show or hide the crosshair."""
        self._view_state.update(crosshair_visible=visible)

    def set_smooth(self, smooth: bool) -> None:
        """Smooth the image between voxels, or show every voxel as a square."""
        self._view_state.update(interpolated=smooth)

    def fit_grey_scale(self) -> None:
        """Spread the grey scale over what lies in the active object's box."""
        box = self._case_model.state.active.box if self._case_model.is_open else None
        if box is None:
            self.said.emit(tr("Draw a box first; the grey scale then fits what is in it."))
            return
        image = shown_image(self._case_model, self._view_state.settings)
        self._view_state.update(window_level=window_level_in(image, box))

    def set_radiological(self, radiological: bool) -> None:
        """Put the patient's left on the right, or on the left."""
        self._view_state.update(radiological=radiological)
