"""Boxes around objects and the crops that a network is trained on.

Boxes are drawn as the robot user of the evaluation draws them (margins up to a tenth of the
object), and also loose, tight and slightly cutting. Fields are (N, I, J, K); box corners are in
voxels.
"""

import torch
from torch import Tensor
from torch.nn import functional

from bifseg_core.training.fields import Draw, Shape, coordinates

_STANDARD, _LOOSE, _TIGHT = 0.66, 0.2, 0.07
_THIN_FIELD = 0.4
_LEAST_MARGIN = 2  # grid voxels, as the robot user's standard boxes have it
_MOST_OF_A_THIN_AXIS = 0.35


def object_bounds(objects: Tensor) -> Tensor:
    """Return first voxel and one past the last of each object, (N, 3, 2), float.

    An empty object gets the whole field.
    """
    bounds = []
    for axis in range(3):
        others = [other + 1 for other in range(3) if other != axis]
        used = objects.amax(dim=others) > 0
        size = used.shape[1]
        first = used.float().argmax(dim=1)
        last = size - used.flip(1).float().argmax(dim=1)
        bounds.append(torch.stack([first, last], dim=1))
    return torch.stack(bounds, dim=1).float()


def random_boxes(draw: Draw, bounds: Tensor, shape: Shape, *, grid: Shape) -> Tensor:
    """Return a box around each object, clipped to the field, (N, 3, 2).

    Margins are shares of the object, or up to two voxels of the grid where it is thin: nobody
    draws a box more exactly than by slices.

    Args:
        draw: The source of random numbers, one batch of N.
        bounds: What ``object_bounds`` returns.
        shape: The field's size, I, J, K.
        grid: The size of the grid that the inside of the boxes comes onto.
    """
    extent = bounds[..., 1] - bounds[..., 0]
    kind = draw.table(0, 1, size=1)
    slices = [min(_LEAST_MARGIN / n, _MOST_OF_A_THIN_AXIS) for n in grid]
    most = torch.where(
        kind < _STANDARD, draw.table(0.05, 0.11, size=1), draw.table(0.1, 0.5, size=1)
    )
    most = torch.maximum(most, torch.tensor(slices, device=most.device))
    share = torch.stack([draw.table(0, 1, size=3), draw.table(0, 1, size=3)], dim=-1)
    margin = share * most[..., None]
    tight = kind > _STANDARD + _LOOSE
    margin = torch.where(tight[..., None], torch.zeros_like(margin), margin)
    cutting = kind > _STANDARD + _LOOSE + _TIGHT
    margin = torch.where(cutting[..., None], -0.06 * share, margin)
    low = bounds[..., 0] - margin[..., 0] * extent
    high = bounds[..., 1] + margin[..., 1] * extent
    limit = torch.tensor(shape, device=low.device, dtype=low.dtype)
    low = low.clamp_min(0)
    high = torch.minimum(torch.maximum(high, low + 1), limit)
    return torch.stack([low, high], dim=-1)


def crops(
    fields: Tensor,
    boxes: Tensor,
    shape: Shape,
    *,
    mirrored: Tensor | None = None,
    moved: Tensor | None = None,
) -> Tensor:
    """Resample the inside of each box onto a grid.

    Thin axes average the voxels that fall into a slice, as scanners do.

    Args:
        fields: (N, C, I, J, K).
        boxes: (N, 3, 2) in voxels.
        shape: The grid of the result.
        mirrored: Sign of each axis, +1 or -1, (N, 3).
        moved: How far each voxel of the grid comes from, in shares of half a box, any shape that
            expands to (N, 3, *shape).

    Returns:
        (N, C, *shape).
    """
    size = fields.shape[2:]
    over = [
        3 if n > 1 and target < _THIN_FIELD * n else 1
        for n, target in zip(size, shape, strict=True)
    ]
    fine = (shape[0] * over[0], shape[1] * over[1], shape[2] * over[2])
    grid = coordinates(fine, fields.device)[None].expand(fields.shape[0], -1, -1, -1, -1)
    if mirrored is not None:
        grid = grid * mirrored[:, :, None, None, None]
    if moved is not None:
        every = moved.expand(-1, -1, *shape)
        for axis, factor in enumerate(over, start=2):
            every = every.repeat_interleave(factor, dim=axis)
        grid = grid + every
    scale = torch.tensor(size, device=fields.device, dtype=boxes.dtype)
    low, high = boxes[..., 0] / scale * 2 - 1, boxes[..., 1] / scale * 2 - 1
    middle, half = (low + high) / 2, (high - low) / 2
    grid = grid * half[:, :, None, None, None] + middle[:, :, None, None, None]
    sampled = sampled_at(fields, grid)
    return functional.avg_pool3d(sampled, over) if max(over) > 1 else sampled


def warped(draw: Draw, fields: Tensor) -> Tensor:
    """Rotate, scale and bend fields about their middle, (N, C, I, J, K)."""
    planes = ((0, 1),) if draw.shape[2] == 1 else ((0, 1), (1, 2), (0, 2))
    grid = coordinates(draw.shape, draw.device)[None].expand(draw.count, -1, -1, -1, -1).clone()
    for first, second in planes:
        angle = draw.uniform(-0.6, 0.6)
        one, two = grid[:, first].clone(), grid[:, second].clone()
        grid[:, first] = angle.cos() * one - angle.sin() * two
        grid[:, second] = angle.sin() * one + angle.cos() * two
    grid = grid * draw.uniform(0.85, 1.1)[:, None]
    bend = draw.uniform(0, 0.1)[:, None] * draw.smooth(draw.plain.uniform(2, 5), channels=3)
    return sampled_at(fields, grid + bend)


def sampled_at(fields: Tensor, points: Tensor) -> Tensor:
    """Interpolate fields (N, C, I, J, K) at points (N, 3, *grid) in -1..1."""
    grid = points.flip(1).movedim(1, -1)
    return functional.grid_sample(
        fields, grid.to(fields.dtype), padding_mode="border", align_corners=False
    )
