"""U-Net (Ronneberger et al. 2015, doi 10.1007/978-3-319-24574-4_28), 2D, half as wide."""

import itertools

import torch
from torch import Tensor, nn
from torch.nn import functional

from bifseg_core.networks.base import GridRule, GridSide, SplitNetwork

_WIDTHS = (32, 64, 128, 256, 512)


def u_net() -> "UNet":
    """Return the network with random weights."""
    return UNet()


class UNet(SplitNetwork):
    """Encoder and decoder of five levels with skip connections; padded convolutions."""

    name = "u_net"
    dimension = 2
    grid = GridRule(GridSide.SMALLEST, 96)
    guided = False

    def __init__(self) -> None:
        """Build the layers."""
        super().__init__()
        self.down = nn.ModuleList(
            _double(source, width) for source, width in itertools.pairwise((1, *_WIDTHS))
        )
        self.up = nn.ModuleList(
            nn.Conv2d(below, width, 1) for width, below in itertools.pairwise(_WIDTHS)
        )
        self.merge = nn.ModuleList(_double(2 * width, width) for width in _WIDTHS[:-1])
        self.feature_channels = _WIDTHS[0]
        self.classifier = nn.Linear(self.feature_channels, 2)

    def features(self, inputs: Tensor) -> Tensor:
        """Map inputs (N, 1, I, J) to features (N, 32, I, J)."""
        skips: list[Tensor] = []
        for level, block in enumerate(self.down):
            values = inputs if level == 0 else functional.max_pool2d(skips[-1], 2, ceil_mode=True)
            skips.append(block(values))
        values = skips.pop()
        for up, merge in zip(reversed(self.up), reversed(self.merge), strict=True):
            skip = skips.pop()
            raised = functional.interpolate(up(values), size=skip.shape[2:], mode="bilinear")
            values = merge(torch.cat([skip, raised], dim=1))
        return values


def _double(source: int, width: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(source, width, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(width, width, 3, padding=1),
        nn.ReLU(),
    )
