"""What happens between thick slices: the patient moves, and each slice has its own brightness."""

import torch
from torch import Tensor

from bifseg_core.training.fields import Draw, Shape

_FEWEST, _MOST = 2, 20
_LONGEST_SHARE = 0.5
_MOVING_SHARE, _UNEVEN_SHARE = 0.4, 0.3


def slice_axis(shape: Shape) -> int | None:
    """Return the axis (0..2) across thick slices, None where a grid has none."""
    fewest = min(shape)
    thick = _FEWEST <= fewest <= min(_MOST, _LONGEST_SHARE * max(shape))
    return shape.index(fewest) if thick else None


def slice_motion(draw: Draw, shape: Shape) -> Tensor | None:
    """Return how far each slice has moved in its own plane, at times.

    Args:
        draw: The source of random numbers, one batch of N.
        shape: The grid, I, J, K.

    Returns:
        Shares of half a box, (N, 3, I, J, K) with 1 for the two axes of the plane; None where
        nothing moves.
    """
    axis = slice_axis(shape)
    if axis is None or not draw.chance(_MOVING_SHARE):
        return None
    steps = _of_each_slice(draw, shape, axis, channels=3)
    steps[:, axis] = 0
    return steps * draw.uniform(0, 0.06)[:, None]


def slice_gains(draw: Draw, shape: Shape) -> Tensor | None:
    """Return the brightness of each slice, (N, I, J, K) with 1 in its plane; at times."""
    axis = slice_axis(shape)
    if axis is None or not draw.chance(_UNEVEN_SHARE):
        return None
    return torch.exp(_of_each_slice(draw, shape, axis, channels=1)[:, 0] * draw.uniform(0, 0.2))


def _of_each_slice(draw: Draw, shape: Shape, axis: int, *, channels: int) -> Tensor:
    """Return Gaussian numbers of each slice, (N, channels, I, J, K) with 1 in its plane."""
    size = [shape[axis] if other == axis else 1 for other in range(3)]
    return torch.randn((draw.count, channels, *size), generator=draw.torch, device=draw.device)
