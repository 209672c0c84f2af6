"""Appearance as a network input: does a voxel's intensity look like the object's?

A box says roughly where its object lies, so two histograms can be made before any network runs:
of what is probably object and of what is probably not (GrabCut's colour models, Rother et al.
2004, doi 10.1145/1015706.1015720, here as soft histograms). "Looks like the middle rather than
like the sides" is a comparison across the whole box that convolutions learn only slowly.
"""

import torch
from torch import Tensor
from torch.nn import functional

from bifseg_core.interactions import SeedLabel

CHANNELS = 2
"""Number of maps: one from the voxels as they are, one from a smoothed crop."""

_BINS = 32
_CLIPPED_AT = 3.0
_FLOOR = 1e-3
_PRIOR_RADIUS, _PRIOR_SLOPE = 0.9, 8.0
_MASK_TRUST = 0.8


@torch.no_grad()
def appearance_maps(
    crops: Tensor, seeds: Tensor | None = None, previous: Tensor | None = None
) -> Tensor:
    """Return how much the object's intensities explain each voxel, against all others.

    Args:
        crops: Normalised crops, (N, I, J, K).
        seeds: Strokes, 0 none, 1 foreground, 2 background, (N, I, J, K).
        previous: Masks that the strokes correct, bool (N, I, J, K); without them the object is
            taken to fill the box's inscribed ellipsoid.

    Returns:
        2 p - 1 with p = h_f / (h_f + h_b), h_f and h_b the two histograms at the voxel's
        intensity; (N, 2, I, J, K). The second map is of the smoothed crop and its histograms
        were made twice, the second time with the first time's answer.
    """
    presence = _presence(crops, seeds, previous)
    smooth = _smoothed(crops)
    sharp = _posterior(crops, presence)
    first = _posterior(smooth, presence)
    second = _posterior(smooth, _combined(presence, first))
    return torch.stack([sharp, second], dim=1) * 2 - 1


def _presence(crops: Tensor, seeds: Tensor | None, previous: Tensor | None) -> Tensor:
    """Return how probable the object is at each voxel before its intensity is looked at."""
    if previous is None:
        presence = _ellipsoid(crops).expand_as(crops)
    else:
        presence = (1 - _MASK_TRUST) / 2 + _MASK_TRUST * _smoothed(previous.to(crops.dtype))
    if seeds is None:
        return presence
    presence = torch.where(seeds == SeedLabel.FOREGROUND, 1.0, presence)
    return torch.where(seeds == SeedLabel.BACKGROUND, 0.0, presence)


def _ellipsoid(crops: Tensor) -> Tensor:
    """Return a soft ellipsoid in the box, (I, J, K)."""
    square = torch.zeros(crops.shape[1:], dtype=crops.dtype, device=crops.device)
    for axis, size in enumerate(crops.shape[1:]):
        centres = (torch.arange(size, device=crops.device) + 0.5) * (2 / size) - 1
        square = square + centres.square().view(
            [size if other == axis else 1 for other in range(3)]
        )
    return torch.sigmoid(_PRIOR_SLOPE * (_PRIOR_RADIUS - square.sqrt()))


def _combined(presence: Tensor, likelihood: Tensor) -> Tensor:
    inside, outside = presence * likelihood, (1 - presence) * (1 - likelihood)
    return inside / (inside + outside + 1e-6)


def _posterior(crops: Tensor, presence: Tensor) -> Tensor:
    """Return h_f / (h_f + h_b) at each voxel; bins are read with linear interpolation."""
    place = (crops.flatten(1).clamp(-_CLIPPED_AT, _CLIPPED_AT) / _CLIPPED_AT + 1) / 2 * (_BINS - 1)
    low = place.floor().clamp(max=_BINS - 2)
    share, low = place - low, low.long()
    inside = _histogram(low, share, presence.flatten(1))
    outside = _histogram(low, share, 1 - presence.flatten(1))
    odds = inside / (inside + outside)
    found = odds.gather(1, low) * (1 - share) + odds.gather(1, low + 1) * share
    return found.view_as(crops)


def _histogram(low: Tensor, share: Tensor, weight: Tensor) -> Tensor:
    """Return smooth normalised histograms, (N, bins)."""
    counts = torch.zeros(len(low), _BINS, dtype=weight.dtype, device=weight.device)
    counts.scatter_add_(1, low, weight * (1 - share))
    counts.scatter_add_(1, low + 1, weight * share)
    counts = counts / counts.sum(dim=1, keepdim=True).clamp_min(1e-6)
    kernel = torch.tensor([[[1.0, 4.0, 6.0, 4.0, 1.0]]], dtype=weight.dtype, device=weight.device)
    return functional.conv1d(counts[:, None], kernel / 16, padding=2)[:, 0] + _FLOOR


def _smoothed(values: Tensor) -> Tensor:
    """Smooth by 1-2-1 along each axis, the border repeated."""
    for axis in (1, 2, 3):
        size = values.shape[axis]
        before = torch.cat([values.narrow(axis, 0, 1), values.narrow(axis, 0, size - 1)], axis)
        after = torch.cat(
            [values.narrow(axis, 1, size - 1), values.narrow(axis, size - 1, 1)], axis
        )
        values = (before + 2 * values + after) / 4
    return values
