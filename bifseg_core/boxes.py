"""Several boxes an object: which belong together, and what they are as a whole.

Every box is an entry of the case's state, with its own strokes, mask and classifier, so that it is
segmented, refined and removed by itself. All but an object's first one name the object; what is
counted, shown or written is the whole.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bifseg_core.case import CaseState, Edit, Segmentation, SegmentedObject, StepSeconds
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke

Boxes = tuple[SegmentedObject, ...]


def first_boxes(state: CaseState) -> Boxes:
    """The objects as the user counts them, each by its first box."""
    return tuple(one for one in state.objects if one.part_of is None)


def boxes_of(state: CaseState, object_id: int) -> Boxes:
    """All boxes of the object that the one of that number belongs to, its first one first."""
    whole_id = state.object(object_id).whole_id
    return tuple(one for one in state.objects if one.whole_id == whole_id)


def masks_of(boxes: Iterable[SegmentedObject]) -> tuple[Segmentation, ...]:
    """The masks that there are."""
    return tuple(one.segmentation for one in boxes if one.segmentation is not None)


def wholes(state: CaseState) -> Boxes:
    """The objects as the user counts them, each with the mask of all its boxes."""
    return tuple(whole(boxes_of(state, first.object_id)) for first in first_boxes(state))


def whole(boxes: Boxes) -> SegmentedObject:
    """The object that the boxes make up, under the number of the first one.

    Its box holds all of them, its mask is their union, its probability the larger one where they
    overlap; rounds, times and notes are those of all, everything else that of the mask with most
    rounds. A stroke that speaks to several boxes is one. A single box is the object itself.
    """
    first, *others = boxes
    if not others:
        return first
    drawn = [one.box for one in boxes if one.box is not None]
    strokes = (stroke for one in boxes for stroke in one.scribbles.strokes)
    return replace(
        first,
        box=functools.reduce(BoundingBox.union, drawn) if drawn else None,
        scribbles=Scribbles(tuple(dict.fromkeys(strokes))),
        segmentation=_union(masks_of(boxes)),
    )


def own_voxels(
    masks: Iterable[Segmentation],
) -> Iterator[tuple[BoundingBox, NDArray[np.bool_]]]:
    """Every mask and its box, without the voxels of those before it: each voxel comes once."""
    before: list[Segmentation] = []
    for found in masks:
        own = found.mask
        for other in before:
            shared = found.box.intersection(other.box)
            if shared is not None:
                own = own.copy() if own is found.mask else own
                own[shared.seen_from(found.box).slices] &= ~(
                    other.mask[shared.seen_from(other.box).slices]
                )
        before.append(found)
        yield found.box, own


def voxel_count(masks: Iterable[Segmentation]) -> int:
    """Number of voxels of the union."""
    masks = tuple(masks)
    if len(masks) == 1:
        return masks[0].voxel_count
    return sum(int(np.count_nonzero(own)) for _, own in own_voxels(masks))


def addressed(boxes: Boxes, active_id: int, stroke: Stroke) -> tuple[int, ...]:
    """The boxes that a stroke speaks to, by number; the one that holds most of it comes first.

    What is added to an object belongs to that one alone. What is taken away is taken from every box
    that the stroke touches. A stroke that touches none is the active one's.

    Args:
        boxes: of the object that is drawn on.
        active_id: the one of them that tools act on.
        stroke: what was drawn.
    """
    held = {
        one.object_id: int(np.count_nonzero(one.box.contains(stroke.voxels_ijk)))
        for one in boxes
        if one.box is not None
    }
    order = sorted(held, key=lambda number: (-held[number], number != active_id))
    touched = tuple(number for number in order if held[number]) or (active_id,)
    return touched[:1] if stroke.label is SeedLabel.FOREGROUND else touched


class BoxEdit(Edit, Protocol):
    """An edit of one box."""

    @property
    def object_id(self) -> int:
        """The number of the box."""
        ...


@dataclass(frozen=True, eq=False)
class EditBoxes:
    """Edits of several boxes of an object as one step; one of these boxes is active afterwards."""

    edits: Sequence[BoxEdit]

    @property
    def name(self) -> str:
        """What the history calls it: as the first of them."""
        return self.edits[0].name

    def apply(self, state: CaseState) -> CaseState:
        """The state after all of them."""
        for edit in self.edits:
            state = edit.apply(state)
        numbers = [edit.object_id for edit in self.edits]
        return replace(state, active_id=min(numbers, key=(state.active_id, *numbers).index))


def together(state: CaseState, edits: Sequence[BoxEdit]) -> Edit:
    """The edits as one; the active box's alone stays what it is."""
    alone = len(edits) == 1 and edits[0].object_id == state.active_id
    return edits[0] if alone else EditBoxes(edits)


def with_saved(
    saved: Mapping[int, SegmentedObject], exported: SegmentedObject
) -> dict[int, SegmentedObject]:
    """What is on disk once this box is, too; with its first box an object's record begins anew.

    Args:
        saved: number → the box as it was exported.
        exported: the box.
    """
    kept = {n: one for n, one in saved.items() if one.whole_id != exported.object_id}
    return {**kept, exported.object_id: exported}


def _union(masks: tuple[Segmentation, ...]) -> Segmentation | None:
    if len(masks) < 2:
        return masks[0] if masks else None
    box = functools.reduce(BoundingBox.union, (found.box for found in masks))
    mask, probability = np.zeros(box.shape, bool), np.zeros(box.shape, np.float32)
    for found in masks:
        inner = found.box.seen_from(box).slices
        mask[inner] |= found.mask
        np.maximum(probability[inner], found.foreground_probability, out=probability[inner])
    return replace(
        max(masks, key=lambda found: found.round),
        box=box,
        mask=mask,
        foreground_probability=probability,
        round=sum(found.round for found in masks),
        classifier=None,
        seconds=functools.reduce(StepSeconds.plus, (found.seconds for found in masks)),
        notes=tuple(dict.fromkeys(note for found in masks for note in found.notes)),
        taught=None,
    )
