"""What the user draws: strokes that say "object" or "background", in the order they were drawn."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bifseg_core.geometry import BoundingBox

SeedArray = NDArray[np.uint8]
_NO_VOXELS = np.empty((0, 3), np.int32)


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
        is_filled: whether it is such a repair that was not painted, but made from painted slices.
    """

    label: SeedLabel
    voxels_ijk: NDArray[np.int32]
    is_repair: bool = False
    is_filled: bool = False


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

    def on_top_of(self, strokes: Iterable[Stroke]) -> Scribbles:
        """These scribbles, beneath them the strokes that are not among them."""
        news = tuple(stroke for stroke in strokes if stroke not in self.strokes)
        return Scribbles((*news, *self.strokes)) if news else self

    def seeds_in(self, box: BoundingBox) -> SeedArray:
        """The label of every voxel of the box, as uint8 of the box's shape (0, 1 or 2)."""
        seeds = np.zeros(box.shape, np.uint8)
        voxels_ijk, labels = self._settled
        inside = box.contains(voxels_ijk)
        seeds[tuple((voxels_ijk[inside] - box.start_ijk).T)] = labels[inside]
        return seeds

    def foreground_ijk(self) -> NDArray[np.int32]:
        """The voxels (N, 3) that are foreground after all strokes, wherever they lie."""
        voxels_ijk, labels = self._settled
        return np.asarray(voxels_ijk[labels == SeedLabel.FOREGROUND])

    def says_anything_in(self, box: BoundingBox) -> bool:
        """Whether a voxel of the box has a label after all strokes; quick for any box."""
        last = self.strokes[-1] if self.strokes else Stroke(SeedLabel.NONE, _NO_VOXELS)
        if last.label is not SeedLabel.NONE and box.contains(last.voxels_ijk).any():
            return True  # what was said last stands
        voxels_ijk, labels = self._settled
        return bool((box.contains(voxels_ijk) & (labels != SeedLabel.NONE)).any())

    @cached_property
    def _settled(self) -> tuple[NDArray[np.int32], SeedArray]:
        """Every voxel that was ever touched, (N, 3), once, and its label after all strokes."""
        drawn = [stroke.voxels_ijk for stroke in self.strokes if len(stroke.voxels_ijk)]
        if not drawn:
            return _NO_VOXELS, np.empty(0, np.uint8)
        voxels_ijk = np.concatenate(drawn)
        corner = voxels_ijk.min(axis=0)
        extent = np.ptp(voxels_ijk, axis=0) + 1
        keys = np.ravel_multi_index(tuple((voxels_ijk - corner).T), tuple(extent))
        _, first, place = np.unique(keys, return_index=True, return_inverse=True)
        return voxels_ijk[first], self._labels_at(place, len(first))

    def _labels_at(self, place: NDArray[np.intp], count: int) -> SeedArray:
        """Do stroke after stroke; place says which of the `count` voxels each drawn one is."""
        labels, repaired = np.zeros(count, np.uint8), np.zeros(count, bool)
        done = 0
        for stroke in self.strokes:
            at = place[done : done + len(stroke.voxels_ijk)]
            done += len(stroke.voxels_ijk)
            if stroke.label is SeedLabel.NONE:
                at = at[~repaired[at]]
            labels[at] = stroke.label
            repaired[at] = stroke.is_repair
        return labels

    def __len__(self) -> int:
        return len(self.strokes)


def taken_away(
    scribbles: Iterable[Scribbles], within: BoundingBox | None = None
) -> tuple[Stroke, ...]:
    """The strokes that take something away, in a box or anywhere, each once."""
    strokes = dict.fromkeys(stroke for one in scribbles for stroke in one.strokes)
    return tuple(
        stroke
        for stroke in strokes
        if stroke.label is not SeedLabel.FOREGROUND
        and (within is None or within.contains(stroke.voxels_ijk).any())
    )
