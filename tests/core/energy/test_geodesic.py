"""Both back ends against Dijkstra's algorithm, and the shortcuts against the long way."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from bifseg_core.energy import geodesic
from bifseg_core.energy.geodesic import Backend, backend_name, geodesic_distance

UNIT = (1.0, 1.0, 1.0)
HERE = [Backend.NUMPY]
if backend_name() == "geodistk":
    HERE.append(Backend.GEODISTK)
every_backend = pytest.mark.parametrize("backend", HERE)


def by_dijkstra(
    image: np.ndarray, seeds: np.ndarray, spacing: tuple[float, float, float]
) -> np.ndarray:
    """The definition: the cheapest path, every step costing d (|ΔX| + s)."""
    number = np.arange(image.size).reshape(image.shape)
    unit = min((mm for mm, n in zip(spacing, image.shape, strict=True) if n > 1), default=1.0)
    rows, columns, costs = [], [], []
    for offset in itertools.product((-1, 0, 1), repeat=3):
        here = tuple(slice(max(0, -o), n - max(0, o)) for o, n in zip(offset, image.shape))  # noqa: B905
        there = tuple(slice(max(0, o), n - max(0, -o)) for o, n in zip(offset, image.shape))  # noqa: B905
        if any(offset):
            far = math.hypot(*np.multiply(offset, spacing)) / unit
            jump = np.abs(image[here].astype(float) - image[there])
            rows.append(number[here].ravel())
            columns.append(number[there].ravel())
            costs.append((far * (jump + geodesic.SPATIAL_WEIGHT)).ravel())
    pairs = (np.concatenate(rows), np.concatenate(columns))
    graph = coo_array((np.concatenate(costs), pairs), shape=(image.size, image.size)).tocsr()
    found = dijkstra(graph, indices=np.flatnonzero(seeds), min_only=True)
    return np.asarray(found).reshape(image.shape)


def scene(
    shape: tuple[int, int, int], seed: int = 0, *, seeded: float = 0.03
) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    image = rng.normal(0, 1, shape).astype(np.float32)
    seeds = rng.random(shape) < seeded
    seeds.flat[rng.integers(image.size)] = True
    return image, seeds


@every_backend
@given(
    shape=st.sampled_from([(9, 8, 7), (14, 13, 1), (1, 9, 9), (5, 1, 6), (1, 1, 8), (2, 2, 2)]),
    seed=st.integers(0, 10**6),
    spacing=st.sampled_from([UNIT, (0.5, 0.5, 3.0), (4.0, 1.0, 2.0)]),
    limit=st.sampled_from([math.inf, 2.0, 0.5]),
    contrast=st.sampled_from([0.0, 0.05, 1.0, 10.0]),
)
@settings(max_examples=60, deadline=None)
def test_distance_is_dijkstras(
    backend: Backend,
    shape: tuple[int, int, int],
    seed: int,
    spacing: tuple[float, float, float],
    limit: float,
    contrast: float,
) -> None:
    image, seeds = scene(shape, seed)
    image *= np.float32(contrast)
    expected = by_dijkstra(image, seeds, spacing)
    distance = geodesic_distance(image, seeds, spacing, limit, backend=backend)
    assert distance.dtype == np.float32
    assert distance.flags.c_contiguous
    at_the_limit = np.isclose(expected, limit, rtol=1e-4)
    near = (expected < limit) & ~at_the_limit
    np.testing.assert_allclose(distance[near], expected[near], rtol=1e-4, atol=1e-5)
    assert np.isinf(distance[(expected > limit) & ~at_the_limit]).all()


@every_backend
def test_a_maze_of_many_turns_is_solved(backend: Backend) -> None:
    walls = np.zeros((31, 31, 3), np.float32)
    walls[1::2] = 50
    walls[1::4, -1] = walls[3::4, 0] = 0
    seeds = np.zeros(walls.shape, np.bool_)
    seeds[0, 0] = True
    distance = geodesic_distance(walls, seeds, UNIT, backend=backend)
    np.testing.assert_allclose(distance, by_dijkstra(walls, seeds, UNIT), rtol=1e-4)


@every_backend
def test_limit_changes_nothing_below_it(backend: Backend) -> None:
    image, seeds = scene((30, 28, 26), 3, seeded=0.0003)
    image *= np.float32(0.1)
    far = geodesic_distance(image, seeds, (1.0, 1.0, 2.0), backend=backend)
    near = geodesic_distance(image, seeds, (1.0, 1.0, 2.0), 0.2, backend=backend)
    assert 0.01 < (far < 0.2).mean() < 0.9
    assert (np.isfinite(near) == (far < 0.2)).all()
    np.testing.assert_allclose(near[far < 0.2], far[far < 0.2], rtol=1e-4)


def test_one_box_for_each_stroke_where_that_is_less_work() -> None:
    shape = (80, 80, 80)
    strokes = [np.zeros(shape, np.bool_) for _ in range(3)]
    strokes[0][2, 2, 2] = strokes[1][77, 77, 70:77] = strokes[2][2, 5, 2:6] = True
    assert len(geodesic._neighbourhoods(strokes[0] | strokes[1], UNIT, 0.2)) == 2
    assert len(geodesic._neighbourhoods(strokes[0] | strokes[2], UNIT, 0.2)) == 1
    image = np.random.default_rng(0).normal(0, 0.1, shape).astype(np.float32)
    alone = [geodesic_distance(image, stroke, UNIT, 0.2) for stroke in strokes]
    together = geodesic_distance(image, np.logical_or.reduce(strokes), UNIT, 0.2)
    np.testing.assert_allclose(together, np.minimum.reduce(alone), rtol=1e-4)


@every_backend
def test_a_flat_region_is_not_flooded(backend: Backend) -> None:
    image = np.zeros((41, 41, 1), np.float32)
    seeds = np.zeros(image.shape, np.bool_)
    seeds[20, 20] = True
    distance = geodesic_distance(image, seeds, UNIT, 0.21, backend=backend)
    reached = np.flatnonzero(np.isfinite(distance[:, 20, 0]))
    assert (reached == np.arange(10, 31)).all()
    assert distance[20, 30, 0] == pytest.approx(10 * geodesic.SPATIAL_WEIGHT, rel=1e-4)


@every_backend
def test_an_edge_holds_the_distance_back(backend: Backend) -> None:
    image = np.zeros((20, 20, 4), np.float32)
    image[10:] = 1
    seeds = np.zeros(image.shape, np.bool_)
    seeds[8, 10, 2] = True
    distance = geodesic_distance(image, seeds, UNIT, backend=backend)
    assert distance[9].max() < 0.5
    assert distance[10].min() > 1


@every_backend
def test_without_seeds_everything_is_infinitely_far(backend: Backend) -> None:
    image, seeds = scene((5, 4, 3))
    for limit in (0.2, math.inf):
        distance = geodesic_distance(image, np.zeros_like(seeds), UNIT, limit, backend=backend)
        assert np.isposinf(distance).all()


@every_backend
def test_arguments_are_left_as_they_were_and_may_be_views(backend: Backend) -> None:
    image, seeds = scene((12, 10, 8), 4)
    image, seeds = image.transpose(2, 0, 1), seeds.transpose(2, 0, 1)
    kept = image.copy(), seeds.copy()
    distance = geodesic_distance(image, seeds, (1.0, 2.0, 3.0), backend=backend)
    expected = by_dijkstra(image, seeds, (1.0, 2.0, 3.0))
    np.testing.assert_allclose(distance, expected, rtol=1e-4, atol=1e-6)
    assert (image == kept[0]).all()
    assert (seeds == kept[1]).all()


def test_every_parameter_changes_the_distance(monkeypatch: pytest.MonkeyPatch) -> None:
    image, seeds = scene((9, 9, 9), 6)
    distance = geodesic_distance(image, seeds, UNIT, 1.0)
    assert (distance != geodesic_distance(image * 2, seeds, UNIT, 1.0)).any()
    assert (distance != geodesic_distance(image, ~seeds, UNIT, 1.0)).any()
    assert (distance != geodesic_distance(image, seeds, (1.0, 1.0, 2.0), 1.0)).any()
    assert (distance != geodesic_distance(image, seeds, UNIT, 0.5)).any()
    monkeypatch.setattr(geodesic, "SPATIAL_WEIGHT", 0.2)
    assert (distance != geodesic_distance(image, seeds, UNIT, 1.0)).any()


IMAGE, SEEDS = scene((4, 4, 4))
BAD = {
    "NaN": (np.full_like(IMAGE, np.nan), SEEDS, UNIT, 1.0),
    "infinite": (np.full_like(IMAGE, np.inf), SEEDS, UNIT, 1.0),
    "double precision": (IMAGE.astype(np.float64), SEEDS, UNIT, 1.0),
    "two axes": (IMAGE[0], SEEDS[0], UNIT, 1.0),
    "empty": (IMAGE[:0], SEEDS[:0], UNIT, 1.0),
    "seeds of another shape": (IMAGE, SEEDS[:2], UNIT, 1.0),
    "seeds as numbers": (IMAGE, SEEDS.astype(np.uint8), UNIT, 1.0),
    "zero spacing": (IMAGE, SEEDS, (1.0, 0.0, 1.0), 1.0),
    "two spacings": (IMAGE, SEEDS, (1.0, 1.0), 1.0),
    "no limit at all": (IMAGE, SEEDS, UNIT, math.nan),
    "limit zero": (IMAGE, SEEDS, UNIT, 0.0),
}


@pytest.mark.parametrize("bad", BAD)
@every_backend
def test_what_would_crash_geodistk_is_refused(bad: str, backend: Backend) -> None:
    with pytest.raises(ValueError, match="must be"):
        geodesic_distance(*BAD[bad], backend=backend)


def test_numpy_takes_over_where_geodistk_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geodesic, "_geodistk", lambda: None)
    assert backend_name() == "numpy"
    distance = geodesic_distance(IMAGE, SEEDS, UNIT)
    assert (distance == geodesic_distance(IMAGE, SEEDS, UNIT, backend=Backend.NUMPY)).all()
    with pytest.raises(ValueError, match="GeodisTK must be installed"):
        geodesic_distance(IMAGE, SEEDS, UNIT, backend=Backend.GEODISTK)


@pytest.mark.skipif(backend_name() != "geodistk", reason="GeodisTK is not installed")
def test_geodistk_is_asked_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Spy:
        @staticmethod
        def geodesic3d_raster_scan(image: np.ndarray, *rest: object) -> np.ndarray:
            asked.append(rest)
            found = real.geodesic3d_raster_scan(image, *rest)
            # GeodisTK's own metric is the one of the docstring, not only the sweeps' after it.
            expected = by_dijkstra(IMAGE, SEEDS, UNIT)
            factor = geodesic.GEODISTK_CONSTANT / geodesic.SPATIAL_WEIGHT
            np.testing.assert_allclose(found / factor, expected, rtol=1e-4, atol=1e-6)
            return found

    real = geodesic._required_geodistk()
    monkeypatch.setattr(geodesic, "_geodistk", lambda: Spy)
    monkeypatch.setattr(geodesic, "GEODISTK_ITERATIONS", 8)
    geodesic_distance(IMAGE, SEEDS, UNIT)
    assert len(asked) == 1
