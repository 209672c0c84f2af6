"""Geodesic distances as network inputs: what joins the box's middle, what joins its corners?

Whatever the organ, a box drawn around it holds object in its middle and background in its
corners. A voxel that the corners reach only across an edge, and the middle without one, is
probably object (geodesic symmetric segmentation, Criminisi et al. 2008,
doi 10.1007/978-3-540-88682-2_9); a voxel that a stroke reaches without crossing an edge
probably has the stroke's label (DeepIGeoS, doi 10.1109/TPAMI.2018.2840695). Convolutions would
have to follow such paths step by step.

The path cost is the sum of |ΔX| along the axes. One sweep to and fro along an axis is a running
minimum, so that all of it is a few passes over the crop; it is made at half the resolution.
"""

import torch
from torch import Tensor
from torch.nn import functional

from bifseg_core.interactions import SeedLabel
from bifseg_core.networks.box_frame import box_coordinates

CHANNELS = 4
"""Number of maps: from the middle, from the corners, from each kind of stroke."""

_SWEEPS = 5
_MIDDLE_RADIUS, _CORNER_RADIUS = 0.3, 1.2
_STROKE_DECAY = 4.0
_SHORTEST_HALVED_AXIS = 8
_UNREACHED = 1e4
_CLIPPED_AT = 3.0


@torch.no_grad()
def geodesic_maps(crops: Tensor, seeds: Tensor | None = None) -> Tensor:
    """Return how hard each voxel is to reach from where the object and the others surely are.

    Args:
        crops: Normalised crops, (N, I, J, K).
        seeds: Strokes, 0 none, 1 foreground, 2 background, (N, I, J, K).

    Returns:
        (N, 4, I, J, K): the distances f from the box's middle and b from its corners, each with
        the strokes of its kind, as f / m - 1 and b / m - 1 with m the crop's mean of (f + b) / 2,
        at most 3; then exp(-4 d / m) of the distances d to foreground and background strokes
        alone, 0 everywhere where there are none.
    """
    halving = [2 if size >= _SHORTEST_HALVED_AXIS else 1 for size in crops.shape[1:]]
    coarse = functional.avg_pool3d(crops[:, None], halving, ceil_mode=True)
    distances = _distances(coarse, _starts(coarse, _pooled_strokes(crops, seeds, halving)))
    scale = distances[:, :2].mean(dim=(1, 2, 3, 4), keepdim=True) + 1e-3
    reach = (distances[:, :2] / scale - 1).clamp_max(_CLIPPED_AT)
    traces = torch.exp(-_STROKE_DECAY * distances[:, 2:] / scale)
    return functional.interpolate(
        torch.cat([reach, traces], dim=1), size=crops.shape[1:], mode="trilinear"
    )


def _pooled_strokes(crops: Tensor, seeds: Tensor | None, halving: list[int]) -> Tensor:
    """Return where strokes of each kind lie on the halved grid, bool (N, 2, *halved)."""
    if seeds is None:
        seeds = torch.zeros(crops.shape, dtype=torch.uint8, device=crops.device)
    kinds = torch.stack([seeds == SeedLabel.FOREGROUND, seeds == SeedLabel.BACKGROUND], dim=1)
    return functional.max_pool3d(kinds.to(crops.dtype), halving, ceil_mode=True) > 0


def _starts(coarse: Tensor, strokes: Tensor) -> Tensor:
    """Return where the four distances are 0, bool (N, 4, *halved).

    Strokes outweigh the box: a middle that holds a background stroke is not taken for object,
    and corners are left out where foreground strokes lie.
    """
    radius = box_coordinates(coarse).square().sum(1).sqrt()
    middle = radius <= radius.amin().clamp_min(_MIDDLE_RADIUS)
    corners = radius >= radius.amax().clamp_max(_CORNER_RADIUS)
    foreground, background = strokes.unbind(1)
    contradicted = (middle & background).flatten(1).any(dim=1).view(-1, 1, 1, 1)
    return torch.stack(
        [
            (middle & ~contradicted) | foreground,
            (corners & ~foreground) | background,
            foreground,
            background,
        ],
        dim=1,
    )


def _distances(coarse: Tensor, starts: Tensor) -> Tensor:
    """Return the least cost of a path from each of the starts, (N, 4, *halved)."""
    distances = torch.where(starts, 0.0, _UNREACHED).to(coarse.dtype)
    axes = [axis for axis in range(2, 5) if coarse.shape[axis] > 1]
    heights = {axis: _climbed(coarse, axis) for axis in axes}
    for _ in range(_SWEEPS):
        for axis in axes:
            distances = _swept(distances, heights[axis], axis)
    return distances


def _climbed(coarse: Tensor, axis: int) -> Tensor:
    """Return the cost of the straight path from the first voxel along an axis, like `coarse`."""
    steps = coarse.diff(dim=axis).abs().cumsum(axis)
    return torch.cat([torch.zeros_like(coarse.narrow(axis, 0, 1)), steps], dim=axis)


def _swept(distances: Tensor, height: Tensor, axis: int) -> Tensor:
    """Return distances shortened by straight paths to and fro along an axis."""
    onward = height + (distances - height).cummin(axis).values
    return (onward + height).flip(axis).cummin(axis).values.flip(axis) - height
