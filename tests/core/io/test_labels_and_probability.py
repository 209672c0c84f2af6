"""All objects in one file, and the probability of one."""

from __future__ import annotations

from pathlib import Path

import nibabel
import numpy as np
import pytest

from bifseg_core.case import Segmentation, SegmentedObject, Stage
from bifseg_core.errors import WriteError
from bifseg_core.geometry import BoundingBox
from bifseg_core.io import export_labels, export_probability, read_label_map, read_volume
from tests.core.io.make import picture, volume

IMAGE = volume((6, 5, 4))
ENDINGS = (".nii.gz", ".nii", ".nrrd", ".mha")


def segmentation(start: tuple[int, int, int], stop: tuple[int, int, int]) -> Segmentation:
    box = BoundingBox(start, stop)
    chance = np.linspace(0.05, 0.95, box.size, dtype=np.float32).reshape(box.shape)
    return Segmentation(box, np.ones(box.shape, bool), chance, Stage.INITIAL)


OBJECTS = (
    SegmentedObject(1, "Liver", segmentation=segmentation((0, 0, 0), (3, 3, 3))),
    SegmentedObject(2, "Nothing yet"),
    SegmentedObject(5, "Lesion", segmentation=segmentation((2, 2, 1), (5, 4, 4))),
)


@pytest.mark.parametrize("ending", ENDINGS)
def test_all_objects_in_one_file(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"all{ending}"
    written = export_labels(OBJECTS, IMAGE, path)
    assert (written.names, written.hidden_voxels) == (("Liver", "Lesion"), 2)
    labels = read_label_map(path, IMAGE)
    wanted = np.zeros(IMAGE.shape, np.uint8)
    wanted[:3, :3, :3] = 1
    wanted[2:5, 2:4, 1:4] = 2
    assert np.array_equal(labels, wanted)


def test_more_objects_than_a_byte_counts(tmp_path: Path) -> None:
    one = segmentation((1, 1, 1), (2, 2, 2))
    many = [SegmentedObject(n, str(n), segmentation=one) for n in range(300)]
    export_labels(many, IMAGE, tmp_path / "all.nii.gz")
    assert nibabel.load(tmp_path / "all.nii.gz").get_fdata()[1, 1, 1] == 300


def test_a_picture_holds_the_labels(tmp_path: Path) -> None:
    drawn = SegmentedObject(1, "Cyst", segmentation=segmentation((1, 1, 0), (3, 3, 1)))
    export_labels([drawn], picture(), tmp_path / "all.png")
    assert read_volume(tmp_path / "all.png").data.max() == 1


def test_nothing_to_write(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r'"all.nii" .* no object has a mask'):
        export_labels(OBJECTS[1:2], IMAGE, tmp_path / "all.nii")


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_probability_lies_on_the_image(tmp_path: Path, ending: str) -> None:
    found = segmentation((2, 2, 1), (5, 4, 4))
    path = tmp_path / f"chance{ending}"
    export_probability(found, IMAGE, path)
    read = read_volume(path)
    assert read.data.dtype == np.float32
    assert read.same_grid(IMAGE, tolerance_mm=1e-4)
    assert np.array_equal(read.data[found.box.slices], found.foreground_probability)
    assert np.count_nonzero(read.data) == found.box.size


def test_a_picture_cannot_hold_it(tmp_path: Path) -> None:
    found = segmentation((1, 1, 0), (3, 3, 1))
    with pytest.raises(WriteError, match="8-bit"):
        export_probability(found, picture(), tmp_path / "chance.png")
