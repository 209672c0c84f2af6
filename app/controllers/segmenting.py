"""The loop: a box or a stroke starts the work, newer input restarts it, nothing is overtaken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from PyQt5.QtCore import QObject, QTimer, pyqtSignal

from app.controllers.job import Job, done_words, name_on
from app.controllers.plan import rerun_for, run_for, step_name
from app.errors import ErrorDesk
from app.model.answers import Answers, has_seeds
from app.model.case_model import CaseModel
from app.model.images import image_made_on, is_made_on, is_made_on_other
from app.model.timekeeper import Timekeeper
from app.tasks.runner import TaskRunner
from app.translation import mark, tr, translated
from bifseg_core.boxes import Boxes, addressed, boxes_of, masks_of, together
from bifseg_core.case import (
    AddStroke,
    Edit,
    ObjectStatus,
    ReplaceSegmentation,
    Segmentation,
    SegmentedObject,
    SetBox,
)
from bifseg_core.config import EngineConfigs
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import SeedLabel, Stroke
from bifseg_core.listing import SetStatus
from bifseg_core.segmenter import Progress, Run, Tunable
from bifseg_core.volume import Volume

PAUSE_MS = 400
_STROKE_NAMES = {
    SeedLabel.FOREGROUND: mark("Object scribble"),
    SeedLabel.BACKGROUND: mark("Background scribble"),
    SeedLabel.NONE: mark("Erase"),
}


class SegmentationController(QObject):
    """Starts, shows and stops runs of the segmenter.

    Args:
        case_model: the document.
        segmenter: what computes masks; its runs are driven in the background.
        runner: the background thread.
        desk: shows errors.
        timekeeper: is told of machine time.

    Signals:
        run_started: carries the Task.
        running_changed: a run began or ended; carries a bool.
        said: carries a sentence for the status line.
    """

    run_started = pyqtSignal(object)
    running_changed = pyqtSignal(bool)
    said = pyqtSignal(str)

    def __init__(
        self,
        case_model: CaseModel,
        segmenter: Tunable,
        runner: TaskRunner,
        desk: ErrorDesk,
        timekeeper: Timekeeper,
        *,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._segmenter = segmenter
        self._runner = runner
        self._desk = desk
        self._timekeeper = timekeeper
        self.answers = Answers()
        self.image: Callable[[], Volume] = lambda: case_model.volume
        self.image_words: Callable[[], str] = lambda: ""
        self.configs: Callable[[], EngineConfigs | None] = lambda: None
        self._live = True
        self._job: Job | None = None
        self._waiting: list[int] = []
        self._paused_id = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self.on_pause_over)
        case_model.changed.connect(self.on_case_changed)
        case_model.opened.connect(self.on_case_opened)

    @property
    def is_live(self) -> bool:
        """Whether a box and a stroke start the work by themselves."""
        return self._live

    def set_live(self, live: bool) -> None:
        """Let input start the work, or leave it to the button."""
        self._live = live
        if not live:
            self._pause.stop()

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return self._job is not None

    @property
    def is_waiting(self) -> bool:
        """Whether a run will begin by itself in a moment."""
        return self._pause.isActive() or bool(self._waiting)

    @property
    def running_id(self) -> int | None:
        """The object that is being worked on."""
        return self._job.target.object_id if self._job else None

    def on_box_drawn(self, box: BoundingBox) -> None:
        """A box was drawn or changed in a view."""
        active = self._case_model.state.active
        if box == active.box:
            return
        name = mark("Draw box") if active.box is None else mark("Change box")
        self.take_box(SetBox(active.object_id, box, name))

    def take_box(self, edit: Edit) -> None:
        """Do an edit that brings a box; it is segmented where that starts by itself."""
        self._case_model.perform(edit)
        if self._live:
            self.run_now()

    def behind(self, object_id: int) -> Boxes:
        """The boxes of an object whose mask does not answer them and their strokes yet.

        The box of that number comes first.
        """
        boxes = boxes_of(self._case_model.state, object_id)
        behind = [o for o in boxes if o.box is not None and not self.answers.is_current(o)]
        return tuple(sorted(behind, key=lambda one: one.object_id != object_id))

    def on_stroke_started(self) -> None:
        """The brush went down: newer input is on its way."""
        self._pause.stop()
        state = self._case_model.state
        if self.running_id in {one.object_id for one in boxes_of(state, state.active_id)}:
            self._stop_run()
            self.said.emit(tr("The correction follows your stroke."))

    def on_stroke_drawn(self, stroke: Stroke) -> None:
        """The brush came up; what was painted into the mask itself needs no run."""
        if stroke.is_repair:
            return
        state, name = self._case_model.state, _STROKE_NAMES[stroke.label]
        numbers = addressed(boxes_of(state, state.active_id), state.active_id, stroke)
        self._case_model.perform(together(state, [AddStroke(n, stroke, name) for n in numbers]))
        self._paused_id = numbers[0]
        if self._live:
            self._pause.start()

    def on_stroke_abandoned(self) -> None:
        """The brush came up without a stroke: go on with what was waiting."""
        if self._live and self._case_model.is_open:
            behind = self.behind(self._case_model.state.active_id)
            if behind:
                self._paused_id = behind[0].object_id
                self._pause.start()

    def on_pause_over(self) -> None:
        """No new stroke for a while."""
        self._run_object(self._paused_id)

    def run_now(self) -> None:
        """Segment or refine the active object, whatever its boxes need."""
        self._pause.stop()
        if self._case_model.is_open:
            self._run_object(self._case_model.state.active_id)

    def run_again(self) -> None:
        """Segment the active object anew on the image that is looked at."""
        if not self._case_model.is_open:
            return
        active = self._case_model.state.active
        if active.box is None or is_made_on(active.segmentation, self.image()):
            self.run_now()
        else:
            self._pause.stop()
            self._request(active)

    def _run_object(self, object_id: int) -> None:
        found = [o for o in self._case_model.state.objects if o.object_id == object_id]
        if not found:
            return
        behind = self.behind(object_id)
        for one in behind:
            self._request(one)
        if found[0].box is None:
            self.said.emit(tr("Draw a box around the object first."))
        elif not behind:
            self.said.emit(tr("The mask already follows the box and every scribble."))

    def cancel(self) -> None:
        """Stop the run and go back to how it was before it."""
        job = self._job
        self._pause.stop()
        self._abandon()
        if job is None:
            return
        is_last = job.shown_revision == self._case_model.case.revision
        if is_last:
            self._case_model.undo()
        stays = (
            tr("everything is as before")
            if is_last or not job.shown
            else tr("the first mask stays")
        )
        self.said.emit(tr("{step} was cancelled; {stays}.", step=translated(job.name), stays=stays))

    def accept(self) -> None:
        """The user is content with the active object."""
        state, active = self._case_model.state, self._case_model.state.active
        if not masks_of(boxes_of(state, state.active_id)):
            return
        if active.status is ObjectStatus.OPEN:
            self._case_model.perform(SetStatus(active.object_id, ObjectStatus.ACCEPTED))
            self.said.emit(tr("{name} is accepted. The clock has stopped.", name=active.name))
        else:
            words = tr("{name} is accepted already; a scribble reopens it.", name=active.name)
            self.said.emit(words)

    def undo(self) -> None:
        """Stop a run and take the last step back."""
        self._move(self._case_model.undo, mark("Undone: {step}"), self._undo_name())

    def redo(self) -> None:
        """Do the last undone step again."""
        self._move(self._case_model.redo, mark("Done again: {step}"), self._redo_name())

    def go_to(self, steps: int) -> None:
        """Stop a run, then undo or redo until so many steps are done."""
        history = self._case_model.history
        forward = steps - len(history.undo_steps)
        with self._others_go_on():
            if forward < 0:
                self._case_model.undo(-forward)
            elif forward:
                self._case_model.redo(forward)
        name = history.undo_name
        self.said.emit(tr("Back at: {step}", step=translated(name)) if name else tr("At the start"))

    def on_case_opened(self, _: object) -> None:
        """Another scan: nothing of the old one goes on."""
        self._pause.stop()
        self._abandon()

    def on_case_changed(self, _: object) -> None:
        """Stop a run whose input is no longer the object's."""
        job = self._job
        if job is None:
            return
        known = {o.object_id: o for o in self._case_model.state.objects}
        target = known.get(job.target.object_id)
        if target is None or not job.answers(target):
            self._stop_run()
        if target is None:
            self._start_waiting()

    def _move(self, move: Callable[[], None], words: str, name: str | None) -> None:
        with self._others_go_on():
            if name is not None:
                move()
                self.said.emit(tr(words, step=translated(name)))

    @contextmanager
    def _others_go_on(self) -> Iterator[None]:
        """Stop all work while steps are taken back or done again.

        Runs and waiting ones go on for what the steps did not touch.
        """
        model = self._case_model
        wanted = {self.running_id, *self._waiting}
        if self._pause.isActive():
            wanted.add(self._paused_id)
        before = {one.object_id: one for one in model.state.objects} if model.is_open else {}
        self._pause.stop()
        self._abandon()
        yield
        for target in model.state.objects if model.is_open else ():
            is_untouched = before.get(target.object_id) is target
            if target.object_id in wanted and is_untouched and not self.answers.is_current(target):
                self._request(target)

    def _undo_name(self) -> str | None:
        return self._case_model.history.undo_name if self._case_model.is_open else None

    def _redo_name(self) -> str | None:
        return self._case_model.history.redo_name if self._case_model.is_open else None

    def _request(self, target: SegmentedObject) -> None:
        if self._job is not None and self._job.answers(target):
            return
        if self._job is not None and self._job.target.object_id != target.object_id:
            if target.object_id not in self._waiting:
                self._waiting.append(target.object_id)
            return
        self._stop_run()
        self._start(target)

    def _start(self, target: SegmentedObject) -> None:
        model = self._case_model
        image = self.image()
        if is_made_on_other(target.segmentation, image):
            target = replace(target, segmentation=None)
        name = name_on(step_name(target), self.image_words())
        configs = self.configs()
        run = run_for(self._segmenter, image, target, model.case.revision, configs)
        self._follow(run, target, name)

    def follow_parameters(self, name: str, configs: EngineConfigs, *, only_cut: bool) -> None:
        """Let the active object's mask follow parameters that were changed in the step before.

        The new mask becomes a part of that step. Where input waits for an answer, that comes first
        and uses the new parameters as well.

        Args:
            name: of the step.
            configs: the parameters.
            only_cut: nothing but the cut has changed.
        """
        model, target = self._case_model, self._case_model.state.active
        self._pause.stop()
        if self.running_id not in (None, target.object_id):
            self._waiting.append(self.running_id)  # the other object's run goes on afterwards
        self._stop_run()
        if not self.answers.is_current(target):
            if self._live:
                self._run_object(target.object_id)
            self._start_waiting()
            return
        image = image_made_on(model, target.segmentation) or model.volume
        revision = model.case.revision
        run = rerun_for(self._segmenter, image, target, revision, configs, only_cut=only_cut)
        self._follow(run, target, name, step_revision=revision)

    def _follow(
        self, run: Run, target: SegmentedObject, name: str, *, step_revision: int = -1
    ) -> None:
        task = self._runner.start(name, run)
        self._job = Job(self._case_model.case, target, name, task, None, step_revision)
        task.progressed.connect(self.on_run_progressed)
        task.finished.connect(self.on_run_finished)
        task.failed.connect(self.on_run_failed)
        self.running_changed.emit(True)
        self.run_started.emit(task)

    def on_run_progressed(self, progress: Progress) -> None:
        """The run gave a sign of life, perhaps with a first mask."""
        if progress.preview is not None and self._job is not None:
            self._show(self._job, progress.preview)

    def on_run_finished(self, result: Segmentation) -> None:
        """The run delivered its mask."""
        job = self._job
        if job is None:
            return
        self._job = None
        self.answers.note(result, job.target.scribbles)
        self._timekeeper.add_machine_time(job.target.whole_id, result)
        self._show(job, result)
        self.running_changed.emit(False)
        notes = " ".join(map(translated, result.notes))
        self.said.emit(notes or done_words(job.name, result.seconds.total))
        self._start_waiting()

    def on_run_failed(self, error: Exception) -> None:
        """The run could not go on; what is shown stays."""
        job = self._taken_job()
        if job and job.shown and not has_seeds(job.target.scribbles, job.shown.box):
            self.answers.note(job.shown, job.target.scribbles)  # the first mask has to do
        self.running_changed.emit(False)
        self._desk.present(error)
        self._start_waiting()

    def _show(self, job: Job, segmentation: Segmentation) -> None:
        edit = ReplaceSegmentation(job.target.object_id, segmentation, job.name)
        is_next = job.shown_revision == job.case.revision
        apply = self._case_model.amend if is_next else self._case_model.perform
        job.shown, job.shown_revision = segmentation, job.case.revision + 1
        apply(edit)

    def _taken_job(self) -> Job | None:
        """The run, which ends before its last mask; the time of its first one counts."""
        job, self._job = self._job, None
        if job is not None and job.shown is not None and job.case is self._case_model.case:
            self._timekeeper.add_machine_time(job.target.whole_id, job.shown)
        return job

    def _abandon(self) -> None:
        self._waiting.clear()
        self._stop_run()

    def _stop_run(self) -> None:
        job = self._taken_job()
        if job is not None:
            job.task.cancel()
            self.running_changed.emit(False)

    def _start_waiting(self) -> None:
        while self._waiting and self._job is None:
            self._run_object(self._waiting.pop(0))
