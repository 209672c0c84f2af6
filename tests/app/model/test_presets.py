from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.model.presets import next_preset, presets_for, window_level_in
from app.model.view_state import WindowLevel
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.volume import Volume


def volume(low: float, high: float) -> Volume:
    data = np.linspace(low, high, 1000).reshape(10, 10, 10)
    return Volume(data, Affine.from_spacing((1, 1, 1)))


def test_ct_presets_are_for_ct_alone() -> None:
    assert "CT lung" in presets_for(volume(-1000, 2000))
    assert "CT lung" not in presets_for(volume(0, 2000))
    assert presets_for(volume(0, 2000))["Full range"] == WindowLevel(2000, 1000)


def test_mr_has_one_with_strong_contrast() -> None:
    presets = presets_for(volume(0, 2000))
    assert presets["MR strong contrast"].window < presets["Automatic"].window
    assert "MR strong contrast" not in presets_for(volume(-1000, 2000))


def test_the_grey_scale_of_a_box_fits_what_lies_in_it() -> None:
    scan = volume(0, 1000)
    box = BoundingBox((2, 0, 0), (4, 10, 10))
    found = window_level_in(scan, box)
    assert found.level == pytest.approx(300, abs=2)
    assert found.window == pytest.approx(200, abs=5)
    outside = BoundingBox((-5, 0, 0), (4, 10, 10))
    assert window_level_in(scan, outside).level == pytest.approx(200, abs=2)


def test_a_picture_in_colour_is_shown_as_it_is() -> None:
    colours = np.zeros((10, 10, 10, 3), np.uint8)
    picture = replace(volume(0, 90), colours=colours)
    assert presets_for(picture)["Automatic"] == WindowLevel(255, 127.5)


def test_presets_go_round() -> None:
    presets = presets_for(volume(-1000, 2000))
    names = list(presets)
    assert next_preset(presets, None) == names[0]
    assert next_preset(presets, presets[names[0]]) == names[1]
    assert next_preset(presets, presets[names[-1]]) == names[0]


def test_a_constant_image_has_a_window() -> None:
    assert all(p.window > 0 for p in presets_for(volume(3, 3)).values())
