import torch

from bifseg_core.training.batches import cut_off, surrounded
from bifseg_core.training.fields import Draw
from bifseg_core.training.pool import Samples


def pair(surroundings: float, inside: float) -> Samples:
    """An object that fills the middle third of each axis."""
    objects = torch.zeros((1, 12, 12, 12))
    objects[:, 4:8, 4:8, 4:8] = 1
    return Samples(torch.where(objects > 0, inside, surroundings), objects)


SCENES = Samples(torch.full((1, 12, 12, 12), 0.4), torch.ones((1, 12, 12, 12)))


def test_what_was_cut_out_comes_into_a_scene_and_stays_itself() -> None:
    cut_out = pair(surroundings=0.0, inside=0.7)
    embedded = surrounded(cut_out, SCENES)
    inside = cut_out.objects > 0
    assert (embedded.images[inside] == cut_out.images[inside]).all()
    assert (embedded.images[~inside] == SCENES.images[~inside]).all()
    assert (embedded.objects == cut_out.objects).all()


def test_surroundings_that_were_measured_stay() -> None:
    grey = pair(surroundings=0.1, inside=0.7)
    assert (surrounded(grey, SCENES).images == grey.images).all()


def test_black_that_may_be_tissue_stays() -> None:
    black = pair(surroundings=0.0, inside=0.0)
    assert (surrounded(black, SCENES).images == black.images).all()


def test_what_is_cut_off_ends_at_a_slice_and_the_image_goes_on() -> None:
    fields = torch.zeros(40, 2, 12, 12, 12)
    fields[:, :, 3:9, 3:9, 3:9] = 1
    draw = Draw(0, count=40, shape=(12, 12, 12), device=torch.device("cpu"))
    result = cut_off(draw, fields)
    assert torch.equal(result[:, 0], fields[:, 0])
    whole = 0
    for objects in result[:, 1]:
        spots = objects.nonzero()
        extent = spots.amax(0) - spots.amin(0) + 1
        assert float(extent.prod()) == objects.sum()
        assert spots.amin(0).tolist() == [3, 3, 3]
        assert sorted(extent.tolist())[1:] == [6, 6]
        whole += int(extent.amin() == 6)
    assert 25 < whole < 40
