"""Repairing the mask by hand: what is painted holds at once, as one step, without the engine."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PyQt5.QtCore import QObject, pyqtSignal

from app.controllers.opening import OpenController
from app.controllers.segmenting import SegmentationController
from app.model.case_model import CaseModel
from app.model.working import UNKNOWN
from app.translation import mark, tr
from bifseg_core.boxes import Boxes, addressed, boxes_of, masks_of, together, whole
from bifseg_core.case import Case, CaseState, SegmentedObject
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.listing import MergeObjects
from bifseg_core.repair import RepairMask, repaired
from bifseg_core.segmenter import Progress
from bifseg_core.volume import Volume

_NOTHING_TO_FILL = mark("Paint the object on two slices first; those between are filled.")


@dataclass(frozen=True, eq=False)
class Filled:
    """What fills an object between its painted slices.

    Attributes:
        boxes: the object.
        edits: put the repairs in place, none where nothing lies between.
    """

    boxes: Boxes
    edits: tuple[RepairMask, ...]


class RepairController(QObject):
    """Paints into the active object's mask, fills between painted slices, merges objects.

    Args:
        case_model: the document.
        segmenting: whose runs a repair must not disturb.
        opening: has the background thread for work on files and masks.

    Signals:
        said: carries a sentence for the status line.
    """

    said = pyqtSignal(str)

    def __init__(
        self, case_model: CaseModel, segmenting: SegmentationController, opening: OpenController
    ) -> None:
        super().__init__(case_model)
        self._opening = opening
        self._case_model = case_model
        self._segmenting = segmenting

    def on_stroke_drawn(self, stroke: Stroke) -> None:
        """The brush or the lasso came up; scribbles are no business of repairs."""
        if stroke.is_repair:
            is_adding = stroke.label is SeedLabel.FOREGROUND
            name = mark("Paint") if is_adding else mark("Cut away")
            state, image = self._case_model.state, self._segmenting.image()
            self._repair(repairs(state, (stroke,), image, name))

    def fill_between(self) -> None:
        """Make every slice between two painted ones from these two, in the background."""
        if not self._case_model.is_open:
            return
        state, volume = self._case_model.state, self._case_model.volume
        if not masks_of(boxes_of(state, state.active_id)):
            self.said.emit(tr(_NOTHING_TO_FILL))
            return
        then = partial(self.on_filled, self._case_model.case)
        work = partial(filling, state, volume)
        self._opening.start_reading(tr("Filling between slices"), work, then)

    def on_filled(self, case: Case, filled: Filled) -> None:
        """The slices between are known; they hold if nothing was drawn meanwhile."""
        model = self._case_model
        if not model.is_open or model.case is not case:
            return
        if not filled.edits:
            self.said.emit(tr(_NOTHING_TO_FILL))
        elif boxes_of(model.state, model.state.active_id) == filled.boxes:
            self._repair(filled.edits)
            self.said.emit(tr("The slices between the painted ones are filled."))
        else:
            self.said.emit(tr("The object changed meanwhile; fill between its slices again."))

    def merge(self, kept_id: int, other_id: int) -> None:
        """Make one object of two; the first one's name and number stay."""
        self._case_model.perform(MergeObjects(kept_id, other_id))
        name = self._case_model.state.active.name
        self.said.emit(tr("{name} now holds both masks.", name=name))

    def _repair(self, edits: Sequence[RepairMask]) -> None:
        """Put masks with repairs in them in place, as one step."""
        state = self._case_model.state
        if not edits:
            self.said.emit(tr("There is no mask yet to take away from."))
        else:
            for edit in edits:
                if self._is_settled(state.object(edit.object_id)):
                    self._segmenting.answers.note(edit.segmentation, edit.scribbles)
            self._case_model.perform(together(state, edits))
        self._segmenting.on_stroke_abandoned()

    def _is_settled(self, target: SegmentedObject) -> bool:
        """Whether nothing but the repair was waiting for an answer."""
        if target.segmentation is None:
            return target.box is None and len(target.scribbles) == 0
        return self._segmenting.answers.is_current(target)


def repairs(
    state: CaseState, strokes: Sequence[Stroke], image: Volume, name: str
) -> tuple[RepairMask, ...]:
    """The edits that paint strokes into the active object, one for each box that they speak to.

    Args:
        state: of the case.
        strokes: in their order.
        image: that is looked at; a mask that was not there before belongs to it.
        name: of the edits.
    """
    boxes = boxes_of(state, state.active_id)
    said: dict[int, list[Stroke]] = {}
    for stroke in strokes:
        for number in addressed(boxes, state.active_id, stroke):
            said.setdefault(number, []).append(stroke)
    edits = []
    for number, painted in said.items():
        target = state.object(number)
        mended = repaired(target.segmentation, painted, image.shape)
        if mended is not None:
            if target.segmentation is None:
                mended = replace(mended, made_on=image.key)
            scribbles = Scribbles((*target.scribbles.strokes, *painted))
            edits.append(RepairMask(number, scribbles, mended, name))
    return tuple(edits)


def filling(
    state: CaseState, volume: Volume, _: object = None
) -> Generator[Progress, None, Filled]:
    """The repairs that fill the active object between its painted slices; no file is read."""
    yield Progress(UNKNOWN, tr("Filling between slices…"))
    from bifseg_core.interpolation import fill  # brings scipy along

    boxes = boxes_of(state, state.active_id)
    target = whole(boxes)
    found = target.segmentation
    strokes = fill(found, target.scribbles, volume.spacing) if found is not None else ()
    yield Progress(UNKNOWN, tr("Filling between slices…"))
    return Filled(boxes, repairs(state, strokes, volume, mark("Fill between slices")))
