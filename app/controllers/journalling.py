"""Keeps a journal of the open case, so that a crash, a kill or a power cut costs nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PyQt5.QtCore import QObject, QTimer, pyqtSignal

from app.model.answers import Answers
from app.model.case_model import CaseModel
from app.model.timekeeper import Timekeeper
from app.translation import mark, tr
from bifseg_core.boxes import first_boxes
from bifseg_core.case import CaseState, SegmentedObject
from bifseg_core.journal import (
    JournalWriter,
    Orphan,
    Restored,
    Step,
    StepKind,
    WorkSeconds,
    steps_of,
)
from bifseg_core.journal.writer import RETRY_S

TIME_EVERY_MS = 3000
"""How often the time spent is written down while nothing is done; a record of a hundred bytes."""

_NO_JOURNAL = mark("Your steps cannot be kept on this computer; export or save your work often.")
_KEPT_AGAIN = mark("Your steps on this case are kept again.")


class JournalController(QObject):
    """Writes down every step; it never waits for the disk.

    Args:
        case_model: whose steps are kept.
        answers: which mask answers which scribbles.
        timekeeper: how long the user and the machine worked.
        folder: where journals go; None keeps none.
        clock: seconds since 1970.

    Signals:
        said: carries a sentence for the status line.
    """

    said = pyqtSignal(str)
    _troubled = pyqtSignal()
    _kept = pyqtSignal()

    def __init__(
        self,
        case_model: CaseModel,
        answers: Answers,
        timekeeper: Timekeeper,
        folder: Path | None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._answers = answers
        self._timekeeper = timekeeper
        self._folder = folder
        self._clock = clock
        self._writer: JournalWriter | None = None
        self._expected: tuple[Restored, Orphan | None] | None = None
        self._has_complained = False
        self._tried_at = 0.0
        self._told: dict[int, WorkSeconds] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(TIME_EVERY_MS)
        self._timer.timeout.connect(self.on_time_passed)
        self._troubled.connect(self.on_troubled)
        self._kept.connect(self.on_kept)
        case_model.opened.connect(self.on_opened)
        case_model.stepped.connect(self.on_stepped)

    @property
    def folder(self) -> Path | None:
        """Where journals go; None where none is kept."""
        return self._folder

    def expect(self, restored: Restored, orphan: Orphan | None = None) -> None:
        """This case may be opened next; its journal, if it has one, is then written on."""
        self._expected = (restored, orphan)

    def steps(self, *, saved: Sequence[SegmentedObject] = ()) -> list[Step]:
        """The shortest way from a new case to the open one, with all that belongs to it.

        Args:
            saved: boxes that are on disk as they are once these steps are, first boxes first.
        """
        model = self._case_model
        everything = {
            o.object_id: self._timekeeper.seconds(o.object_id) for o in first_boxes(model.state)
        }
        first, *others = (self._completed(s) for s in steps_of(model.state, model.history))
        on_disk = [
            Step(StepKind.SAVED, saved=one, at=self._clock()) for one in (*model.saved, *saved)
        ]
        images = [
            Step(StepKind.IMAGE, image=image, at=self._clock()) for image in model.image_references
        ]
        return [replace(first, seconds=everything), *others, *images, *on_disk]

    def flush(self, timeout_s: float = 5.0) -> bool:
        """Wait until everything so far is on disk; False where it takes too long."""
        return self._writer is None or self._writer.flush(timeout_s)

    def discard(self) -> None:
        """Remove the journal: the case's work is on disk, or not wanted."""
        self._drop(timeout_s=3.0)

    def close(self) -> None:
        """Write what is left and keep the journal."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def on_opened(self, _: object) -> None:
        """Another case; what was unsaved in the one before has been settled."""
        self._drop()
        self._told = {}
        self._timer.start()
        restored, orphan = self._expected or (None, None)
        self._expected = None
        if restored is not None and restored.case is self._case_model.case:
            self._take_up(restored)
        else:
            orphan = None
        if self._folder is None or self._case_model.volume.source is None:
            return
        if restored is not None and orphan is not None:
            told = self._troubled.emit, self._kept.emit
            self._writer = JournalWriter.resume(orphan, restored, told[0], on_kept=told[1])
        else:
            self._writer = self._begun(self._folder)

    def on_stepped(self, step: Step) -> None:
        """Something was done to the case."""
        if self._writer is None or self._folder is None:
            return
        if self._writer.has_failed and self._clock() - self._tried_at >= RETRY_S:
            self._drop()
            self._writer = self._begun(self._folder)  # with this step, it is in the case already
        else:
            self._writer.append(replace(self._completed(step), seconds=self._news()))

    def on_time_passed(self) -> None:
        """Write the time down where some was spent since the last step."""
        seconds = self._news() if self._writer is not None else {}
        if self._writer is not None and seconds:
            self._writer.append(Step(StepKind.TIME, at=self._clock(), seconds=seconds))

    def on_troubled(self) -> None:
        """The journal cannot be written; that is said once until it can."""
        if not self._has_complained:
            self._has_complained = True
            self.said.emit(tr(_NO_JOURNAL))

    def on_kept(self) -> None:
        """The journal holds everything; that is said where it had not."""
        if self._has_complained:
            self._has_complained = False
            self.said.emit(tr(_KEPT_AGAIN))

    def _news(self) -> dict[int, WorkSeconds]:
        """The time spent on every object on which some was spent since it was last told."""
        spent = {
            target.object_id: self._timekeeper.seconds(target.object_id)
            for target in first_boxes(self._case_model.state)
        }
        news = {one: now for one, now in spent.items() if now != self._told.get(one)}
        self._told |= news
        return news

    def _begun(self, folder: Path) -> JournalWriter:
        model = self._case_model
        history, images = model.history, model.image_references
        is_new = history.undo_name is None and history.redo_name is None and not images
        steps = [] if is_new else self.steps()
        self._tried_at = self._clock()
        return JournalWriter.begin(
            folder,
            model.volume,
            self._troubled.emit,
            steps=steps,
            on_kept=self._kept.emit,
        )

    def _take_up(self, restored: Restored) -> None:
        for segmentation, scribbles in restored.answered:
            self._answers.note(segmentation, scribbles)
        for object_id, seconds in restored.seconds.items():
            self._timekeeper.resume(object_id, seconds)

    def _drop(self, timeout_s: float = 0.0) -> None:
        if self._writer is not None:
            self._writer.discard(timeout_s)
            self._writer = None

    def _completed(self, step: Step) -> Step:
        answered = () if step.state is None else self._answered(step.state)
        return replace(step, at=self._clock(), answered=answered)

    def _answered(self, state: CaseState) -> tuple[int, ...]:
        return tuple(
            target.object_id
            for target in state.objects
            if target.segmentation is not None
            and self._answers.answered_by(target.segmentation) is target.scribbles
        )
