"""Image-specific fine-tuning of the classifier: weights of Eq. 12, loss of Eq. 11, the update."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from bifseg_core.config import FineTuneConfig
from bifseg_core.interactions import SeedLabel
from bifseg_core.taught import Taught

FloatImage = NDArray[np.float32]
Mask = NDArray[np.bool_]

_SAMPLE_SEED = 20180126


@dataclass(frozen=True, eq=False)
class StrokeDistances:
    """Geodesic distance of every voxel to the strokes of either label; +inf without strokes.

    Attributes:
        foreground, background: (I, J, K) float32, in units of the normalised intensity.
    """

    foreground: FloatImage
    background: FloatImage

    @classmethod
    def without_strokes(cls, shape: tuple[int, ...]) -> StrokeDistances:
        """The distances where nothing has been scribbled."""
        far = np.full(shape, np.inf, np.float32)
        return cls(far, far)


def weight_map(
    foreground_probability: FloatImage,
    labels: Mask,
    *,
    seeds: NDArray[np.uint8],
    distances: StrokeDistances,
    config: FineTuneConfig,
) -> FloatImage:
    """How much each voxel teaches the classifier (Eq. 12, doi 10.1109/TMI.2018.2791721).

    Scribbled voxels weigh ω; voxels of which the network is unsure (U_p), and those labelled
    against a scribble nearby (U_s), weigh 0; all others 1. The unweighted method, BIFSeg(-w),
    weighs every voxel 1.

    Args:
        foreground_probability: p of the network, (I, J, K).
        labels: the label map Ŷ, (I, J, K), True is foreground.
        seeds: scribbles, (I, J, K): 0 none, 1 foreground, 2 background.
        distances: geodesic distances to the scribbles.
        config: t0, t1, ε and ω.

    Returns:
        Weights, (I, J, K) float32, ≥ 0.
    """
    if not config.weighted:
        return np.ones(labels.shape, np.float32)
    low, high = config.uncertain_range
    unsure = (foreground_probability > low) & (foreground_probability < high)
    contradicted = contradicted_voxels(labels, distances, config.geodesic_threshold)
    weights = np.where(unsure | contradicted, np.float32(0), np.float32(1))
    weights[seeds != SeedLabel.NONE] = config.scribble_weight
    return np.asarray(weights, dtype=np.float32)


def contradicted_voxels(labels: Mask, distances: StrokeDistances, threshold: float) -> Mask:
    """U_s: voxels nearer than ε to a scribble of the label that they do not have."""
    missed = (distances.foreground < threshold) & ~labels
    spilled = (distances.background < threshold) & labels
    return np.asarray(missed | spilled)


def taught_by(weights: FloatImage, seeds: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Which of the three weights of Eq. 12 each voxel has, as `Taught`; both are (I, J, K)."""
    taught = np.where(weights > 0, np.uint8(Taught.ITS_LABEL), np.uint8(Taught.NOTHING))
    taught[(seeds != SeedLabel.NONE) & (weights > 0)] = Taught.BY_SCRIBBLE
    return taught


@dataclass(frozen=True, eq=False)
class Lesson:
    """The voxels that one network update learns from.

    Attributes:
        features: (V, F), frozen.
        targets: (V,) int64, 0 or 1.
        weights: (V,) float32, their sum is 1.
    """

    features: Tensor
    targets: Tensor
    weights: Tensor

    @property
    def is_one_sided(self) -> bool:
        """Whether all voxels have one label, so that a classifier would forget the other."""
        return len(torch.unique(self.targets)) < 2


def lesson(
    features: Tensor,
    targets: Mask,
    weights: FloatImage,
    *,
    seeds: NDArray[np.uint8],
    sample_size: int,
) -> Lesson:
    """Choose the voxels that a network update visits.

    Voxels of weight 0 carry nothing and are left out. Of the others a fixed random sample stands
    for all, each with the weight of those that it stands for, and every scribbled voxel is kept:
    the expected loss is the same, at a fraction of the time.

    Args:
        features: (V, F) on the device of the classifier, voxels in C order of the grid.
        targets: the labels to fit, scribbles already in force, (I, J, K).
        weights: of Eq. 12, (I, J, K).
        seeds: scribbles, (I, J, K).
        sample_size: voxels that are not scribbled, at most.
    """
    useful = weights.ravel() > 0
    scribbled = np.flatnonzero(useful & (seeds.ravel() != SeedLabel.NONE))
    others = np.flatnonzero(useful & (seeds.ravel() == SeedLabel.NONE))
    share = 1.0
    if len(others) > sample_size:
        share = len(others) / sample_size
        others = np.random.default_rng(_SAMPLE_SEED).choice(others, sample_size, replace=False)
        others.sort()
    chosen = np.concatenate([scribbled, others])
    scale = np.where(np.arange(len(chosen)) < len(scribbled), 1.0, share)
    weight = weights.ravel()[chosen] * scale
    return Lesson(
        features[torch.from_numpy(chosen).to(features.device)],
        torch.from_numpy(targets.ravel()[chosen].astype(np.int64)).to(features.device),
        torch.from_numpy((weight / max(weight.sum(), 1e-12)).astype(np.float32)).to(
            features.device
        ),
    )


def weighted_loss(scores: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    """The weighted cross entropy of Eq. 11; weights (V,) should sum to 1.

    Args:
        scores: (V, 2) class scores before the softmax.
        targets: (V,) int64.
        weights: (V,) of Eq. 12.
    """
    return (weights * cross_entropy(scores, targets, reduction="none")).sum()


def network_update(
    classifier: nn.Module, taught: Lesson, config: FineTuneConfig
) -> Iterator[float]:
    """Fit the classifier to a lesson in place; yields the loss after every iteration (Eq. 10).

    The optimiser is Adam: its steps do not depend on the scale of a network's features, so that
    one learning rate serves all networks.
    """
    optimiser = torch.optim.Adam(classifier.parameters(), lr=config.learning_rate)
    for _ in range(config.iterations):
        optimiser.zero_grad()
        loss = weighted_loss(classifier(taught.features), taught.targets, taught.weights)
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        yield float(loss.detach())
