"""A run under way, and the words about it."""

from __future__ import annotations

from dataclasses import dataclass

from app.tasks.task import Task
from app.translation import mark, tr, translated
from bifseg_core.case import Case, Segmentation, SegmentedObject


@dataclass
class Job:
    """A run under way, the input that it answers, and what it has shown so far.

    Its results become one step; `shown_revision` is the case's after the last part of it, -1 before
    there is any.
    """

    case: Case
    target: SegmentedObject
    name: str
    task: Task
    shown: Segmentation | None = None
    shown_revision: int = -1

    def answers(self, target: SegmentedObject) -> bool:
        """Whether its input is still the object's; a mask shown may have clipped the box."""
        boxes = [self.target.box] + ([self.shown.box] if self.shown else [])
        return target.box in boxes and target.scribbles is self.target.scribbles


def name_on(step: str, image: str) -> str:
    """The step's name, with the image that it ran on where that is not the scan itself."""
    return mark("{step} on {image}").format(step=step, image=image) if image else step


def done_words(step: str, seconds: float) -> str:
    """What the status line says when a run has delivered its mask."""
    return tr("{step}: done in {seconds:.1f} s", step=translated(step), seconds=seconds)
