"""The weight map: which voxels taught what, and how it is shown at the box's resolution."""

import numpy as np
import pytest

from bifseg_core.case import Segmentation
from bifseg_core.device import DeviceChoice
from bifseg_core.engine import BifsegEngine
from bifseg_core.finetune import taught_by
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.segmenter import RefineRequest, SegmentRequest, finish
from bifseg_core.taught import Taught, TaughtMap
from bifseg_core.worker import InProcess
from tests.core.toy import ball_scene, load_toy

VOLUME, _ = ball_scene()
BOX = BoundingBox((2, 2, 2), (28, 26, 24))


def test_the_three_weights_have_three_names() -> None:
    weights = np.array([0, 1, 5, 0], np.float32).reshape(-1, 1, 1)
    seeds = np.array([0, 0, 1, 2], np.uint8).reshape(-1, 1, 1)
    assert taught_by(weights, seeds).ravel().tolist() == [
        Taught.NOTHING,
        Taught.ITS_LABEL,
        Taught.BY_SCRIBBLE,
        Taught.NOTHING,
    ]


def test_slabs_are_nearest_neighbours_along_every_axis() -> None:
    values = np.random.default_rng(0).integers(0, 3, (2, 3, 4), np.uint8)
    shown = TaughtMap(values, (4, 9, 8))
    whole = values.repeat(2, axis=0).repeat(3, axis=1).repeat(2, axis=2)
    assert np.array_equal(shown.to_box(), whole)
    for axis in range(3):
        slab = shown.slab(axis, 1)
        assert np.array_equal(slab, whole.take([1], axis))


def test_a_box_smaller_than_the_grid_is_covered_too() -> None:
    shown = TaughtMap(np.arange(8, dtype=np.uint8).reshape(8, 1, 1), (3, 1, 1))
    assert shown.to_box().ravel().tolist() == [1, 4, 6]


@pytest.mark.parametrize(
    "box", [BOX, BoundingBox((2, 2, 13), (28, 26, 14)), BoundingBox((15, 2, 2), (16, 26, 24))]
)
def test_a_refined_mask_carries_the_weights_of_its_last_update(box: BoundingBox) -> None:
    engine = BifsegEngine(device=DeviceChoice.CPU, runner=InProcess(), load_network=load_toy)
    middle = tuple(int(n) for n in np.add(box.start_ijk, box.stop_ijk) // 2)
    scribbles = Scribbles((Stroke(SeedLabel.FOREGROUND, np.array([middle], np.int32)),))
    signs: list[Segmentation] = []
    run = engine.segment(SegmentRequest(VOLUME, box))
    signs += [sign.preview for sign in run if sign.preview is not None]
    assert signs[0].taught is None
    found = finish(engine.segment(SegmentRequest(VOLUME, box)))
    refined = finish(engine.refine(RefineRequest(VOLUME, scribbles, found)))
    assert found.taught is not None
    assert Taught.BY_SCRIBBLE not in found.taught.to_box()
    assert refined.taught is not None
    shown = refined.taught.to_box()
    assert shown.shape == box.shape
    near = tuple(np.subtract(middle, box.start_ijk))
    assert shown[near] == Taught.BY_SCRIBBLE
    engine.close()
