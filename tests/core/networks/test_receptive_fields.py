"""How far a network sees, measured by the gradient of one voxel's features."""

import pytest
import torch
from torch import nn

from bifseg_core.networks import registry
from bifseg_core.networks.base import SplitNetwork


def made_linear(name: str) -> SplitNetwork:
    """A network whose weights are all positive and whose norms do nothing."""
    network = registry.create(name).double().eval()
    for parameter in network.parameters():
        nn.init.constant_(parameter, 0.01 if parameter.ndim > 1 else 0.0)
    for module in network.modules():
        for key, child in module.named_children():
            if isinstance(child, nn.GroupNorm):
                setattr(module, key, nn.Identity())
    return network


def reach(network: SplitNetwork, grid: tuple[int, ...]) -> tuple[int, ...]:
    """The extent of the inputs that the middle voxel's features depend on."""
    inputs = torch.ones(1, network.input_channels, *grid, dtype=torch.float64, requires_grad=True)
    middle = tuple(n // 2 for n in grid)
    network.features(inputs)[(0, slice(None), *middle)].sum().backward()
    assert inputs.grad is not None
    seen = inputs.grad[0].sum(0) != 0
    extents = []
    for axis in range(len(grid)):
        used = seen.movedim(axis, 0).flatten(1).any(1).nonzero()
        extents.append(int(used.max() - used.min()) + 1)
    return tuple(extents)


def test_p_net_sees_181_pixels() -> None:
    assert reach(made_linear("p_net"), (191, 191)) == (181, 181)


def test_pc_net_sees_85_by_85_by_9_voxels() -> None:
    assert reach(made_linear("pc_net"), (89, 89, 11)) == (85, 85, 9)


def test_high_res_3d_net_sees_87_voxels() -> None:
    assert reach(made_linear("high_res_3d_net"), (91, 9, 9))[0] == 87


def test_deep_medic_sees_17_voxels_of_a_third_of_the_resolution() -> None:
    """51 fine voxels; trilinear interpolation back adds a reduced voxel (3) on each side."""
    assert 51 <= reach(made_linear("deep_medic"), (75, 9, 9))[0] <= 57


def test_u_net_sees_what_five_levels_see() -> None:
    assert reach(made_linear("u_net"), (255, 31))[0] > 139


def test_fcn_sees_more_than_its_last_convolution() -> None:
    assert reach(made_linear("fcn"), (255, 31))[0] > 139


@pytest.mark.parametrize(
    ("name", "grid"),
    [("compact_2d", (96, 128)), ("compact_3d", (64, 64, 64)), ("residual_u_net", (64, 64, 8))],
)
def test_the_bottleneck_sees_the_whole_box(name: str, grid: tuple[int, ...]) -> None:
    assert reach(made_linear(name), grid) == grid
