"""Where in its box a voxel lies."""

import torch
from torch import Tensor


def box_coordinates(inputs: Tensor) -> Tensor:
    """Return for each axis the distance from the box's centre, 0 there and 1 at its sides.

    Args:
        inputs: Any tensor (N, C, *grid).

    Returns:
        (N, number of axes, *grid); along an axis of one voxel it is 0.
    """
    shape = inputs.shape[2:]
    planes = []
    for axis, size in enumerate(shape):
        centres = (torch.arange(size, device=inputs.device) + 0.5) * (2 / size) - 1
        view = [size if other == axis else 1 for other in range(len(shape))]
        planes.append(centres.abs().view(view).expand(shape))
    stacked = torch.stack(planes).to(inputs.dtype)
    return stacked[None].expand(inputs.shape[0], *stacked.shape)
