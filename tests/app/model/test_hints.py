from __future__ import annotations

import pytest

from app.model.hints import Hint, ends_hints, hint_for
from app.model.ui_state import NextStep


def test_the_hints_follow_the_loop() -> None:
    assert hint_for(NextStep.DRAW_BOX, strokes=0) is Hint.BOX
    assert hint_for(NextStep.ACCEPT, strokes=0) is Hint.SCRIBBLE
    assert hint_for(NextStep.ACCEPT, strokes=1) is Hint.ACCEPT


def test_nothing_is_told_while_the_program_works() -> None:
    assert hint_for(NextStep.WAIT, strokes=0) is None


@pytest.mark.parametrize("step", NextStep)
def test_the_end_has_no_hint(step: NextStep) -> None:
    assert not (ends_hints(step) and hint_for(step, strokes=1))
    assert ends_hints(step) == (step in (NextStep.EXPORT, NextStep.NEXT_SCAN))
