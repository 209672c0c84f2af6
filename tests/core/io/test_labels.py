"""Masks, references and scribbles on an image's grid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from bifseg_core.errors import BifsegError, GeometryError, ImageReadError, InteractionError
from bifseg_core.geometry import BoundingBox
from bifseg_core.io import (
    read_label_map,
    read_mask,
    read_reference,
    read_scribbles,
    read_volume,
    write_volume,
)
from bifseg_core.volume import Volume
from tests.core.io.make import ORIENTATIONS, affine_of, picture, ramp, volume

HERE = affine_of(np.diag([-1.0, -1, 1]), (0.5, 0.75, 2), (10, 20, -30))
IMAGE = volume(affine=HERE)


def written(path: Path, data: np.ndarray, **grid: Any) -> Path:
    write_volume(Volume(data, grid.get("affine", HERE)), path)
    return path


def assert_one_sentence(error: BifsegError) -> None:
    text = str(error)
    assert text.endswith(".")
    assert "\n" not in text
    assert ". " not in text


def test_labels_of_any_number_type(tmp_path: Path) -> None:
    for dtype in (np.uint8, np.int16, np.float32, np.float64, np.int64):
        path = written(tmp_path / "labels.nii.gz", ramp(dtype=dtype))
        labels = read_label_map(path, IMAGE)
        assert labels.dtype == np.uint8
        assert np.array_equal(labels, ramp())


@pytest.mark.parametrize("value", [0.5, 256, -1, np.nan, np.inf])
def test_values_that_are_no_labels(value: float, tmp_path: Path) -> None:
    data = ramp(dtype=np.float32)
    data[0, 0, 0] = value
    with pytest.raises(ImageReadError) as caught:
        read_label_map(written(tmp_path / "labels.nii", data), IMAGE)
    assert_one_sentence(caught.value)


def test_whatever_is_not_zero_is_the_object(tmp_path: Path) -> None:
    data = np.zeros((5, 4, 3), np.float32)
    data[1, 1, 1], data[2, 2, 2], data[3, 3, 0] = 0.25, -7, 300
    mask = read_mask(written(tmp_path / "mask.nii", data), IMAGE)
    assert mask.dtype == bool
    assert np.array_equal(np.argwhere(mask), [[1, 1, 1], [2, 2, 2], [3, 3, 0]])


def test_a_mask_of_nan_is_none(tmp_path: Path) -> None:
    with pytest.raises(ImageReadError) as caught:
        read_mask(written(tmp_path / "mask.nii", np.full((5, 4, 3), np.nan)), IMAGE)
    assert_one_sentence(caught.value)


def test_scribbles(tmp_path: Path) -> None:
    data = ramp().astype(np.uint8) % 3
    scribbles = read_scribbles(written(tmp_path / "strokes.nii.gz", data), IMAGE)
    assert np.array_equal(scribbles.seeds_in(BoundingBox.whole((5, 4, 3))), data)


def test_scribbles_may_be_none(tmp_path: Path) -> None:
    path = written(tmp_path / "strokes.nii.gz", np.zeros((5, 4, 3), np.uint8))
    assert len(read_scribbles(path, IMAGE)) == 0


@pytest.mark.parametrize("value", [3, 255, -1, 0.5, np.nan])
def test_scribbles_of_other_values(value: float, tmp_path: Path) -> None:
    data = np.zeros((5, 4, 3), np.float32)
    data[2, 2, 2] = value
    with pytest.raises(InteractionError, match=r"1 \(foreground\) and 2 \(background\)") as caught:
        read_scribbles(written(tmp_path / "strokes.nii.gz", data), IMAGE)
    assert_one_sentence(caught.value)


def test_scribbles_on_a_picture(tmp_path: Path) -> None:
    image = picture()
    write_volume(Volume(image.data % 3, image.affine), tmp_path / "strokes.png")
    scribbles = read_scribbles(tmp_path / "strokes.png", image)
    assert np.array_equal(scribbles.seeds_in(image.box), image.data % 3)


TURNED = affine_of(ORIENTATIONS[0], (0.5, 0.75, 2), (10, 20, -30))
TILT = np.array([[1, -0.02, 0], [0.02, 1, 0], [0, 0, 1]]) / [np.hypot(1, 0.02)] * 1.0
TILT[2, 2] = 1


@pytest.mark.parametrize(
    ("shape", "affine", "words"),
    [
        ((5, 4, 2), HERE, "size is 5 × 4 × 2 voxels instead of 5 × 4 × 3 voxels"),
        ((4, 5, 3), HERE, "size"),
        (
            (5, 4, 3),
            affine_of(np.diag([-1.0, -1, 1]), (0.5, 0.75, 2.5), (10, 20, -30)),
            "spacing is 0.5 × 0.75 × 2.5 mm instead of 0.5 × 0.75 × 2 mm",
        ),
        ((5, 4, 3), TURNED, "axes run RAS instead of LPS"),
        (
            (5, 4, 3),
            affine_of(np.diag([-1.0, -1, 1]), (0.5, 0.75, 2), (10, 23, -34)),
            "first voxel lies 5 mm away",
        ),
        (
            (5, 4, 3),
            affine_of(np.diag([-1.0, -1, 1]) @ TILT, (0.5, 0.75, 2), (10, 20, -30)),
            "axes are turned",
        ),
    ],
)
def test_another_grid_is_refused(
    shape: tuple[int, int, int], affine: Any, words: str, tmp_path: Path
) -> None:
    path = written(tmp_path / "reference é.nii.gz", np.zeros(shape, np.uint8), affine=affine)
    for read in (read_mask, read_label_map, read_scribbles):
        with pytest.raises(GeometryError) as caught:
            read(path, IMAGE)
        assert words in str(caught.value)
        assert '"reference é.nii.gz"' in str(caught.value)
        assert_one_sentence(caught.value)


def test_rounding_in_a_header_is_no_other_grid(tmp_path: Path) -> None:
    near = affine_of(np.diag([-1.0, -1, 1]), (0.5, 0.75, 2), (10.0004, 20, -30))
    assert not read_mask(written(tmp_path / "m.nii", ramp() * 0, affine=near), IMAGE).any()


def test_tiny_voxels_are_compared_by_their_own_measure(tmp_path: Path) -> None:
    tiny = (2e-4, 2e-4, 2e-4)
    image = volume(affine=affine_of(np.eye(3), tiny, (0, 0, 0)))
    moved = affine_of(np.eye(3), tiny, (2e-4, 0, 0))
    with pytest.raises(GeometryError):
        read_mask(written(tmp_path / "mask.nrrd", ramp(), affine=moved), image)


def test_a_picture_of_another_size(tmp_path: Path) -> None:
    write_volume(picture((7, 4)), tmp_path / "mask.png")
    with pytest.raises(GeometryError, match="size is 7 × 4 voxels instead of 6 × 4 voxels"):
        read_mask(tmp_path / "mask.png", picture())


def test_a_picture_for_a_volume(tmp_path: Path) -> None:
    write_volume(picture((5, 4)), tmp_path / "mask.png")
    with pytest.raises(GeometryError, match="size"):
        read_mask(tmp_path / "mask.png", IMAGE)


def test_a_reference_keeps_its_labels_and_is_a_mask_where_it_has_none(tmp_path: Path) -> None:
    data = ramp(dtype=np.float32)
    assert np.array_equal(read_reference(written(tmp_path / "labels.nii", data), IMAGE), data)
    for dtype, factor in ((np.uint16, 1000), (np.float32, 0.3)):
        path = written(tmp_path / "mask.nii", (data * factor).astype(dtype))
        assert np.array_equal(read_reference(path, IMAGE), data != 0)


def test_a_picture_with_soft_edges_is_a_mask_and_no_label_map(tmp_path: Path) -> None:
    soft = np.array([[0, 3, 128, 255], [0, 0, 9, 254]], np.uint8)
    Image.fromarray(soft).save(tmp_path / "mask.png")
    like = read_volume(tmp_path / "mask.png")
    assert np.array_equal(read_reference(tmp_path / "mask.png", like)[..., 0], soft.T != 0)
    few = np.minimum(soft, 9)
    Image.fromarray(few).save(tmp_path / "labels.png")
    assert np.array_equal(read_reference(tmp_path / "labels.png", like)[..., 0], few.T)


def test_a_picture_in_colours_is_a_mask_and_no_label_map(tmp_path: Path) -> None:
    labels = np.zeros((6, 8), np.uint8)
    labels[1:3, 1:3], labels[4, 2:6] = 1, 2
    picture = Image.fromarray(labels).convert("P")
    picture.putpalette([0, 0, 0, 128, 0, 0, 0, 65, 0] + [0] * 759)  # red and green, equally bright
    picture.save(tmp_path / "labels.png")
    Image.fromarray(labels * 50).save(tmp_path / "scan.png")
    scan = read_volume(tmp_path / "scan.png")
    with pytest.raises(ImageReadError, match="in colours; save it in grey values"):
        read_label_map(tmp_path / "labels.png", scan)
    drawn = labels.T[:, :, None] > 0
    assert np.array_equal(read_mask(tmp_path / "labels.png", scan), drawn)
    assert np.array_equal(read_reference(tmp_path / "labels.png", scan), drawn)
