"""Which run of the segmenter an object needs now; no Qt."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

from app.model.answers import has_seeds
from app.translation import mark
from bifseg_core.case import Segmentation, SegmentedObject
from bifseg_core.config import EngineConfigs
from bifseg_core.segmenter import (
    Progress,
    RefineRequest,
    Run,
    Segmenter,
    SegmentRequest,
    Tunable,
)
from bifseg_core.volume import Volume


def step_name(target: SegmentedObject) -> str:
    """What the history calls the run that the object needs: "Segment" or "Refine 1", say."""
    found = target.segmentation
    if found is None or _starts_anew(target):
        return mark("Segment")
    return mark("Refine {round}").format(round=found.round + 1)


def run_for(
    segmenter: Segmenter,
    volume: Volume,
    target: SegmentedObject,
    revision: int,
    configs: EngineConfigs | None = None,
) -> Run:
    """The run that makes the object's mask answer its box and scribbles.

    A new box is segmented first and the scribbles, if there are any, correct the result.
    """
    found = target.segmentation
    if found is None or _starts_anew(target):
        found = yield from _segmented(segmenter, volume, target, revision, configs)
        if not has_seeds(target.scribbles, found.box):
            return found
        yield Progress(0.5, mark("First mask"), preview=found)
    refinement = RefineRequest(volume, target.scribbles, found, revision, configs)
    refined = yield from segmenter.refine(refinement)
    return refined


def rerun_for(
    segmenter: Tunable,
    volume: Volume,
    target: SegmentedObject,
    revision: int,
    configs: EngineConfigs,
    *,
    only_cut: bool,
) -> Run:
    """The run that makes a mask, which answers all input, follow other parameters.

    Args:
        segmenter: computes it.
        volume: the image.
        target: the object.
        revision: of the case.
        configs: the parameters.
        only_cut: nothing but the cut has changed; otherwise all is done again from the box on, and
            the mask keeps the number of its round.
    """
    found = target.segmentation
    if found is None:
        raise ValueError("an object without a mask has nothing to follow the parameters")
    if only_cut:
        request = RefineRequest(volume, target.scribbles, found, revision, configs)
        result = yield from segmenter.relabel(request)
        return result
    anew = replace(target, segmentation=None)
    result = yield from run_for(segmenter, volume, anew, revision, configs)
    return replace(result, round=found.round)


def _segmented(
    segmenter: Segmenter,
    volume: Volume,
    target: SegmentedObject,
    revision: int,
    configs: EngineConfigs | None,
) -> Generator[Progress, None, Segmentation]:
    if target.box is None:
        raise ValueError("an object without a box cannot be segmented")
    request = SegmentRequest(volume, target.box, revision=revision, configs=configs)
    result = yield from segmenter.segment(request)
    return result


def _starts_anew(target: SegmentedObject) -> bool:
    found = target.segmentation
    if found is None or found.box != target.box:
        return True
    return not has_seeds(target.scribbles, found.box)
