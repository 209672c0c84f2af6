"""Time points or channels: several images on one grid in one file."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Stored:
    """The voxels of a file.

    Attributes:
        data: (I, J, K), the image or the first of several.
        frames: (I, J, K, T), all of them, None where there is one alone.
        notes: a sentence for the user where there are several.
    """

    data: NDArray[np.generic]
    frames: NDArray[np.generic] | None
    notes: tuple[str, ...]


def split_frames(voxels: NDArray[np.generic]) -> Stored:
    """Voxels (I, J, K) or (I, J, K, T), from now on read-only, without a copy."""
    voxels.setflags(write=False)
    if voxels.ndim == 3:
        return Stored(voxels, None, ())
    note = (
        f"The file holds {voxels.shape[-1]} time points or channels; "
        "the first is used unless another is chosen."
    )
    return Stored(voxels[..., 0], voxels, (note,))
