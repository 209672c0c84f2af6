"""Ruler and circle as drags, and which of them is near."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tools.drag import Drag
from app.tools.measure_tool import (
    MeasureGrip,
    draw_measure,
    ends_px,
    grip_on,
    is_on,
    move_measure,
    nearest_measure,
)
from app.tools.slice_geometry import Plane, SliceGeometry
from bifseg_core.geometry import Affine
from bifseg_core.measures import MeasureKind
from bifseg_core.volume import Volume

VOLUME = Volume(np.zeros((40, 50, 30)), Affine(np.diag([-1.0, -1.0, 2.0, 1.0])))
points = st.tuples(st.floats(0, 30), st.floats(0, 25))


def drawn(kind, plane, start, *through, index=4):
    geometry = SliceGeometry.of(VOLUME, plane)
    drag = Drag(draw_measure(kind, geometry, index, start))
    for point in through:
        drag.move(point)
    return drag.release(), geometry


@given(points, points, st.sampled_from(Plane), st.sampled_from(MeasureKind))
def test_it_lies_where_it_was_drawn(start, end, plane, kind):
    measure, geometry = drawn(kind, plane, start, (1.0, 2.0), end)
    if measure is None:
        assert np.hypot(start[0] - end[0], start[1] - end[1]) < 0.5
        return
    assert measure.kind is kind
    assert is_on(measure, geometry, 4)
    assert not is_on(measure, geometry, 5)
    np.testing.assert_allclose(ends_px(measure, geometry), (start, end), atol=1e-9)


def test_its_length_is_in_millimetres_in_any_plane():
    ruler, _ = drawn(MeasureKind.RULER, Plane.CORONAL, (10.0, 5.0), (13.0, 7.0))
    assert ruler.length(VOLUME.affine) == pytest.approx(5.0)  # 3 of 1 mm, 2 of 2 mm


def test_a_click_draws_nothing():
    assert drawn(MeasureKind.RULER, Plane.AXIAL, (10.0, 5.0))[0] is None
    assert drawn(MeasureKind.CIRCLE, Plane.AXIAL, (10.0, 5.0), (10.2, 5.2))[0] is None


def test_a_measure_of_another_plane_is_not_seen():
    ruler, _ = drawn(MeasureKind.RULER, Plane.CORONAL, (10.0, 5.0), (13.0, 7.0))
    assert not is_on(ruler, SliceGeometry.of(VOLUME, Plane.AXIAL), 4)


class TestNearest:
    @pytest.fixture
    def both(self):
        ruler, geometry = drawn(MeasureKind.RULER, Plane.AXIAL, (5.0, 5.0), (15.0, 5.0))
        circle, _ = drawn(MeasureKind.CIRCLE, Plane.AXIAL, (10.0, 20.0), (14.0, 20.0))
        return [ruler, circle], geometry

    @pytest.mark.parametrize(
        ("point", "expected"),
        [
            ((9.0, 6.5), 0),  # beside the line
            ((16.0, 5.0), 0),  # beyond its end
            ((10.0, 24.5), 1),  # beside the rim
            ((10.0, 20.0), 1),  # the circle's middle
            ((10.0, 22.0), None),  # between both
            ((30.0, 40.0), None),
        ],
    )
    def test_by_line_rim_and_middle(self, both, point, expected):
        measures, geometry = both
        found = nearest_measure(measures, geometry, point, reach_mm=1.5)
        assert found is (None if expected is None else measures[expected])

    def test_of_none(self, both):
        assert nearest_measure([], both[1], (1.0, 1.0), 100.0) is None


def moved(measure, geometry, start, *through):
    grip = grip_on(measure, geometry, start, 1.0)
    drag = Drag(move_measure(measure, grip, geometry, 4, start))
    for point in through:
        drag.move(point)
    return drag.release(), grip


@given(points, st.sampled_from(Plane), st.sampled_from(MeasureKind))
def test_an_end_follows_the_mouse_and_the_other_one_stays(end, plane, kind):
    measure, geometry = drawn(kind, plane, (5.0, 5.0), (15.0, 5.0))
    after, grip = moved(measure, geometry, (15.0, 5.0), (1.0, 1.0), end)
    assert grip is MeasureGrip.END
    if after is not None:
        assert is_on(after, geometry, 4)
        np.testing.assert_allclose(ends_px(after, geometry), ((5, 5), end), atol=1e-9)


@given(points, st.sampled_from(Plane))
def test_the_first_end_of_a_ruler_follows_too(start, plane):
    ruler, geometry = drawn(MeasureKind.RULER, plane, (5.0, 5.0), (15.0, 5.0))
    after, grip = moved(ruler, geometry, (5.0, 5.0), start)
    assert grip is MeasureGrip.START
    if after is not None:
        np.testing.assert_allclose(ends_px(after, geometry), (start, (15, 5)), atol=1e-9)


@pytest.mark.parametrize(
    ("kind", "held"), [(MeasureKind.RULER, (10.0, 5.0)), (MeasureKind.CIRCLE, (5.0, 5.0))]
)
def test_the_line_or_the_middle_moves_all_of_it(kind, held):
    measure, geometry = drawn(kind, Plane.AXIAL, (5.0, 5.0), (15.0, 5.0))
    after, grip = moved(measure, geometry, held, (held[0] + 2, held[1] + 7))
    assert grip is MeasureGrip.WHOLE
    np.testing.assert_allclose(ends_px(after, geometry), ((7, 12), (17, 12)), atol=1e-9)
    assert after.length(VOLUME.affine) == pytest.approx(measure.length(VOLUME.affine))
    assert after.kind is kind


def test_the_rim_makes_a_circle_wider_and_its_middle_is_within_reach():
    circle, geometry = drawn(MeasureKind.CIRCLE, Plane.AXIAL, (10.0, 10.0), (14.0, 10.0))
    after, grip = moved(circle, geometry, (10.0, 6.0), (10.0, 4.0))
    assert grip is MeasureGrip.END
    np.testing.assert_allclose(ends_px(after, geometry), ((10, 10), (10, 4)), atol=1e-9)
    assert nearest_measure([circle], geometry, (10.2, 10.0), 1.0) is circle
    assert nearest_measure([circle], geometry, (12.0, 10.0), 1.0) is None


def test_a_press_without_a_move_changes_nothing():
    ruler, geometry = drawn(MeasureKind.RULER, Plane.AXIAL, (5.0, 5.0), (15.0, 5.0))
    assert moved(ruler, geometry, (15.0, 5.0))[0] is None
