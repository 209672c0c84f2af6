"""The colours of the window and the style sheet made from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from PyQt5.QtGui import QColor, QFont, QPalette
from PyQt5.QtWidgets import QApplication

from app import resources


@dataclass(frozen=True)
class Colours:
    """One theme; every text colour reaches 4.5:1 on every surface it is used on."""

    viewer: str = "#0E1013"
    frame: str = "#17191D"
    card: str = "#202329"
    raised: str = "#2B2F37"
    line: str = "#363B44"
    text: str = "#E8EAED"
    quiet: str = "#A4ACB7"
    faint: str = "#909AA6"
    accent: str = "#4DA3FF"
    accent_hover: str = "#74B8FF"
    accent_pressed: str = "#3A8BE0"
    on_accent: str = "#06131F"
    error: str = "#FF8A7A"
    error_card: str = "#3A1F1E"
    info_card: str = "#1B2B3D"


DARK = Colours()


def style_sheet(colours: Colours = DARK) -> str:
    """The style sheet with every `@name` replaced by the theme's colour or folder of that name."""
    values = {field.name: getattr(colours, field.name) for field in fields(colours)}
    values["icons"] = resources.ICONS.as_posix()
    text = resources.THEME.read_text(encoding="utf-8")
    return re.sub(r"@(\w+)", lambda found: values[found[1]], text)


def apply(application: QApplication, colours: Colours = DARK) -> None:
    """Dress the whole application."""
    application.setStyle("Fusion")
    application.setPalette(_palette(colours))
    font = QFont(application.font())
    font.setPixelSize(13)
    application.setFont(font)
    application.setStyleSheet(style_sheet(colours))


def contrast(first: str, second: str) -> float:
    """Contrast of two colours after WCAG 2.1, 1..21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(name: str) -> float:
    red, green, blue = (_linear(value) for value in QColor(name).getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _palette(colours: Colours) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: colours.frame,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.card,
        QPalette.ColorRole.AlternateBase: colours.raised,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.raised,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.PlaceholderText: colours.quiet,
    }
    palette = QPalette()
    for role, name in roles.items():
        palette.setColor(role, QColor(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return palette
