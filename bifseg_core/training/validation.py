"""Validation: Dice from a box on instances that are not trained on, and after one correction.

It is quick rather than what a user sees: boxes are like the robot user's standard ones but drawn by
another generator, crops are not smoothed before they are made coarser, and there is no graph cut.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from bifseg_core.networks.base import GridRule, GridSide, SplitNetwork
from bifseg_core.training.batches import Batch, normalised
from bifseg_core.training.fields import Draw, Shape
from bifseg_core.training.instances import Instance
from bifseg_core.training.rounds import Correction, foreground_mask, network_batch
from bifseg_core.training.scenes import make_scenes
from bifseg_core.training.strokes import add_strokes

_MOST_OF_A_DATASET = 8
_SCENES = 16
_SCENE_SEED = 900_000_000


@dataclass(frozen=True)
class Scores:
    """Mean Dice in per cent by dataset: from the box alone, and of guided networks corrected."""

    initial: Mapping[str, float]
    corrected: Mapping[str, float]


def validation_cases(
    instances: Sequence[Instance], dimension: int, *, field: int
) -> tuple[Instance, ...]:
    """Return at most eight instances of each dataset, and scenes of held-out seeds."""
    chosen: list[Instance] = []
    for name in sorted({item.dataset for item in instances}):
        items = [item for item in instances if item.dataset == name]
        chosen += items[:: max(1, len(items) // _MOST_OF_A_DATASET)][:_MOST_OF_A_DATASET]
    shape = (field, field, field if dimension == 3 else 1)
    for index in range(_SCENES):
        scene = make_scenes(_SCENE_SEED + index, count=1, shape=shape)
        image = (scene.images[0] * 255).to(torch.uint8).numpy()
        mask = scene.objects[0].to(torch.uint8).numpy()
        chosen.append(Instance("random_scenes", "validation", dimension, image, mask))
    return tuple(chosen)


@torch.no_grad()
def validate(network: SplitNetwork, cases: Sequence[Instance]) -> Scores:
    """Return the mean Dice of each dataset; a case's number is the seed of its box and strokes."""
    network.eval()
    initial: dict[str, list[float]] = {}
    corrected: dict[str, list[float]] = {}
    for index, item in enumerate(cases):
        first, *later = _case_scores(network, item, seed=index)
        initial.setdefault(item.dataset, []).append(first)
        if later:
            corrected.setdefault(item.dataset, []).extend(later)
    return Scores(_means(initial), _means(corrected))


def grid_shape(rule: GridRule, shape: Shape, *, dimension: int) -> Shape:
    """Return the grid of a crop of ``shape`` voxels, the voxel aspect kept."""
    sides = shape[:dimension]
    side = min(sides) if rule.side is GridSide.SMALLEST else max(sides)
    scaled = [max(1, round(n * rule.size / side)) for n in sides]
    return scaled[0], scaled[1], scaled[2] if dimension == 3 else 1


def _case_scores(network: SplitNetwork, item: Instance, *, seed: int) -> list[float]:
    device = next(network.parameters()).device
    window = _standard_box(item.mask, np.random.default_rng(seed))
    image = torch.from_numpy(item.image[window].astype(np.float32)).to(device)
    truth = torch.from_numpy(item.mask[window] > 0).to(device)
    whole = int(item.mask.sum())
    shape = grid_shape(network.grid, _shape(image), dimension=network.dimension)
    crop = normalised(_resized(image, shape)[None])
    target = _resized(truth.float(), shape)[None] >= 0.5
    masks = [foreground_mask(network, network_batch(network, crop, None))]
    if network.guided:
        draw = Draw(seed, count=1, shape=shape, device=device)
        batch = Batch(crop, target)
        seeds = torch.zeros_like(target, dtype=torch.uint8)
        seeds = add_strokes(draw, seeds, batch.objects, masks[0])
        inputs = network_batch(network, crop, Correction(seeds, masks[0]))
        masks.append(foreground_mask(network, inputs))
    return [_dice(_resized(mask[0].float(), _shape(image)) >= 0.5, truth, whole) for mask in masks]


def _standard_box(mask: np.ndarray, generator: np.random.Generator) -> tuple[slice, ...]:
    window = []
    for axis, size in enumerate(mask.shape):
        others = tuple(other for other in range(3) if other != axis)
        used = np.flatnonzero(mask.any(axis=others))
        most = int(np.clip(np.rint(0.1 * len(used)), 2, 10))
        low, high = generator.integers(0, most + 1, 2)
        window.append(slice(max(0, used[0] - low), min(size, used[-1] + 1 + high)))
    return tuple(window)


def _resized(field: Tensor, shape: Shape) -> Tensor:
    return functional.interpolate(field[None, None], size=shape, mode="trilinear")[0, 0]


def _shape(field: Tensor) -> Shape:
    return field.shape[0], field.shape[1], field.shape[2]


def _dice(mask: Tensor, truth: Tensor, whole: int) -> float:
    return 200.0 * float((mask & truth).sum()) / max(float(mask.sum()) + whole, 1.0)


def _means(values: dict[str, list[float]]) -> dict[str, float]:
    return {name: float(np.mean(scores)) for name, scores in values.items()}
