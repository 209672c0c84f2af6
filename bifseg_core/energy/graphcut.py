"""The label update: an energy of data and smoothness, and the labelling that minimises it.

Equations 1-6 of Wang et al., IEEE TMI 37(7), 2018, doi 10.1109/TMI.2018.2791721.
All arrays are (I, J, K); a 2D image is (I, J, 1).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bifseg_core.config import GraphCutConfig
from bifseg_core.energy.grid import (
    Links,
    Offset,
    Spacing,
    half_neighbourhood,
    length,
    paired,
    relative_spacing,
)
from bifseg_core.energy.mincut import minimum_cut
from bifseg_core.interactions import SeedLabel

FloatArray = NDArray[np.float32]
MaskArray = NDArray[np.bool_]
SeedArray = NDArray[np.uint8]

SMALLEST_PROBABILITY = 1e-6


@dataclass(frozen=True, eq=False)
class GraphCutProblem:
    """Everything that the label update depends on; checked when it is made.

    Attributes:
        foreground_probability: (I, J, K) float32 in [0, 1], the network's p.
        image: (I, J, K) float32, the normalised crop X (zero mean, unit deviation).
        seeds: (I, J, K) uint8, values of `SeedLabel`.
        spacing: mm per voxel of this grid along i, j, k.
        config: λ, σ and the neighbourhood.

    Raises:
        ValueError: shapes or types disagree, or a value is outside its range or not finite.
    """

    foreground_probability: FloatArray
    image: FloatArray
    seeds: SeedArray
    spacing: Spacing
    config: GraphCutConfig

    def __post_init__(self) -> None:
        # PyMaxflow takes NaN and negative capacities silently and returns nonsense.
        _check_arrays(self.foreground_probability, self.image, self.seeds)
        _check_config(self.config)
        relative_spacing(self.image.shape, self.spacing)


def unary(foreground_probability: FloatArray, seeds: SeedArray) -> tuple[FloatArray, FloatArray]:
    """Cost of the label background and of the label foreground at every voxel.

    Equation 3, −log P(label), with p clamped to [1e-6, 1 − 1e-6]; on scribbles Equation 6
    with its two cases put right: 0 for the scribble's own label, +∞ for the other one
    (the paper prints them swapped).

    Args:
        foreground_probability: (I, J, K) in [0, 1].
        seeds: (I, J, K), values of `SeedLabel`.

    Returns:
        (cost_background, cost_foreground), each (I, J, K) float32, >= 0, +∞ on scribbles.
    """
    probability = _clamped(foreground_probability)
    cost_background, cost_foreground = -np.log1p(-probability), -np.log(probability)
    for seed, own, other in (
        (SeedLabel.BACKGROUND, cost_background, cost_foreground),
        (SeedLabel.FOREGROUND, cost_foreground, cost_background),
    ):
        own[seeds == seed] = 0
        other[seeds == seed] = np.inf
    return cost_background, cost_foreground


def pairwise(image: FloatArray, spacing: Spacing, config: GraphCutConfig) -> tuple[Links, ...]:
    """Cost of giving two neighbours different labels, for every unordered pair once.

    Equation 2 times the λ of Equation 1: λ exp(−(X_i − X_j)² / 2σ²) / d_ij, where d_ij is the
    physical distance in units of the smallest spacing, so that thick slices bind less.

    Args:
        image: (I, J, K) float32, normalised.
        spacing: mm per voxel.
        config: λ, σ and the neighbourhood.
    """
    scale = relative_spacing(image.shape, spacing)
    return tuple(
        Links(
            offset,
            _link_weight(
                image,
                offset,
                sigma=config.intensity_sigma,
                largest=config.smoothness_weight / length(offset, scale),
            ),
        )
        for offset in half_neighbourhood(image.shape, config.connectivity)
    )


def energy(labels: MaskArray, problem: GraphCutProblem) -> float:
    """Equation 1: the cost of a labelling; +∞ where it contradicts a scribble.

    Args:
        labels: (I, J, K) bool, True is foreground.
        problem: the image, probabilities, scribbles and parameters.

    Raises:
        ValueError: the labelling has another shape or is not boolean.
    """
    if labels.shape != problem.image.shape or labels.dtype != np.bool_:
        raise ValueError(f"labels must be bool {problem.image.shape}, not {labels.shape}")
    background, foreground = unary(problem.foreground_probability, problem.seeds)
    total = float(np.where(labels, foreground, background).sum(dtype=np.float64))
    for links in pairwise(problem.image, problem.spacing, problem.config):
        first, second = paired(links.offset)
        total += float(links.weight[labels[first] != labels[second]].sum(dtype=np.float64))
    return total


def minimise(problem: GraphCutProblem) -> MaskArray:
    """The labelling of least energy (Equation 4), scribbles always honoured.

    The minimum is exact. PyMaxflow holds the interpreter's lock while it solves: beside a
    window, run this in a `WorkerProcess`.

    Returns:
        (I, J, K) bool, True is foreground.
    """
    links = pairwise(problem.image, problem.spacing, problem.config)
    return minimum_cut(_preference(problem), links)


def _preference(problem: GraphCutProblem) -> FloatArray:
    """What foreground saves against background at every voxel, (I, J, K); finite.

    A scribble outweighs all links of its voxel together, which makes it a law to the cut
    without an infinite capacity.
    """
    probability = _clamped(problem.foreground_probability)
    preference = np.log(probability) - np.log1p(-probability)
    scale = relative_spacing(problem.image.shape, problem.spacing)
    offsets = half_neighbourhood(problem.image.shape, problem.config.connectivity)
    links = 2 * sum(problem.config.smoothness_weight / length(offset, scale) for offset in offsets)
    preference[problem.seeds == SeedLabel.FOREGROUND] = links + 1
    preference[problem.seeds == SeedLabel.BACKGROUND] = -(links + 1)
    return preference


def _clamped(probability: FloatArray) -> FloatArray:
    low, high = np.float32(SMALLEST_PROBABILITY), np.float32(1 - SMALLEST_PROBABILITY)
    return np.clip(probability, low, high)


def _link_weight(image: FloatArray, offset: Offset, *, sigma: float, largest: float) -> FloatArray:
    first, second = paired(offset)
    weight = image[first] - image[second]
    # In place: the arrays are large, and fresh memory costs more than the arithmetic.
    np.square(weight, out=weight)
    weight *= np.float32(-0.5 / sigma**2)
    np.exp(weight, out=weight)
    weight *= np.float32(largest)
    return weight


def _check_arrays(probability: FloatArray, image: FloatArray, seeds: SeedArray) -> None:
    if image.ndim != 3 or image.size == 0:
        raise ValueError(f"the image must be (I, J, K) and not empty, not {image.shape}")
    for name, array, kind in (
        ("foreground_probability", probability, np.float32),
        ("image", image, np.float32),
        ("seeds", seeds, np.uint8),
    ):
        if array.shape != image.shape or array.dtype != kind:
            raise ValueError(
                f"{name} must be {kind.__name__} {image.shape}, not {array.dtype} {array.shape}"
            )
    if not np.isfinite(image).all():
        raise ValueError("image holds NaN or infinite values")
    if not (probability.min() >= 0 and probability.max() <= 1):
        raise ValueError("foreground_probability must lie in [0, 1] everywhere")
    if seeds.max() > max(SeedLabel):
        raise ValueError(f"seeds must hold 0, 1 or 2, not {seeds.max()}")


def _check_config(config: GraphCutConfig) -> None:
    if not (math.isfinite(config.smoothness_weight) and config.smoothness_weight >= 0):
        raise ValueError(f"smoothness_weight must be >= 0, not {config.smoothness_weight}")
    if not (math.isfinite(config.intensity_sigma) and config.intensity_sigma > 0):
        raise ValueError(f"intensity_sigma must be > 0, not {config.intensity_sigma}")
