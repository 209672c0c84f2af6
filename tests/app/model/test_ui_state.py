from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.model.ui_state import NextStep, Situation, ui_state
from bifseg_core.case import CaseState, ObjectStatus, Segmentation, SegmentedObject, Stage
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke

BOX = BoundingBox((0, 0, 0), (2, 2, 2))
MASK = Segmentation(BOX, np.ones((2, 2, 2), bool), np.ones((2, 2, 2), np.float32), Stage.INITIAL)
EMPTY = SegmentedObject(1, "Object 1")
BOXED = replace(EMPTY, box=BOX)
MASKED = replace(BOXED, segmentation=MASK)
SCRIBBLES = Scribbles((Stroke(SeedLabel.FOREGROUND, np.zeros((1, 3), np.int32)),))
ACCEPTED = replace(MASKED, status=ObjectStatus.ACCEPTED)


def situation(target: SegmentedObject, **changes: object) -> Situation:
    return replace(Situation(CaseState((target,), 1)), **changes)


@pytest.mark.parametrize(
    ("now", "step"),
    [
        (Situation(), NextStep.OPEN),
        (situation(EMPTY), NextStep.DRAW_BOX),
        (situation(BOXED), NextStep.SEGMENT),
        (situation(BOXED, is_running=True), NextStep.WAIT),
        (situation(MASKED, is_current=False), NextStep.SEGMENT),
        (situation(replace(MASKED, scribbles=SCRIBBLES), is_current=False), NextStep.REFINE),
        (situation(MASKED, is_current=True), NextStep.ACCEPT),
        (situation(ACCEPTED, is_current=True, is_modified=True), NextStep.EXPORT),
        (situation(ACCEPTED, is_current=True), NextStep.NEXT_SCAN),
        (
            situation(replace(MASKED, box=BOX.expanded(1)), is_current=False),
            NextStep.SEGMENT,
        ),
    ],
)
def test_the_button_says_what_is_next(now: Situation, step: NextStep) -> None:
    assert ui_state(now).next_step is step


def test_nothing_can_be_done_without_a_scan() -> None:
    offered = ui_state(Situation())
    assert not any(
        (
            offered.has_scan,
            offered.can_segment,
            offered.can_accept,
            offered.can_export,
            offered.can_undo,
            offered.can_redo,
            offered.can_cancel,
        )
    )


def test_a_mask_is_stale_while_a_better_one_is_computed() -> None:
    assert ui_state(situation(MASKED, is_current=True, is_running=True)).is_stale
    assert ui_state(situation(MASKED)).is_stale
    assert not ui_state(situation(MASKED, is_current=True)).is_stale
    assert not ui_state(situation(BOXED)).is_stale


def test_undo_names_its_step() -> None:
    offered = ui_state(situation(MASKED, undo_name="Refine 2", redo_name=None))
    assert (offered.undo_text, offered.can_undo) == ("Undo refine 2", True)
    assert (offered.redo_text, offered.can_redo) == ("Redo", False)


@pytest.mark.parametrize("flag", ["is_running", "is_other_running", "is_reading"])
def test_what_runs_can_be_cancelled(flag: str) -> None:
    assert ui_state(situation(MASKED, **{flag: True})).can_cancel
