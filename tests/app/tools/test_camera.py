import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tools.camera import Camera

coordinates = st.floats(-1e3, 1e3)
points = st.tuples(coordinates, coordinates)
cameras = st.builds(Camera, st.floats(0.1, 50), points)


@given(cameras, points)
def test_screen_and_back(camera, point):
    assert camera.to_mm(camera.to_screen(point)) == pytest.approx(point, abs=1e-6)


@given(cameras, points, st.floats(0.2, 5))
def test_zooming_leaves_the_point_under_the_cursor_where_it_is(camera, point, factor):
    assert camera.zoomed(factor, point).to_mm(point) == pytest.approx(camera.to_mm(point), abs=1e-6)


def test_fitting_centres_the_slice():
    camera = Camera.fitting((100, 50), (420, 400), margin=10)
    assert camera.scale == 4
    assert camera.to_screen((0, 0)) == (10, 100)
    assert camera.to_screen((100, 50)) == (410, 300)


def test_zoom_has_ends():
    assert Camera(1.0).zoomed(1e9, (0, 0)).scale == 400
    assert Camera(1.0).zoomed(1e-9, (0, 0)).scale == 0.05


def test_panning_shifts_what_is_seen():
    assert Camera(2.0, (5, 5)).panned((3, -1)).to_screen((0, 0)) == (8, 4)
