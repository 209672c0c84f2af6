"""What every voxel of a box taught the classifier (Eq. 12; Fig. 3 of 10.1109/TMI.2018.2791721)."""

from __future__ import annotations

import enum
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


class Taught(enum.IntEnum):
    """The three weights of Eq. 12; the values are those of a `TaughtMap`."""

    NOTHING = 0
    """Weight 0: the network is unsure of the voxel, or a scribble nearby says otherwise."""

    ITS_LABEL = 1
    """Weight 1."""

    BY_SCRIBBLE = 2
    """Weight ω: the user said what it is."""


@dataclass(frozen=True, eq=False)
class TaughtMap:
    """The weight map of a network update; kept on the network's grid, shown on the box's.

    Attributes:
        values: uint8 of `Taught`, on the network's grid, axes in the box's order.
        shape: (I, J, K) of the box.
    """

    values: NDArray[np.uint8]
    shape: tuple[int, int, int]

    def slab(self, axis: int, index: int) -> NDArray[np.uint8]:
        """One slice of the box, (I, J, K) with a single voxel along the axis, nearest neighbour.

        Args:
            axis: across the slice, 0, 1 or 2.
            index: of the slice, counted in the box.
        """
        wanted = [np.arange(n) for n in self.shape]
        wanted[axis] = np.array([index])
        grid = np.divide(self.values.shape, self.shape)
        nearest = [
            ((at + 0.5) * step).astype(np.intp) for at, step in zip(wanted, grid, strict=True)
        ]
        return np.asarray(self.values[np.ix_(*nearest)])

    def to_box(self) -> NDArray[np.uint8]:
        """All of it at the box's resolution."""
        slabs = [self.slab(2, index) for index in range(self.shape[2])]
        return np.concatenate(slabs, axis=2)
