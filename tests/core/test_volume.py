"""The image."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bifseg_core.errors import GeometryError
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.volume import Volume
from tests.core.io.make import affine_of


def shifted(mm: float) -> Volume:
    return Volume(np.zeros((4, 5, 6)), affine_of(np.eye(3), (1, 1, 1), (mm, 0, 0)))


def test_knows_its_grid() -> None:
    volume = Volume(np.zeros((4, 5, 6)), Affine.from_spacing((1, 2, 3)))
    assert volume.shape == (4, 5, 6)
    assert volume.spacing == (1, 2, 3)
    assert volume.box == BoundingBox((0, 0, 0), (4, 5, 6))


def test_is_called_like_its_file() -> None:
    affine = Affine.from_spacing((1, 1, 1))
    assert Volume(np.zeros((1, 1, 1)), affine, Path("some/héad.nii.gz")).name == "héad.nii.gz"
    assert Volume(np.zeros((1, 1, 1)), affine).name == "untitled"


@pytest.mark.parametrize("shape", [(4, 5), (4, 5, 6, 1), (4, 0, 6)])
def test_needs_three_axes_with_voxels(shape: tuple[int, ...]) -> None:
    with pytest.raises(GeometryError, match=r"three axes.*\.$"):
        Volume(np.zeros(shape), Affine.from_spacing((1, 1, 1)))


def test_grids_are_the_same_within_the_tolerance() -> None:
    assert shifted(0).same_grid(shifted(0.0009))
    assert not shifted(0).same_grid(shifted(0.0011))
    assert shifted(0).same_grid(shifted(0.5), tolerance_mm=1)


def test_grids_are_compared_at_every_corner() -> None:
    turned = Affine(shifted(0).affine.matrix + np.array([[0, 0, 0.001, 0]] + [[0] * 4] * 3))
    other = Volume(np.zeros((4, 5, 6)), turned)
    assert not shifted(0).same_grid(other, tolerance_mm=0.004)
    assert shifted(0).same_grid(other, tolerance_mm=0.006)


def test_grids_of_other_shapes_differ() -> None:
    other = Volume(np.zeros((4, 5, 7)), shifted(0).affine)
    assert not shifted(0).same_grid(other, tolerance_mm=1e9)
