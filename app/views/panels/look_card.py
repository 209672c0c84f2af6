"""How the scan is looked at: grey scale, overlay and its opacity."""

from __future__ import annotations

from PyQt5.QtCore import QSignalBlocker, Qt
from PyQt5.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QSlider, QToolButton, QWidget

from app.model.case_model import CaseModel
from app.model.numbers import Figures
from app.model.view_state import Layer, ViewChange, ViewState, WindowLevel
from app.translation import mark, tr
from app.views.panels.card import Card, quiet_label
from app.views.panels.fields import decimals_for, intensity_field
from app.views.panels.images_row import ImagesRow
from app.views.panels.layer_legend import LayerLegend
from app.views.panels.preset_box import PresetBox
from app.wording import word

_SHOWN = ("image", "window_level", "layer", "mask_opacity")
"""Settings that the card shows; scrolling changes others."""

_LAYERS = {
    Layer.MASK: mark("Filled mask"),
    Layer.CONTOUR: mark("Outline"),
    Layer.PROBABILITY: mark("Probability"),
    Layer.UNCERTAINTY: mark("Uncertainty"),
    Layer.WEIGHTS: mark("Learnt from"),
    Layer.ERRORS: mark("Errors"),
}


class LookCard(Card):
    """Window and level, presets, layer and opacity; mirrors the ViewState."""

    def __init__(
        self, case_model: CaseModel, view_state: ViewState, parent: QWidget | None = None
    ) -> None:
        super().__init__(mark("Look"), parent)
        self._case_model = case_model
        self._view_state = view_state
        self._figures = Figures()
        self.images = ImagesRow(case_model, view_state, self)
        self.preset = PresetBox(case_model, view_state, self)
        self.contrast = QToolButton(self)
        self.window_box = intensity_field(mark("Window"), self)
        self.window_box.setMinimum(0)
        self.level_box = intensity_field(mark("Level"), self)
        self.layer = _layer_box(self)
        self.opacity = QSlider(Qt.Orientation.Horizontal, self)
        self.opacity.setRange(0, 100)
        self._percent = quiet_label("", self)
        self._percent.setMinimumWidth(40)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for layer, text in _LAYERS.items():
            self.layer.addItem(text, layer)
        self.legend = LayerLegend(self)
        self._lay_out()
        self._word()
        self._connect(case_model)
        self.on_view_changed(None)
        self.setEnabled(False)

    def _word(self) -> None:
        word(
            self.opacity,
            accessibleName="Opacity of the mask",
            toolTip="How strongly the mask covers the scan",
        )
        word(self.layer, toolTip="What is laid over the scan")
        self._name_layers()

    def _name_layers(self) -> None:
        for place, text in enumerate(_LAYERS.values()):
            self.layer.setItemText(place, tr(text))

    def on_language_changed(self) -> None:
        """Presets and layers have other names."""
        self._name_layers()
        self.images.on_view_changed()
        self.preset.fill()
        if self._case_model.is_open:
            self.on_figures_changed(self._figures)

    def on_opened(self, _: object) -> None:
        """There is something to look at."""
        self.setEnabled(True)
        self.on_view_changed(None)

    def on_view_changed(self, change: ViewChange | None) -> None:
        """Show the settings as they are now."""
        settings = self._view_state.settings
        if change is not None and not change.touches(*_SHOWN):
            return
        blockers = [QSignalBlocker(control) for control in self._controls()]
        self._show_window_level(settings.window_level)
        self.layer.setCurrentIndex(list(_LAYERS).index(settings.layer))
        percent = round(100 * settings.mask_opacity)
        self.opacity.setValue(percent)
        self._percent.setText(f"{percent} %")
        self.opacity.setEnabled(settings.layer is not Layer.CONTOUR)
        del blockers
        self._show_legend()

    def on_figures_changed(self, figures: Figures) -> None:
        """The active object has another mask, or there is another reference."""
        self._figures = figures
        has_reference = self._case_model.state.reference is not None
        entry = self.layer.model().item(list(_LAYERS).index(Layer.ERRORS))
        entry.setEnabled(has_reference)
        entry.setToolTip("" if has_reference else tr("Load a reference mask first (File menu)."))
        if not has_reference and self._view_state.settings.layer is Layer.ERRORS:
            self._view_state.update(layer=Layer.MASK)
        self._show_legend()

    def on_numbers_edited(self) -> None:
        """Window or level were typed."""
        chosen = WindowLevel(self.window_box.value(), self.level_box.value())
        self._view_state.update(window_level=chosen)

    def on_layer_chosen(self, index: int) -> None:
        """Another layer is wanted."""
        self._view_state.update(layer=list(_LAYERS)[index], mask_visible=True)

    def on_opacity_moved(self, percent: int) -> None:
        """The slider was moved."""
        self._view_state.update(mask_opacity=percent / 100)

    def _show_legend(self) -> None:
        volume = self._case_model.volume if self._case_model.is_open else None
        self.legend.show_layer(self._view_state.settings.layer, self._figures, volume)

    def _show_window_level(self, shown: WindowLevel | None) -> None:
        if shown is None:
            return
        for box in (self.window_box, self.level_box):
            box.setDecimals(decimals_for(shown.window))
        self.window_box.setValue(shown.window)
        self.level_box.setValue(shown.level)

    def _controls(self) -> tuple[QWidget, ...]:
        return self.window_box, self.level_box, self.layer, self.opacity

    def _connect(self, case_model: CaseModel) -> None:
        case_model.opened.connect(self.on_opened)
        self._view_state.changed.connect(self.on_view_changed)
        self.window_box.valueChanged.connect(self.on_numbers_edited)
        self.level_box.valueChanged.connect(self.on_numbers_edited)
        self.layer.activated.connect(self.on_layer_chosen)
        self.opacity.valueChanged.connect(self.on_opacity_moved)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        opacity = QHBoxLayout()
        opacity.addWidget(self.opacity, 1)
        opacity.addWidget(self._percent)
        layer = QHBoxLayout()
        layer.addWidget(self.layer)
        lines = (
            (mark("Grey scale"), self._preset_row()),
            (mark("Layer"), layer),
            (mark("Window"), self._window_level_row()),
            (mark("Opacity"), opacity),
        )
        for row, (text, line) in enumerate(lines):
            grid.addWidget(quiet_label(text, self), row, 0)
            grid.addLayout(line, row, 1)
        self.body.addWidget(self.images)
        self.body.addLayout(grid)
        self.body.addWidget(self.legend)

    def _preset_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.preset, 1)
        row.addWidget(self.contrast)
        return row

    def _window_level_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.window_box)
        row.addWidget(quiet_label(mark("at"), self))
        row.addWidget(self.level_box)
        return row


def _layer_box(parent: QWidget) -> QComboBox:
    combo = QComboBox(parent)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(6)  # long names must not widen the panel
    word(combo, accessibleName="Layer over the scan")
    return combo
