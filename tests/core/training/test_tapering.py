import random

import numpy as np
import torch
from torch import Tensor

from bifseg_core.training.fields import Draw
from bifseg_core.training.instances import Instance
from bifseg_core.training.pool import RealPool
from bifseg_core.training.tapering import tapered

CPU = torch.device("cpu")
COUNT, SIDE = 40, 24
RADIUS = 6.0


def discs() -> Tensor:
    """Bright discs on a dark ground that brightens along I, the same in every slice."""
    rows = (torch.arange(SIDE) + 0.5 - SIDE / 2).view(SIDE, 1, 1)
    disc = (rows.square() + rows.view(1, SIDE, 1).square() < RADIUS**2).float()
    image = 0.6 * disc + 0.2 + rows / 100
    fields = torch.stack([image, disc]).expand(2, SIDE, SIDE, SIDE)
    return fields[None].repeat(COUNT, 1, 1, 1, 1)


def narrowed(seed: int = 0) -> Tensor:
    draw = Draw(seed, count=COUNT, shape=(SIDE, SIDE, SIDE), device=CPU)
    return tapered(draw, discs())


def test_objects_have_one_widest_place_and_narrow_from_there() -> None:
    for objects in narrowed()[:, 1]:
        areas = objects.sum(dim=(0, 1))
        widest = int(areas.argmax())
        slack = 12  # voxels of a disc's edge that come and go as its middle drifts
        assert (areas[1 : widest + 1] >= areas[:widest] - slack).all()
        assert (areas[widest + 1 :] <= areas[widest:-1] + slack).all()
        assert 0 < areas[widest] <= discs()[0, 1, :, :, 0].sum() + slack


def test_most_objects_end_inside_the_field_round_or_flat() -> None:
    areas = narrowed()[:, 1].sum(dim=(1, 2))
    open_ends = (areas[:, 0] > 0).sum() + (areas[:, -1] > 0).sum()
    assert 0 < open_ends < COUNT
    full = discs()[0, 1, :, :, 0].sum()
    last = torch.stack([row[row > 0][-1] for row in areas]) / full
    assert 0.15 < (last > 0.4).float().mean() < 0.7


def test_inside_and_around_the_object_look_as_they_did() -> None:
    fields = narrowed()
    inside = torch.nn.functional.avg_pool3d(fields[:, 1:], 3, stride=1, padding=1)[:, 0] == 1
    assert fields[:, 0][inside].min() > 0.6
    assert inside.any(dim=3).any(dim=2).any(dim=1).float().mean() > 0.9
    assert torch.allclose(fields[:, 0, 0, 0], discs()[:, 0, 0, 0], atol=0.05)
    assert fields[:, 0].min() >= 0
    assert fields[:, 0].max() <= 1


def test_the_same_seed_gives_the_same_volumes() -> None:
    assert torch.equal(narrowed(3), narrowed(3))
    assert not torch.equal(narrowed(3), narrowed(4))


def test_images_of_one_slice_come_as_volumes_most_of_which_narrow() -> None:
    disc = discs()[0, 1, :, :, :1].numpy().astype(np.uint8)
    items = [Instance("flat", "train", 2, disc * np.uint8(200), disc)]
    drawn = RealPool(items, (SIDE, SIDE, SIDE), CPU).sample(random.Random(0), 100)
    same = (drawn.objects == drawn.objects[..., :1]).flatten(1).all(dim=1)
    assert 0.1 < same.float().mean() < 0.4
    planes = RealPool(items, (SIDE, SIDE, 1), CPU).sample(random.Random(0), 10)
    assert torch.equal(planes.objects, planes.objects[:1].expand_as(planes.objects))
