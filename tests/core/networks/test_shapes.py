import pytest
import torch

from bifseg_core.networks import registry
from bifseg_core.networks.base import GridSide, SplitNetwork
from bifseg_core.networks.compact import CompactNetwork, _convolution

GRIDS = {
    2: [(1, 1), (7, 19), (33, 24)],
    3: [(1, 1, 1), (17, 12, 1), (9, 20, 6), (16, 16, 16), (25, 11, 32)],
}
EVERY = [
    (name, grid) for name in registry.available() for grid in GRIDS[registry.entry(name).dimension]
]


@pytest.fixture(autouse=True)
def _one_seed() -> None:
    torch.manual_seed(0)


@pytest.mark.parametrize(("name", "grid"), EVERY)
def test_scores_and_features_stand_on_the_grid_of_the_inputs(
    name: str, grid: tuple[int, ...]
) -> None:
    network = registry.create(name).eval()
    inputs = torch.randn(1, network.input_channels, *grid)
    with torch.inference_mode():
        features = network.features(inputs)
        scores = network(inputs)
    assert features.shape == (1, network.feature_channels, *grid)
    assert scores.shape == (1, 2, *grid)
    assert torch.isfinite(scores).all()


@pytest.mark.parametrize("name", registry.available())
def test_the_classifier_sees_one_voxel_at_a_time(name: str) -> None:
    network = registry.create(name).eval()
    grid = (9,) * network.dimension
    with torch.inference_mode():
        features = network.features(torch.randn(1, network.input_channels, *grid))
        listed = network.classifier(features[0].flatten(1).T)
        scores = network.classify(features)
    torch.testing.assert_close(listed.T.reshape(2, *grid), scores[0])


@pytest.mark.parametrize("name", registry.available())
def test_every_parameter_is_reached_by_the_gradient(name: str) -> None:
    network = registry.create(name)
    grid = (40,) * network.dimension if network.dimension == 2 else (18, 17, 16)
    network(torch.randn(1, network.input_channels, *grid)).sum().backward()
    assert all(parameter.grad is not None for parameter in network.parameters())


@pytest.mark.parametrize("name", registry.available())
def test_a_network_says_what_it_is(name: str) -> None:
    network = registry.create(name)
    assert network.name == name
    assert network.dimension == registry.entry(name).dimension
    assert network.input_channels == (10 if network.guided else 1)


def test_published_grids() -> None:
    p_net, pc_net = registry.create("p_net"), registry.create("pc_net")
    assert (p_net.grid.side, p_net.grid.size) == (GridSide.SMALLEST, 96)
    assert (pc_net.grid.side, pc_net.grid.size) == (GridSide.LARGEST, 80)


def test_published_sizes() -> None:
    assert registry.create("p_net").feature_channels == 320
    assert registry.create("pc_net").feature_channels == 20


def parameters(network: SplitNetwork) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


@pytest.mark.parametrize("name", ["compact_2d", "compact_3d", "p_net", "pc_net"])
def test_shipped_networks_fit_into_eight_megabytes(name: str) -> None:
    assert parameters(registry.create(name)) * 2 < 8e6


@pytest.mark.parametrize("name", ["compact_2d", "compact_3d"])
def test_compact_networks_use_every_input(name: str) -> None:
    network = registry.create(name).eval()
    inputs = torch.randn(1, network.input_channels, *(12,) * network.dimension)
    with torch.inference_mode():
        plain = network.features(inputs)
        for channel in range(network.input_channels):
            changed = inputs.clone()
            changed[:, channel] += 1
            assert not torch.allclose(network.features(changed), plain)


@pytest.mark.parametrize(
    ("name", "grid", "spacing", "levels"),
    [
        ("compact_3d", (32, 32, 32), (1, 1, 1), [(16, 16, 16), (8, 8, 8), (4, 4, 4)]),
        ("compact_3d", (32, 12, 28), (1, 1, 1), [(16, 6, 14), (8, 6, 7), (4, 6, 7)]),
        ("compact_3d", (32, 12, 28), (1, 3, 1), [(16, 12, 14), (8, 6, 7), (4, 6, 7)]),
        ("compact_3d", (9, 40, 32), (9, 0.5, 0.5), [(9, 20, 16), (9, 10, 8), (5, 5, 4)]),
        ("compact_3d", (32, 32, 16), (1, 1, 1.4), [(16, 16, 8), (8, 8, 4), (4, 4, 4)]),
        ("compact_3d", (32, 32, 17), (1, 1, 4), [(16, 16, 9), (8, 8, 5), (4, 4, 5)]),
        ("compact_3d", (32, 32, 5), (1, 1, 4), [(16, 16, 5), (8, 8, 5), (4, 4, 5)]),
        ("compact_2d", (96, 200), (4, 1), [(48, 100), (24, 50), (12, 25)]),
    ],
)
def test_few_thick_slices_are_merged_once_their_plane_is_as_coarse(
    name: str,
    grid: tuple[int, ...],
    spacing: tuple[float, ...],
    levels: list[tuple[int, ...]],
) -> None:
    network = registry.create(name).eval()
    assert isinstance(network, CompactNetwork)
    seen: list[tuple[int, ...]] = []
    for blocks in network.encoder:
        blocks.register_forward_hook(lambda _, __, output: seen.append(tuple(output.shape[2:])))
    with torch.inference_mode():
        features = network.features_at(torch.zeros(1, network.input_channels, *grid), spacing)
    assert features.shape[2:] == grid
    assert seen[:3] == levels


@pytest.mark.parametrize("name", registry.available())
def test_even_voxels_have_the_same_features_whatever_their_size(name: str) -> None:
    network = registry.create(name).eval()
    grid = (20, 9) if network.dimension == 2 else (20, 9, 16)
    inputs = torch.randn(1, network.input_channels, *grid)
    with torch.inference_mode():
        told = network.features_at(inputs, (0.7,) * network.dimension)
        torch.testing.assert_close(told, network.features(inputs))


@pytest.mark.parametrize("kernel", [1, 3])
def test_the_quicker_convolution_is_the_same_convolution(kernel: int) -> None:
    quick = _convolution(3, 4, 6, kernel)
    plain = torch.nn.Conv3d(4, 6, kernel, padding=kernel // 2)
    plain.load_state_dict(quick.state_dict())
    volume = torch.randn(1, 4, 7, 6, 5)
    torch.testing.assert_close(quick(volume), plain(volume))
