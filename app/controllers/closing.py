"""Closing the window: nothing unsaved is lost, and what is being written is written first."""

from __future__ import annotations

from collections.abc import Callable

from PyQt5.QtCore import QObject, pyqtSignal

from app.controllers.exporting import ExportController
from app.controllers.journalling import JournalController
from app.tasks.task import Task
from app.translation import tr


class CloseController(QObject):
    """Lets the window go once the user has settled what is unsaved and every file is on disk.

    Args:
        exporting: asks about unsaved work.
        journalling: has the journal, which is not needed any more then.
        leave: lets the window go.

    Signals:
        said: carries a sentence for the status line.
    """

    said = pyqtSignal(str)

    def __init__(
        self,
        exporting: ExportController,
        journalling: JournalController,
        leave: Callable[[], None],
    ) -> None:
        super().__init__(exporting)
        self._exporting = exporting
        self._journalling = journalling
        self._leave = leave
        self._writing: list[Task] = []
        self._is_wanted = False

    def close(self) -> None:
        """The user closes the window."""
        self._is_wanted = False
        self._exporting.settle(self.on_settled)

    def on_settled(self) -> None:
        """Nothing unsaved is left to ask about."""
        waiting = [task for task in self._writing if not task.is_over]
        if waiting:
            self._is_wanted = True
            self.said.emit(tr("{step}; the window closes after that.", step=waiting[0].name))
        else:
            self._journalling.discard()
            self._leave()

    def on_writing_started(self, task: Task) -> None:
        """A file is being written."""
        self._writing.append(task)
        task.failed.connect(self.on_writing_failed)
        task.ended.connect(self.on_writing_ended)

    def on_writing_failed(self, _: Exception) -> None:
        """It was not written: the window stays, so that the user can see that and try again."""
        self._is_wanted = False

    def on_writing_ended(self) -> None:
        """A file is on disk, or will not be."""
        self._writing = [task for task in self._writing if not task.is_over]
        if self._is_wanted and not self._writing:
            self.close()
