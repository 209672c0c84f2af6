"""The three hints that walk a newcomer through the sample, once; pure."""

from __future__ import annotations

import enum

from app.model.ui_state import NextStep
from app.translation import mark


class Hint(enum.Enum):
    """What is told; the values are the words."""

    BOX = mark("1 of 3: drag a box around the bright spot. The mask comes by itself.")
    SCRIBBLE = mark(
        "2 of 3: where the mask is wrong, press 3 and scribble; the left button adds, "
        "the right one removes."
    )
    ACCEPT = mark("3 of 3: Enter accepts the mask, Ctrl+E exports it.")


def hint_for(step: NextStep, *, strokes: int) -> Hint | None:
    """What helps now; None while the program works and when there is nothing more to tell.

    Args:
        step: what is next.
        strokes: how many scribbles the object has.
    """
    if step is NextStep.DRAW_BOX:
        return Hint.BOX
    if step is NextStep.ACCEPT:
        return Hint.ACCEPT if strokes else Hint.SCRIBBLE
    return None


def ends_hints(step: NextStep) -> bool:
    """Whether the newcomer has come to the end of the loop."""
    return step in (NextStep.EXPORT, NextStep.NEXT_SCAN)
