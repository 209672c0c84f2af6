"""Box to grid and back."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from bifseg_core import preprocessing
from bifseg_core.errors import BoxError
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.preprocessing import grid_map, normalised, tellable, usable_box
from bifseg_core.volume import Volume

sides = st.integers(2, 40)


def told(values: np.ndarray) -> np.ndarray:
    return tellable(values)(values)


def volume_of(data: np.ndarray) -> Volume:
    return Volume(data, Affine.from_spacing((1, 1, 1)))


def test_the_largest_side_of_a_3d_box_gets_the_size_and_the_aspect_stays() -> None:
    grid = grid_map(
        BoundingBox((0, 0, 0), (40, 20, 10)), (1.0, 1.0, 3.0), size=80, fix_smallest=False
    )
    assert grid.grid_shape == (80, 40, 20)
    assert grid.spacing == pytest.approx((0.5, 0.5, 1.5))


def test_thick_slices_of_a_large_box_are_not_merged() -> None:
    box = BoundingBox.whole((100, 80, 30))
    shapes = {
        thickness: grid_map(box, (1, 1, thickness), size=50, fix_smallest=False).grid_shape
        for thickness in (0.5, 1, 1.5, 2, 8)
    }
    assert shapes == {
        0.5: (50, 40, 15),
        1: (50, 40, 15),
        1.5: (50, 40, 22),
        2: (50, 40, 30),
        8: (50, 40, 30),
    }


@given(st.tuples(sides, sides, sides), st.floats(0.01, 100), st.integers(8, 32))
def test_even_voxels_keep_their_aspect_whatever_their_size(
    shape: tuple[int, int, int], mm: float, size: int
) -> None:
    grid = grid_map(BoundingBox.whole(shape), (mm, mm, mm), size=size, fix_smallest=False)
    factor = size / max(shape)
    assert grid.grid_shape == tuple(max(1, round(n * factor)) for n in shape)


@given(st.tuples(sides, sides, sides), st.tuples(*[st.floats(0.01, 100)] * 3), st.integers(8, 32))
def test_a_grid_stays_within_its_size(
    shape: tuple[int, int, int], spacing: tuple[float, float, float], size: int
) -> None:
    grid = grid_map(BoundingBox.whole(shape), spacing, size=size, fix_smallest=False)
    assert max(grid.grid_shape) == size
    assert grid.grid_shape[np.argmax(shape)] == size
    np.testing.assert_allclose(
        np.multiply(grid.grid_shape, grid.spacing), np.multiply(shape, spacing)
    )


def test_the_smaller_in_plane_side_of_a_planar_box_gets_the_size() -> None:
    box = BoundingBox((0, 7, 0), (48, 8, 60))
    grid = grid_map(box, (1.0, 2.0, 1.0), size=96, fix_smallest=True)
    assert grid.grid_shape == (96, 120, 1)
    assert grid.thin_axis == 1


def test_a_very_long_box_does_not_explode() -> None:
    box = BoundingBox((0, 0, 0), (2, 500, 1))
    assert max(grid_map(box, (1, 1, 1), size=96, fix_smallest=True).grid_shape) <= 4 * 96


@given(st.tuples(sides, sides, sides), st.integers(8, 32))
def test_a_ramp_survives_the_way_there_and_back(shape: tuple[int, int, int], size: int) -> None:
    grid = grid_map(BoundingBox.whole(shape), (1, 1, 1), size=size, fix_smallest=False)
    ramp = np.indices(shape).sum(axis=0).astype(np.float32)
    back = grid.to_box(grid.to_grid(ramp))
    assert back.shape == shape
    inner = tuple(slice(n // 3, n - n // 3) for n in shape)
    steps = np.divide(shape, grid.grid_shape).max()
    assert np.abs(back - ramp)[inner].max() <= 3 * max(1.0, steps)


@given(
    st.tuples(sides, sides, sides),
    st.integers(4, 24),
    st.integers(0, 2**32 - 1),
)
def test_no_stroke_vanishes_on_the_grid(shape: tuple[int, int, int], size: int, seed: int) -> None:
    grid = grid_map(BoundingBox.whole(shape), (1, 1, 1), size=size, fix_smallest=False)
    seeds = np.zeros(shape, np.uint8)
    spot = tuple(np.random.default_rng(seed).integers(0, shape))
    seeds[spot] = 2
    assert (grid.seeds_to_grid(seeds) == 2).any()


def test_a_planar_box_along_any_axis_keeps_its_content() -> None:
    plane = np.arange(12.0).reshape(3, 4)
    for axis in range(3):
        data = np.expand_dims(plane, axis)
        grid = grid_map(BoundingBox.whole(data.shape), (1, 1, 1), size=3, fix_smallest=True)
        np.testing.assert_allclose(grid.to_grid(data)[..., 0], plane)
        np.testing.assert_allclose(grid.to_box(grid.to_grid(data)), data)


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("size", [6, 30])
def test_a_box_in_slabs_is_the_box_at_once(
    order: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = np.random.default_rng(0).integers(-1000, 1000, (23, 17, 19)).astype(np.int16)
    data = np.asarray(data, order=order)
    grid = grid_map(BoundingBox.whole(data.shape), (1, 1, 1), size=size, fix_smallest=False)
    at_once = grid.to_grid(data)
    certainty = np.random.default_rng(1).random(grid.grid_shape, np.float32)
    back, mask = grid.to_box(at_once), grid.mask_to_box(certainty)
    monkeypatch.setattr(preprocessing, "_SLAB_VOXELS", 500)
    np.testing.assert_array_equal(grid.to_grid(data), at_once)
    np.testing.assert_array_equal(grid.to_box(at_once), back)
    np.testing.assert_array_equal(grid.mask_to_box(certainty), mask)
    np.testing.assert_array_equal(mask, grid.to_box(certainty) > 0.5)


def test_a_border_on_the_grid_may_lie_between_its_voxels() -> None:
    grid = grid_map(BoundingBox.whole((40, 20, 20)), (1, 1, 1), size=10, fix_smallest=False)
    certainty = np.zeros(grid.grid_shape, np.float32)
    certainty[:5] = 1
    widths = []
    for surely in (0.6, 0.75, 1.0):
        certainty[4] = surely
        widths.append(int(grid.mask_to_box(certainty)[:, 10, 10].sum()))
    assert widths == sorted(widths)
    assert widths[0] < widths[-1] == 20


def test_a_large_box_costs_no_array_of_its_own_size() -> None:
    shape = (160, 160, 200)
    data = np.zeros(shape, np.int16)
    grid = grid_map(BoundingBox.whole(shape), (1, 1, 1), size=40, fix_smallest=False)
    small = np.zeros(grid.grid_shape, np.float32)
    tracemalloc.start()
    grid.to_grid(data, as_floats=tellable(data))
    _, there = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    grid.mask_to_box(small)
    _, back = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    as_floats = 4 * data.size
    assert there < 2.5 * as_floats
    assert back < 2.5 * as_floats


def test_smoothing_along_one_axis_at_a_time_is_smoothing_along_all() -> None:
    data = np.random.default_rng(1).normal(size=(40, 33, 27)).astype(np.float32)
    grid = grid_map(BoundingBox.whole(data.shape), (1, 1, 1), size=12, fix_smallest=False)
    sigma = (np.divide(data.shape, grid.grid_shape) - 1) / 2
    smooth = ndimage.gaussian_filter(data, sigma, mode="nearest", truncate=3)
    pairs = zip(data.shape, grid.grid_shape, strict=True)
    centres = [(np.arange(m) + 0.5) * n / m - 0.5 for n, m in pairs]
    expected = ndimage.map_coordinates(
        smooth, np.meshgrid(*centres, indexing="ij"), order=1, mode="nearest"
    )
    np.testing.assert_allclose(grid.to_grid(data), expected, atol=1e-5)


def test_normalised_values_have_mean_0_and_deviation_1() -> None:
    values = normalised(np.random.default_rng(0).normal(7, 3, (9, 9, 9)).astype(np.float32))
    assert values.mean() == pytest.approx(0, abs=1e-5)
    assert values.std() == pytest.approx(1, abs=1e-5)


def test_a_box_that_sticks_out_is_cut_off_with_a_note() -> None:
    volume = volume_of(np.random.default_rng(0).normal(size=(6, 6, 6)))
    box, notes = usable_box(volume, BoundingBox((-3, 1, 1), (4, 9, 5)))
    assert box == BoundingBox((0, 1, 1), (4, 6, 5))
    assert len(notes) == 1


@pytest.mark.parametrize(
    ("start", "stop"),
    [((7, 0, 0), (9, 3, 3)), ((2, 2, 2), (3, 3, 3)), ((2, 2, 2), (3, 3, 6))],
    ids=["outside", "one voxel", "a line"],
)
def test_useless_boxes_are_refused(start: tuple[int, int, int], stop: tuple[int, int, int]) -> None:
    volume = volume_of(np.random.default_rng(0).normal(size=(6, 6, 6)))
    with pytest.raises(BoxError, match=r"\.$"):
        usable_box(volume, BoundingBox(start, stop))


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_values_that_are_no_numbers_are_refused_inside_the_box_only(bad: float) -> None:
    data = np.random.default_rng(0).normal(size=(6, 6, 6))
    data[5, 5, 5] = bad
    assert usable_box(volume_of(data), BoundingBox((0, 0, 0), (4, 4, 4)))
    with pytest.raises(BoxError, match="no valid value"):
        usable_box(volume_of(data), BoundingBox((2, 2, 2), (6, 6, 6)))


def test_a_constant_box_is_refused() -> None:
    with pytest.raises(BoxError, match="single grey value"):
        usable_box(volume_of(np.ones((5, 5, 5))), BoundingBox((0, 0, 0), (4, 4, 4)))


@pytest.mark.parametrize("factor", [1e300, 1e36, 1e12, 1.0, 1e-36, 1e-300])
@pytest.mark.parametrize("offset", [0.0, 1e6])
def test_intensities_of_any_size_look_alike(factor: float, offset: float) -> None:
    crop = np.random.default_rng(0).normal(100, 20, (6, 5, 4))
    expected = normalised(crop.astype(np.float32))
    assert np.allclose(normalised(told((crop + offset) * factor)), expected, atol=1e-3)


def test_ordinary_intensities_are_kept_as_they_are() -> None:
    crop = np.arange(-1000, 1000, dtype=np.int16).reshape(20, 10, 10)
    assert np.array_equal(told(crop), crop)
    assert np.array_equal(told(np.full((2, 2, 2), 5.0)), np.full((2, 2, 2), 5.0))


def test_the_whole_range_of_float64_is_no_overflow() -> None:
    ends = np.array([-1.7e308, 0, 1.7e308]).reshape(3, 1, 1)
    assert np.allclose(told(ends).ravel(), [0, 0.5, 1])
