"""A simulated user for training: short strokes on errors, made for a whole batch at once.

The robot user of the evaluation draws centre-line strokes. Here a stroke
is a straight line: it starts deep inside an error and runs both ways along the direction in
which it can run the longest without leaving the error.
"""

import math

import torch
from torch import Tensor
from torch.nn import functional

from bifseg_core.networks.guidance import DECAY_VOXELS
from bifseg_core.training.fields import Draw

_DIRECTIONS = 8
_LONGEST_HALF = 4
_MOST_STROKES = 3
_SERVED = 21  # voxels: side of the square around a stroke that gets no other
_LEAST_AREA = 12.0


def add_strokes(draw: Draw, seeds: Tensor, truth: Tensor, mask: Tensor) -> Tensor:
    """Add strokes of one round to the strokes so far.

    Args:
        draw: The source of random numbers.
        seeds: Strokes so far, 0 none, 1 foreground, 2 background, uint8 (N, I, J, K).
        truth: The object, bool (N, I, J, K).
        mask: The mask to correct, bool (N, I, J, K).

    Returns:
        New strokes; each carries the true label.
    """
    seeds = seeds.clone()
    normals = (2,) if truth.shape[3] == 1 else (0, 1, 2)
    for normal in normals:
        if len(normals) == 3 and draw.chance(0.3):
            continue
        _add_in_plane(draw, seeds, truth, truth ^ mask, normal=normal)
    return seeds


def proximity(seeds: Tensor) -> Tensor:
    """Return the maps of ``networks.guidance.guidance_maps`` for a batch, (N, 2, I, J, K)."""
    strokes = torch.stack([seeds == 1, seeds == 2], dim=1)
    square = torch.where(strokes, 0.0, 1e6)
    for axis in (2, 3, 4):
        square = _lower_envelope(square, axis)
    return torch.exp(-square.sqrt() / DECAY_VOXELS) * (square < 1e5)


def _lower_envelope(square: Tensor, axis: int) -> Tensor:
    """Return min over j of square[j] + (i - j)^2 along one axis (exact distance transform)."""
    size = square.shape[axis]
    place = torch.arange(size, device=square.device, dtype=square.dtype)
    view = [size if other == axis else 1 for other in range(5)]
    result = square
    for source in range(size):
        cost = (place - source).square().view(view)
        result = torch.minimum(result, square.narrow(axis, source, 1) + cost)
    return result


def _add_in_plane(draw: Draw, seeds: Tensor, truth: Tensor, errors: Tensor, *, normal: int) -> None:
    """Draw up to a few strokes in the slice that has the largest error area."""
    axis = normal + 1
    others = [other for other in (1, 2, 3) if other != axis]
    level = errors.sum(dim=others).argmax(dim=1)
    area = _slices(errors, axis, level).float()
    target = _slices(truth, axis, level)
    for _ in range(draw.plain.randint(1, _MOST_STROKES)):
        drawn = _stroke(draw, area)
        drawn = drawn & (area.sum((1, 2)) >= _LEAST_AREA)[:, None, None]
        label = torch.where(target, 1, 2).to(seeds.dtype)
        _write_slices(seeds, axis, level, drawn, label)
        area = area * (1 - _surroundings(drawn))


def _stroke(draw: Draw, area: Tensor) -> Tensor:
    """Return one stroke inside the error area of each slice, bool (N, R, S)."""
    count, rows, columns = area.shape
    half = draw.plain.randint(1, _LONGEST_HALF)
    inside = functional.avg_pool2d(area[:, None], 5, 1, 2)[:, 0] * area
    noise = torch.rand(area.shape, generator=draw.torch, device=area.device)
    start = ((inside + 0.3 * noise) * (area > 0)).flatten(1).argmax(dim=1)
    row, column = start // columns, start % columns
    angle = torch.arange(_DIRECTIONS, device=area.device) * (math.pi / _DIRECTIONS)
    steps = torch.arange(1, half + 1, device=area.device)
    reach = torch.cat([steps, -steps]).view(1, 2, half)
    offset_r = (angle.sin()[:, None, None] * reach).round().long()
    offset_c = (angle.cos()[:, None, None] * reach).round().long()
    r = (row[:, None, None, None] + offset_r).clamp(0, rows - 1)
    c = (column[:, None, None, None] + offset_c).clamp(0, columns - 1)
    flat = (r * columns + c).flatten(1)
    free = area.flatten(1).gather(1, flat).view(count, _DIRECTIONS, 2, half).cumprod(dim=3)
    best = free.sum((2, 3)).argmax(dim=1)
    pick = torch.arange(count, device=area.device)
    chosen = flat.view(count, _DIRECTIONS, 2 * half)[pick, best]
    kept = free[pick, best].flatten(1)
    drawn = torch.zeros(count, rows * columns, device=area.device)
    drawn.scatter_reduce_(1, chosen, kept, "amax")
    drawn.scatter_(1, start[:, None], 1.0)
    return (drawn.view_as(area) * area) > 0


def _surroundings(drawn: Tensor) -> Tensor:
    return functional.max_pool2d(drawn.float()[:, None], _SERVED, 1, _SERVED // 2)[:, 0]


def _slices(fields: Tensor, axis: int, level: Tensor) -> Tensor:
    """Return fields[n] at level[n] along an axis, (N, R, S)."""
    moved = fields.movedim(axis, 1)
    return moved[torch.arange(fields.shape[0], device=fields.device), level]


def _write_slices(seeds: Tensor, axis: int, level: Tensor, drawn: Tensor, label: Tensor) -> None:
    moved = seeds.movedim(axis, 1)
    pick = torch.arange(seeds.shape[0], device=seeds.device)
    moved[pick, level] = torch.where(drawn, label, moved[pick, level])
