"""A 3D network that starts as a 2D one: it sees slices until it learns to see volumes.

In place of random numbers, each kernel of a trained 2D network is laid into the middle of the
3D kernel of the same layer (Carreira and Zisserman 2017, doi 10.1109/CVPR.2017.502, spread it
evenly instead). On a volume of one slice the 3D network then computes what the 2D one does.
"""

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from bifseg_core.networks.base import SplitNetwork


def inflate(flat: SplitNetwork, deep: SplitNetwork) -> None:
    """Give ``deep`` (3D) the weights of ``flat`` (2D), a network of the same layout.

    Input channels that only the 3D network has (a third box coordinate) get weights of zero.

    Args:
        flat: A 2D network, as a rule a trained one.
        deep: The 3D network to fill.
    """
    source: Mapping[str, Tensor] = flat.state_dict()
    spread = {
        f"{name}.weight": isinstance(module, nn.ConvTranspose3d)
        for name, module in deep.named_modules()
    }
    deep.load_state_dict(
        {
            key: _laid_in(source[key], value, copied=spread.get(key, False))
            for key, value in deep.state_dict().items()
        }
    )


def _laid_in(weight: Tensor, like: Tensor, *, copied: bool) -> Tensor:
    """Return a 3D kernel of the shape of ``like``; other tensors come back unchanged.

    Args:
        weight: The 2D network's tensor.
        like: The 3D network's tensor.
        copied: Whether the taps are outputs of their own (a transposed convolution).
    """
    if like.ndim != 5:
        return weight
    result = torch.zeros_like(like)
    taps = like.shape[-1]
    used = weight[:, : like.shape[1]]
    inputs = slice(0, used.shape[1])
    if taps % 2 == 1:
        result[:, inputs, ..., taps // 2] = used
    else:
        result[:, inputs] = used[..., None] / (1 if copied else taps)
    return result
