"""Which run of the segmenter an object needs now; no Qt."""

from __future__ import annotations

from collections.abc import Generator

from app.model.answers import has_seeds
from app.translation import mark
from bifseg_core.case import Segmentation, SegmentedObject
from bifseg_core.segmenter import Progress, RefineRequest, Run, Segmenter, SegmentRequest
from bifseg_core.volume import Volume


def step_name(target: SegmentedObject) -> str:
    """What the history calls the run that the object needs: "Segment" or "Refine 1", say."""
    found = target.segmentation
    if found is None or _starts_anew(target):
        return mark("Segment")
    return mark("Refine {round}").format(round=found.round + 1)


def run_for(segmenter: Segmenter, volume: Volume, target: SegmentedObject, revision: int) -> Run:
    """The run that makes the object's mask answer its box and scribbles.

    A new box is segmented first and the scribbles, if there are any, correct the result.
    """
    found = target.segmentation
    if found is None or _starts_anew(target):
        found = yield from _segmented(segmenter, volume, target, revision)
        if not has_seeds(target.scribbles, found.box):
            return found
        yield Progress(0.5, mark("First mask"), preview=found)
    refinement = RefineRequest(volume, target.scribbles, found, revision)
    refined = yield from segmenter.refine(refinement)
    return refined


def _segmented(
    segmenter: Segmenter, volume: Volume, target: SegmentedObject, revision: int
) -> Generator[Progress, None, Segmentation]:
    if target.box is None:
        raise ValueError("an object without a box cannot be segmented")
    result = yield from segmenter.segment(SegmentRequest(volume, target.box, revision=revision))
    return result


def _starts_anew(target: SegmentedObject) -> bool:
    found = target.segmentation
    if found is None or found.box != target.box:
        return True
    return not has_seeds(target.scribbles, found.box)
