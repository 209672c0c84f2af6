"""A labelled slice becomes a volume whose object narrows and ends, as organs do.

Along the last axis the object shrinks towards its own middle and its surroundings close in;
past its ends only they remain. So real borders, noise and neighbours of 2D images teach in 3D.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from bifseg_core.training.boxes import object_bounds, sampled_at
from bifseg_core.training.fields import Draw, coordinates

_NEVER_NARROWER = 0.04
_FLAT_END_SHARE = 0.3
_RADIUS_OF_BOX, _LEAST_RADIUS = 0.55, 0.02
_REACH = 2.0  # radii of the object, where its surroundings stand still


@dataclass(frozen=True)
class _Profile:
    """The object's width in each slice, a share of its own (N, 1, 1, K), and where it is, bool."""

    width: Tensor
    present: Tensor


def tapered(draw: Draw, fields: Tensor) -> Tensor:
    """Narrow objects towards both ends of the last axis, and let them end before the field does.

    Args:
        draw: The source of random numbers, one batch of N.
        fields: Images and objects that are the same in every slice, (N, 2, I, J, K).

    Returns:
        As many fields of the same size, the objects 0 or 1.
    """
    profile = _profile(draw)
    middle, radius = _middle_and_radius(fields[:, 1] >= 0.5)
    points = coordinates(draw.shape, draw.device)[None].expand(draw.count, -1, -1, -1, -1)
    drift = draw.uniform(-0.25, 0.25, size=2) * radius * points[:, 2:]
    away = (points[:, :2] - middle - drift) / radius
    distance = away.square().sum(dim=1, keepdim=True).sqrt().clamp_min(1e-6)
    plane = middle + away * radius * (_source(distance, profile.width[:, None]) / distance)
    result = sampled_at(fields, torch.cat([plane, points[:, 2:]], dim=1))
    objects = (result[:, 1] >= 0.5) & profile.present
    return torch.stack([result[:, 0], objects.float()], dim=1)


def _middle_and_radius(objects: Tensor) -> tuple[Tensor, Tensor]:
    """Return where objects (N, I, J, K) lie in the plane, in -1..1, both (N, 2, 1, 1, 1)."""
    size = torch.tensor(objects.shape[1:3], device=objects.device).view(1, 2, 1)
    bounds = object_bounds(objects)[:, :2] / size * 2 - 1
    radius = (bounds[..., 1] - bounds[..., 0]).mul(_RADIUS_OF_BOX).clamp_min(_LEAST_RADIUS)
    return bounds.mean(dim=2)[:, :, None, None, None], radius[:, :, None, None, None]


def _source(distance: Tensor, width: Tensor) -> Tensor:
    """Return how far out lies what comes to a distance; both in radii of the object."""
    inside = distance / width
    closing = 1 + (distance - width) * ((_REACH - 1) / (_REACH - width))
    return torch.where(distance < width, inside, torch.maximum(closing, distance))


def _profile(draw: Draw) -> _Profile:
    """Draw where each object begins and ends, and how round its ends are."""
    place = coordinates((1, 1, draw.shape[2]), draw.device)[2][None]
    first, last = draw.uniform(-1.05, -0.4), draw.uniform(0.4, 1.05)
    along = (place - (first + last) / 2) / ((last - first) / 2)
    blunt = draw.uniform(1.5, 6)
    lower, upper = (draw.some(_FLAT_END_SHARE) * draw.uniform(0.3, 0.9) for _ in range(2))
    least = torch.where(along < 0, lower, upper)
    round_width = (1 - along.abs() ** blunt).clamp_min(0).sqrt()
    width = least + (1 - least) * round_width
    return _Profile(width.clamp_min(_NEVER_NARROWER), along.abs() < 1)
