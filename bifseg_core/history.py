"""Undo and redo of a case."""

from __future__ import annotations

from bifseg_core.case import Case, Changes, Edit, RestoreState


class History:
    """Applies edits to a case and remembers how to take them back.

    Args:
        case: the case whose edits it remembers.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._undo: list[RestoreState] = []
        self._redo: list[RestoreState] = []

    def perform(self, edit: Edit) -> Changes:
        """Apply the edit; what had been undone before can no longer be redone."""
        changes, inverse = self._case.apply(edit)
        self._undo.append(inverse)
        self._redo.clear()
        return changes

    def amend(self, edit: Edit) -> Changes:
        """Apply the edit as a part of the step before it: one undo takes both back."""
        changes, _ = self._case.apply(edit)
        self._redo.clear()
        return changes

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

    def _move(self, source: list[RestoreState], target: list[RestoreState]) -> Changes:
        changes, inverse = self._case.apply(source.pop())
        target.append(inverse)
        return changes
