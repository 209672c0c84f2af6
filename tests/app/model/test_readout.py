from __future__ import annotations

from dataclasses import replace

import numpy as np

from app.model.readout import readout_words
from bifseg_core.case import CaseState, Segmentation, SegmentedObject, Stage
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.volume import Volume

BOX = BoundingBox((1, 1, 1), (3, 3, 3))
MASK = np.ones(BOX.shape, bool)
TARGET = SegmentedObject(
    1, "Tumour", segmentation=Segmentation(BOX, MASK, MASK.astype(np.float32), Stage.INITIAL)
)
VOLUME = Volume(np.arange(64).reshape(4, 4, 4), Affine.from_spacing((1, 1, 2)))


def test_voxel_place_value_and_object() -> None:
    words = readout_words(VOLUME, CaseState((TARGET,), 1), (1, 2, 2))
    assert words.split("  ·  ") == ["1, 2, 2", "1.0, 2.0, 4.0 mm", "value 26", "Tumour"]


def test_outside_every_mask_no_object_is_named() -> None:
    words = readout_words(VOLUME, CaseState((TARGET,), 1), (0, 2, 2))
    assert "Tumour" not in words


def test_a_picture_has_two_indices_and_no_place() -> None:
    picture = replace(VOLUME, is_oriented=False, is_planar=True)
    assert readout_words(picture, CaseState((TARGET,), 1), (0, 1, 0)) == "0, 1  ·  value 4"


def test_whole_numbers_keep_all_their_digits() -> None:
    large = replace(VOLUME, data=VOLUME.data + 1_234_567)
    assert "value 1234567" in readout_words(large, CaseState((TARGET,), 1), (0, 0, 0))
    scaled = replace(VOLUME, data=VOLUME.data / 7)
    assert "value 0.14286" in readout_words(scaled, CaseState((TARGET,), 1), (0, 0, 1))


def test_an_object_is_named_once_where_two_of_its_boxes_overlap() -> None:
    state = CaseState((TARGET, replace(TARGET, object_id=2, part_of=1)), 1)
    assert readout_words(VOLUME, state, (1, 2, 2)).count("Tumour") == 1
