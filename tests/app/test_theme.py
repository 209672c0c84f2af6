from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt5.QtCore import QSize
from PyQt5.QtGui import QColor
from PyQt5.QtWidgets import QApplication

from app import resources, theme
from app.controllers.dressing import DressController, dress
from app.model.settings import Settings
from app.system_theme import Scheme, scheme_of_portal, scheme_of_windows
from app.theme import DARK, LIGHT, Colours, ThemeChoice
from app.views.icons import icon
from app.views.palette import PLANE_ACCENT, QUIET_TEXT, SEED_COLOUR, VIEWER_BACKGROUND

SURFACES = ("frame", "card", "raised", "welcome")
TEXTS = ("text", "quiet", "faint", "accent", "accent_hover", "error")
BOTH = pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """Dressed as it was again afterwards."""
    before = qapp.property("scheme"), qapp.styleSheet(), qapp.palette()
    yield qapp
    qapp.setProperty("scheme", before[0])
    qapp.setStyleSheet(before[1])
    qapp.setPalette(before[2])


@BOTH
@pytest.mark.parametrize(("text", "surface"), [*itertools.product(TEXTS, SURFACES)])
def test_every_text_can_be_read_on_every_surface(colours: Colours, text: str, surface: str) -> None:
    assert theme.contrast(getattr(colours, text), getattr(colours, surface)) >= 4.5


@BOTH
@pytest.mark.parametrize("surface", ["accent", "accent_hover", "accent_pressed"])
def test_the_large_button_can_be_read(colours: Colours, surface: str) -> None:
    assert theme.contrast(colours.on_accent, getattr(colours, surface)) >= 4.5


@BOTH
@pytest.mark.parametrize("surface", ["error_card", "info_card", "line"])
def test_the_banner_can_be_read(colours: Colours, surface: str) -> None:
    assert theme.contrast(colours.text, getattr(colours, surface)) >= 4.5


@BOTH
@pytest.mark.parametrize("seed", ["object_seed", "background_seed"])
def test_the_brush_is_seen_on_the_strip(colours: Colours, seed: str) -> None:
    assert theme.contrast(getattr(colours, seed), colours.frame) >= 4.5


def test_the_viewers_are_dark_in_both_themes() -> None:
    assert DARK.viewer == LIGHT.viewer == VIEWER_BACKGROUND


@pytest.mark.parametrize(
    "colour", [*SEED_COLOUR.values(), *PLANE_ACCENT.values(), QUIET_TEXT], ids=str
)
def test_what_is_drawn_over_a_scan_is_seen_on_black(colour: str) -> None:
    assert theme.contrast(colour, VIEWER_BACKGROUND) >= 4.5


def test_contrast_of_black_and_white() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)


def test_no_text_is_smaller_than_13_px() -> None:
    sizes = re.findall(r"font-size: (\d+)px", resources.THEME.read_text())
    assert sizes
    assert min(int(size) for size in sizes) >= 13


@BOTH
def test_every_name_of_the_sheet_is_replaced_and_every_picture_exists(colours: Colours) -> None:
    sheet = theme.style_sheet(colours)
    assert "@" not in sheet
    pictures = re.findall(r'url\("([^"]+)"\)', sheet)
    assert pictures
    assert all(Path(name).is_file() for name in pictures)


@pytest.mark.parametrize(
    ("choice", "system", "expected"),
    [
        (ThemeChoice.SYSTEM, Scheme.LIGHT, LIGHT),
        (ThemeChoice.SYSTEM, Scheme.DARK, DARK),
        (ThemeChoice.SYSTEM, None, DARK),
        (ThemeChoice.LIGHT, Scheme.DARK, LIGHT),
        (ThemeChoice.DARK, Scheme.LIGHT, DARK),
    ],
)
def test_the_choice_goes_before_the_desktop(
    choice: ThemeChoice, system: Scheme | None, expected: Colours
) -> None:
    assert theme.chosen_colours(choice, system) is expected


@pytest.mark.parametrize(
    ("answer", "expected"), [(1, Scheme.DARK), (2, Scheme.LIGHT), (0, None), (None, None)]
)
def test_what_the_desktop_portal_says(answer: object, expected: Scheme | None) -> None:
    assert scheme_of_portal(answer) is expected


@pytest.mark.parametrize(
    ("answer", "expected"), [(0, Scheme.DARK), (1, Scheme.LIGHT), ("0", Scheme.DARK), (None, None)]
)
def test_what_windows_says(answer: object, expected: Scheme | None) -> None:
    assert scheme_of_windows(answer) is expected


def test_icons_change_with_the_theme(application: QApplication) -> None:
    kept = icon("plus")

    def darkest() -> float:
        image = kept.pixmap(QSize(24, 24)).toImage()
        pixels = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
        return min(pixel.lightnessF() for pixel in pixels if pixel.alpha() == 255)

    theme.apply(application, DARK)
    assert darkest() > 0.8
    theme.apply(application, LIGHT)
    assert darkest() < 0.2


def test_the_chosen_theme_is_worn_and_remembered(application: QApplication, tmp_path: Path) -> None:
    theme.apply(application, DARK)
    dressing = DressController(Settings(tmp_path / "window.ini"))
    dressing.choose_theme(ThemeChoice.LIGHT)
    assert theme.colours() is LIGHT
    assert application.palette().window().color() == QColor(LIGHT.frame)
    theme.apply(application, DARK)
    dress(Settings(tmp_path / "window.ini"))
    assert theme.colours() is LIGHT
