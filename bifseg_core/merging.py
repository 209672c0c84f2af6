"""One object out of two: several boxes for what lies in several places.

Each box is an object of its own until then: with its own mask, refined and removed on its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bifseg_core.case import CaseState, ObjectStatus, Segmentation, SegmentedObject, Stage
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke


@dataclass(frozen=True, eq=False)
class MergeObjects:
    """Put an object in place of itself and another one, which goes.

    Attributes:
        merged: as `merged` makes it; has the number of the one that stays.
        other_id: the one that goes.
    """

    merged: SegmentedObject
    other_id: int
    name: str = "Merge objects"

    def apply(self, state: CaseState) -> CaseState:
        """The state with the merged object active."""
        kept = tuple(o for o in state.objects if o.object_id != self.other_id)
        shorter = replace(state, objects=kept, active_id=self.merged.object_id)
        return shorter.with_object(self.merged)


def merged(kept: SegmentedObject, other: SegmentedObject) -> SegmentedObject:
    """The first object with the mask of both, open again, and the reference of both.

    What was said to be either object stays said. What was said to be background stays so where
    neither mask is: what is not the one may be the other.

    Raises:
        ValueError: one of them has no mask.
    """
    if kept.segmentation is None or other.segmentation is None:
        raise ValueError("only masks can be merged")
    both = (kept.segmentation, other.segmentation)
    box = both[0].box.union(both[1].box)
    mask, probability = np.zeros(box.shape, bool), np.zeros(box.shape, np.float32)
    for found in both:
        inner = found.box.seen_from(box).slices
        mask[inner] |= found.mask
        probability[inner] = np.maximum(probability[inner], found.foreground_probability)
    scribbles = _said_together(kept.scribbles, other.scribbles, box, mask)
    mask |= scribbles.seeds_in(box) == SeedLabel.FOREGROUND
    return replace(
        kept,
        box=box,
        scribbles=scribbles,
        segmentation=Segmentation(
            box, mask, probability, Stage.GIVEN, made_on=kept.segmentation.made_on
        ),
        status=ObjectStatus.OPEN,
        reference=_reference_together(kept, other),
    )


def _reference_together(kept: SegmentedObject, other: SegmentedObject) -> NDArray[np.bool_] | None:
    if kept.reference is None or other.reference is None:
        return other.reference if kept.reference is None else kept.reference
    return kept.reference | other.reference


def _said_together(
    first: Scribbles, second: Scribbles, box: BoundingBox, mask: NDArray[np.bool_]
) -> Scribbles:
    """What both say of the box, as repairs, so that no eraser takes it back."""
    seeds = [scribbles.seeds_in(box) for scribbles in (first, second)]
    said = np.zeros(box.shape, np.uint8)
    for one in seeds:
        said[(one == SeedLabel.BACKGROUND) & ~mask] = SeedLabel.BACKGROUND
    for one in seeds:
        said[one == SeedLabel.FOREGROUND] = SeedLabel.FOREGROUND
    strokes = Scribbles.from_label_map(said).strokes
    start = np.array(box.start_ijk, np.int32)
    return Scribbles(tuple(Stroke(s.label, s.voxels_ijk + start, is_repair=True) for s in strokes))
