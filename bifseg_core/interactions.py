"""What the user draws: strokes that say "object" or "background", in the order they were drawn."""

from __future__ import annotations

import enum
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bifseg_core.geometry import BoundingBox

SeedArray = NDArray[np.uint8]


class SeedLabel(enum.IntEnum):
    """What a stroke says about its voxels; the values are those of a scribble label map."""

    NONE = 0
    """Nothing: an eraser's stroke takes back what was said before."""

    FOREGROUND = 1
    """The object."""

    BACKGROUND = 2
    """Not the object."""


@dataclass(frozen=True, eq=False)
class Stroke:
    """One stroke: the voxels that the brush touched.

    Attributes:
        label: what it says.
        voxels_ijk: (N, 3) int32, on the image's grid, without repeats.
        is_repair: whether it was painted into the mask itself, by hand and voxel by voxel.
    """

    label: SeedLabel
    voxels_ijk: NDArray[np.int32]
    is_repair: bool = False


@dataclass(frozen=True, eq=False)
class Scribbles:
    """Strokes in the order of drawing; where they overlap, the last one wins.

    An eraser takes back what was scribbled; what was repaired by hand it leaves as it is.
    """

    strokes: tuple[Stroke, ...] = ()

    @classmethod
    def from_label_map(cls, label_map: SeedArray) -> Scribbles:
        """The scribbles that a label map (I, J, K) holds: 1 foreground, 2 background."""
        labels = (SeedLabel.FOREGROUND, SeedLabel.BACKGROUND)
        voxels = {label: np.argwhere(label_map == label).astype(np.int32) for label in labels}
        return cls(tuple(Stroke(label, found) for label, found in voxels.items() if len(found)))

    def adding(self, stroke: Stroke) -> Scribbles:
        """These scribbles and one more stroke on top."""
        return Scribbles((*self.strokes, stroke))

    def seeds_in(self, box: BoundingBox) -> SeedArray:
        """The label of every voxel of the box, as uint8 of the box's shape (0, 1 or 2)."""
        seeds = np.zeros(box.shape, np.uint8)
        repaired = np.zeros(box.shape, bool)
        for stroke in self.strokes:
            inside = stroke.voxels_ijk[box.contains(stroke.voxels_ijk)] - box.start_ijk
            if stroke.label is SeedLabel.NONE:
                inside = inside[~repaired[tuple(inside.T)]]
            seeds[tuple(inside.T)] = stroke.label
            repaired[tuple(inside.T)] = stroke.is_repair
        return seeds

    def foreground_ijk(self) -> NDArray[np.int32]:
        """The voxels (N, 3) that are foreground after all strokes, wherever they lie."""
        drawn = [stroke.voxels_ijk for stroke in self.strokes]
        if not drawn:
            return np.empty((0, 3), np.int32)
        extent = BoundingBox.around(np.concatenate(drawn)) if sum(map(len, drawn)) else None
        if extent is None:
            return np.empty((0, 3), np.int32)
        seeds = self.seeds_in(extent)
        found = np.argwhere(seeds == SeedLabel.FOREGROUND) + extent.start_ijk
        return found.astype(np.int32)

    def __len__(self) -> int:
        return len(self.strokes)
