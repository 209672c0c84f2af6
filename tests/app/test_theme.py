from __future__ import annotations

import itertools
import re

import pytest

from app import resources, theme

SURFACES = ("viewer", "frame", "card", "raised")
TEXTS = ("text", "quiet", "faint", "accent", "error")


@pytest.mark.parametrize(("text", "surface"), [*itertools.product(TEXTS, SURFACES)])
def test_every_text_can_be_read_on_every_surface(text: str, surface: str) -> None:
    assert theme.contrast(getattr(theme.DARK, text), getattr(theme.DARK, surface)) >= 4.5


@pytest.mark.parametrize("surface", ["accent", "accent_hover", "accent_pressed"])
def test_the_large_button_can_be_read(surface: str) -> None:
    assert theme.contrast(theme.DARK.on_accent, getattr(theme.DARK, surface)) >= 4.5


@pytest.mark.parametrize("surface", ["error_card", "info_card"])
def test_the_banner_can_be_read(surface: str) -> None:
    assert theme.contrast(theme.DARK.text, getattr(theme.DARK, surface)) >= 4.5


def test_contrast_of_black_and_white() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)


def test_no_text_is_smaller_than_13_px() -> None:
    sizes = re.findall(r"font-size: (\d+)px", resources.THEME.read_text())
    assert sizes
    assert min(int(size) for size in sizes) >= 13


def test_every_name_of_the_sheet_is_replaced() -> None:
    assert "@" not in theme.style_sheet()
