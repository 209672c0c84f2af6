"""Edits of the list of objects: which there are, their boxes, order, names, colours and status."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bifseg_core.boxes import Boxes, boxes_of, first_boxes
from bifseg_core.case import CaseState, ObjectStatus, SegmentedObject
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, taken_away


@dataclass(frozen=True, eq=False)
class AddObject:
    """Begin another object and make it the active one; its number is best `Case.next_id`."""

    object_name: str
    name: str = "New object"
    object_id: int | None = None

    def apply(self, state: CaseState) -> CaseState:
        """The state with an empty object more."""
        object_id = self.object_id or 1 + max(o.object_id for o in state.objects)
        added = SegmentedObject(object_id, self.object_name)
        return replace(state, objects=(*state.objects, added), active_id=object_id)


@dataclass(frozen=True, eq=False)
class RemoveObject:
    """Remove an object; the last one is replaced by an empty one of another number and name."""

    object_id: int
    name: str = "Remove object"
    next_id: int | None = None
    next_name: str = "Object 1"

    def apply(self, state: CaseState) -> CaseState:
        """The state without it; the neighbour becomes the active object."""
        gone = boxes_of(state, self.object_id)
        kept = tuple(o for o in state.objects if o not in gone)
        kept = kept or (SegmentedObject(self.next_id or self.object_id + 1, self.next_name),)
        ids = [o.object_id for o in kept]
        return replace(
            state, objects=kept, active_id=state.active_id if state.active_id in ids else ids[-1]
        )


@dataclass(frozen=True, eq=False)
class SelectObject:
    """Make an object, or one of its boxes, the one that tools act on."""

    object_id: int
    name: str = "Select object"

    def apply(self, state: CaseState) -> CaseState:
        """The state with that object active."""
        state.object(self.object_id)
        return replace(state, active_id=self.object_id)


@dataclass(frozen=True, eq=False)
class RenameObject:
    """Give an object another name."""

    object_id: int
    object_name: str
    name: str = "Rename object"

    def apply(self, state: CaseState) -> CaseState:
        """The state with the new name."""
        return state.with_object(replace(state.object(self.object_id), name=self.object_name))


@dataclass(frozen=True, eq=False)
class MoveObject:
    """Put an object at another place of the list; where two overlap, the later one wins."""

    object_id: int
    place: int
    name: str = "Change order"

    def apply(self, state: CaseState) -> CaseState:
        """The state with the object at that place, counted from 0 and kept within the list."""
        moved = boxes_of(state, self.object_id)
        others = [boxes_of(state, first.object_id) for first in first_boxes(state)]
        others.remove(moved)
        place = max(0, min(self.place, len(others)))
        objects = [*others[:place], moved, *others[place:]]
        return replace(state, objects=tuple(one for boxes in objects for one in boxes))


@dataclass(frozen=True, eq=False)
class ColourObject:
    """Show an object in another colour of the palette."""

    object_id: int
    colour: int
    name: str = "Change colour"

    def apply(self, state: CaseState) -> CaseState:
        """The state with that colour."""
        return state.with_object(replace(state.object(self.object_id), colour=self.colour))


@dataclass(frozen=True, eq=False)
class SetStatus:
    """Accept an object, or open it again."""

    object_id: int
    status: ObjectStatus

    @property
    def name(self) -> str:
        """What the history calls it."""
        return "Accept" if self.status is ObjectStatus.ACCEPTED else "Reopen"

    def apply(self, state: CaseState) -> CaseState:
        """The state with the new status."""
        return state.with_object(replace(state.object(self.object_id), status=self.status))


@dataclass(frozen=True, eq=False)
class AddBox:
    """Draw a further box for an object and make it the active one; the object opens again.

    Attributes:
        whole_id: the object.
        object_id: a number for the box, best `Case.next_id`.
        box: where it is.
    """

    whole_id: int
    object_id: int
    box: BoundingBox
    name: str = "Add box"

    def apply(self, state: CaseState) -> CaseState:
        """The state with the box more; what was said not to be the object in it stays said."""
        boxes = boxes_of(state, self.whole_id)
        added = replace(
            boxes[0],
            object_id=self.object_id,
            box=self.box,
            scribbles=Scribbles(taken_away((one.scribbles for one in boxes), self.box)),
            segmentation=None,
            status=ObjectStatus.OPEN,
            part_of=boxes[0].object_id,
        )
        return _joined(replace(state, active_id=self.object_id), boxes, (added,))


@dataclass(frozen=True, eq=False)
class RemoveBox:
    """Remove a box with its strokes and its mask; the object opens again.

    The object's other boxes stay as they are. Where it was the first one, the next one takes its
    number; where it was the only one, the object is empty.
    """

    object_id: int
    name: str = "Remove box"

    def apply(self, state: CaseState) -> CaseState:
        """The state without the box; the object's first one is active if it was."""
        first, *further = boxes_of(state, self.object_id)
        gone_id: int | None = self.object_id
        if gone_id == first.object_id:
            heir = further[0] if further else None
            first, gone_id = _inheriting(first, heir), heir.object_id if heir else None
        kept = tuple(o for o in state.objects if o.object_id != gone_id)
        active_id = first.object_id if state.active_id == gone_id else state.active_id
        opened = replace(first, status=ObjectStatus.OPEN)
        return replace(state, objects=kept, active_id=active_id).with_object(opened)


@dataclass(frozen=True, eq=False)
class MergeObjects:
    """Make one object of two: the boxes of the other one become further boxes of the first."""

    kept_id: int
    other_id: int
    name: str = "Merge objects"

    def apply(self, state: CaseState) -> CaseState:
        """The state with one object less; the reference is that of both."""
        kept, other = boxes_of(state, self.kept_id), boxes_of(state, self.other_id)
        parts = tuple(replace(one, part_of=kept[0].object_id) for one in other)
        left = tuple(o for o in state.objects if o not in other)
        joined = _joined(replace(state, objects=left, active_id=kept[0].object_id), kept, parts)
        reference = _of_both(kept[0].reference, other[0].reference)
        return joined.with_object(replace(kept[0], reference=reference, status=ObjectStatus.OPEN))


def _joined(state: CaseState, boxes: Boxes, added: Boxes) -> CaseState:
    """The state with boxes added after those of their object, which they follow in all else."""
    place = 1 + state.objects.index(boxes[-1])
    objects = (*state.objects[:place], *added, *state.objects[place:])
    first = replace(boxes[0], status=ObjectStatus.OPEN)
    return replace(state, objects=objects).with_object(first)


def _inheriting(first: SegmentedObject, heir: SegmentedObject | None) -> SegmentedObject:
    """The first box of an object with all that another one holds, or empty."""
    if heir is None:
        return replace(first, box=None, scribbles=Scribbles(), segmentation=None)
    return replace(first, box=heir.box, scribbles=heir.scribbles, segmentation=heir.segmentation)


def _of_both(
    one: NDArray[np.bool_] | None, other: NDArray[np.bool_] | None
) -> NDArray[np.bool_] | None:
    if one is None or other is None:
        return other if one is None else one
    return one | other
