"""Remembers which input each mask answers, so that the window knows when one is out of date."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from bifseg_core.case import Segmentation, SegmentedObject, Stage
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel


class Answers:
    """Segmentation → the scribbles it was made from; forgets with the segmentation."""

    def __init__(self) -> None:
        self._scribbles: WeakKeyDictionary[Segmentation, Scribbles] = WeakKeyDictionary()

    def note(self, segmentation: Segmentation, scribbles: Scribbles) -> None:
        """This mask was made from these scribbles."""
        self._scribbles[segmentation] = scribbles

    def is_current(self, target: SegmentedObject) -> bool:
        """Whether the object's mask answers its box and all its scribbles.

        A first mask whose run was stopped before it was improved does not.
        """
        found = target.segmentation
        if found is None or found.box != target.box:
            return False
        answered = self._scribbles.get(found)
        if answered is None:
            is_first = found.stage is Stage.INITIAL
            return not is_first and not has_seeds(target.scribbles, found.box)
        return answered is target.scribbles


def has_seeds(scribbles: Scribbles, box: BoundingBox) -> bool:
    """Whether the scribbles say anything about the box after all strokes and erasing.

    A foreground scribble counts wherever it lies, because the box grows to hold it.
    """
    if len(scribbles) == 0:
        return False
    in_box = scribbles.seeds_in(box)
    return bool((in_box != SeedLabel.NONE).any()) or len(scribbles.foreground_ijk()) > 0
