"""Labels of another grid come to lie where they were, voxel by voxel."""

from __future__ import annotations

import numpy as np
import pytest
import SimpleITK as sitk
from scipy.spatial.transform import Rotation

from bifseg_core.errors import GeometryError
from bifseg_core.geometry import Affine
from bifseg_core.io import finished
from bifseg_core.relabelling import Relabelled, relabelled
from bifseg_core.volume import Volume
from tests.core.io.make import ORIENTATIONS, affine_of

SHAPE = (9, 8, 7)


def ball(affine: Affine, shape: tuple[int, int, int], radius_mm: float = 9) -> Volume:
    """Labels 1 and 2, the two halves of a ball about the origin."""
    places = affine.to_ras(np.stack(np.indices(shape), axis=-1))
    inside = np.linalg.norm(places, axis=-1) < radius_mm
    return Volume(np.where(inside, 1 + (places[..., 0] > 0), 0).astype(np.uint8), affine)


def centred(spacing: tuple, shape: tuple, rotation: np.ndarray = ORIENTATIONS[0]) -> Affine:
    bare = affine_of(rotation, spacing, (0, 0, 0))
    middle = bare.to_ras((np.array(shape) - 1) / 2)
    return affine_of(rotation, spacing, -middle)


def brought(found: Volume, like: Volume) -> Relabelled:
    return finished(relabelled(found, like))


@pytest.mark.parametrize("rotation", ORIENTATIONS)
def test_turned_and_mirrored_labels_are_only_put_in_order(rotation: np.ndarray) -> None:
    image = ball(centred((1, 2, 3), (30, 16, 10)), (30, 16, 10))
    order = np.abs(rotation).argmax(axis=1)
    shape = tuple(np.array((30, 16, 10))[np.abs(rotation).argmax(axis=0)])
    spacing = tuple(np.array((1, 2, 3))[np.abs(rotation).argmax(axis=0)])
    assert sorted(order) == [0, 1, 2]
    found = ball(centred(spacing, shape, rotation), shape)
    seen = brought(found, image)
    assert np.array_equal(seen.labels.data, image.data)
    assert seen.labels.same_grid(image)
    assert seen.ml_before == pytest.approx(seen.ml_after)
    assert seen.share_beside == 0
    assert seen.lost == ()


@pytest.mark.parametrize("seed", range(12))
def test_itk_finds_the_same_nearest_labels(seed: int) -> None:
    rng = np.random.default_rng(seed)
    one, other = (
        centred(rng.uniform(0.6, 2, 3), SHAPE, Rotation.random(random_state=rng).as_matrix())
        for _ in range(2)
    )
    data = rng.integers(1, 9, SHAPE).astype(np.uint8)
    image = Volume(np.zeros(SHAPE, np.uint8), other)
    ours = brought(Volume(data, one), image).labels.data
    theirs = sitk.GetArrayFromImage(
        sitk.Resample(
            itk(data, one), itk(image.data, other), sitk.Transform(), sitk.sitkNearestNeighbor, 0
        )
    ).T
    assert np.array_equal(ours, theirs)


def itk(data: np.ndarray, affine: Affine) -> sitk.Image:
    image = sitk.GetImageFromArray(np.ascontiguousarray(data.T))
    matrix = np.diag([-1, -1, 1]) @ affine.matrix[:3]
    image.SetSpacing(affine.spacing)
    image.SetOrigin(matrix[:, 3].tolist())
    image.SetDirection((matrix[:, :3] / affine.spacing).ravel().tolist())
    return image


def test_what_it_does_is_told() -> None:
    fine = ball(centred((1, 1, 1), (40, 40, 40)), (40, 40, 40))
    data = fine.data.copy()
    data[3, 3, 3] = 7
    seen = brought(Volume(data, fine.affine), ball(centred((3, 3, 3), (9, 14, 14)), (9, 14, 14)))
    assert seen.ml_before == pytest.approx(4 / 3 * np.pi * 0.9**3, rel=0.02)
    assert seen.ml_after == pytest.approx(seen.ml_before, rel=0.1)
    assert seen.lost == (7,)
    assert seen.share_beside == pytest.approx(1 / np.count_nonzero(data))


def test_labels_beside_the_scan_are_refused() -> None:
    image = ball(centred((1, 1, 1), (9, 9, 9)), (9, 9, 9))
    away = Volume(image.data, affine_of(np.eye(3), (1, 1, 1), (100, 0, 0)))
    with pytest.raises(GeometryError, match=r"beside the scan.*\.$"):
        brought(away, image)


def test_pictures_have_no_place() -> None:
    image = ball(centred((1, 1, 1), (9, 9, 9)), (9, 9, 9))
    with pytest.raises(GeometryError, match=r"does not say where it lies.*\.$"):
        brought(Volume(image.data, image.affine, is_oriented=False), image)
