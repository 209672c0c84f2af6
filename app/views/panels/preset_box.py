"""The named grey scales of the image that is shown."""

from __future__ import annotations

from PyQt5.QtCore import QSignalBlocker
from PyQt5.QtWidgets import QComboBox, QWidget

from app.model.case_model import CaseModel
from app.model.images import shown_image
from app.model.presets import next_preset, presets_for
from app.model.view_state import ViewChange, ViewState, WindowLevel
from app.translation import mark, tr
from app.wording import word

_BY_HAND = mark("By hand")


class PresetBox(QComboBox):
    """Takes the grey scale that is chosen, and names the present one; mirrors the ViewState."""

    def __init__(
        self, case_model: CaseModel, view_state: ViewState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._case_model = case_model
        self._view_state = view_state
        self._presets: dict[str, WindowLevel] = {}
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)  # long names must not widen the panel
        word(
            self,
            accessibleName="Grey scale preset",
            toolTip="Which intensities are black and white; W takes the next preset",
        )
        case_model.opened.connect(self.fill)
        view_state.changed.connect(self._on_view_changed)
        self.textActivated.connect(self._on_chosen)

    def fill(self, _: object = None) -> None:
        """Offer the presets of the shown image, in the language of now."""
        if not self._case_model.is_open:
            return
        self._presets = presets_for(shown_image(self._case_model, self._view_state.settings))
        with QSignalBlocker(self):
            self.clear()
            self.addItems([*self._presets, tr(_BY_HAND)])
        self._show_present()

    def take_next(self) -> None:
        """Go to the next preset."""
        if self._presets:
            current = self._view_state.settings.window_level
            self._on_chosen(next_preset(self._presets, current))

    def _on_view_changed(self, change: ViewChange) -> None:
        if change.touches("image"):
            self.fill()
        elif change.touches("window_level"):
            self._show_present()

    def _on_chosen(self, name: str) -> None:
        if name in self._presets:
            self._view_state.update(window_level=self._presets[name])

    def _show_present(self) -> None:
        present = self._view_state.settings.window_level
        names = [name for name, preset in self._presets.items() if preset == present]
        with QSignalBlocker(self):
            self.setCurrentText(names[0] if names else tr(_BY_HAND))
