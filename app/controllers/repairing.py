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
from bifseg_core.case import Case, Segmentation, SegmentedObject
from bifseg_core.interactions import SeedLabel, Stroke
from bifseg_core.merging import MergeObjects, merged
from bifseg_core.repair import RepairMask, repaired
from bifseg_core.segmenter import Progress
from bifseg_core.volume import Volume

_NOTHING_TO_FILL = mark("Paint the object on two slices first; those between are filled.")


@dataclass(frozen=True, eq=False)
class Filled:
    """What fills an object between its painted slices.

    Attributes:
        strokes: the repairs, none where nothing lies between.
        mended: the object's mask with them in it.
    """

    strokes: tuple[Stroke, ...]
    mended: Segmentation | None


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
            self._repair((stroke,), mark("Paint") if is_adding else mark("Cut away"))

    def fill_between(self) -> None:
        """Make every slice between two painted ones from these two, in the background."""
        if not self._case_model.is_open:
            return
        target, volume = self._case_model.state.active, self._case_model.volume
        if target.segmentation is None:
            self.said.emit(tr(_NOTHING_TO_FILL))
            return
        then = partial(self.on_filled, self._case_model.case, target)
        work = partial(filling, target, volume)
        self._opening.start_reading(tr("Filling between slices"), work, then)

    def on_filled(self, case: Case, target: SegmentedObject, filled: Filled) -> None:
        """The slices between are known; they hold if nothing was drawn meanwhile."""
        model = self._case_model
        if not model.is_open or model.case is not case:
            return
        if not filled.strokes:
            self.said.emit(tr(_NOTHING_TO_FILL))
        elif model.state.active is target:
            self._repair(filled.strokes, mark("Fill between slices"), filled.mended)
            self.said.emit(tr("The slices between the painted ones are filled."))
        else:
            self.said.emit(tr("The object changed meanwhile; fill between its slices again."))

    def merge(self, kept_id: int, other_id: int) -> None:
        """Make one object of two; the first one's name and number stay."""
        state = self._case_model.state
        whole = merged(state.object(kept_id), state.object(other_id))
        if whole.segmentation is not None:
            self._segmenting.answers.note(whole.segmentation, whole.scribbles)
        self._case_model.perform(MergeObjects(whole, other_id))
        self.said.emit(tr("{name} now holds both masks.", name=whole.name))

    def _repair(
        self, strokes: Sequence[Stroke], name: str, mended: Segmentation | None = None
    ) -> None:
        """Put the active object's mask with the strokes in place, once it is known or made now."""
        target = self._case_model.state.active
        mended = mended or self._painted(target, strokes)
        if mended is None:
            self.said.emit(tr("There is no mask yet to take away from."))
        else:
            scribbles = target.scribbles
            for stroke in strokes:
                scribbles = scribbles.adding(stroke)
            if self._is_settled(target):
                self._segmenting.answers.note(mended, scribbles)
            self._case_model.perform(RepairMask(target.object_id, scribbles, mended, name))
        self._segmenting.on_stroke_abandoned()

    def _painted(self, target: SegmentedObject, strokes: Sequence[Stroke]) -> Segmentation | None:
        """The object's mask with the strokes; a new one belongs to the image that is looked at."""
        mended = repaired(target.segmentation, strokes, self._case_model.volume.shape)
        if mended is None or target.segmentation is not None:
            return mended
        return replace(mended, made_on=self._segmenting.image().key)

    def _is_settled(self, target: SegmentedObject) -> bool:
        """Whether nothing but the repair was waiting for an answer."""
        if target.segmentation is None:
            return target.box is None and len(target.scribbles) == 0
        return self._segmenting.answers.is_current(target)


def filling(
    target: SegmentedObject, volume: Volume, _: object = None
) -> Generator[Progress, None, Filled]:
    """The repairs that fill an object between its painted slices; no file is read for them."""
    yield Progress(UNKNOWN, tr("Filling between slices…"))
    from bifseg_core.interpolation import fill  # brings scipy along

    found = target.segmentation
    strokes = fill(found, target.scribbles, volume.spacing) if found is not None else ()
    yield Progress(UNKNOWN, tr("Filling between slices…"))
    return Filled(strokes, repaired(found, strokes, volume.shape) if strokes else None)
