"""Painting into the mask itself: what the user paints holds at once, and every run respects it."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bifseg_core.case import CaseState, ObjectStatus, Segmentation, SegmentedObject, Stage
from bifseg_core.geometry import BoundingBox, Index3
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke

ROOM = 5
"""Voxels between a mask from elsewhere and its box: what the network looks at around it."""


@dataclass(frozen=True, eq=False)
class RepairMask:
    """Put a mask in place that the user painted into, and the strokes that did it.

    Attributes:
        object_id: which object.
        scribbles: all that was ever drawn for it, the repairs on top.
        segmentation: the mask with the repairs in it.
    """

    object_id: int
    scribbles: Scribbles
    segmentation: Segmentation
    name: str = "Repair"

    def apply(self, state: CaseState) -> CaseState:
        """The state with the repaired mask; a box that waits to be segmented stays."""
        target = state.object(self.object_id)
        return state.with_object(
            replace(
                target,
                scribbles=self.scribbles,
                segmentation=self.segmentation,
                box=target.box if _is_waiting(target) else self.segmentation.box,
                status=ObjectStatus.OPEN,
            )
        )


@dataclass(frozen=True, eq=False)
class GiveMasks:
    """Go on from masks that were made elsewhere, one an object.

    Attributes:
        masks: object → its mask. An object that is there already loses its strokes and its further
            boxes, the others are new.
        names: of the new objects.
    """

    masks: Mapping[int, Segmentation]
    names: Mapping[int, str]
    name: str = "Load mask"

    def apply(self, state: CaseState) -> CaseState:
        """The state with these masks, the first of them active."""
        known = {o.object_id: o for o in state.objects if o.part_of not in self.masks}
        for object_id, found in self.masks.items():
            target = known.get(object_id) or SegmentedObject(object_id, self.names[object_id])
            fresh = SegmentedObject(object_id, target.name, found.box, colour=target.colour)
            known[object_id] = replace(
                fresh, segmentation=found, part_of=target.part_of, reference=target.reference
            )
        return replace(state, objects=tuple(known.values()), active_id=next(iter(self.masks)))


def repaired(
    found: Segmentation | None, strokes: Sequence[Stroke], shape: Index3
) -> Segmentation | None:
    """The mask with strokes painted in; its box grows to hold what was added outside it.

    Args:
        found: the mask so far, None where there is none.
        strokes: repairs on the image's grid, in their order; all lie inside the image.
        shape: (I, J, K) of the image. What is painted by hand alone gets `ROOM` within it.

    Returns:
        None where there was no mask and nothing was added.
    """
    is_by_hand = found is None or found.stage is Stage.GIVEN
    added = _added_outside(found, strokes)
    boxes = [found.box, *added] if found is not None else added
    if not boxes:
        return None
    whole = functools.reduce(BoundingBox.union, boxes)
    if is_by_hand and added:
        whole = functools.reduce(BoundingBox.union, (_roomy(b, whole, shape) for b in added), whole)
    mask = np.zeros(whole.shape, bool) if found is None else _spread(found.mask, found.box, whole)
    for stroke in strokes:
        inside = stroke.voxels_ijk[whole.contains(stroke.voxels_ijk)] - whole.start_ijk
        mask[tuple(inside.T)] = stroke.label is SeedLabel.FOREGROUND
    if found is None:
        return Segmentation(whole, mask, mask.astype(np.float32), Stage.GIVEN)
    if is_by_hand:
        return replace(found, box=whole, mask=mask, foreground_probability=mask.astype(np.float32))
    if found.box == whole:
        return replace(found, mask=mask)
    probability = _spread(found.foreground_probability, found.box, whole)
    return replace(found, box=whole, mask=mask, foreground_probability=probability, taught=None)


def given(mask: NDArray[np.bool_], margin: int = ROOM) -> Segmentation | None:
    """A mask that was made elsewhere, as a segmentation to go on from.

    Args:
        mask: (I, J, K) on the image's grid.
        margin: voxels of room around it within the image.

    Returns:
        None where the mask is empty.
    """
    tight = BoundingBox.of_mask(mask)
    if tight is None:
        return None
    box = _roomy(tight, tight, mask.shape, margin)
    inside = np.ascontiguousarray(mask[box.slices])
    return Segmentation(box, inside, inside.astype(np.float32), Stage.GIVEN)


def _roomy(
    tight: BoundingBox, whole: BoundingBox, shape: Sequence[int], margin: int = ROOM
) -> BoundingBox:
    """The box with a margin within the image; where the whole is one slice it stays that slice."""
    room = tight.expanded(margin).clipped_to(shape)
    ends = zip(tight.start_ijk, tight.stop_ijk, room.start_ijk, room.stop_ijk, strict=True)
    spans = [
        (a, b) if length == 1 else (c, d)
        for length, (a, b, c, d) in zip(whole.shape, ends, strict=True)
    ]
    (i0, i1), (j0, j1), (k0, k1) = spans
    return BoundingBox((i0, j0, k0), (i1, j1, k1))


def _added_outside(found: Segmentation | None, strokes: Sequence[Stroke]) -> list[BoundingBox]:
    """The boxes around added voxels that the mask's own box does not hold."""
    added = [s.voxels_ijk for s in strokes if s.label is SeedLabel.FOREGROUND]
    if found is not None:
        added = [voxels[~found.box.contains(voxels)] for voxels in added]
    return [BoundingBox.around(voxels) for voxels in added if len(voxels)]


def _spread(values: NDArray[Any], box: BoundingBox, whole: BoundingBox) -> NDArray[Any]:
    """A copy of a box's values in one that holds it; what is new there is zero."""
    spread = np.zeros(whole.shape, values.dtype)
    spread[box.seen_from(whole).slices] = values
    return spread


def _is_waiting(target: SegmentedObject) -> bool:
    """Whether the object has a box that its mask does not answer yet."""
    found = target.segmentation
    return target.box is not None and (found is None or found.box != target.box)
