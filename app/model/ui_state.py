"""What the window offers at this moment, computed once from the situation; pure."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.translation import mark, tr, translated
from bifseg_core.boxes import boxes_of, masks_of
from bifseg_core.case import CaseState, ObjectStatus, SegmentedObject


class NextStep(enum.Enum):
    """What the large button does."""

    OPEN = "open"
    DRAW_BOX = "draw box"
    SEGMENT = "segment"
    REFINE = "refine"
    ACCEPT = "accept"
    EXPORT = "export"
    NEXT_SCAN = "next scan"
    WAIT = "wait"


@dataclass(frozen=True, eq=False)
class Situation:
    """Everything that decides what can be done.

    Attributes:
        state: the open case, None where there is none; of the active object's boxes, that one is
            active which does not follow its input.
        is_current: the active object's masks answer all its boxes and scribbles.
        is_running: a segmentation or refinement of the active object is under way.
        is_other_running: one of another object is.
        is_reading: a file is being read or written.
        is_modified: there is a mask that has not been exported.
        undo_name, redo_name: the steps to take back and to do again.
    """

    state: CaseState | None = None
    is_current: bool = False
    is_running: bool = False
    is_other_running: bool = False
    is_reading: bool = False
    is_modified: bool = False
    undo_name: str | None = None
    redo_name: str | None = None


@dataclass(frozen=True)
class UiState:
    """What is enabled, and what the large button says.

    Attributes:
        next_step: what the large button does.
        button: its text.
        hint: the line under it.
        can_accept: there is a mask to be content with; one that is accepted already says so.
    """

    next_step: NextStep
    button: str
    hint: str
    has_scan: bool = False
    has_box: bool = False
    has_mask: bool = False
    is_stale: bool = False
    can_segment: bool = False
    can_accept: bool = False
    can_export: bool = False
    can_cancel: bool = False
    can_undo: bool = False
    can_redo: bool = False
    undo_text: str = ""
    redo_text: str = ""


_WORDS: dict[NextStep, tuple[str, str]] = {
    NextStep.OPEN: (mark("Open a scan…"), mark("Or drop a file or a folder on the window.")),
    NextStep.DRAW_BOX: (mark("Draw a box around the object"), mark("Drag across it in any view.")),
    NextStep.SEGMENT: (mark("Segment"), mark("Finds the object in the box.")),
    NextStep.REFINE: (mark("Refine"), mark("Corrects the mask by your scribbles.")),
    NextStep.ACCEPT: (mark("Accept"), mark("Or scribble where the mask is wrong.")),
    NextStep.EXPORT: (mark("Export the mask…"), mark("Accepted. The clock has stopped.")),
    NextStep.NEXT_SCAN: (
        mark("Next case"),
        mark("The mask is on disk. The next scan of the folder follows."),
    ),
}


def ui_state(situation: Situation) -> UiState:
    """What the window offers in that situation."""
    state = situation.state
    if state is None:
        return _without_scan(situation)
    step = _next_step(situation, state.active)
    button, hint = _words(step, state.active)
    has_mask = bool(masks_of(boxes_of(state, state.active_id)))
    return UiState(
        step,
        button,
        hint,
        has_scan=True,
        has_box=state.active.box is not None,
        has_mask=has_mask,
        is_stale=has_mask and (situation.is_running or not situation.is_current),
        can_segment=step in (NextStep.SEGMENT, NextStep.REFINE),
        can_accept=step in (NextStep.ACCEPT, NextStep.EXPORT, NextStep.NEXT_SCAN),
        can_export=has_mask,
        can_cancel=situation.is_running or situation.is_other_running or situation.is_reading,
        can_undo=situation.undo_name is not None,
        can_redo=situation.redo_name is not None,
        undo_text=_undo_words(situation.undo_name),
        redo_text=_redo_words(situation.redo_name),
    )


def _without_scan(situation: Situation) -> UiState:
    button, hint = map(tr, _WORDS[NextStep.OPEN])
    return UiState(
        NextStep.OPEN,
        button,
        hint,
        can_cancel=situation.is_reading,
        undo_text=tr("Undo"),
        redo_text=tr("Redo"),
    )


def _next_step(situation: Situation, active: SegmentedObject) -> NextStep:
    if situation.is_running:
        return NextStep.WAIT
    if active.box is None:
        return NextStep.DRAW_BOX
    if active.segmentation is None or active.segmentation.box != active.box:
        return NextStep.SEGMENT
    if not situation.is_current:
        return NextStep.REFINE if len(active.scribbles) else NextStep.SEGMENT
    if active.status is ObjectStatus.OPEN:
        return NextStep.ACCEPT
    return NextStep.EXPORT if situation.is_modified else NextStep.NEXT_SCAN


def _words(step: NextStep, active: SegmentedObject) -> tuple[str, str]:
    if step is not NextStep.WAIT:
        button, hint = map(tr, _WORDS[step])
        return button, hint
    if active.segmentation is None:
        return tr("Segmenting…"), tr("The first mask comes in a moment.")
    return tr("Improving…"), tr("Go on scribbling; newer input counts.")


def _undo_words(step: str | None) -> str:
    return tr("Undo {step}", **_spellings(step)) if step else tr("Undo")


def _redo_words(step: str | None) -> str:
    return tr("Redo {step}", **_spellings(step)) if step else tr("Redo")


def _spellings(step: str) -> dict[str, str]:
    """For the middle of a sentence, and {Step} for languages that begin it with a capital."""
    words = translated(step)
    return {"step": words[0].lower() + words[1:], "Step": words}
