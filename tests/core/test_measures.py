from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bifseg_core.geometry import Affine
from bifseg_core.measures import Measure, MeasureKind, circle_values, profile_along

AFFINE = Affine(np.diag([-0.5, -2.0, 3.0, 1.0]))
places = st.tuples(*(st.floats(-5, 50, allow_nan=False),) * 3)


def circle(middle, rim, axis=2) -> Measure:
    return Measure(MeasureKind.CIRCLE, axis, middle, rim)


def test_a_ruler_measures_millimetres() -> None:
    ruler = Measure(MeasureKind.RULER, 2, (0.0, 0.0, 4.0), (6.0, 2.0, 4.0))
    assert ruler.length(AFFINE) == pytest.approx(5.0)
    assert ruler.slice_index == 4


@pytest.mark.parametrize("axis", range(3))
def test_a_circle_holds_what_a_loop_finds(axis: int) -> None:
    data = np.random.default_rng(axis).normal(size=(20, 12, 10))
    middle = tuple(4.0 if n == axis else 5.3 for n in range(3))
    rim = list(middle)
    rim[(axis + 1) % 3] += 2.6
    found = circle_values(circle(middle, tuple(rim), axis), data, AFFINE)
    radius = circle(middle, tuple(rim), axis).length(AFFINE)
    values = [
        data[voxel]
        for voxel in np.ndindex(data.shape)
        if voxel[axis] == 4 and math.dist(AFFINE.to_ras(voxel), AFFINE.to_ras(middle)) <= radius
    ]
    assert found is not None
    assert found.count == len(values) > 2
    assert found.mean == pytest.approx(np.mean(values))
    assert found.deviation == pytest.approx(np.std(values))
    assert (found.low, found.high) == (min(values), max(values))
    assert found.area == pytest.approx(math.pi * radius**2)


def test_a_circle_over_the_edge_counts_what_there_is() -> None:
    data = np.full((4, 4, 4), 7, np.int16)
    found = circle_values(circle((0.0, 0.0, 1.0), (0.0, 1.2, 1.0)), data, AFFINE)
    assert found is not None
    assert (found.mean, found.deviation) == (7, 0)
    assert found.count == sum(
        (i * 0.5) ** 2 + (j * 2.0) ** 2 <= 2.4**2 for i in range(4) for j in range(4)
    )


def test_values_that_are_no_numbers_are_left_out() -> None:
    data = np.ones((4, 4, 4), np.float32)
    data[1, 1, 1] = np.nan
    found = circle_values(circle((1.0, 1.0, 1.0), (3.0, 1.0, 1.0)), data, AFFINE)
    assert found is not None
    assert found.mean == 1


def test_a_circle_between_voxels_or_beside_the_image_holds_nothing() -> None:
    data = np.ones((4, 4, 4), np.float32)
    assert circle_values(circle((1.5, 1.5, 1.0), (1.6, 1.5, 1.0)), data, AFFINE) is None
    assert circle_values(circle((-9.0, 1.5, 1.0), (-8.0, 1.5, 1.0)), data, AFFINE) is None
    assert circle_values(circle((99.0, 1.5, 1.0), (98.0, 1.5, 1.0)), data, AFFINE) is None


@given(places, places, st.sampled_from(MeasureKind), st.integers(0, 2))
def test_it_can_be_written_down(start, end, kind, axis) -> None:
    measure = Measure(kind, axis, start, end)
    assert Measure.from_plain(measure.plain()) == measure


@pytest.mark.parametrize(
    "values",
    [
        ["ruler", 3, [0, 0, 0], [1, 1, 1]],
        ["line", 2, [0, 0, 0], [1, 1, 1]],
        ["ruler", 2, [0, 0], [1, 1, 1]],
        ["ruler", 2, [0, 0, float("nan")], [1, 1, 1]],
        ["ruler", 2],
    ],
)
def test_nonsense_is_refused(values) -> None:
    with pytest.raises((ValueError, TypeError)):
        Measure.from_plain(values)


def test_a_profile_is_what_lies_under_the_ruler() -> None:
    data = np.arange(10 * 4 * 3, dtype=np.int16).reshape(10, 4, 3)
    ruler = Measure(MeasureKind.RULER, 2, (1.0, 2.0, 1.0), (8.0, 2.0, 1.0))
    found = profile_along(ruler, data, Affine.from_spacing((2, 1, 1)))
    assert (found.distances[0], found.distances[-1]) == (0, 14)
    assert list(dict.fromkeys(found.values)) == data[1:9, 2, 1].tolist()
    beginning = found.distances[found.values == data[4, 2, 1]][0]
    assert beginning == pytest.approx(5, abs=0.5)  # half a voxel before its centre


def test_a_profile_ends_where_the_image_does() -> None:
    data = np.ones((4, 4, 1), np.uint8)
    affine = Affine.from_spacing((1, 1, 1))
    ruler = Measure(MeasureKind.RULER, 2, (2.0, 1.0, 0.0), (9.0, 1.0, 0.0))
    found = profile_along(ruler, data, affine)
    assert 1 <= found.distances.max() <= 1.5
    beside = Measure(MeasureKind.RULER, 2, (7.0, 1.0, 0.0), (9.0, 1.0, 0.0))
    assert profile_along(beside, data, affine).values.size == 0
