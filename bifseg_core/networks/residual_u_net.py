"""The residual U-Net of Isensee et al. 2017 (doi 10.1007/978-3-319-75238-9_25), 3D."""

import itertools
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from bifseg_core.networks.base import GridRule, GridSide, SplitNetwork

_WIDTHS = (16, 32, 64, 128, 256)
_SUPERVISED = (1, 2)
_PROJECTED = 16


def residual_u_net() -> "ResidualUNet":
    """Return the network with random weights."""
    return ResidualUNet()


class ResidualUNet(SplitNetwork):
    """Context blocks with shortcuts on the way down, localisation blocks on the way up.

    The published network adds class scores of three decoder levels (deep supervision). That sum
    is a linear function of the three levels' upsampled features side by side, which is how it
    is written here: the classifier supervises all three. Where instance norm was
    published, all channels are normalised together: a bottleneck of one voxel has no other spread.
    """

    name = "residual_u_net"
    dimension = 3
    grid = GridRule(GridSide.LARGEST, 80)
    guided = False

    def __init__(self) -> None:
        """Build the layers."""
        super().__init__()
        self.enter = nn.ModuleList(
            _convolution(source, width, 3, stride=1 if source == 1 else 2)
            for source, width in itertools.pairwise((1, *_WIDTHS))
        )
        self.context = nn.ModuleList(_Context(width) for width in _WIDTHS)
        pairs = tuple(itertools.pairwise(_WIDTHS))
        self.up = nn.ModuleList(_convolution(below, width, 3) for width, below in pairs)
        self.localise = nn.ModuleList(
            nn.Sequential(_convolution(2 * width, width, 3), _convolution(width, width, 1))
            for width in _WIDTHS[:-1]
        )
        self.projections = nn.ModuleList(
            nn.Conv3d(_WIDTHS[level], _PROJECTED, 1) for level in _SUPERVISED
        )
        self.feature_channels = _WIDTHS[0] + _PROJECTED * len(_SUPERVISED)
        self.classifier = nn.Linear(self.feature_channels, 2)

    def features(self, inputs: Tensor) -> Tensor:
        """Map inputs (N, 1, I, J, K) to features (N, 48, I, J, K)."""
        skips = []
        for enter, context in zip(self.enter, self.context, strict=True):
            inputs = context(enter(inputs))
            skips.append(inputs)
        levels = self._decoded(skips)
        size = skips[0].shape[2:]
        parts = [levels[0]]
        for level, project in zip(_SUPERVISED, self.projections, strict=True):
            parts.append(_raised(project(levels[level]), size))
        return torch.cat(parts, dim=1)

    def _decoded(self, skips: list[Tensor]) -> list[Tensor]:
        levels = [skips[-1]]
        for depth in range(len(_WIDTHS) - 2, -1, -1):
            raised = self.up[depth](_raised(levels[0], skips[depth].shape[2:]))
            levels.insert(0, self.localise[depth](torch.cat([skips[depth], raised], dim=1)))
        return levels


class _Context(nn.Module):
    """Two convolutions with dropout between them, around a shortcut."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            _convolution(width, width, 3), nn.Dropout3d(0.3), _convolution(width, width, 3)
        )

    def forward(self, values: Tensor) -> Tensor:
        return values + cast(Tensor, self.layers(values))


def _convolution(source: int, target: int, kernel: int, *, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv3d(source, target, kernel, stride=stride, padding=kernel // 2),
        nn.GroupNorm(1, target),
        nn.LeakyReLU(0.01),
    )


def _raised(values: Tensor, size: torch.Size) -> Tensor:
    return functional.interpolate(values, size=size, mode="trilinear")
