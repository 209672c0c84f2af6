"""Which label of a reference is which object's; no Qt."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from app.model.numbers import BoolArray
from bifseg_core.boxes import wholes
from bifseg_core.case import CaseState, SegmentedObject

Labels = NDArray[np.uint8]


def references_in(labels: Labels, state: CaseState) -> dict[int, BoolArray]:
    """The references that a file holds, by object.

    One label is the active object's. Of several, every object takes the one that its mask, or its
    box where it has no mask, agrees with best; no two take the same.

    Args:
        labels: (I, J, K) of the image, 0 for nothing.
        state: of the case.
    """
    sizes = np.bincount(labels.ravel(), minlength=256)
    sizes[0] = 0
    if np.count_nonzero(sizes) <= 1:
        return {state.active.whole_id: labels != 0}
    pairs = sorted(
        (pair for target in wholes(state) for pair in _agreements(target, labels, sizes)),
        reverse=True,
    )
    found: dict[int, int] = {}
    for _, object_id, label in pairs:
        if object_id not in found and label not in found.values():
            found[object_id] = label
    return {object_id: labels == label for object_id, label in found.items()}


def _agreements(
    target: SegmentedObject, labels: Labels, sizes: NDArray[np.int64]
) -> Iterator[tuple[float, int, int]]:
    """The Dice of an object with every label that it meets: (Dice, object, label)."""
    box = target.segmentation.box if target.segmentation else target.box
    if box is None:
        return
    inside = labels[box.slices]
    if target.segmentation is not None:
        inside = inside[target.segmentation.mask]
    shared = np.bincount(inside.ravel(), minlength=256)
    for label in np.flatnonzero((shared > 0) & (sizes > 0)):
        dice = 2 * float(shared[label]) / float(inside.size + sizes[label])
        yield dice, target.object_id, int(label)
