"""The engine's parameters, in clinical words; every change is a step that can be undone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PyQt5.QtCore import QEvent, QObject, QSignalBlocker, Qt, pyqtSignal
from PyQt5.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QWidget,
)

from app.model.method import (
    BY_HAND,
    DEFAULT,
    PAPER,
    PARAMETERS,
    Parameter,
    networks,
    preset,
    preset_of,
)
from app.translation import mark, tr
from app.views.panels.card import Card, quiet_label
from app.wording import word
from bifseg_core.config import EngineConfig

_SLIDER_STEPS = 200
_DEVICES = {
    "auto": mark("Automatic"),
    "cpu": mark("Processor"),
    "cuda": mark("Graphics card"),
}
_CARD_ROW = list(_DEVICES).index("cuda")


class MethodCard(Card):
    """Preset, network, device and every parameter; shows what is in force.

    Signals:
        changed: other parameters are wanted; carries the EngineConfig, and whether a slider is
            still being dragged.
        drag_ended: the slider was let go.
        device_chosen: carries "auto", "cpu" or "cuda".
    """

    changed = pyqtSignal(object, bool)
    drag_ended = pyqtSignal()
    device_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(mark("Method"), parent)
        self._config, self._dimension = EngineConfig.default(3), 3
        self.preset, self.network, self.device = (self._combo() for _ in range(3))
        word(self.preset, toolTip="A set of parameters that belong together")
        word(self.network, toolTip="Which network looks at the box")
        word(self.device, toolTip="Where the network computes")
        self.reset = QPushButton(self)
        self.reset.setProperty("role", "flat")
        word(self.reset, text="Reset", toolTip="Go back to the default parameters")
        self.controls: dict[Parameter, QCheckBox | QDoubleSpinBox] = {}
        self.sliders: dict[Parameter, QSlider] = {}
        self._lay_out()
        self._connect()
        self.show_config(self._config, self._dimension)

    def show_config(self, config: EngineConfig, dimension: int) -> None:
        """Show the parameters in force for boxes of that dimension."""
        self._config, self._dimension = config, dimension
        blockers = [QSignalBlocker(control) for control in self.findChildren(QWidget)]
        self._show_presets()
        self._show_networks()
        for parameter, control in self.controls.items():
            value = parameter.read(config)
            if isinstance(control, QCheckBox):
                control.setChecked(bool(value))
            else:
                control.setValue(float(value))
        for parameter, slider in self.sliders.items():
            if not slider.isSliderDown():
                slider.setValue(_notch(parameter, float(parameter.read(config))))
        self.reset.setEnabled(preset_of(config, dimension) != DEFAULT)
        del blockers

    def show_device(self, device: str, *, has_graphics_card: bool) -> None:
        """Show where the network computes.

        Args:
            device: "auto", "cpu" or "cuda".
            has_graphics_card: one can be used here.
        """
        with QSignalBlocker(self.device):
            self.device.setCurrentIndex(list(_DEVICES).index(device))
        self.device.model().item(_CARD_ROW).setEnabled(has_graphics_card)
        self._name_devices()

    def on_language_changed(self) -> None:
        """What the lists hold has other names."""
        self._name_devices()
        self.show_config(self._config, self._dimension)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to the panel unless a control was clicked first."""
        if event.type() == QEvent.Type.Wheel and not watched.hasFocus():
            event.ignore()
            return True
        return False

    def _name_devices(self) -> None:
        for row, text in enumerate(_DEVICES.values()):
            self.device.setItemText(row, tr(text))
        card = self.device.model().item(_CARD_ROW)
        reason = tr("No graphics card that can be used was found.")
        card.setToolTip("" if card.isEnabled() else reason)

    def _show_presets(self) -> None:
        current = preset_of(self._config, self._dimension)
        names = [DEFAULT, PAPER] + ([BY_HAND] if current == BY_HAND else [])
        self.preset.clear()
        for name in names:
            self.preset.addItem(tr(name), name)
        self.preset.setCurrentIndex(names.index(current))

    def _show_networks(self) -> None:
        self.network.clear()
        offered = networks(self._dimension)
        for name, text in offered.items():
            self.network.addItem(tr(text), name)
        self.network.setCurrentIndex(max(0, self.network.findData(self._config.network)))

    def _on_preset(self, _: int) -> None:
        if self.preset.currentData() != BY_HAND:
            self.changed.emit(preset(self.preset.currentData(), self._dimension), False)

    def _on_network(self, _: int) -> None:
        self.changed.emit(replace(self._config, network=self.network.currentData()), False)

    def _on_value(self, parameter: Parameter, value: float) -> None:
        self.changed.emit(parameter.write(self._config, value), False)

    def _on_slider(self, parameter: Parameter, notch: int) -> None:
        value = round(_value(parameter, notch), parameter.decimals)
        changed = parameter.write(self._config, value)
        self.changed.emit(changed, self.sliders[parameter].isSliderDown())

    def _connect(self) -> None:
        self.preset.activated.connect(self._on_preset)
        self.network.activated.connect(self._on_network)
        self.device.activated.connect(lambda: self.device_chosen.emit(self.device.currentData()))
        self.reset.clicked.connect(
            lambda: self.changed.emit(preset(DEFAULT, self._dimension), False)
        )
        for parameter, control in self.controls.items():
            signal = control.toggled if isinstance(control, QCheckBox) else control.valueChanged
            signal.connect(partial(self._on_value, parameter))
        for parameter, slider in self.sliders.items():
            slider.valueChanged.connect(partial(self._on_slider, parameter))
            slider.sliderReleased.connect(self.drag_ended)

    def _combo(self) -> QComboBox:
        combo = QComboBox(self)
        combo.setMinimumContentsLength(8)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLength)
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.installEventFilter(self)
        return combo

    def _lay_out(self) -> None:
        for device, text in _DEVICES.items():
            self.device.addItem(text, device)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        names = (mark("Preset"), mark("Network"), mark("Works on"))
        for name, combo in zip(names, (self.preset, self.network, self.device), strict=True):
            row = grid.rowCount()
            word(combo, accessibleName=name)
            grid.addWidget(quiet_label(name, self), row, 0)
            grid.addWidget(combo, row, 1, 1, 2)
        for parameter in PARAMETERS:
            self._add(grid, parameter)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.reset)
        self.body.addLayout(grid)
        self.body.addLayout(foot)

    def _add(self, grid: QGridLayout, parameter: Parameter) -> None:
        row = grid.rowCount()
        if parameter.is_switch:
            control: QCheckBox | QDoubleSpinBox = QCheckBox(self)
            word(control, text=parameter.label)
            grid.addWidget(control, row, 0, 1, 3)
        else:
            control = self._number(parameter)
            name = quiet_label(parameter.label, self)
            word(name, toolTip=parameter.tooltip)
            grid.addWidget(name, row, 0, 1, 2)
            grid.addWidget(control, row, 2)
            if parameter.is_of_the_cut:
                grid.addWidget(self._slider(parameter), row + 1, 0, 1, 3)
        word(control, accessibleName=parameter.label, toolTip=parameter.tooltip)
        self.controls[parameter] = control

    def _number(self, parameter: Parameter) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        box.setDecimals(parameter.decimals)
        box.setRange(parameter.low, parameter.high)
        box.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        box.setKeyboardTracking(False)
        box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        box.setFixedWidth(66)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.installEventFilter(self)
        return box

    def _slider(self, parameter: Parameter) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(0, _SLIDER_STEPS)
        word(slider, accessibleName=parameter.label, toolTip=parameter.tooltip)
        slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        slider.installEventFilter(self)
        self.sliders[parameter] = slider
        return slider


def _value(parameter: Parameter, notch: int) -> float:
    """Small values, which matter most, get the most room."""
    share = (notch / _SLIDER_STEPS) ** 2
    return parameter.low + share * (parameter.high - parameter.low)


def _notch(parameter: Parameter, value: float) -> int:
    share = (value - parameter.low) / (parameter.high - parameter.low)
    return round(_SLIDER_STEPS * max(0.0, share) ** 0.5)
