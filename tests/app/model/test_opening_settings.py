"""How an image is looked at when it is opened."""

import numpy as np
import pytest

from app.model.view_state import Tool, ViewSettings, ViewState, WindowLevel, settings_for
from bifseg_core.geometry import Affine
from bifseg_core.volume import Volume


def volume(data):
    return Volume(np.asarray(data), Affine.from_spacing((1, 1, 1)))


def test_the_crosshair_is_in_the_middle_and_all_else_is_kept():
    opened = settings_for(volume(np.zeros((5, 8, 1))), ViewSettings(tool=Tool.ERASER))
    assert opened.crosshair_ijk == (2, 4, 0)
    assert opened.tool is Tool.ERASER


def test_the_window_leaves_out_the_extremes():
    data = np.linspace(0, 1000, 10_000).reshape(10, 100, 10)
    data[0, 0, 0], data[0, 0, 1] = -1e6, 1e6
    look = settings_for(volume(data)).window_level
    assert look.level == pytest.approx(500, abs=10)
    assert look.window == pytest.approx(990, abs=10)


@pytest.mark.parametrize(
    ("data", "window_level"),
    [
        (np.full((4, 4, 4), 7, np.uint8), WindowLevel(1, 7)),
        (np.full((4, 4, 4), np.nan), WindowLevel(1, 0.5)),
        (np.eye(30, dtype=bool)[:, :, None], WindowLevel(1, 0.5)),
    ],
)
def test_strange_images_have_a_window_all_the_same(data, window_level):
    assert settings_for(volume(data)).window_level == window_level


def test_one_object_among_nothing_is_seen():
    data = np.zeros((40, 40, 40))
    data[20, 20, 20:22] = 50
    assert settings_for(volume(data)).window_level == WindowLevel(50, 25)


def test_what_is_not_a_number_is_left_out():
    data = np.linspace(0, 100, 1000).reshape(10, 10, 10)
    data[:5] = np.nan
    data[9, 9, 9] = np.inf
    assert settings_for(volume(data)).window_level.level == pytest.approx(75, abs=2)


def test_replacing_tells_once_and_only_of_changes(qtbot):
    state = ViewState()
    with qtbot.waitSignal(state.changed) as told:
        state.replace(settings_for(volume(np.zeros((5, 8, 3)))))
    assert told.args[0].touches("crosshair_ijk")
    with qtbot.assertNotEmitted(state.changed):
        state.replace(state.settings)


def test_the_window_is_found_once_an_image(monkeypatch):
    image = volume(np.linspace(0, 1000, 1000).reshape(10, 10, 10))
    once = settings_for(image).window_level
    other = settings_for(volume(2 * image.data)).window_level
    assert other.window == pytest.approx(2 * once.window)
    monkeypatch.setattr(np, "percentile", None)
    assert settings_for(image).window_level is once
