"""Remembers which input each mask answers, so that the window knows when one is out of date."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from bifseg_core.case import Segmentation, SegmentedObject, Stage
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles


class Answers:
    """Segmentation → the scribbles it was made from; forgets with the segmentation."""

    def __init__(self) -> None:
        self._scribbles: WeakKeyDictionary[Segmentation, Scribbles] = WeakKeyDictionary()

    def note(self, segmentation: Segmentation, scribbles: Scribbles) -> None:
        """This mask was made from these scribbles."""
        self._scribbles[segmentation] = scribbles

    def answered_by(self, segmentation: Segmentation) -> Scribbles | None:
        """The scribbles that this mask was made from, None where that was not noted."""
        return self._scribbles.get(segmentation)

    def is_current(self, target: SegmentedObject) -> bool:
        """Whether the object's mask answers its box and all its scribbles.

        A first mask whose run was stopped before it was improved does not.
        """
        found = target.segmentation
        if found is None or found.box != target.box:
            return False
        answered = self._scribbles.get(found)
        if answered is target.scribbles:
            return True
        said_before = found.stage is Stage.INITIAL if answered is None else _says(answered, found)
        return not said_before and not _says(target.scribbles, found)


def _says(scribbles: Scribbles, found: Segmentation) -> bool:
    return has_seeds(scribbles, found.box)


def has_seeds(scribbles: Scribbles, box: BoundingBox) -> bool:
    """Whether the scribbles say anything about the box after all strokes and erasing.

    A foreground scribble counts wherever it lies, because the box grows to hold it.
    """
    return scribbles.says_anything_in(box) or len(scribbles.foreground_ijk()) > 0
