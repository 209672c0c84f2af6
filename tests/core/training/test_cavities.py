import torch

from bifseg_core.training.cavities import cavity_form, faint_walls, with_cavity
from bifseg_core.training.fields import Draw
from bifseg_core.training.regions import BASE, CORE, LABELS, PATCH, RIM
from bifseg_core.training.shapes import Form, ellipsoid, space

SHAPE = (20, 18, 16)


def draw(seed: int, *, count: int = 2) -> Draw:
    return Draw(seed, count=count, shape=SHAPE, device=torch.device("cpu"))


def test_the_object_is_a_cavity_alone_or_with_its_wall_or_the_one_beside() -> None:
    points = space(draw(0))
    depth = ellipsoid(draw(0), points, spread=0.0, low=0.6, high=0.7)
    kinds = set()
    for seed in range(60):
        surroundings = torch.zeros(2, *SHAPE, dtype=torch.long)
        labels, chosen = with_cavity(draw(seed), surroundings, depth, points)
        cavity = (labels == CORE) | (labels == RIM)
        both, beside = cavity | (labels == BASE), labels == PATCH
        assert torch.equal(both, depth > 0)
        assert (labels == BASE).any()
        assert cavity.any()
        found = [torch.equal(chosen > 0, kind) for kind in (cavity, both, beside)]
        assert sum(found) == 1
        kinds.add(found.index(True))
    assert kinds == {0, 1, 2}


def test_what_lies_beside_touches_the_wall_somewhere() -> None:
    points = space(draw(0))
    depth = ellipsoid(draw(0), points, spread=0.0, low=0.6, high=0.7)
    touching = 0
    for seed in range(40):
        labels, _ = with_cavity(draw(seed), torch.zeros(2, *SHAPE, dtype=torch.long), depth, points)
        wall, beside = labels == BASE, labels == PATCH
        touching += bool((wall[:, 1:] & beside[:, :-1]).any())
    assert touching > 5


def test_cavities_look_alike_and_muscle_as_the_wall_does() -> None:
    table = torch.rand(200, LABELS, generator=torch.Generator().manual_seed(0))
    found = faint_walls(draw(1, count=200), table)
    assert torch.equal(found[:, BASE], table[:, BASE])
    assert (found[:, CORE] - found[:, BASE]).abs().min() > 0.05
    assert (found[:, RIM] - found[:, BASE]).abs().max() < 0.13
    assert (found[:, PATCH] - found[:, CORE]).abs().max() < 0.07


def test_walls_are_mostly_round() -> None:
    forms = [cavity_form(draw(seed)) for seed in range(100)]
    assert forms.count(Form.BLOB) > 35
    assert Form.SHELL not in forms
