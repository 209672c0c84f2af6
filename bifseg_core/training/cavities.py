"""Cavities as those of a heart: a wall around each, muscle inside, another cavity beside it.

Walls look much like their surroundings and cavities like one another, so that only the box tells
what is meant: a cavity, a cavity with its wall, or the one beside it.
"""

import torch
from torch import Tensor

from bifseg_core.training.fields import Draw
from bifseg_core.training.regions import BASE, CORE, LABELS, PATCH, RIM
from bifseg_core.training.shapes import Form, ellipsoid

_ALONE_SHARE, _BESIDE_SHARE, _MUSCLE_SHARE = 0.25, 0.5, 0.4
_BESIDE_ALONE_SHARE = 0.4
_FORMS = {Form.BLOB: 7.0, Form.LOBES: 1.5, Form.TUBE: 1.0, Form.CRESCENT: 0.7}
_LEAST_BESIDE = 0.01  # of a scene, in voxels


def cavity_form(draw: Draw) -> Form:
    """Return the form of the walls of a batch."""
    return draw.plain.choices(list(_FORMS), list(_FORMS.values()))[0]


def with_cavity(draw: Draw, labels: Tensor, depth: Tensor, points: Tensor) -> tuple[Tensor, Tensor]:
    """Paint a cavity with its wall, at times another one that touches it.

    Args:
        draw: The source of random numbers.
        labels: The surroundings, (N, I, J, K).
        depth: The depth of the cavity with its wall, (N, I, J, K).
        points: Coordinates, (N, 3, I, J, K).

    Returns:
        The labels, and the depth of what is the object.
    """
    inner = depth - draw.uniform(0.15, 0.45) - draw.uniform(0, 0.1) * draw.smooth(4)
    inner = torch.minimum(inner, depth)
    chosen = inner if draw.chance(_ALONE_SHARE) else depth
    if draw.chance(_BESIDE_SHARE):
        beside = ellipsoid(draw, points, spread=0.8, low=0.5, high=1.0)
        beside = torch.minimum(beside, -depth)
        labels = torch.where(beside > 0, PATCH, labels)
        if _is_large(beside) and draw.chance(_BESIDE_ALONE_SHARE):
            chosen = beside
    labels = torch.where(depth > 0, BASE, labels)
    labels = torch.where(inner > 0, CORE, labels)
    if draw.chance(_MUSCLE_SHARE):
        muscle = draw.smooth(draw.plain.uniform(6, 12)) > draw.uniform(1.0, 1.8)
        labels = torch.where((labels == CORE) & muscle, RIM, labels)
    return labels, chosen


def faint_walls(draw: Draw, table: Tensor) -> Tensor:
    """Let walls look much like their surroundings, and cavities like other things near them.

    Args:
        draw: The source of random numbers.
        table: The intensity of each region, (N, labels).
    """
    table = table.clone()
    near = draw.table(-0.12, 0.12, size=LABELS)
    alike = draw.table(0, 1, size=LABELS) < 0.4
    wall = table[:, BASE : BASE + 1]
    core = torch.where(wall < 0.5, wall + 0.35, wall - 0.35) + draw.table(-0.25, 0.25, size=1)
    table = torch.where(alike, wall + near, table)
    twins = draw.table(0, 1, size=LABELS) < 0.2
    table = torch.where(twins, core + near / 2, table)
    table[:, BASE], table[:, CORE] = wall[:, 0], core[:, 0]
    table[:, RIM] = wall[:, 0] + near[:, RIM]
    table[:, PATCH] = core[:, 0] + near[:, PATCH] / 2
    return table


def _is_large(depth: Tensor) -> bool:
    """Return whether what lies inside is worth outlining in every scene."""
    shares = (depth > 0).float().mean(dim=(1, 2, 3))
    return bool((shares > _LEAST_BESIDE).all())
