import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tools.space_camera import SpaceCamera

CORNERS = np.array([[x, y, z] for x in (0, 100) for y in (-50, 50) for z in (10, 80)])
turns = st.lists(st.tuples(st.floats(-180, 180), st.floats(-180, 180)), max_size=8)
sizes = st.tuples(st.integers(50, 900), st.integers(50, 900))


@given(turns)
def test_turning_never_distorts(steps):
    camera = SpaceCamera.in_front(CORNERS)
    for across, along in steps:
        camera = camera.turned(across, along)
    axes = np.array(camera.orientation)
    assert np.allclose(axes @ axes.T, np.eye(3))
    assert np.linalg.det(axes) == pytest.approx(1)


@given(turns, sizes)
def test_all_of_it_is_in_the_window_from_every_side(steps, size):
    camera = SpaceCamera.in_front(CORNERS)
    for across, along in steps:
        camera = camera.turned(across, along)
    seen = camera.project(CORNERS, size)
    assert (seen >= -1).all()
    assert (seen <= np.add(size, 1)).all()


def test_one_looks_from_the_front_with_the_head_up_and_the_left_on_the_right():
    camera = SpaceCamera.in_front(CORNERS)
    middle = CORNERS.mean(axis=0)
    left, up, front = camera.project(middle + np.diag([-10, 10, 10])[[0, 2, 1]], (400, 400)) - 200
    assert left[0] > 0
    assert up[1] < 0
    assert camera.towards @ (0, 1, 0) > 0.8
    assert np.abs(front).max() < min(abs(left[0]), abs(up[1]))


def test_the_hand_takes_the_near_side_along():
    camera = SpaceCamera.in_front(CORNERS)
    near = np.asarray(camera.centre_ras) + camera.towards * 10
    to_right = camera.turned(20, 0).project([near], (400, 400))[0] - 200
    down = camera.turned(0, 20).project([near], (400, 400))[0] - 200
    assert to_right[0] > 1
    assert abs(to_right[1]) < 1e-6
    assert down[1] > 1
    assert abs(down[0]) < 1e-6


def test_zooming_brings_it_nearer_within_limits():
    camera = SpaceCamera.in_front(CORNERS)
    assert camera.zoomed(2).distance((400, 300)) == pytest.approx(camera.distance((400, 300)) / 2)
    assert camera.zoomed(1e9).zoom == 20
