"""Fields for intensities, from shares of one to becquerels in the millions."""

from __future__ import annotations

from PyQt5.QtWidgets import QDoubleSpinBox, QWidget

from app.wording import word

_LARGEST = 1e12
"""Becquerels go into the millions; what a box cannot hold it would clip without a word."""


def intensity_field(name: str, parent: QWidget) -> QDoubleSpinBox:
    """A field for an intensity or a difference of two.

    Args:
        name: in English, for the tooltip and for who hears the window.
        parent: owns it.
    """
    box = QDoubleSpinBox(parent)
    word(box, accessibleName=name, toolTip=name)
    box.setRange(-_LARGEST, _LARGEST)
    box.setDecimals(1)
    box.setMinimumWidth(56)
    box.setKeyboardTracking(False)
    box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
    box.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
    return box


def decimals_for(window: float) -> int:
    """As many as it takes to tell grey scales of that width apart."""
    if window >= 1000:
        return 0
    return 1 if window >= 10 else 3 if window >= 0.1 else 5
