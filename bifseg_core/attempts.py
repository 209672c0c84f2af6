"""Where a run is tried, and where next when memory runs out or the graphics card fails."""

from __future__ import annotations

from dataclasses import dataclass

import torch

from bifseg_core.errors import BoxError
from bifseg_core.geometry import BoundingBox
from bifseg_core.memory import fits, free_bytes, in_gigabytes

COARSE_SHARE = 0.5
"""Of the grid's side; the network then has an eighth of the voxels to look at."""

BYTES_A_VOXEL = 16
"""What a run holds at its worst moment for each voxel of a large box, and a quarter more.

`scripts/benchmark_memory.py --whole` (the box covers the scan; on the processor) measured peaks of
0.71, 1.25 and 2.44 GB above the open scan during the first mask of 20, 66 and 157 million voxels:
12.6 bytes for each voxel more. Refinements stayed below that, with the masks before them kept.
"""

LONGEST_STEP = 4.5
"""Voxels between two of the grid's from which a box counts as too large for fine edges."""

_NO_MEMORY = ("can't allocate memory", "not enough memory", "out of memory")
_ON_PROCESSOR = "The graphics card failed or ran out of memory, so the processor made this mask."
_IN_HALF_DETAIL = (
    "Memory is short, so the box was looked at in half its detail; close other programs for more."
)


@dataclass(frozen=True)
class Attempt:
    """One way to do a run.

    Attributes:
        device: where the network runs.
        is_coarse: whether the grid has half its usual side.
        notes: what the user is told of it.
    """

    device: torch.device
    is_coarse: bool = False
    notes: tuple[str, ...] = ()


def attempts_on(device: torch.device) -> tuple[Attempt, ...]:
    """What to try one after the other, beginning with the usual way on that device."""
    processor = torch.device("cpu")
    if device.type == "cpu":
        return Attempt(device), Attempt(device, is_coarse=True, notes=(_IN_HALF_DETAIL,))
    told = (_ON_PROCESSOR,)
    coarse = Attempt(processor, is_coarse=True, notes=(*told, _IN_HALF_DETAIL))
    return Attempt(device), Attempt(processor, notes=told), coarse


def is_shortage(error: BaseException, device: torch.device) -> bool:
    """Whether another attempt may succeed where this error ended one on that device."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    words = str(error)
    if device.type != "cpu" and isinstance(error, RuntimeError) and "CUDA" in words:
        return True
    return isinstance(error, RuntimeError) and any(part in words for part in _NO_MEMORY)


def check_room_for(box: BoundingBox) -> None:
    """Refuse a box that memory has no room for.

    Raises:
        BoxError: a run in it would need more than is free.
    """
    needed = box.size * BYTES_A_VOXEL
    if not fits(needed):
        raise BoxError(
            f"The box needs {in_gigabytes(needed)} of memory and "
            f"{in_gigabytes(free_bytes() or 0)} are free; "
            "draw a smaller box or close other programs."
        )


def notes_on_detail(step_voxels: float) -> tuple[str, ...]:
    """What the user is told of a box much larger than the network's grid.

    Args:
        step_voxels: from one grid voxel to the next.
    """
    if step_voxels < LONGEST_STEP:
        return ()
    return (
        f"The box is large, so it was looked at in steps of {step_voxels:.0f} voxels; "
        "draw a smaller one for finer edges.",
    )


def no_room() -> BoxError:
    """The error where every attempt ended for want of memory."""
    return BoxError(
        "Memory does not suffice for this box, not even in half its detail; "
        "close other programs or draw a smaller box."
    )
