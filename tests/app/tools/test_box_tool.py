"""The box: any direction, guessed depth, handles, never outside the image."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tools.box_tool import HANDLES, BoxPlace, Grip, drag_box, draw_box, grip_at
from app.tools.drag import Drag
from app.tools.slice_geometry import Plane, SliceGeometry
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.volume import Volume


def place(plane=Plane.AXIAL, index=20, existing=None, spacing=(1.0, 1.0, 1.0), shape=(40, 50, 60)):
    # Stored so that columns and rows count like the two voxel axes of the slice.
    affine = Affine(np.diag([-spacing[0], -spacing[1], -spacing[2], 1.0]))
    volume = Volume(np.zeros(shape, np.uint8), affine)
    return BoxPlace(SliceGeometry.of(volume, plane), index, existing)


def drawn(steps, *points):
    drag = Drag(steps)
    for point in points:
        drag.move(point)
    return drag.release()


def test_a_box_is_as_deep_as_wide_and_centred_on_the_slice():
    box = drawn(draw_box(place(), (10.4, 12.6)), (18.2, 30.9))
    assert box == BoundingBox((10, 12, 16), (19, 31, 25))


def test_depth_is_guessed_in_millimetres():
    box = drawn(draw_box(place(spacing=(1, 1, 3)), (10.5, 10.5)), (24.5, 20.5))
    assert box.shape == (15, 11, 5)


@pytest.mark.parametrize("start", [(10.4, 12.6), (18.2, 12.6), (10.4, 30.9), (18.2, 30.9)])
def test_the_direction_of_the_drag_does_not_matter(start):
    opposite = (28.6 - start[0], 43.5 - start[1])
    assert drawn(draw_box(place(), start), opposite) == BoundingBox((10, 12, 16), (19, 31, 25))


def test_the_preview_is_what_is_drawn():
    drag = Drag(draw_box(place(), (5.5, 5.5)))
    assert drag.preview is None
    previews = [drag.move((9.5, 9.5)), drag.move((12.5, 9.5))]
    assert [p.shape[0] for p in previews] == [5, 8]
    assert drag.release() == previews[-1]


@pytest.mark.parametrize("points", [(), ((5.6, 5.9),), ((30, 5.6),), ((5.6, 30),)])
def test_a_click_or_a_line_is_no_box(points):
    assert drawn(draw_box(place(), (5.5, 5.5)), *points) is None


def test_a_box_outside_the_image_is_none():
    assert drawn(draw_box(place(), (-9.0, -9.0)), (-3.0, -2.0)) is None


@given(
    *[st.tuples(st.floats(-30, 90), st.floats(-30, 90)) for _ in range(2)], st.sampled_from(Plane)
)
def test_a_box_never_leaves_the_image(start, stop, plane):
    box = drawn(draw_box(place(plane, 3), start), stop)
    assert box is None or box.clipped_to((40, 50, 60)) == box
    assert box is None or place(plane, 3).geometry.depth_of(box)[0] <= 3


def test_a_second_drag_in_another_plane_keeps_the_depth_of_the_first():
    first = drawn(draw_box(place(), (10.5, 10.5)), (19.5, 19.5))
    second = drawn(draw_box(place(Plane.CORONAL, 15, first), (8.5, 2.5)), (22.5, 40.5))
    assert second == BoundingBox((8, 10, 2), (23, 20, 41))


def test_a_box_elsewhere_on_the_slice_guesses_anew():
    existing = BoundingBox((2, 2, 0), (6, 6, 40))
    box = drawn(draw_box(place(existing=existing), (20.5, 20.5)), (24.5, 24.5))
    assert box == BoundingBox((20, 20, 18), (25, 25, 23))


def test_a_picture_gets_a_box_of_one_slice():
    box = drawn(draw_box(place(index=0, shape=(40, 50, 1)), (3.5, 4.5)), (20.5, 30.5))
    assert box == BoundingBox((3, 4, 0), (21, 31, 1))


EXISTING = BoundingBox((10, 12, 15), (20, 30, 25))


@pytest.mark.parametrize("handle", HANDLES)
def test_a_handle_moves_its_sides_and_no_other(handle):
    here = place(existing=EXISTING)
    point = handle.point_on(here.geometry.rect_of(EXISTING))
    assert grip_at(here, point, (1, 1)) is handle
    box = drawn(drag_box(here, handle, point), (point[0] + 2, point[1] + 3))
    across, along = handle.value
    start = (10 + 2 * (across < 0), 12 + 3 * (along < 0), 15)
    stop = (20 + 2 * (across > 0), 30 + 3 * (along > 0), 25)
    assert box == BoundingBox(start, stop)


def test_an_edge_moves_the_box_and_stops_at_the_image():
    here = place(existing=EXISTING)
    assert grip_at(here, (10.2, 17), (1, 1)) is Grip.MOVE
    assert drawn(drag_box(here, Grip.MOVE, (10, 17)), (13, 15)) == BoundingBox(
        (13, 10, 15), (23, 28, 25)
    )
    assert drawn(drag_box(here, Grip.MOVE, (10, 17)), (99, -99)) == BoundingBox(
        (30, 0, 15), (40, 18, 25)
    )


@pytest.mark.parametrize("point", [(15, 17), (5, 5), (10, 40)])
def test_inside_and_outside_there_is_nothing_to_grip(point):
    assert grip_at(place(existing=EXISTING), point, (1, 1)) is None


@pytest.mark.parametrize("index", [14, 25])
def test_a_box_that_does_not_reach_the_slice_has_no_handles(index):
    assert grip_at(place(index=index, existing=EXISTING), (10, 12), (1, 1)) is None


def test_a_handle_dragged_across_turns_the_box_over():
    here = place(existing=EXISTING)
    assert drawn(drag_box(here, Grip.RIGHT, (20, 21)), (4, 21)) == BoundingBox(
        (4, 12, 15), (10, 30, 25)
    )


@given(st.sampled_from(list(Grip)), st.integers(-90, 90), st.integers(-90, 90))
def test_dragging_never_empties_the_box_nor_leaves_the_image(grip, dx, dy):
    here = place(existing=EXISTING)
    box = drawn(drag_box(here, grip, (10.0, 12.0)), (10.0 + dx, 12.0 + dy))
    assert box is None or box.clipped_to((40, 50, 60)) == box


def test_a_box_put_back_where_it_was_is_no_change():
    here = place(existing=EXISTING)
    assert drawn(drag_box(here, Grip.LEFT, (10, 20)), (14, 20), (10.2, 20)) is None


def test_a_cancelled_drag_is_over():
    drag = Drag(draw_box(place(), (5, 5)))
    drag.cancel()
    with pytest.raises(StopIteration):
        drag.move((9, 9))


@pytest.mark.parametrize("plane", Plane)
def test_a_flat_place_makes_a_box_of_one_slice(plane):
    flat = replace(place(plane, 4), is_flat=True)
    box = drawn(draw_box(flat, (3.5, 4.5)), (9.5, 8.5))
    assert flat.geometry.depth_of(box) == (4, 5)
    assert box.dimension == 2
    lending = replace(flat, existing=flat.geometry.box_of((2, 2, 12, 12), (2, 9)))
    assert drawn(draw_box(lending, (3.5, 4.5)), (9.5, 8.5)) == box
