"""The open case as a QObject: edits go in, one signal with what changed comes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PyQt5.QtCore import QObject, pyqtSignal

from app.model.before import Before, before_last_step
from bifseg_core.boxes import boxes_of, first_boxes, with_saved
from bifseg_core.case import Aspect, Case, CaseState, Changes, Edit, SegmentedObject
from bifseg_core.history import History
from bifseg_core.journal import ImageReference, Restored, Step, StepKind
from bifseg_core.volume import ImageKey, Volume

UNDO_BYTES = 2**30
"""What undoing may hold on to: hundreds of steps of usual boxes, a few of the largest."""


class CaseModel(QObject):
    """The one document of the window; every view and panel redraws from its signals.

    Signals:
        opened: a case was opened; carries its Volume.
        changed: the case was edited; carries Changes.
        images_changed: an image was added.
        stepped: what was done, before `changed`; carries a Step.
    """

    opened = pyqtSignal(object)
    changed = pyqtSignal(object)
    images_changed = pyqtSignal()
    stepped = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._history: History | None = None
        self._saved: dict[int, SegmentedObject] = {}
        self._added: tuple[Volume, ...] = ()
        self._references: tuple[ImageReference, ...] = ()

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
    def images(self) -> tuple[Volume, ...]:
        """The open image and those that were added on its grid."""
        return (self.volume, *self._added)

    @property
    def image_references(self) -> tuple[ImageReference, ...]:
        """Where the added images are, also of those that were gone when the case was opened."""
        return self._references

    @property
    def state(self) -> CaseState:
        """The open case's state, a frozen value."""
        return self.case.state

    @property
    def before(self) -> Before | None:
        """How the active object was before the step that gave it its present mask."""
        return before_last_step(self.state, self.history.undo_steps) if self.is_open else None

    def state_seen(self, *, looking_back: bool) -> CaseState:
        """The state to show: the present one, or that before the last step where there is one."""
        before = self.before if looking_back else None
        return self.state if before is None else before.state

    @property
    def unsaved(self) -> tuple[SegmentedObject, ...]:
        """The objects, by their first box, with a mask that was not exported, or changed since.

        One without a mask is among them if it has scribbles that are in no case file.
        """
        objects = first_boxes(self.state) if self._case is not None else ()
        return tuple(one for one in objects if not self._is_saved(one.object_id))

    @property
    def is_modified(self) -> bool:
        """Whether there is work that has not been exported or was changed since."""
        return bool(self.unsaved)

    @property
    def saved(self) -> tuple[SegmentedObject, ...]:
        """The boxes that were exported, as they were then."""
        return tuple(self._saved.values())

    def open(
        self,
        volume: Volume,
        restored: Restored | None = None,
        added: tuple[Volume, ...] = (),
    ) -> None:
        """Begin a case on that image, or go on with a restored one; the one before is forgotten.

        Args:
            volume: the image.
            restored: the work to go on with.
            added: the images that were added to it, on its grid.
        """
        self._case = restored.case if restored else Case(volume)
        self._history = restored.history if restored else History(self._case)
        self._history.most_bytes = UNDO_BYTES
        self._saved = dict(restored.saved) if restored else {}
        self._added = added
        self._references = restored.images if restored else ()
        self.opened.emit(volume)
        if restored:
            self._tell(Changes(frozenset(Aspect), self._case.revision))

    def add_image(self, image: Volume, reference: ImageReference | None = None) -> None:
        """Look at another image of the same patient too; it lies on the same grid.

        Args:
            image: the image.
            reference: where it comes from; without one it is not restored with the case.
        """
        if image.shape != self.volume.shape:
            raise ValueError("an added image must lie on the case's grid")
        number = max(self.images[-1].key.number, len(self._references)) + 1
        self._added = (*self._added, replace(image, key=ImageKey(number)))
        if reference is not None:
            self._references = (*self._references, reference)
            self.stepped.emit(Step(StepKind.IMAGE, image=reference))
        self.images_changed.emit()

    def perform(self, edit: Edit) -> None:
        """Apply an edit as a step of its own."""
        changes = self.history.perform(edit)
        self._step(StepKind.PERFORM, edit)
        self._tell(changes)

    def amend(self, edit: Edit) -> None:
        """Apply an edit as a part of the last step."""
        changes = self.history.amend(edit)
        self._step(StepKind.AMEND, edit)
        self._tell(changes)

    def undo(self, times: int = 1) -> None:
        """Take the last steps back, as many as there are; `changed` is told once."""
        self._move(StepKind.UNDO, times)

    def redo(self, times: int = 1) -> None:
        """Do the last undone steps again, as many as there are; `changed` is told once."""
        self._move(StepKind.REDO, times)

    def mark_saved(self, exported: SegmentedObject) -> None:
        """Remember that this box's work is on disk as it was at that moment."""
        self._saved = with_saved(self._saved, exported)
        self.stepped.emit(Step(StepKind.SAVED, saved=exported))
        self._tell(Changes(frozenset(), self.case.revision))

    def _move(self, kind: StepKind, times: int) -> None:
        history = self.history
        move = history.undo if kind is StepKind.UNDO else history.redo
        steps = history.undo_steps if kind is StepKind.UNDO else history.redo_steps
        aspects: frozenset[Aspect] = frozenset()
        for _ in range(min(times, len(steps))):
            aspects |= move().aspects
            self.stepped.emit(Step(kind))
        if aspects or steps:
            self._tell(Changes(aspects, self.case.revision))

    def _step(self, kind: StepKind, edit: Edit) -> None:
        self.stepped.emit(Step(kind, self.state, edit.name, type(edit).__name__))

    def _tell(self, changes: Changes) -> None:
        self.changed.emit(changes)

    def _is_saved(self, object_id: int) -> bool:
        """Whether all masks of an object, and no others, were exported as they are.

        Of an object without a mask that is said of its scribbles.
        """
        boxes = boxes_of(self.state, object_id)
        has_mask = any(one.segmentation is not None for one in boxes)
        drawn = [o for o in boxes if o.segmentation is not None or (not has_mask and has_work(o))]
        saved = [one for one in self._saved.values() if one.whole_id == object_id]
        return not drawn or _work(drawn) == _work(saved)


def has_work(target: SegmentedObject) -> bool:
    """Whether a box holds what would be missed: a mask, or scribbles."""
    return target.segmentation is not None or len(target.scribbles) > 0


def _work(boxes: Iterable[SegmentedObject]) -> dict[int, tuple[object, ...]]:
    return {one.object_id: (one.box, one.scribbles, one.segmentation) for one in boxes}
