"""The colours of the window and the style sheet made from them."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, fields

from PyQt5.QtGui import QColor, QFont, QPalette
from PyQt5.QtWidgets import QApplication

from app import resources
from app.system_theme import Scheme


@dataclass(frozen=True)
class Colours:
    """One theme; every text colour reaches 4.5:1 on every surface it is used on.

    The viewers are dark in every theme, so that a scan is always judged on the same ground.
    """

    name: str = Scheme.DARK.value
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
    welcome: str = "#0E1013"
    object_seed: str = "#56B4E9"
    background_seed: str = "#E69F00"


DARK = Colours()
LIGHT = Colours(
    name=Scheme.LIGHT.value,
    frame="#F1F3F6",
    card="#FFFFFF",
    raised="#E3E7ED",
    line="#CBD2DC",
    text="#1A1E23",
    quiet="#48515D",
    faint="#5A6370",
    accent="#0A58B8",
    accent_hover="#084A9C",
    accent_pressed="#063B7D",
    on_accent="#FFFFFF",
    error="#A3211A",
    error_card="#FBE3E0",
    info_card="#DCE9FA",
    welcome="#F1F3F6",
    object_seed="#0069A6",
    background_seed="#A34700",
)
_BY_SCHEME = {Scheme.DARK: DARK, Scheme.LIGHT: LIGHT}


class ThemeChoice(enum.Enum):
    """What the user wants the window to look like."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def chosen_colours(choice: ThemeChoice, system: Scheme | None) -> Colours:
    """The theme of that choice; dark where the desktop has no opinion, for a dark room.

    Args:
        choice: the user's.
        system: the desktop's.
    """
    if choice is ThemeChoice.SYSTEM:
        return _BY_SCHEME[system or Scheme.DARK]
    return _BY_SCHEME[Scheme(choice.value)]


def colours() -> Colours:
    """The theme that the application wears now."""
    application = QApplication.instance()
    is_light = application is not None and application.property("scheme") == LIGHT.name
    return LIGHT if is_light else DARK


def style_sheet(colours: Colours = DARK) -> str:
    """The style sheet with every `@name` replaced by the theme's colour or folder of that name."""
    values = {field.name: getattr(colours, field.name) for field in fields(colours)}
    values["icons"] = resources.ICONS.as_posix()
    text = resources.THEME.read_text(encoding="utf-8")
    return re.sub(r"@(\w+)", lambda found: values[found[1]], text)


def apply(application: QApplication, colours: Colours = DARK) -> None:
    """Dress the whole application."""
    application.setProperty("scheme", colours.name)
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
