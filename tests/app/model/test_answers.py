from __future__ import annotations

import gc
from dataclasses import replace

import numpy as np

from app.model.answers import Answers, has_seeds
from bifseg_core.case import Segmentation, SegmentedObject, Stage
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke

BOX = BoundingBox((0, 0, 0), (3, 3, 3))


def segmentation() -> Segmentation:
    mask = np.ones(BOX.shape, bool)
    return Segmentation(BOX, mask, mask.astype(np.float32), Stage.UNSUPERVISED)


def drawn(label: SeedLabel, *voxels: tuple[int, int, int]) -> Scribbles:
    return Scribbles((Stroke(label, np.array(voxels, np.int32)),))


def test_a_mask_answers_only_its_own_box_and_strokes() -> None:
    answers, made = Answers(), segmentation()
    target = SegmentedObject(1, "a", box=BOX, segmentation=made)
    assert answers.is_current(target)
    assert not answers.is_current(replace(target, box=BOX.expanded(1)))
    scribbled = replace(target, scribbles=drawn(SeedLabel.FOREGROUND, (1, 1, 1)))
    assert not answers.is_current(scribbled)
    answers.note(made, scribbled.scribbles)
    assert answers.is_current(scribbled)
    assert not answers.is_current(target)


def test_no_mask_answers_nothing() -> None:
    assert not Answers().is_current(SegmentedObject(1, "a", box=BOX))


def test_seeds_are_what_is_left_after_erasing() -> None:
    strokes = drawn(SeedLabel.FOREGROUND, (1, 1, 1))
    assert has_seeds(strokes, BOX)
    erased = strokes.adding(Stroke(SeedLabel.NONE, np.array([(1, 1, 1)], np.int32)))
    assert not has_seeds(erased, BOX)


def test_outside_the_box_only_foreground_says_something() -> None:
    assert has_seeds(drawn(SeedLabel.FOREGROUND, (9, 9, 9)), BOX)
    assert not has_seeds(drawn(SeedLabel.BACKGROUND, (9, 9, 9)), BOX)


def test_it_forgets_with_the_mask() -> None:
    answers = Answers()
    made = segmentation()
    answers.note(made, Scribbles())
    del made
    gc.collect()
    assert len(answers._scribbles) == 0


def test_a_first_mask_that_was_never_improved_answers_nothing() -> None:
    first = replace(segmentation(), stage=Stage.INITIAL)
    assert not Answers().is_current(SegmentedObject(1, "a", box=BOX, segmentation=first))


def test_a_background_stroke_outside_the_box_asks_for_nothing() -> None:
    answers, made = Answers(), segmentation()
    answers.note(made, Scribbles())
    target = SegmentedObject(1, "a", box=BOX, segmentation=made)
    beside = replace(target, scribbles=drawn(SeedLabel.BACKGROUND, (9, 9, 9)))
    assert answers.is_current(beside)
    within = replace(target, scribbles=drawn(SeedLabel.BACKGROUND, (1, 1, 1)))
    assert not answers.is_current(within)
    answers.note(made, within.scribbles)
    assert not answers.is_current(target)
