"""DeepMedic (Kamnitsas et al. 2017, doi 10.1016/j.media.2016.10.004), 3D."""

import itertools

import torch
from torch import Tensor, nn
from torch.nn import functional

from bifseg_core.networks.base import GridRule, GridSide, SplitNetwork

_WIDTHS = (30, 30, 40, 40, 40, 40, 50, 50)
_REDUCTION = 3
_FULLY_CONNECTED = 150


def deep_medic() -> "DeepMedic":
    """Return the network with random weights."""
    return DeepMedic()


class DeepMedic(SplitNetwork):
    """Two paths of eight 3x3x3 convolutions, one at a third of the resolution.

    Receptive fields: 17 voxels, and 17 voxels of the reduced grid. Convolutions are padded, and
    the published batch norm is left out (a hazard with fine-tuning).
    """

    name = "deep_medic"
    dimension = 3
    grid = GridRule(GridSide.LARGEST, 80)
    guided = False

    def __init__(self) -> None:
        """Build the layers."""
        super().__init__()
        self.fine, self.coarse = _path(), _path()
        self.mix = nn.Sequential(
            nn.Conv3d(2 * _WIDTHS[-1], _FULLY_CONNECTED, 1),
            nn.ReLU(),
            nn.Conv3d(_FULLY_CONNECTED, _FULLY_CONNECTED, 1),
            nn.ReLU(),
        )
        self.feature_channels = _FULLY_CONNECTED
        self.classifier = nn.Sequential(nn.Dropout(0.5), nn.Linear(self.feature_channels, 2))

    def features(self, inputs: Tensor) -> Tensor:
        """Map inputs (N, 1, I, J, K) to features (N, 150, I, J, K)."""
        size = inputs.shape[2:]
        reduced = functional.avg_pool3d(
            inputs, [min(_REDUCTION, n) for n in size], ceil_mode=True, count_include_pad=False
        )
        coarse = functional.interpolate(self.coarse(reduced), size=size, mode="trilinear")
        mixed: Tensor = self.mix(torch.cat([self.fine(inputs), coarse], dim=1))
        return mixed


def _path() -> nn.Sequential:
    parts: list[nn.Module] = []
    for source, width in itertools.pairwise((1, *_WIDTHS)):
        parts += [nn.Conv3d(source, width, 3, padding=1), nn.PReLU(width)]
    return nn.Sequential(*parts)
