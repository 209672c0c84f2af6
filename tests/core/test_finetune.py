"""Weights of Eq. 12, the loss of Eq. 11, and the update of the classifier."""

import numpy as np
import pytest
import torch
from torch import nn

from bifseg_core.config import FineTuneConfig
from bifseg_core.finetune import (
    StrokeDistances,
    lesson,
    network_update,
    weight_map,
    weighted_loss,
)

CONFIG = FineTuneConfig((0.2, 0.7))


def row(*values: float, kind: type = np.float32) -> np.ndarray:
    return np.array(values, kind).reshape(-1, 1, 1)


def test_weights_of_equation_12_on_a_worked_example() -> None:
    """Six voxels, each with a different reason."""
    #                 sure bg, unsure, sure fg, scribbled and unsure, missed, spilled
    probability = row(0.1, 0.5, 0.9, 0.5, 0.1, 0.9)
    labels = row(0, 1, 1, 1, 0, 1, kind=bool)
    seeds = row(0, 0, 0, 1, 0, 0, kind=np.uint8)
    distances = StrokeDistances(
        row(0.9, 0.9, 0.1, 0.0, 0.1, 0.9), row(0.1, 0.9, 0.9, 0.9, 0.9, 0.1)
    )
    weights = weight_map(probability, labels, seeds=seeds, distances=distances, config=CONFIG)
    assert weights.ravel().tolist() == [1, 0, 1, 5, 0, 0]


def test_the_ends_of_the_uncertain_range_are_not_in_it() -> None:
    probability = row(0.2, 0.7)
    weights = weight_map(
        probability,
        row(0, 1, kind=bool),
        seeds=row(0, 0, kind=np.uint8),
        distances=StrokeDistances.without_strokes(probability.shape),
        config=FineTuneConfig((float(probability[0, 0, 0]), float(probability[1, 0, 0]))),
    )
    assert weights.ravel().tolist() == [1, 1]


def test_the_unweighted_method_weighs_every_voxel_alike() -> None:
    weights = weight_map(
        row(0.5, 0.1),
        row(1, 0, kind=bool),
        seeds=row(1, 0, kind=np.uint8),
        distances=StrokeDistances(row(0, 0.1), row(np.inf, np.inf)),
        config=FineTuneConfig((0.2, 0.7), weighted=False),
    )
    assert weights.ravel().tolist() == [1, 1]


def test_a_lesson_leaves_out_weight_0_and_keeps_every_scribble() -> None:
    rng = np.random.default_rng(0)
    shape = (20, 20, 5)
    seeds = np.where(rng.random(shape) < 0.02, 1, 0).astype(np.uint8)
    weights = np.where(rng.random(shape) < 0.5, 0, 1).astype(np.float32)
    weights[seeds > 0] = 5
    features = torch.arange(2000.0).reshape(-1, 1)
    taught = lesson(features, seeds > 0, weights, seeds=seeds, sample_size=100)
    visited = taught.features[:, 0].long().numpy()
    assert set(np.flatnonzero(seeds)) <= set(visited)
    assert (weights.ravel()[visited] > 0).all()
    assert len(visited) == np.count_nonzero(seeds) + 100
    assert float(taught.weights.sum()) == pytest.approx(1, abs=1e-5)


def test_a_sample_has_the_same_share_for_scribbles_as_the_whole() -> None:
    seeds = np.zeros((10, 10, 10), np.uint8)
    seeds[:2, 0, 0] = 1
    weights = np.where(seeds > 0, 5, 1).astype(np.float32)
    features = torch.zeros(1000, 1)
    for size in (50, 5000):
        taught = lesson(features, seeds > 0, weights, seeds=seeds, sample_size=size)
        share = float(taught.weights[taught.targets == 1].sum())
        assert share == pytest.approx(10 / 1008, rel=1e-4)


def test_the_loss_is_the_weighted_mean_of_the_cross_entropies() -> None:
    scores = torch.tensor([[0.0, 0.0], [0.0, 2.0]])
    loss = weighted_loss(scores, torch.tensor([0, 1]), torch.tensor([0.25, 0.75]))
    expected = 0.25 * np.log(2) + 0.75 * np.log(1 + np.exp(-2))
    assert float(loss) == pytest.approx(expected, rel=1e-6)


def test_an_update_lowers_the_loss_and_touches_the_classifier_alone() -> None:
    torch.manual_seed(0)
    features = torch.randn(500, 4)
    targets = (features[:, 0] > 0).numpy().reshape(10, 10, 5)
    classifier = nn.Linear(4, 2)
    before = features.clone()
    taught = lesson(
        features,
        targets,
        np.ones(targets.shape, np.float32),
        seeds=np.zeros(targets.shape, np.uint8),
        sample_size=10**6,
    )
    losses = list(network_update(classifier, taught, CONFIG))
    assert len(losses) == CONFIG.iterations
    assert losses[-1] < losses[0]
    assert torch.equal(features, before)


@pytest.mark.parametrize(("object_voxels", "one_sided"), [(0, True), (3, False), (8, True)])
def test_a_lesson_with_one_label_alone_is_one_sided(object_voxels: int, one_sided: bool) -> None:
    labels = (np.arange(8) < object_voxels).reshape(2, 2, 2)
    taught = lesson(
        torch.zeros(8, 2),
        labels,
        np.ones(labels.shape, np.float32),
        seeds=np.zeros(labels.shape, np.uint8),
        sample_size=10,
    )
    assert taught.is_one_sided is one_sided
