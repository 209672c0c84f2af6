"""Rounds of correction in training: what the network is shown besides the crop."""

from dataclasses import dataclass

import torch
from torch import Tensor

from bifseg_core.networks.appearance import appearance_maps
from bifseg_core.networks.base import SplitNetwork
from bifseg_core.networks.geodesics import geodesic_maps
from bifseg_core.training.batches import Batch
from bifseg_core.training.fields import Draw, blurred
from bifseg_core.training.strokes import add_strokes, proximity

ROUNDS = (0, 1, 1, 1, 1, 2, 3)
"""The numbers of rounds that corrections are drawn from."""


@dataclass(frozen=True)
class Correction:
    """Strokes so far, uint8 (N, I, J, K), and the mask that they correct, bool."""

    seeds: Tensor
    previous: Tensor | None


def network_batch(network: SplitNetwork, images: Tensor, correction: Correction | None) -> Tensor:
    """Build the inputs of a batch as ``networks.guidance.network_inputs`` does for one crop.

    Args:
        network: what they are for.
        images: (N, I, J, K), normalised.
        correction: strokes and masks that a guided network sees; None at first.

    Returns:
        (N, C, I, J, K), without the last axis for a 2D network.
    """
    planes = [images[:, None]]
    if network.guided:
        planes.append(_guidance(images, correction))
    inputs = torch.cat(planes, dim=1)
    return inputs[..., 0] if network.dimension == 2 else inputs


def foreground_mask(network: SplitNetwork, inputs: Tensor) -> Tensor:
    """Return where the network prefers the foreground, bool (N, I, J, K)."""
    scores: Tensor = network(inputs)
    mask = scores[:, 1] > scores[:, 0]
    return mask[..., None] if network.dimension == 2 else mask


@torch.no_grad()
def simulated_correction(
    draw: Draw, network: SplitNetwork, batch: Batch, *, rounds: int
) -> Correction:
    """Play a few rounds of a user who corrects the network with short strokes.

    Without a round the network sees its own mask again, which makes better appearance maps than
    the box did.
    """
    network.eval()
    seeds = torch.zeros_like(batch.objects, dtype=torch.uint8)
    if draw.chance(0.2):
        previous = _spoilt(draw, batch.objects)
    else:
        previous = foreground_mask(network, network_batch(network, batch.crops, None))
    for index in range(rounds):
        seeds = add_strokes(draw, seeds, batch.objects, previous)
        if index + 1 < rounds:
            inputs = network_batch(network, batch.crops, Correction(seeds, previous))
            previous = foreground_mask(network, inputs)
        if draw.chance(0.3):
            previous = _smoothed(draw, previous)
    network.train()
    return Correction(seeds, None if draw.chance(0.1) else previous)


def _guidance(images: Tensor, correction: Correction | None) -> Tensor:
    if correction is None:
        unguided = images.new_zeros((len(images), 3, *images.shape[1:]))
        return torch.cat([unguided, appearance_maps(images), geodesic_maps(images)], dim=1)
    near = proximity(correction.seeds)
    maps = appearance_maps(images, correction.seeds, correction.previous)
    if correction.previous is None:
        signed = torch.zeros_like(near[:, :1])
    else:
        signed = correction.previous[:, None].to(near.dtype) * 2 - 1
    return torch.cat([near, signed, maps, geodesic_maps(images, correction.seeds)], dim=1)


def _spoilt(draw: Draw, objects: Tensor) -> Tensor:
    """Return masks that are wrong in smooth patches."""
    soft = blurred(objects.float(), [draw.plain.uniform(0.5, 2.5)] * 3)
    return soft + draw.uniform(0.1, 0.6) * draw.smooth(draw.plain.uniform(2, 5)) > 0.5


def _smoothed(draw: Draw, mask: Tensor) -> Tensor:
    """Return masks with rounded borders, as a graph cut leaves them."""
    return blurred(mask.float(), [draw.plain.uniform(0.4, 1.5)] * 3) > 0.5
