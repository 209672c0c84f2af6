"""Writing masks in the background, and asking about those that are not on disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from pathlib import Path

from PyQt5.QtCore import QObject, pyqtSignal

from app.errors import ErrorDesk
from app.model.case_model import CaseModel
from app.model.questions import Questions, UnsavedAnswer
from app.model.working import UNKNOWN
from app.tasks.runner import TaskRunner
from bifseg_core.case import SegmentedObject
from bifseg_core.segmenter import Progress
from bifseg_core.volume import Volume

_ENDINGS = (".nii.gz", ".nii", ".nrrd", ".nhdr", ".mha", ".mhd", ".dcm")


class ExportController(QObject):
    """Exports masks on the scan's grid.

    Signals:
        writing_started: carries the Task.
        exported: a mask is on disk; carries its path.
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

    def ask_export(self) -> None:
        """Let the user choose where to write the active object's mask."""
        if self._case_model.is_open and self._case_model.state.active.segmentation is not None:
            self._ask_export(self._case_model.state.active, then=None)

    def export(
        self, target: SegmentedObject, path: Path, *, then: Callable[[], None] | None = None
    ) -> None:
        """Write an object's mask; `then` is called once it is on disk."""
        case = self._case_model.case
        task = self._runner.start(f"Exporting {target.name}", write_mask(target, case.volume, path))

        def on_written(_: object) -> None:
            if self._case_model.is_open and self._case_model.case is case:
                self._case_model.mark_saved(target)
            self.said.emit(f"{target.name} was exported to {path.name}.")
            self.exported.emit(path)
            if then is not None:
                then()

        task.finished.connect(on_written)
        task.failed.connect(self._desk.present)
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
            self._save_all(then)

    def _save_all(self, then: Callable[[], None]) -> None:
        unsaved = self._case_model.unsaved
        if unsaved:
            self._ask_export(unsaved[0], then=lambda: self._save_all(then))
        else:
            then()

    def _ask_export(self, target: SegmentedObject, *, then: Callable[[], None] | None) -> None:
        chosen = self._questions.ask_export(suggested_path(self._case_model.volume, target))
        if chosen is not None:
            self.export(target, chosen, then=then)


def suggested_path(volume: Volume, target: SegmentedObject) -> Path:
    """<scan>_<object>_mask.nii.gz beside the scan."""
    name = volume.name
    stem = next((name[: -len(e)] for e in _ENDINGS if name.lower().endswith(e)), Path(name).stem)
    object_name = re.sub(r"[^\w.-]+", "-", target.name).strip("-") or "object"
    folder = volume.source.parent if volume.source else Path.home()
    return folder / f"{stem}_{object_name}_mask.nii.gz"


def write_mask(
    target: SegmentedObject, like: Volume, path: Path
) -> Generator[Progress, None, Path]:
    """Write one object's mask on the scan's grid."""
    if target.segmentation is None:
        raise ValueError("an object without a mask cannot be exported")
    yield Progress(UNKNOWN, f"Writing {path.name}…")
    from bifseg_core.io import export_mask

    export_mask(target.segmentation.full_mask(like.shape), like, path)
    return path
