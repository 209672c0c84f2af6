from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.controllers.plan import run_for, step_name
from bifseg_core.case import SegmentedObject
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.segmenter import RefineRequest, SegmentRequest, finish
from tests.app.fakes import FakeEngine, ball_volume

BOX = BoundingBox((2, 2, 2), (8, 8, 8))
STROKES = Scribbles((Stroke(SeedLabel.FOREGROUND, np.array([(4, 4, 4)], np.int32)),))
VOLUME = ball_volume((10, 10, 10), radius=3)
BOXED = SegmentedObject(1, "a", box=BOX)


def run(engine: FakeEngine, target: SegmentedObject) -> SegmentedObject:
    result = finish(run_for(engine, VOLUME, target, 7))
    return replace(target, segmentation=result, box=result.box)


def test_a_box_alone_is_segmented() -> None:
    engine = FakeEngine()
    assert step_name(BOXED) == "Segment"
    made = run(engine, BOXED)
    assert made.segmentation.round == 0
    assert isinstance(engine.asked[0], SegmentRequest)
    assert engine.asked[0].revision == 7


def test_strokes_refine_the_mask_that_is_there() -> None:
    engine = FakeEngine()
    made = replace(run(engine, BOXED), scribbles=STROKES)
    assert step_name(made) == "Refine 1"
    again = run(engine, made)
    assert isinstance(engine.asked[1], RefineRequest)
    assert engine.asked[1].segmentation is made.segmentation
    assert step_name(again) == "Refine 2"


def test_a_new_box_with_strokes_is_segmented_and_then_refined() -> None:
    engine = FakeEngine()
    made = replace(run(engine, BOXED), scribbles=STROKES, box=BOX.expanded(1))
    assert step_name(made) == "Segment"
    run(engine, made)
    assert [type(asked) for asked in engine.asked[1:]] == [SegmentRequest, RefineRequest]


def test_without_a_box_there_is_no_run() -> None:
    with pytest.raises(ValueError, match="without a box"):
        finish(run_for(FakeEngine(), VOLUME, SegmentedObject(1, "a"), 0))


def test_closing_a_run_closes_the_engines() -> None:
    engine = FakeEngine()
    engine.gate.clear()
    run = run_for(engine, VOLUME, BOXED, 0)
    next(run)
    next(run)
    run.close()
    assert engine.closed_runs == 1
