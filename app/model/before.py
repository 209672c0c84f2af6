"""The mask before the last step, for looking back; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bifseg_core.case import CaseState, RestoreState


@dataclass(frozen=True, eq=False)
class Before:
    """How it was.

    Attributes:
        state: the present one, but with the active object's earlier mask.
        step: what the history calls the step that replaced it.
    """

    state: CaseState
    step: str


def before_last_step(state: CaseState, undo_steps: Sequence[RestoreState]) -> Before | None:
    """How the active object was before the step that gave it its present mask.

    Args:
        state: the present one.
        undo_steps: what undoing goes back to, the earliest first.

    Returns:
        None where no step has changed the mask.
    """
    active = state.active
    for step in reversed(undo_steps):
        earlier = {o.object_id: o.segmentation for o in step.state.objects}
        found = earlier.get(active.object_id)
        if found is not active.segmentation:
            return Before(state.with_object(replace(active, segmentation=found)), step.name)
    return None
