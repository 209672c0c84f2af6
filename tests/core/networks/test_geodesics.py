import pytest
import torch

from bifseg_core.networks.geodesics import CHANNELS, geodesic_maps

SHAPE = (24, 20, 16)


def radius(shape: tuple[int, int, int]) -> torch.Tensor:
    axes = [(torch.arange(n) + 0.5) * (2 / n) - 1 if n > 1 else torch.zeros(1) for n in shape]
    return torch.stack(torch.meshgrid(*axes, indexing="ij")).square().sum(0).sqrt()


def ball(shape: tuple[int, int, int] = SHAPE) -> torch.Tensor:
    return radius(shape) < 0.8


def scene(shape: tuple[int, int, int] = SHAPE, *, contrast: float = 3.0) -> torch.Tensor:
    noise = torch.randn(shape, generator=torch.Generator().manual_seed(0))
    return (ball(shape) * contrast + 0.05 * noise)[None]


@pytest.mark.parametrize("contrast", [3.0, -3.0])
@pytest.mark.parametrize("shape", [SHAPE, (24, 20, 1), (30, 30, 5)])
def test_an_edge_parts_what_joins_the_middle_from_what_joins_the_corners(
    shape: tuple[int, int, int], contrast: float
) -> None:
    middle, corners = geodesic_maps(scene(shape, contrast=contrast))[0, :2]
    assert geodesic_maps(scene(shape))[0].shape == (CHANNELS, *shape)
    assert ((corners > middle) == ball(shape)).float().mean() > 0.9


def test_a_rim_keeps_the_corners_out_of_a_core_of_their_own_intensity() -> None:
    shell = ((radius(SHAPE) > 0.45) & (radius(SHAPE) < 0.85)).float()[None] * 3
    core = radius(SHAPE) < 0.3
    middle, corners = geodesic_maps(shell)[0, :2]
    assert (corners[core] > middle[core]).all()


def test_a_constant_crop_says_nothing_and_stays_finite() -> None:
    assert (geodesic_maps(torch.zeros(1, *SHAPE))[:, :2] == -1).all()


def test_a_stroke_leaves_its_trace_up_to_the_edge() -> None:
    seeds = torch.zeros(1, *SHAPE, dtype=torch.uint8)
    seeds[0, 12, 10, 8], seeds[0, 1:3, 1:3, 1:3] = 1, 2
    foreground, background = geodesic_maps(scene(), seeds)[0, 2:]
    well_inside, well_outside = radius(SHAPE) < 0.5, radius(SHAPE) > 1.2
    assert foreground[well_inside].mean() > 2 * foreground[well_outside].mean()
    assert background[well_outside].mean() > 2 * background[well_inside].mean()


def test_without_strokes_there_is_no_trace() -> None:
    assert (geodesic_maps(scene())[:, 2:] == 0).all()


def test_a_background_stroke_in_the_middle_takes_the_middle_from_the_object() -> None:
    seeds = torch.zeros(1, *SHAPE, dtype=torch.uint8)
    seeds[0, 11:13, 9:11, 7:9] = 2
    seeds[0, 1:3, 1:3, 1:3] = 1
    middle, corners = geodesic_maps(scene(), seeds)[0, :2]
    assert (middle[radius(SHAPE) < 0.4] > corners[radius(SHAPE) < 0.4]).all()


def test_each_crop_of_a_batch_stands_alone() -> None:
    both = torch.cat([scene(), scene(contrast=-1.0)])
    alone = torch.cat([geodesic_maps(crop[None]) for crop in both])
    torch.testing.assert_close(geodesic_maps(both), alone)


def test_a_mirrored_crop_gives_mirrored_maps() -> None:
    torch.testing.assert_close(geodesic_maps(scene().flip(1)), geodesic_maps(scene()).flip(2))


@pytest.mark.parametrize("shape", [(1, 1, 1), (1, 30, 1), (3, 2, 40), (7, 8, 9)])
def test_every_shape_has_maps(shape: tuple[int, int, int]) -> None:
    maps = geodesic_maps(torch.randn(2, *shape))
    assert maps.shape == (2, CHANNELS, *shape)
    assert torch.isfinite(maps).all()
