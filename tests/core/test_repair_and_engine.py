"""The engine goes on from repaired and from loaded masks, and respects what was painted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from bifseg_core.case import Stage
from bifseg_core.device import DeviceChoice
from bifseg_core.engine import BifsegEngine
from bifseg_core.evaluation.metrics import dice
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.repair import given, repaired
from bifseg_core.segmenter import RefineRequest, SegmentRequest, finish
from bifseg_core.worker import InProcess
from tests.core.toy import ball_scene, load_toy

VOLUME, BALL = ball_scene()
BOX = BoundingBox((2, 2, 2), (28, 26, 24))
WHOLE = BoundingBox.whole(VOLUME.shape)


@pytest.fixture
def engine() -> Iterator[BifsegEngine]:
    engine = BifsegEngine(device=DeviceChoice.CPU, runner=InProcess(), load_network=load_toy)
    yield engine
    engine.close()


def block(label: SeedLabel, start: tuple[int, int, int], *, is_repair: bool) -> Stroke:
    voxels = np.argwhere(np.ones((3, 3, 3), bool)) + start
    return Stroke(label, voxels.astype(np.int32), is_repair)


def test_painted_voxels_outlast_a_refinement(engine: BifsegEngine) -> None:
    found = finish(engine.segment(SegmentRequest(VOLUME, BOX)))
    cut = block(SeedLabel.BACKGROUND, (14, 13, 12), is_repair=True)
    added = block(SeedLabel.FOREGROUND, (4, 4, 4), is_repair=True)
    mended = repaired(found, [cut, added], VOLUME.shape)
    scribble = block(SeedLabel.FOREGROUND, (10, 12, 12), is_repair=False)
    request = RefineRequest(VOLUME, Scribbles((cut, added, scribble)), mended)
    mask = finish(engine.refine(request)).full_mask(VOLUME.shape)
    seeds = request.scribbles.seeds_in(WHOLE)
    assert mask[seeds == SeedLabel.FOREGROUND].all()
    assert not mask[seeds == SeedLabel.BACKGROUND].any()


def test_a_loaded_mask_is_refined_without_a_first_run(engine: BifsegEngine) -> None:
    loaded = given(BALL)
    scribble = block(SeedLabel.FOREGROUND, (14, 13, 12), is_repair=False)
    refined = finish(engine.refine(RefineRequest(VOLUME, Scribbles((scribble,)), loaded)))
    assert refined.stage is Stage.REFINED
    assert refined.round == 1
    assert refined.box == loaded.box
    assert dice(refined.full_mask(VOLUME.shape), BALL) > 0.85
