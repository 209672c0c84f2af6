"""Surfaces are closed, in millimetres, outside out, and as large as their masks."""

import numpy as np
import pytest

from app.views.surface import extract_surface, light_surface
from bifseg_core.geometry import Affine


def ball(radius=12, size=32):
    grid = np.stack(np.meshgrid(*[np.arange(size) - size / 2] * 3, indexing="ij"))
    return (grid**2).sum(axis=0) < radius**2


def volume_inside(surface):
    a, b, c = (surface.points_ras[surface.triangles[:, n]].astype(float) for n in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


def edges(surface):
    t = surface.triangles
    return [tuple(edge) for edge in np.concatenate([t[:, [0, 1]], t[:, [1, 2]], t[:, [2, 0]]])]


@pytest.mark.parametrize("signs", [(1, 1, 1), (-1, -1, 1), (-1, 1, 1)])
def test_a_ball_keeps_its_volume_and_is_outside_out(signs):
    affine = Affine(np.diag([*np.multiply(signs, (1.0, 1.0, 2.0)), 1.0]))
    surface = extract_surface(ball(), affine)
    assert volume_inside(surface) == pytest.approx(ball().sum() * 2, rel=0.04)


def test_it_is_closed():
    there = edges(extract_surface(ball(5, 14), Affine.from_spacing((1, 1, 1))))
    assert sorted(there) == sorted((b, a) for a, b in there)


def test_it_lies_where_the_mask_lies_in_the_volume():
    affine = Affine([[0, 2, 0, 5], [-1, 0, 0, 6], [0, 0, 3, 7], [0, 0, 0, 1]])
    surface = extract_surface(ball(), affine, start_ijk=(10, 20, 30))
    centre_ijk = np.add(np.argwhere(ball()).mean(axis=0), (10, 20, 30))
    assert surface.points_ras.mean(axis=0) == pytest.approx(affine.to_ras(centre_ijk), abs=0.5)


def test_a_large_one_is_taken_from_a_coarser_mask():
    affine = Affine.from_spacing((1, 1, 1))
    fine = extract_surface(ball(), affine)
    coarse = extract_surface(ball(), affine, most_triangles=1500)
    assert len(coarse.triangles) <= 1500 < len(fine.triangles)
    assert volume_inside(coarse) == pytest.approx(ball().sum(), rel=0.1)
    assert coarse.points_ras.mean(axis=0) == pytest.approx(fine.points_ras.mean(axis=0), abs=0.3)


def test_a_mask_that_fills_its_box_has_a_surface_all_around():
    surface = extract_surface(np.ones((6, 7, 8), bool), Affine.from_spacing((1, 1, 1)))
    assert volume_inside(surface) == pytest.approx(6 * 7 * 8, rel=0.12)


def test_nothing_has_no_surface():
    assert extract_surface(np.zeros((4, 4, 4), bool), Affine.from_spacing((1, 1, 1))) is None
    one = np.zeros((4, 4, 4), bool)
    one[1, 1, 1] = True
    assert len(extract_surface(one, Affine.from_spacing((1, 1, 1))).triangles) >= 8


def test_a_large_surface_has_a_light_one_of_the_same_shape():
    affine = Affine.from_spacing((1, 1, 1))
    mask = ball(75, 160)
    fine = extract_surface(mask, affine)
    light = light_surface(fine)
    assert len(light.triangles) <= 60_000 < len(fine.triangles)
    for end in (np.min, np.max):
        assert np.allclose(end(fine.points_ras, axis=0), end(light.points_ras, axis=0), atol=1.5)
    few = extract_surface(ball(), affine)
    assert light_surface(few) is few
