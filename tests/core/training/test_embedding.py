import pytest
import torch

from bifseg_core.training.embedding import surrounded
from bifseg_core.training.pool import Samples

SEEDS = range(20)


def radius(*, flat: bool = False) -> torch.Tensor:
    """The distance of each voxel from the middle, in voxels."""
    size = (24, 24, 1) if flat else (24, 24, 24)
    axes = [(torch.arange(n) - (n - 1) / 2) for n in size]
    return torch.stack(torch.meshgrid(*axes, indexing="ij")).square().sum(0).sqrt()[None]


def ball(surroundings: float, inside: float, *, flat: bool = False) -> Samples:
    """An object inside a larger ball of tissue, with what lies around that ball."""
    images = torch.where(radius(flat=flat) < 8, inside, surroundings)
    return Samples(images, (radius(flat=flat) < 5).float())


def scenes_of(samples: Samples) -> Samples:
    return Samples(torch.full_like(samples.images, 0.4), torch.ones_like(samples.images))


@pytest.mark.parametrize("flat", [False, True])
def test_what_was_cut_out_comes_into_a_scene_and_stays_itself(flat: bool) -> None:
    cut_out = ball(surroundings=0.0, inside=0.7, flat=flat)
    for seed in SEEDS:
        embedded = surrounded(seed, cut_out, scenes_of(cut_out))
        inside = cut_out.objects > 0
        assert (embedded.images[inside] == cut_out.images[inside]).all()
        assert (embedded.objects == cut_out.objects).all()
        corner = embedded.images[:, 0, 0, 0]
        assert (corner == 0.4).all()


def test_layers_lie_around_what_was_cut_out_at_times() -> None:
    cut_out = ball(surroundings=0.0, inside=0.7)
    wrapped = 0
    for seed in SEEDS:
        images = surrounded(seed, cut_out, scenes_of(cut_out)).images
        layers = (images != 0.4) & (images != cut_out.images)
        wrapped += bool(layers.any())
        assert not layers[cut_out.objects > 0].any()
    assert len(SEEDS) / 3 < wrapped < len(SEEDS)


def test_no_dark_rim_stays_between_an_image_and_what_comes_around_it() -> None:
    cut_out = ball(surroundings=0.0, inside=0.7)
    rim = (radius() >= 7.5) & (radius() < 8)
    faded = Samples(torch.where(rim, 0.05, cut_out.images), cut_out.objects)
    for seed in SEEDS:
        images = surrounded(seed, faded, scenes_of(faded)).images
        assert not (images == 0.05).any()
        assert (images[radius() < 6.5] == cut_out.images[radius() < 6.5]).all()


def test_surroundings_that_were_measured_stay() -> None:
    grey = ball(surroundings=0.1, inside=0.7)
    assert (surrounded(0, grey, scenes_of(grey)).images == grey.images).all()


def test_black_that_may_be_tissue_stays() -> None:
    black = ball(surroundings=0.0, inside=0.0)
    assert (surrounded(0, black, scenes_of(black)).images == black.images).all()
