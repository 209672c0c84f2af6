"""P-Net, the paper's 2D network (doi 10.1109/TMI.2018.2791721, Fig. 2)."""

import torch
from torch import Tensor, nn

from bifseg_core.networks.base import GridRule, GridSide, SplitNetwork

_LAYERS = (2, 2, 3, 3, 3)
_DILATIONS = (1, 2, 4, 8, 16)
_CHANNELS = 64
_HIDDEN = 128


def p_net() -> "PNet":
    """Return P-Net with random weights, as published."""
    return PNet()


class PNet(SplitNetwork):
    """Five blocks of dilated 3x3 convolutions at full resolution, receptive field 181.

    The outputs of the five blocks, concatenated (320 channels), are the features.
    """

    name = "p_net"
    dimension = 2
    grid = GridRule(GridSide.SMALLEST, 96)
    guided = False

    def __init__(self) -> None:
        """Build the published layers."""
        super().__init__()
        sources = (1, *[_CHANNELS] * (len(_LAYERS) - 1))
        self.blocks = nn.ModuleList(
            _block(source, layers, dilation)
            for source, layers, dilation in zip(sources, _LAYERS, _DILATIONS, strict=True)
        )
        self.feature_channels = _CHANNELS * len(_LAYERS)
        self.classifier = nn.Sequential(
            nn.Dropout(0.3),
            nn.Linear(self.feature_channels, _HIDDEN),
            nn.ReLU(),
            nn.Dropout(0.3),
            nn.Linear(_HIDDEN, 2),
        )

    def features(self, inputs: Tensor) -> Tensor:
        """Map inputs (N, 1, I, J) to features (N, 320, I, J)."""
        outputs = []
        for block in self.blocks:
            inputs = block(inputs)
            outputs.append(inputs)
        return torch.cat(outputs, dim=1)


def _block(source: int, layers: int, dilation: int) -> nn.Sequential:
    parts: list[nn.Module] = []
    for index in range(layers):
        parts.append(
            nn.Conv2d(
                source if index == 0 else _CHANNELS,
                _CHANNELS,
                3,
                padding=dilation,
                dilation=dilation,
            )
        )
        parts.append(nn.ReLU())
    return nn.Sequential(*parts)
