from __future__ import annotations

import numpy as np

from app.model.presets import next_preset, presets_for
from app.model.view_state import WindowLevel
from bifseg_core.geometry import Affine
from bifseg_core.volume import Volume


def volume(low: float, high: float) -> Volume:
    data = np.linspace(low, high, 1000).reshape(10, 10, 10)
    return Volume(data, Affine.from_spacing((1, 1, 1)))


def test_ct_presets_are_for_ct_alone() -> None:
    assert "CT lung" in presets_for(volume(-1000, 2000))
    assert "CT lung" not in presets_for(volume(0, 2000))
    assert presets_for(volume(0, 2000))["Full range"] == WindowLevel(2000, 1000)


def test_presets_go_round() -> None:
    presets = presets_for(volume(-1000, 2000))
    names = list(presets)
    assert next_preset(presets, None) == names[0]
    assert next_preset(presets, presets[names[0]]) == names[1]
    assert next_preset(presets, presets[names[-1]]) == names[0]


def test_a_constant_image_has_a_window() -> None:
    assert all(p.window > 0 for p in presets_for(volume(3, 3)).values())
