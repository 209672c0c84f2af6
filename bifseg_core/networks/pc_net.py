"""PC-Net, the paper's 3D network (doi 10.1109/TMI.2018.2791721, Fig. 2)."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from bifseg_core.networks.base import GridRule, GridSide, SplitNetwork

_HIDDEN_FACTOR = 2


@dataclass(frozen=True)
class _Block:
    layers: int
    dilation: int
    depth_kernel: int


_BLOCKS = (_Block(2, 1, 3), _Block(2, 2, 3), _Block(3, 3, 1), _Block(3, 4, 1), _Block(3, 5, 1))


def pc_net(channels: int = 16) -> "PCNet":
    """Return PC-Net with random weights; the shipped one has 16 channels."""
    return PCNet(channels)


class PCNet(SplitNetwork):
    """Five blocks of dilated convolutions, each compressed; receptive field 85x85x9.

    Kernels are 3x3x3 in the first two blocks (dilation 1 along the third axis) and 3x3x1 in
    the others. Each block's output is compressed by a 1x1x1 convolution to a quarter of the
    channels; the five compressed outputs, concatenated, are the features.
    """

    name = "pc_net"
    dimension = 3
    grid = GridRule(GridSide.LARGEST, 80)
    guided = False

    def __init__(self, channels: int) -> None:
        """Build the published layers with C = ``channels``, a multiple of 4."""
        super().__init__()
        sources = (1, *[channels] * (len(_BLOCKS) - 1))
        self.blocks = nn.ModuleList(
            _block(source, channels, block) for source, block in zip(sources, _BLOCKS, strict=True)
        )
        self.compressions = nn.ModuleList(nn.Conv3d(channels, channels // 4, 1) for _ in _BLOCKS)
        self.feature_channels = channels // 4 * len(_BLOCKS)
        hidden = channels * _HIDDEN_FACTOR
        self.classifier = nn.Sequential(
            nn.Dropout(0.3),
            nn.Linear(self.feature_channels, hidden),
            nn.ReLU(),
            nn.Dropout(0.3),
            nn.Linear(hidden, 2),
        )

    def features(self, inputs: Tensor) -> Tensor:
        """Map inputs (N, 1, I, J, K) to features (N, 5 C / 4, I, J, K)."""
        outputs = []
        for block, compress in zip(self.blocks, self.compressions, strict=True):
            inputs = block(inputs)
            outputs.append(torch.relu(compress(inputs)))
        return torch.cat(outputs, dim=1)


def _block(source: int, channels: int, block: _Block) -> nn.Sequential:
    parts: list[nn.Module] = []
    for index in range(block.layers):
        parts.append(
            nn.Conv3d(
                source if index == 0 else channels,
                channels,
                (3, 3, block.depth_kernel),
                padding=(block.dilation, block.dilation, block.depth_kernel // 2),
                dilation=(block.dilation, block.dilation, 1),
            )
        )
        parts.append(nn.ReLU())
    return nn.Sequential(*parts)
