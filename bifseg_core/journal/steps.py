"""Steps: what was done to a case, as it is written down and done again."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bifseg_core.case import CaseState, SegmentedObject
from bifseg_core.history import History
from bifseg_core.journal.image import ImageReference


class StepKind(enum.Enum):
    """How a step changes case and history."""

    PERFORM = "perform"
    AMEND = "amend"
    UNDO = "undo"
    REDO = "redo"
    SAVED = "saved"
    """An object's mask was exported; the case stays as it is."""

    IMAGE = "image"
    """An aligned image was added; the case stays as it is."""

    TIME = "time"
    """Time went by; the case stays as it is."""


@dataclass(frozen=True)
class WorkSeconds:
    """Time spent on an object so far, in seconds.

    Attributes:
        total, active: the user's.
        machine: of all runs.
    """

    total: float = 0.0
    active: float = 0.0
    machine: float = 0.0


@dataclass(frozen=True, eq=False)
class Step:
    """One step.

    Attributes:
        kind: how it changes the case.
        state: the case after it; only for PERFORM and AMEND.
        name: what the history calls it.
        edit: the edit's type, for studies.
        saved: the object as it was exported; only for SAVED.
        at: when, in seconds since 1970.
        answered: objects whose mask answers their box and all their scribbles.
        seconds: object → time spent on it so far.
        image: the image that was added; only for IMAGE.
    """

    kind: StepKind
    state: CaseState | None = None
    name: str = ""
    edit: str = ""
    saved: SegmentedObject | None = None
    at: float = 0.0
    answered: tuple[int, ...] = ()
    seconds: Mapping[int, WorkSeconds] = field(default_factory=dict)
    image: ImageReference | None = None


def steps_of(state: CaseState, history: History) -> Iterator[Step]:
    """The shortest way to the same state with the same undo and redo, from a new case.

    Args:
        state: of the case.
        history: of the same case.
    """
    undo, redo = history.undo_steps, history.redo_steps[::-1]
    states = [*(step.state for step in undo), state, *(step.state for step in redo)]
    names = [step.name for step in (*undo, *redo)]
    yield Step(StepKind.AMEND, states[0])
    for after, name in zip(states[1:], names, strict=True):
        yield Step(StepKind.PERFORM, after, name)
    yield from (Step(StepKind.UNDO) for _ in redo)
