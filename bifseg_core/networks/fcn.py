"""FCN-8s (Long et al. 2015, doi 10.1109/CVPR.2015.7298965), a 2D comparison network."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from bifseg_core.networks.base import GridRule, GridSide, SplitNetwork

_STAGES = ((32, 2), (64, 2), (128, 3), (256, 3), (256, 3))
_SCORED = (2, 3, 4)
_PROJECTED = 32


def fcn() -> "FCN":
    """Return the network with random weights."""
    return FCN()


class FCN(SplitNetwork):
    """A VGG-like encoder whose outputs at 1/8, 1/16 and 1/32 are fused.

    FCN adds upsampled class scores of the three levels. That sum is a linear function of the
    upsampled features side by side, which is how it is written here.
    """

    name = "fcn"
    dimension = 2
    grid = GridRule(GridSide.SMALLEST, 96)
    guided = False

    def __init__(self) -> None:
        """Build the layers."""
        super().__init__()
        sources = (1, *(width for width, _ in _STAGES[:-1]))
        self.stages = nn.ModuleList(
            _stage(source, width, layers)
            for source, (width, layers) in zip(sources, _STAGES, strict=True)
        )
        self.projections = nn.ModuleList(
            nn.Conv2d(_STAGES[level][0], _PROJECTED, 1) for level in _SCORED
        )
        self.feature_channels = _PROJECTED * len(_SCORED)
        self.classifier = nn.Sequential(nn.Dropout(0.3), nn.Linear(self.feature_channels, 2))

    def features(self, inputs: Tensor) -> Tensor:
        """Map inputs (N, 1, I, J) to features (N, 96, I, J)."""
        size = inputs.shape[2:]
        parts = []
        for level, stage in enumerate(self.stages):
            inputs = functional.max_pool2d(stage(inputs), 2, ceil_mode=True)
            if level in _SCORED:
                projected = self.projections[_SCORED.index(level)](inputs)
                parts.append(functional.interpolate(projected, size=size, mode="bilinear"))
        return torch.cat(parts, dim=1)


def _stage(source: int, width: int, layers: int) -> nn.Sequential:
    parts: list[nn.Module] = []
    for index in range(layers):
        parts += [nn.Conv2d(width if index else source, width, 3, padding=1), nn.ReLU()]
    return nn.Sequential(*parts)
