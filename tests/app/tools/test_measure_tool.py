"""Ruler and circle as drags, and which of them is near."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tools.drag import Drag
from app.tools.measure_tool import draw_measure, ends_px, is_on, nearest_measure
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
            ((10.0, 20.0), None),  # the circle's middle
            ((30.0, 40.0), None),
        ],
    )
    def test_by_line_and_rim(self, both, point, expected):
        measures, geometry = both
        found = nearest_measure(measures, geometry, point, reach_mm=2.0)
        assert found is (None if expected is None else measures[expected])

    def test_of_none(self, both):
        assert nearest_measure([], both[1], (1.0, 1.0), 100.0) is None
