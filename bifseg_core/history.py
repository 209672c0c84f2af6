"""Undo and redo of a case, as far back as memory allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bifseg_core.case import Case, CaseState, Changes, Edit, RestoreState


class History:
    """Applies edits to a case and remembers how to take them back.

    Args:
        case: the case whose edits it remembers.

    Attributes:
        most_bytes: what earlier states may hold beyond the present one; where they hold more, the
            oldest steps are forgotten. None remembers everything.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._undo: list[RestoreState] = []
        self._redo: list[RestoreState] = []
        self._forgotten: list[str] = []
        self.most_bytes: int | None = None

    def perform(self, edit: Edit) -> Changes:
        """Apply the edit; what had been undone before can no longer be redone."""
        changes, inverse = self._case.apply(edit)
        self._undo.append(inverse)
        self._redo.clear()
        self._forget()
        return changes

    def amend(self, edit: Edit) -> Changes:
        """Apply the edit as a part of the step before it: one undo takes both back.

        The step is then called what the edit is called.
        """
        changes, _ = self._case.apply(edit)
        self._redo.clear()
        if self._undo:
            self._undo[-1] = replace(self._undo[-1], name=edit.name)
        self._forget()
        return changes

    @property
    def forgotten(self) -> tuple[str, ...]:
        """The names of the steps that can no longer be undone, the earliest first."""
        return tuple(self._forgotten)

    @property
    def undo_steps(self) -> tuple[RestoreState, ...]:
        """What undoing goes back to, the earliest first."""
        return tuple(self._undo)

    @property
    def redo_steps(self) -> tuple[RestoreState, ...]:
        """What redoing goes forward to, the next one last."""
        return tuple(self._redo)

    @property
    def undo_name(self) -> str | None:
        """The step that `undo` would take back, None where there is none."""
        return self._undo[-1].name if self._undo else None

    @property
    def redo_name(self) -> str | None:
        """The step that `redo` would do again, None where there is none."""
        return self._redo[-1].name if self._redo else None

    def undo(self) -> Changes:
        """Take the last step back; IndexError where there is none."""
        return self._move(self._undo, self._redo)

    def redo(self) -> Changes:
        """Do the last undone step again; IndexError where there is none."""
        return self._move(self._redo, self._undo)

    def _forget(self) -> None:
        """Let go of the oldest steps until the others hold little enough; the last one stays."""
        while self.most_bytes is not None and len(self._undo) > 1:
            if self._held_bytes() <= self.most_bytes:
                return
            self._forgotten.append(self._undo.pop(0).name)

    def _held_bytes(self) -> int:
        held = {id(a): a.nbytes for step in self._undo for a in arrays_of(step.state)}
        present = {id(array) for array in arrays_of(self._case.state)}
        return sum(size for number, size in held.items() if number not in present)

    def _move(self, source: list[RestoreState], target: list[RestoreState]) -> Changes:
        changes, inverse = self._case.apply(source.pop())
        target.append(inverse)
        return changes


def arrays_of(state: CaseState) -> Iterator[NDArray[np.generic]]:
    """The arrays that a state holds, some perhaps more than once; classifiers are small."""
    for target in state.objects:
        if target.reference is not None:
            yield target.reference
        yield from (stroke.voxels_ijk for stroke in target.scribbles.strokes)
        if target.segmentation is not None:
            yield target.segmentation.mask
            yield target.segmentation.foreground_probability
