"""The label update against brute force, and the laws that it must keep."""

from __future__ import annotations

import itertools
import math
import pickle
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bifseg_core.config import Connectivity, GraphCutConfig
from bifseg_core.energy import mincut
from bifseg_core.energy.graphcut import GraphCutProblem, energy, minimise, pairwise, unary

CONFIG = GraphCutConfig(smoothness_weight=3.0, intensity_sigma=0.5)


def problem_of(
    shape: tuple[int, int, int],
    seed: int = 0,
    *,
    seeded: float = 0.2,
    spacing: tuple[float, float, float] = (1.0, 1.0, 1.0),
    config: GraphCutConfig = CONFIG,
) -> GraphCutProblem:
    """A random problem in which the two terms are of like size."""
    rng = np.random.default_rng(seed)
    return GraphCutProblem(
        foreground_probability=rng.random(shape, dtype=np.float32),
        image=rng.normal(0, 0.5, shape).astype(np.float32),
        seeds=np.where(rng.random(shape) < seeded, rng.integers(1, 3, shape), 0).astype(np.uint8),
        spacing=spacing,
        config=config,
    )


def energy_by_hand(labels: np.ndarray, problem: GraphCutProblem) -> float:
    """Equation 1 voxel by voxel, as it stands in the paper (Eq. 6 put right)."""
    total = 0.0
    unit = min(mm for mm, n in zip(problem.spacing, labels.shape, strict=True) if n > 1)
    voxels = list(itertools.product(*map(range, labels.shape)))
    for voxel in voxels:
        if problem.seeds[voxel]:
            total += 0.0 if (problem.seeds[voxel] == 1) == labels[voxel] else math.inf
        else:
            p = min(max(float(problem.foreground_probability[voxel]), 1e-6), 1 - 1e-6)
            total -= math.log(p if labels[voxel] else 1 - p)
    for one, other in itertools.combinations(voxels, 2):
        step = np.abs(np.subtract(one, other))
        full = problem.config.connectivity is Connectivity.FULL
        near = step.max() == 1 if full else step.sum() == 1
        if near and labels[one] != labels[other]:
            distance = math.hypot(*(step * problem.spacing / unit))
            difference = float(problem.image[one]) - float(problem.image[other])
            weight = math.exp(-(difference**2) / (2 * problem.config.intensity_sigma**2))
            total += problem.config.smoothness_weight * weight / distance
    return total


def all_labellings(shape: tuple[int, int, int]) -> list[np.ndarray]:
    bits = itertools.product((False, True), repeat=math.prod(shape))
    return [np.array(labels).reshape(shape) for labels in bits]


shapes = st.sampled_from([(3, 3, 1), (1, 3, 3), (3, 1, 3), (2, 2, 2), (1, 1, 9), (4, 2, 1)])
spacings = st.sampled_from([(1.0, 1.0, 1.0), (0.7, 0.7, 5.0), (3.0, 1.0, 2.0)])
configs = st.builds(
    GraphCutConfig,
    smoothness_weight=st.sampled_from([0.0, 0.3, 1.0, 3.0, 10.0]),
    intensity_sigma=st.sampled_from([0.1, 0.5, 2.0]),
    connectivity=st.sampled_from(Connectivity),
)
problems = st.builds(
    problem_of,
    shapes,
    st.integers(0, 10**6),
    seeded=st.sampled_from([0.0, 0.2, 0.6]),
    spacing=spacings,
    config=configs,
)


@given(problems)
@settings(max_examples=40, deadline=None)
def test_minimise_equals_brute_force(problem: GraphCutProblem) -> None:
    least = min(energy(labels, problem) for labels in all_labellings(problem.image.shape))
    assert energy(minimise(problem), problem) == pytest.approx(least, rel=1e-5, abs=1e-5)


@given(problems, st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_energy_is_equation_1(problem: GraphCutProblem, seed: int) -> None:
    labels = np.random.default_rng(seed).random(problem.image.shape) < 0.5
    for candidate in (labels, minimise(problem)):
        by_hand = energy_by_hand(candidate, problem)
        assert energy(candidate, problem) == pytest.approx(by_hand, rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("connectivity", Connectivity)
@pytest.mark.parametrize("shape", [(9, 8, 7), (20, 15, 1)])
def test_label_update_never_raises_the_energy(
    shape: tuple[int, int, int], connectivity: Connectivity
) -> None:
    config = GraphCutConfig(1.0, 0.5, connectivity)
    problem = problem_of(shape, 1, spacing=(1.0, 1.0, 4.0), config=config)
    least = energy(minimise(problem), problem)
    rng = np.random.default_rng(2)
    starts = [
        np.where(problem.seeds, problem.seeds == 1, rng.random(shape) < share)
        for share in (0.0, 0.3, 0.5, 0.7, 1.0)
    ]
    starts.append(np.where(problem.seeds, problem.seeds == 1, problem.foreground_probability > 0.5))
    for start in starts:
        assert least <= energy(start, problem) * (1 + 1e-6)
    for voxel in np.argwhere(problem.seeds == 0)[::7]:  # no single flip helps either
        flipped = minimise(problem)
        flipped[tuple(voxel)] ^= True
        assert least <= energy(flipped, problem) * (1 + 1e-6)


@pytest.mark.parametrize("connectivity", Connectivity)
@pytest.mark.parametrize("smoothness", [0.0, 1e-3, 10.0, 1e6])
def test_scribbles_are_law(smoothness: float, connectivity: Connectivity) -> None:
    shape = (6, 5, 4)
    for certain, seed in ((0.0, 1), (1.0, 2)):
        seeds = np.zeros(shape, np.uint8)
        seeds[3, 2, 2] = seeds[0, 0, 0] = seed
        problem = GraphCutProblem(
            np.full(shape, certain, np.float32),
            np.zeros(shape, np.float32),
            seeds,
            (1.0, 1.0, 1.0),
            GraphCutConfig(smoothness, 0.1, connectivity),
        )
        mask = minimise(problem)
        assert (mask[seeds == seed] == (seed == 1)).all()
        assert math.isfinite(energy(mask, problem))
        assert energy(~mask, problem) == math.inf


def test_unary_of_scribbles_is_the_corrected_equation_6() -> None:
    probability = np.array([0.25, 0.25, 0.25, 0.0, 1.0], np.float32).reshape(5, 1, 1)
    seeds = np.array([0, 1, 2, 0, 0], np.uint8).reshape(5, 1, 1)
    background, foreground = (cost.ravel() for cost in unary(probability, seeds))
    most = -math.log(1e-6)
    np.testing.assert_allclose(
        background, [-math.log(0.75), math.inf, 0, 1e-6, most], rtol=0.02, atol=1e-7
    )
    np.testing.assert_allclose(
        foreground, [-math.log(0.25), 0, math.inf, most, 1e-6], rtol=0.02, atol=1e-7
    )


def test_thick_slices_bind_less() -> None:
    image = np.zeros((2, 2, 2), np.float32)
    weights = {
        links.offset: float(links.weight.max())
        for links in pairwise(image, (0.5, 0.5, 2.5), GraphCutConfig(10.0))
    }
    assert weights == pytest.approx({(1, 0, 0): 10, (0, 1, 0): 10, (0, 0, 1): 2})


@pytest.mark.parametrize(
    ("shape", "face", "full"),
    [((3, 3, 1), 12, 20), ((2, 2, 2), 12, 28), ((1, 1, 1), 0, 0), ((1, 4, 1), 3, 3)],
)
def test_every_pair_counts_once(shape: tuple[int, int, int], face: int, full: int) -> None:
    image = np.zeros(shape, np.float32)
    for connectivity, pairs in ((Connectivity.FACE, face), (Connectivity.FULL, full)):
        links = pairwise(image, (1, 1, 1), GraphCutConfig(1.0, 1.0, connectivity))
        assert sum(each.weight.size for each in links) == pairs


def test_slice_thickness_of_a_planar_image_does_not_matter() -> None:
    thin, thick = (problem_of((8, 8, 1), spacing=(1.0, 1.0, mm)) for mm in (0.1, 9.0))
    labels = minimise(thin)
    assert (labels == minimise(thick)).all()
    assert energy(labels, thin) == energy(labels, thick)


CHANGES = {
    "foreground_probability": lambda p: replace(
        p, foreground_probability=1 - p.foreground_probability
    ),
    "image": lambda p: replace(p, image=np.zeros_like(p.image)),
    "seeds": lambda p: replace(p, seeds=np.zeros_like(p.seeds)),
    "spacing": lambda p: replace(p, spacing=(1.0, 9.0, 1.0)),
    "smoothness_weight": lambda p: replace(p, config=replace(p.config, smoothness_weight=0.1)),
    "intensity_sigma": lambda p: replace(p, config=replace(p.config, intensity_sigma=0.05)),
    "connectivity": lambda p: replace(p, config=replace(p.config, connectivity=Connectivity.FULL)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_parameter_changes_the_mask(name: str) -> None:
    problem = problem_of((12, 12, 6), 3)
    changed = CHANGES[name](problem)
    assert (minimise(problem) != minimise(changed)).any()
    assert energy(minimise(changed), problem) > energy(minimise(problem), problem)


def test_same_problem_same_mask_whatever_was_cut_before() -> None:
    problem = problem_of((10, 9, 8), 5)
    mask = minimise(problem)
    minimise(problem_of((14, 9, 8), 6))
    minimise(problem_of((2, 2, 1), 7))
    again = minimise(pickle.loads(pickle.dumps(problem)))
    assert (mask == again).all()
    assert mask.dtype == np.bool_
    assert mask.flags.c_contiguous


def test_a_graph_too_large_to_keep_is_cut_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = problem_of((6, 6, 6), 8)
    mask = minimise(problem)
    monkeypatch.setattr(mincut, "LARGEST_KEPT", 0)
    assert (mask == minimise(problem)).all()


def test_one_voxel() -> None:
    for probability, expected in ((0.2, False), (0.8, True)):
        problem = problem_of((1, 1, 1), seeded=0)
        problem = replace(
            problem, foreground_probability=np.full((1, 1, 1), probability, np.float32)
        )
        assert minimise(problem).item() is expected


def test_a_noisy_ball_is_smoothed_to_the_ball() -> None:
    rng = np.random.default_rng(0)
    grid = np.indices((24, 24, 24)) - 11.5
    ball = np.sqrt((grid**2).sum(axis=0)) < 7
    image = np.where(ball, 1.0, -1.0).astype(np.float32)
    probability = np.clip(ball + rng.normal(0, 0.4, ball.shape), 0.05, 0.95).astype(np.float32)
    problem = GraphCutProblem(
        probability, image, np.zeros(ball.shape, np.uint8), (1, 1, 1), GraphCutConfig(10.0)
    )
    assert ((probability > 0.5) != ball).mean() > 0.05
    assert (minimise(problem) == ball).all()


BAD = {
    "NaN in the image": {"image": np.full((3, 3, 1), np.nan, np.float32)},
    "infinite image": {"image": np.full((3, 3, 1), np.inf, np.float32)},
    "NaN probability": {"foreground_probability": np.full((3, 3, 1), np.nan, np.float32)},
    "probability of 2": {"foreground_probability": np.full((3, 3, 1), 2, np.float32)},
    "negative probability": {"foreground_probability": np.full((3, 3, 1), -0.1, np.float32)},
    "double precision": {"foreground_probability": np.zeros((3, 3, 1))},
    "another shape": {"seeds": np.zeros((3, 1, 3), np.uint8)},
    "seeds of 3": {"seeds": np.full((3, 3, 1), 3, np.uint8)},
    "boolean seeds": {"seeds": np.zeros((3, 3, 1), np.bool_)},
    "two axes": {"image": np.zeros((3, 3), np.float32)},
    "no spacing": {"spacing": (1.0, 0.0, 1.0)},
    "NaN spacing": {"spacing": (1.0, math.nan, 1.0)},
    "two spacings": {"spacing": (1.0, 1.0)},
    "negative λ": {"config": GraphCutConfig(-1.0)},
    "NaN λ": {"config": GraphCutConfig(math.nan)},
    "zero σ": {"config": GraphCutConfig(1.0, 0.0)},
}


@pytest.mark.parametrize("bad", BAD)
def test_nonsense_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"must|holds"):
        replace(problem_of((3, 3, 1)), **BAD[bad])


def test_energy_refuses_a_labelling_that_does_not_fit() -> None:
    problem = problem_of((3, 3, 1))
    for labels in (np.zeros((9, 1, 1), np.bool_), np.zeros((3, 3, 1), np.uint8)):
        with pytest.raises(ValueError, match="labels must be bool"):
            energy(labels, problem)
