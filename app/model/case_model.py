"""The open case as a QObject: edits go in, one signal with what changed comes out."""

from __future__ import annotations

from PyQt5.QtCore import QObject, pyqtSignal

from bifseg_core.case import Case, CaseState, Changes, Edit
from bifseg_core.history import History
from bifseg_core.volume import Volume


class CaseModel(QObject):
    """The one document of the window; every view and panel redraws from its signals.

    Signals:
        opened: a case was opened; carries its Volume.
        changed: the case was edited; carries Changes.
    """

    opened = pyqtSignal(object)
    changed = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._history: History | None = None
        self._saved: CaseState | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is an image to work on."""
        return self._case is not None

    @property
    def case(self) -> Case:
        """The open case; RuntimeError where there is none."""
        if self._case is None:
            raise RuntimeError("no case is open")
        return self._case

    @property
    def history(self) -> History:
        """Undo and redo of the open case; RuntimeError where there is none."""
        if self._history is None:
            raise RuntimeError("no case is open")
        return self._history

    @property
    def volume(self) -> Volume:
        """The open image."""
        return self.case.volume

    @property
    def state(self) -> CaseState:
        """The open case's state, a frozen value."""
        return self.case.state

    @property
    def is_modified(self) -> bool:
        """Whether there is work that has not been exported or was changed since."""
        return self._case is not None and self._work() != self._work_of(self._saved)

    def open(self, volume: Volume) -> None:
        """Begin a case on that image; the one before is forgotten."""
        self._case = Case(volume)
        self._history = History(self._case)
        self._saved = self._case.state
        self.opened.emit(volume)

    def perform(self, edit: Edit) -> None:
        """Apply an edit as a step of its own."""
        self._tell(self.history.perform(edit))

    def amend(self, edit: Edit) -> None:
        """Apply an edit as a part of the last step."""
        self._tell(self.history.amend(edit))

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        if self.history.undo_name is not None:
            self._tell(self.history.undo())

    def redo(self) -> None:
        """Do the last undone step again, if there is one."""
        if self.history.redo_name is not None:
            self._tell(self.history.redo())

    def mark_saved(self, state: CaseState) -> None:
        """Remember that this state's work is on disk."""
        self._saved = state
        self._tell(Changes(frozenset(), self.case.revision))

    def _tell(self, changes: Changes) -> None:
        self.changed.emit(changes)

    def _work(self) -> tuple[object, ...]:
        return self._work_of(self.state)

    @staticmethod
    def _work_of(state: CaseState | None) -> tuple[object, ...]:
        objects = state.objects if state else ()
        return tuple((o.object_id, o.name, o.box, o.scribbles, o.segmentation) for o in objects)
