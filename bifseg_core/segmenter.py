"""The door to every segmentation method: requests, progress, and the protocol they share."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Protocol

from bifseg_core.case import Segmentation, Stage
from bifseg_core.config import EngineConfigs
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles
from bifseg_core.volume import Volume


@dataclass(frozen=True, eq=False)
class SegmentRequest:
    """Segment what is in the box.

    Attributes:
        volume: the image.
        box: around the object; parts outside the image are cut off.
        stage: INITIAL or UNSUPERVISED, where to stop.
        revision: the case's revision when the request was made; the caller compares it.
        configs: the method's parameters; None leaves them to the method.
    """

    volume: Volume
    box: BoundingBox
    stage: Stage = Stage.UNSUPERVISED
    revision: int = 0
    configs: EngineConfigs | None = None


@dataclass(frozen=True, eq=False)
class RefineRequest:
    """Correct a segmentation by scribbles.

    Attributes:
        volume: the image.
        scribbles: all strokes so far; those outside the box make it grow.
        segmentation: the mask that the user sees.
        revision: the case's revision when the request was made; the caller compares it.
        configs: the method's parameters; None leaves them to the method.
    """

    volume: Volume
    scribbles: Scribbles
    segmentation: Segmentation
    revision: int = 0
    configs: EngineConfigs | None = None


@dataclass(frozen=True, eq=False)
class Progress:
    """A sign of life between two steps, after which a run can be stopped by closing it.

    Attributes:
        fraction: done so far, 0..1.
        message: what is being done, for the status line.
        preview: a first mask that is worth showing, or None.
    """

    fraction: float
    message: str
    preview: Segmentation | None = None


Run = Generator[Progress, None, Segmentation]
"""A run in progress: iterate for Progress, its return value is the Segmentation."""


class Segmenter(Protocol):
    """A segmentation method. Closing a run stops it at once and changes nothing."""

    def segment(self, request: SegmentRequest) -> Run:
        """Segment from a box alone; raises BifsegError where the box cannot be used."""
        ...

    def refine(self, request: RefineRequest) -> Run:
        """Correct by scribbles; raises BifsegError where they cannot be used."""
        ...


class Tunable(Segmenter, Protocol):
    """A method whose masks can follow other parameters of the cut without new features."""

    def relabel(self, request: RefineRequest) -> Run:
        """Cut the mask in the request again under the request's parameters."""
        ...


def finish(run: Run) -> Segmentation:
    """Run to the end without looking at the progress."""
    while True:
        try:
            next(run)
        except StopIteration as stop:
            result: Segmentation = stop.value
            return result
