import pytest
import torch

from bifseg_core.networks.appearance import CHANNELS, appearance_maps

SHAPE = (18, 16, 14)


def ball(shape: tuple[int, int, int] = SHAPE) -> torch.Tensor:
    axes = [(torch.arange(n) + 0.5) * (2 / n) - 1 if n > 1 else torch.zeros(1) for n in shape]
    grid = torch.stack(torch.meshgrid(*axes, indexing="ij"))
    return grid.square().sum(0).sqrt() < 0.8


def scene(contrast: float, shape: tuple[int, int, int] = SHAPE) -> torch.Tensor:
    noise = torch.randn(shape, generator=torch.Generator().manual_seed(0))
    return (ball(shape) * contrast + 0.2 * noise)[None]


@pytest.mark.parametrize("contrast", [2.0, -2.0])
@pytest.mark.parametrize("shape", [SHAPE, (24, 20, 1)])
def test_an_object_of_other_intensity_is_told_apart(
    contrast: float, shape: tuple[int, int, int]
) -> None:
    maps = appearance_maps(scene(contrast, shape))[0]
    assert maps.shape == (CHANNELS, *shape)
    for found in maps:
        assert ((found > 0) == ball(shape)).float().mean() > 0.9


def test_a_constant_crop_says_nothing() -> None:
    assert appearance_maps(torch.zeros(1, *SHAPE)).abs().max() < 1e-3


def test_each_crop_of_a_batch_stands_alone() -> None:
    both = torch.cat([scene(2.0), scene(-1.0)])
    alone = torch.cat([appearance_maps(crop[None]) for crop in both])
    torch.testing.assert_close(appearance_maps(both), alone)


def test_a_mirrored_crop_gives_mirrored_maps() -> None:
    crop = scene(1.0)
    torch.testing.assert_close(appearance_maps(crop.flip(1)), appearance_maps(crop).flip(2))


def test_a_mask_takes_the_place_of_the_box_prior() -> None:
    crop = scene(2.0)
    outside = ~ball()[None]
    assert (appearance_maps(crop, previous=outside)[0, 0][outside[0]] > 0).float().mean() > 0.9


def test_strokes_outweigh_the_prior_where_they_lie() -> None:
    crop = torch.zeros(1, *SHAPE)
    crop[0, :, :, 7:] = 1.0
    seeds = torch.zeros(1, *SHAPE, dtype=torch.uint8)
    seeds[0, :, :, :3], seeds[0, :, :, 11:] = 2, 1
    assert (appearance_maps(crop, seeds)[0, 1, :, :, 9:] > 0).all()
    assert (appearance_maps(crop, seeds)[0, 1, :, :, :5] < 0).all()
