"""HighRes3DNet (Li et al. 2017, doi 10.1007/978-3-319-59050-9_28), 3D."""

from torch import Tensor, nn
from torch.nn import functional

from bifseg_core.networks.base import GridRule, GridSide, SplitNetwork

_STAGES = ((16, 1), (32, 2), (64, 4))
_BLOCKS = 3
_LAST = 80


def high_res_3d_net() -> "HighRes3DNet":
    """Return the network with random weights."""
    return HighRes3DNet()


class HighRes3DNet(SplitNetwork):
    """Residual blocks of dilated convolutions at full resolution, receptive field 87.

    Where batch norm was published, all channels of a volume are normalised together here.
    """

    name = "high_res_3d_net"
    dimension = 3
    grid = GridRule(GridSide.LARGEST, 80)
    guided = False

    def __init__(self) -> None:
        """Build the layers."""
        super().__init__()
        width = _STAGES[0][0]
        self.stem = nn.Conv3d(1, width, 3, padding=1)
        blocks = []
        for target, dilation in _STAGES:
            for _ in range(_BLOCKS):
                blocks.append(_Block(width, target, dilation))
                width = target
        self.blocks = nn.Sequential(*blocks)
        self.last = nn.Sequential(nn.Conv3d(width, _LAST, 1), nn.ReLU())
        self.feature_channels = _LAST
        self.classifier = nn.Sequential(nn.Dropout(0.5), nn.Linear(self.feature_channels, 2))

    def features(self, inputs: Tensor) -> Tensor:
        """Map inputs (N, 1, I, J, K) to features (N, 80, I, J, K)."""
        values: Tensor = self.last(self.blocks(functional.relu(self.stem(inputs))))
        return values


class _Block(nn.Module):
    """Norm, activation, dilated convolution, twice, around a zero-padded shortcut."""

    def __init__(self, source: int, target: int, dilation: int) -> None:
        super().__init__()
        self.grown = target - source
        layers: list[nn.Module] = []
        for incoming in (source, target):
            layers += [
                nn.GroupNorm(1, incoming),
                nn.ReLU(),
                nn.Conv3d(incoming, target, 3, padding=dilation, dilation=dilation),
            ]
        self.layers = nn.Sequential(*layers)

    def forward(self, values: Tensor) -> Tensor:
        shortcut = functional.pad(values, (0, 0, 0, 0, 0, 0, 0, self.grown))
        inner: Tensor = self.layers(values)
        return inner + shortcut
