import numpy as np
import pytest

from bifseg_core.networks import registry
from bifseg_core.networks.guidance import DECAY_VOXELS, guidance_maps, network_inputs

SHAPE = (9, 8, 7)


def test_guidance_falls_with_the_euclidean_distance() -> None:
    seeds = np.zeros(SHAPE, np.uint8)
    seeds[1, 2, 3] = 1
    maps = guidance_maps(seeds)
    assert maps.shape == (2, *SHAPE)
    assert maps.dtype == np.float32
    assert maps[0, 1, 2, 3] == 1
    assert maps[0, 4, 6, 3] == pytest.approx(np.exp(-5 / DECAY_VOXELS))


def test_a_label_without_strokes_gives_zeros() -> None:
    seeds = np.zeros(SHAPE, np.uint8)
    seeds[0, 0, 0] = 2
    maps = guidance_maps(seeds)
    assert (maps[0] == 0).all()
    assert (maps[1] > 0).all()


@pytest.mark.parametrize(("name", "channels"), [("compact_3d", 10), ("pc_net", 1)])
def test_inputs_have_the_channels_of_the_network(name: str, channels: int) -> None:
    inputs = network_inputs(registry.create(name), np.random.default_rng(0).random(SHAPE))
    assert inputs.shape == (1, channels, *SHAPE)


def test_a_flat_network_gets_a_flat_image() -> None:
    inputs = network_inputs(
        registry.create("compact_2d"), np.random.default_rng(0).random((9, 8, 1))
    )
    assert inputs.shape == (1, 10, 9, 8)


def test_the_crop_is_normalised_by_its_own_content() -> None:
    crop = np.random.default_rng(0).normal(700, 30, SHAPE)
    image = network_inputs(registry.create("compact_3d"), crop)[0, 0]
    assert float(image.mean()) == pytest.approx(0, abs=1e-5)
    assert float(image.std(correction=0)) == pytest.approx(1, abs=1e-5)


def test_a_constant_crop_is_no_division_by_zero() -> None:
    inputs = network_inputs(registry.create("pc_net"), np.full(SHAPE, 3.0))
    assert (inputs == 0).all()


def test_the_previous_mask_is_signed_and_absent_it_is_zero() -> None:
    network, crop = registry.create("compact_3d"), np.random.default_rng(0).random(SHAPE)
    mask = np.zeros(SHAPE, bool)
    mask[2:4] = True
    plane = network_inputs(network, crop, previous=mask)[0, 3].numpy()
    assert (plane[mask] == 1).all()
    assert (plane[~mask] == -1).all()
    assert (network_inputs(network, crop)[0, 3] == 0).all()
