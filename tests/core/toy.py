"""A network and a scene simple enough to know what must come out."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from bifseg_core.geometry import Affine
from bifseg_core.networks.base import GridRule, GridSide, SplitNetwork
from bifseg_core.networks.weights import LoadedNetwork
from bifseg_core.volume import Volume


class ToyNetwork(SplitNetwork):
    """Features are the intensity and its square; bright voxels are foreground."""

    guided = False
    feature_channels = 2

    def __init__(self, dimension: int) -> None:
        super().__init__()
        self.name = f"compact_{dimension}d"
        self.dimension = dimension
        self.grid = GridRule(GridSide.LARGEST, 24)
        self.classifier = nn.Linear(2, 2)
        self.calls = 0
        with torch.no_grad():
            self.classifier.weight.copy_(torch.tensor([[0.0, 0.0], [4.0, 0.0]]))
            self.classifier.bias.zero_()

    def features(self, inputs: Tensor) -> Tensor:
        self.calls += 1
        return torch.cat([inputs[:, :1], inputs[:, :1] ** 2], dim=1)


def load_toy(name: str) -> LoadedNetwork:
    return LoadedNetwork(ToyNetwork(2 if name.endswith("2d") else 3).eval(), "0" * 64)


def ball_scene(shape: tuple[int, int, int] = (30, 28, 26)) -> tuple[Volume, np.ndarray]:
    """A bright noisy ball, and a second, equally bright one that is not the object."""
    rng = np.random.default_rng(1)
    grid = np.indices(shape).reshape(3, -1).T
    centre = np.array(shape) / 2
    ball = (np.linalg.norm(grid - centre, axis=1) < min(n for n in shape if n > 1) / 3).reshape(
        shape
    )
    data = rng.normal(0, 10, shape) + 100 * ball
    data[1:4, 1:4] += 100
    return Volume(data.astype(np.float32), Affine.from_spacing((1, 1, 2))), ball
