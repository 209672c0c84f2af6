"""What every network promises: frozen features, a small classifier, a rule for its grid."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor, nn

from bifseg_core.networks import appearance, geodesics


class GridSide(enum.Enum):
    """Which side of a cropped box is brought to the network's grid size."""

    SMALLEST = "smallest"
    LARGEST = "largest"


@dataclass(frozen=True)
class GridRule:
    """How a crop is resized before it enters the network.

    Attributes:
        side: The side of the crop that the rule fixes.
        size: The number of grid voxels that this side gets.
    """

    side: GridSide
    size: int


class SplitNetwork(nn.Module):
    """A network cut into ``features`` (frozen at use) and ``classifier`` (fine-tuned).

    The classifier is a chain of linear layers that sees one voxel at a time, which is a
    1x1(x1) convolution written for a list of voxels: image-specific fine-tuning then works
    on features cached once.

    Attributes:
        name: The registry's name of the network.
        dimension: 2 or 3, the number of spatial axes.
        grid: How a crop is resized for this network.
        guided: Whether strokes and the previous mask are inputs as well.
        feature_channels: F, the number of features of a voxel.
        classifier: Maps (V, F) features to (V, 2) class scores, channel 1 the foreground.
    """

    name: str
    dimension: int
    grid: GridRule
    guided: bool
    feature_channels: int
    classifier: nn.Module

    @property
    def input_channels(self) -> int:
        """C_in: with guidance the crop, two stroke maps, the mask and the maps made of them."""
        return 4 + appearance.CHANNELS + geodesics.CHANNELS if self.guided else 1

    def with_channels_last(self) -> Self:
        """Lay the weights out with channels last: processors need a quarter less time so."""
        layout = torch.channels_last if self.dimension == 2 else torch.channels_last_3d
        for parameter in self.parameters():
            if parameter.ndim == self.dimension + 2:
                parameter.data = parameter.data.contiguous(memory_format=layout)
        return self

    def features(self, inputs: Tensor) -> Tensor:
        """Map inputs (N, C_in, *grid) to features (N, F, *grid); every axis may be >= 1."""
        raise NotImplementedError

    def features_at(self, inputs: Tensor, spacing: Sequence[float]) -> Tensor:
        """As ``features``, for networks that treat thick slices by themselves; others do not.

        Args:
            inputs: (N, C_in, *grid).
            spacing: mm between grid voxels, a number for each axis of the grid.
        """
        return self.features(inputs)

    def forward(self, inputs: Tensor) -> Tensor:
        """Map inputs (N, C_in, *grid) to class scores (N, 2, *grid)."""
        return self.classify(self.features(inputs))

    def classify(self, features: Tensor) -> Tensor:
        """Map features (N, F, *grid) to class scores (N, 2, *grid)."""
        scores: Tensor = self.classifier(features.movedim(1, -1))
        return scores.movedim(-1, 1)
