"""Writing masks in the background, and asking about those that are not on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PyQt5.QtCore import QObject, pyqtSignal

from app.controllers.export_jobs import ExportJob, Written, suggested_path, write_job
from app.controllers.writing import start_writing
from app.errors import ErrorDesk
from app.model.case_model import CaseModel
from app.model.export_kinds import ExportChoice, ExportKind, ReportExtras, export_offers
from app.model.questions import Questions, UnsavedAnswer
from app.tasks.runner import TaskRunner
from app.translation import tr
from bifseg_core.boxes import boxes_of, masks_of
from bifseg_core.case import SegmentedObject


class ExportController(QObject):
    """Exports masks on the scan's grid, and everything else that can be made of them.

    Attributes:
        extras: tells what the window knows about the object of a number, for reports.
        save_case: lets the user save the whole case; calls what it is given once that is on disk.

    Signals:
        writing_started: carries the Task.
        exported: a file is on disk; carries its path.
        said: carries a sentence for the status line.
    """

    writing_started = pyqtSignal(object)
    exported = pyqtSignal(object)
    said = pyqtSignal(str)

    def __init__(
        self,
        case_model: CaseModel,
        runner: TaskRunner,
        desk: ErrorDesk,
        questions: Questions,
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._runner = runner
        self._desk = desk
        self._questions = questions
        self.extras: Callable[[int], ReportExtras] = lambda _: ReportExtras()
        self.save_case: Callable[[Callable[[], None]], None] = lambda _: None

    def ask_export(self) -> None:
        """Let the user choose where to write the active object's mask."""
        if not self._case_model.is_open:
            return
        state = self._case_model.state
        if masks_of(boxes_of(state, state.active_id)):
            self._ask_export(state.active, then=None)

    def ask_export_as(self) -> None:
        """Let the user choose what to write, and where."""
        if not self._case_model.is_open:
            return
        state, volume = self._case_model.state, self._case_model.volume
        choice = self._questions.ask_export_kind(export_offers(state, volume))
        if choice is None:
            return
        suggested = suggested_path(volume, state.active, choice.kind)
        path = self._questions.ask_export(suggested, choice.kind)
        if path is not None:
            extras = self.extras(state.active.whole_id)
            others = self._case_model.images[1:]
            self._start(ExportJob(choice, state, volume, path, extras, others))

    def export(
        self, target: SegmentedObject, path: Path, *, then: Callable[[], None] | None = None
    ) -> None:
        """Write an object's mask; `then` is called once it is on disk."""
        state = replace(self._case_model.state, active_id=target.object_id)
        image, *others = self._case_model.images
        choice = ExportChoice(ExportKind.MASK)
        self._start(ExportJob(choice, state, image, path, others=tuple(others)), then)

    def _start(self, job: ExportJob, then: Callable[[], None] | None = None) -> None:
        case = self._case_model.case
        name = tr("Exporting {name}", name=job.path.name)
        task = start_writing(
            self._runner, name, write_job(job), desk=self._desk, say=self.said.emit
        )

        def on_written(written: Written) -> None:
            """Mark what is on disk as saved, unless another case was opened meanwhile."""
            if self._case_model.is_open and self._case_model.case is case:
                for target in written.saved:
                    self._case_model.mark_saved(target)
            self.said.emit(written.sentence)
            self.exported.emit(written.path)
            if then is not None:
                then()

        task.finished.connect(on_written)
        self.writing_started.emit(task)

    def settle(self, then: Callable[[], None]) -> None:
        """Go on once nothing unsaved is left, or the user does not mind losing it."""
        unsaved = self._case_model.unsaved
        if not unsaved:
            then()
            return
        answer = self._questions.ask_unsaved([target.name for target in unsaved])
        if answer is UnsavedAnswer.DISCARD:
            then()
        if answer is UnsavedAnswer.SAVE:
            self.save_case(lambda: self.settle(then))  # what was drawn meanwhile is not saved
        if answer is UnsavedAnswer.EXPORT:
            self._export_all(then)

    def _export_all(self, then: Callable[[], None]) -> None:
        state = self._case_model.state
        masks = [o for o in self._case_model.unsaved if masks_of(boxes_of(state, o.object_id))]
        if masks:
            self._ask_export(masks[0], then=lambda: self._export_all(then))
        else:
            then()

    def _ask_export(self, target: SegmentedObject, *, then: Callable[[], None] | None) -> None:
        chosen = self._questions.ask_export(
            suggested_path(self._case_model.volume, target), ExportKind.MASK
        )
        if chosen is not None:
            self.export(target, chosen, then=then)
