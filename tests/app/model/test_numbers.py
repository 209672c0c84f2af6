from __future__ import annotations

import numpy as np
import pytest

from app.model.numbers import FigureMaker, dice_words, seconds_words, size_words, split_words
from bifseg_core.case import Segmentation, SegmentedObject, Stage, StepSeconds
from bifseg_core.evaluation.metrics import dice
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.volume import Volume


def test_dice_agrees_with_the_core() -> None:
    random = np.random.default_rng(1)
    box = BoundingBox((1, 2, 3), (6, 7, 8))
    mask, reference = random.random(box.shape) > 0.5, random.random((9, 9, 9)) > 0.7
    made = Segmentation(box, mask, mask.astype(np.float32), Stage.INITIAL)
    target = SegmentedObject(1, "a", box=box, segmentation=made)
    figures = FigureMaker().figures(target, reference)
    assert figures.dice == pytest.approx(dice(made.full_mask((9, 9, 9)), reference))
    assert figures.voxels == mask.sum()


def test_figures_follow_mask_and_reference() -> None:
    maker, box = FigureMaker(), BoundingBox((0, 0, 0), (2, 2, 2))
    full, empty = np.ones((2, 2, 2), bool), np.zeros((2, 2, 2), bool)
    masks = [Segmentation(box, m, m.astype(np.float32), Stage.INITIAL) for m in (full, empty)]
    targets = [SegmentedObject(1, "a", box=box, segmentation=m) for m in masks]
    assert maker.figures(targets[0], None).dice is None
    assert maker.figures(targets[0], full).dice == 1
    assert maker.figures(targets[1], full).dice == 0
    assert maker.figures(targets[0], empty).dice == 0
    assert maker.figures(SegmentedObject(1, "a"), full).voxels is None


def test_sizes_in_words() -> None:
    volume = Volume(np.zeros((2, 2, 2)), Affine.from_spacing((1, 1, 2)))
    assert size_words(6200, volume) == "12.4 ml"
    assert size_words(31, volume) == "0.062 ml"


@pytest.mark.parametrize(
    ("spacing", "is_oriented", "words"),
    [
        ((1, 1, 1), False, "1 310 px"),
        ((0.5, 0.2, 5), True, "131 mm²"),
        ((0.05, 0.02, 5), True, "1.3 mm²"),
        ((2, 1, 5), True, "26.2 cm²"),
    ],
)
def test_the_size_of_a_flat_mask_is_an_area(
    spacing: tuple[float, ...], is_oriented: bool, words: str
) -> None:
    flat = Volume(
        np.zeros((2, 2, 1)),
        Affine.from_spacing(spacing),
        is_planar=True,
        is_oriented=is_oriented,
    )
    assert size_words(1310, flat).replace("\N{NARROW NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.84, "0.8 s"), (42.4, "42 s"), (59.6, "60 s"), (185, "3 min 05 s"), (119.7, "2 min 00 s")],
)
def test_seconds_in_words(seconds: float, words: str) -> None:
    assert seconds_words(seconds) == words


def test_the_split_names_only_what_took_time() -> None:
    words = split_words(StepSeconds(features=0.5, graph_cut=0.25, total=0.75))
    assert "0.50 s" in words
    assert "scribbles" not in words
    assert words.endswith("0.75 s")


def test_dice_in_words() -> None:
    assert dice_words(0.9134) == "91.3 %"


def test_figures_of_several_boxes_count_every_voxel_once() -> None:
    random = np.random.default_rng(2)
    boxes = BoundingBox((0, 0, 0), (6, 6, 6)), BoundingBox((3, 3, 3), (9, 9, 9))
    masks = [random.random(box.shape) > 0.5 for box in boxes]
    made = [
        Segmentation(box, mask, mask.astype(np.float32), Stage.REFINED, round=number)
        for number, (box, mask) in enumerate(zip(boxes, masks, strict=True), start=1)
    ]
    first, second = (SegmentedObject(n, "a", segmentation=one) for n, one in enumerate(made, 1))
    union = np.logical_or(*(one.full_mask((9, 9, 9)) for one in made))
    reference = random.random((9, 9, 9)) > 0.7
    figures = FigureMaker().figures(second, reference, (first,))
    assert figures.voxels == union.sum()
    assert figures.dice == pytest.approx(dice(union, reference))
    assert figures.missed == (reference & ~union).sum()
    assert figures.rounds == 3
