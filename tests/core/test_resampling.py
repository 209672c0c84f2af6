"""Bringing an image onto another image's grid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from bifseg_core.errors import GeometryError
from bifseg_core.geometry import Affine
from bifseg_core.resampling import onto_grid
from bifseg_core.volume import Volume

GRADIENT_RAS = np.array([2.0, -3.0, 1.0])


def finish(run):
    shares = []
    while True:
        try:
            shares.append(next(run))
        except StopIteration as stop:
            return stop.value, shares


def linear(shape, affine, **options) -> Volume:
    """An image whose value is a linear function of the place in mm."""
    voxels = np.stack(np.meshgrid(*map(np.arange, shape), indexing="ij"), axis=-1)
    return Volume((affine.to_ras(voxels) @ GRADIENT_RAS).astype(np.float32), affine, **options)


def oblique(spacing, origin) -> Affine:
    matrix = np.eye(4)
    matrix[:3, :3] = Rotation.from_rotvec((0.2, -0.1, 0.3)).as_matrix() * spacing
    matrix[:3, 3] = origin
    return Affine(matrix)


LIKE = linear((12, 14, 20), oblique((1, 1, 1.5), (0, 0, 0)))


def test_a_linear_image_keeps_its_values_in_space() -> None:
    matrix = np.diag([0.9, 1.1, 1.3, 1.0])
    matrix[:3, 3] = -20
    moving = linear((60, 60, 60), Affine(matrix), source=Path("flair.nii"))
    found, shares = finish(onto_grid(moving, LIKE))
    assert found.same_grid(LIKE)
    assert np.allclose(found.data, LIKE.data, atol=1e-2)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert "flair.nii lies on another grid" in found.notes[0]
    assert found.data.flags.f_contiguous
    assert not found.data.flags.writeable


def test_the_same_grid_is_taken_as_it_is() -> None:
    moving = Volume(LIKE.data + 1, LIKE.affine)
    found, _ = finish(onto_grid(moving, LIKE))
    assert found is moving


def test_whole_numbers_stay_whole() -> None:
    moving = Volume(np.full((30, 30, 40), 7, np.int16), oblique((1.3, 1, 1), (-2, -2, -2)))
    found, _ = finish(onto_grid(moving, LIKE))
    assert found.data.dtype == np.int16
    assert (found.data == 7).all()


def test_what_is_not_covered_is_dark() -> None:
    moving = Volume(np.full((5, 5, 5), 9, np.int16), LIKE.affine)
    moving.data[0, 0, 0] = -3
    found, _ = finish(onto_grid(moving, LIKE))
    assert found.data[2, 2, 2] == 9
    assert (found.data[6:] == -3).all()


@pytest.mark.parametrize("end", [0, -1])
def test_no_slice_is_lost_to_the_last_digits_of_a_place(end: int) -> None:
    matrices = np.diag([1.0, 1, 3, 1]), np.diag([0.9, 1.1, 3, 1])
    matrices[0][:3, 3], matrices[1][:3, 3] = (0, 0, -72.3), (-2, -2, np.float32(-72.3))
    like = Volume(np.zeros((12, 14, 8), np.int16), Affine(matrices[0]))
    moving = Volume(np.full((30, 30, 8), 7, np.int16), Affine(matrices[1]))
    moving.data[0, 0] = -3
    for shift in (-1e-6, 0, 1e-6):
        matrix = matrices[1].copy()
        matrix[2, 3] += shift
        found, _ = finish(onto_grid(replace(moving, affine=Affine(matrix)), like))
        assert (found.data[4:8, 4:8, end] == 7).all()


def test_an_image_beside_the_scan_is_refused() -> None:
    far = Volume(LIKE.data, oblique((1, 1, 1.5), (500, 0, 0)), source=Path("far.nii"))
    with pytest.raises(GeometryError, match=r"far\.nii lies beside the scan"):
        finish(onto_grid(far, LIKE))


def test_pictures_need_the_same_size() -> None:
    scan = Volume(np.zeros((6, 4, 1), np.uint8), LIKE.affine, is_oriented=False, is_planar=True)
    same = Volume(np.ones((6, 4, 1), np.uint8), LIKE.affine, is_oriented=False, is_planar=True)
    other = Volume(np.ones((5, 4, 1), np.uint8), LIKE.affine, is_oriented=False, is_planar=True)
    assert finish(onto_grid(same, scan))[0] is same
    with pytest.raises(GeometryError, match="does not say where it lies"):
        finish(onto_grid(other, scan))


def test_a_note_tells_of_time_points() -> None:
    frames = np.zeros((30, 30, 30, 4), np.int16)
    moving = Volume(frames[..., 0], Affine.from_spacing((1, 1, 1)), frames=frames)
    found, _ = finish(onto_grid(moving, LIKE))
    assert "of its 4 time points the first is shown" in found.notes[0]
