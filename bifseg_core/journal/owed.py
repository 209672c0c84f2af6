"""Probabilities follow their masks, part by part, while nothing more urgent waits.

A mask is a bit a voxel and on disk at once; its probability is thirty times as large, and must not
hold up the strokes that follow it.
"""

from __future__ import annotations

import weakref
from collections import deque

import numpy as np
from numpy.typing import NDArray

from bifseg_core.case import Segmentation
from bifseg_core.journal.packing import Record, squeezed

PART_VOXELS = 2**20
"""How much is encoded and written at a time: some tens of milliseconds."""


class Owed:
    """The parts of probabilities that are still to be written; keeps no mask alive for that."""

    def __init__(self) -> None:
        self._parts: deque[tuple[weakref.ref[NDArray[np.float32]], int, int]] = deque()

    def __bool__(self) -> bool:
        return bool(self._parts)

    def add(self, item: Segmentation, number: int) -> None:
        """Owe the probability of the segmentation that was written under that number."""
        probability = weakref.ref(item.foreground_probability)  # a later mask may share it
        starts = range(0, item.foreground_probability.size, PART_VOXELS)
        self._parts.extend((probability, number, start) for start in starts)

    def next(self) -> list[Record]:
        """The next part; none where its mask is gone from the case and all of its history."""
        reference, number, start = self._parts.popleft()
        probability = reference()
        if probability is None:
            return []
        part = probability.reshape(-1)[start : start + PART_VOXELS]
        head = {"kind": "probability", "segmentation": number, "start": start, "count": part.size}
        return [Record(head, (squeezed(np.asarray(part, np.float32)),))]
