"""What the demo draws and reports, as Qt-free functions."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from app.model.numbers import BoolArray
from app.model.working import UNKNOWN
from app.tools.slice_geometry import Plane
from bifseg_core.case import Segmentation
from bifseg_core.geometry import BoundingBox, Index3
from bifseg_core.segmenter import Progress

MARGIN = 3
"""Voxels between the object and the box that the demo draws."""

_AXIS_OF_PLANE = {Plane.SAGITTAL: 0, Plane.CORONAL: 1, Plane.AXIAL: 2}


@dataclass(frozen=True)
class Scribble:
    """One stroke to draw.

    Attributes:
        plane: the view to draw in.
        is_missed: True where the mask misses the object, False where it spills.
        voxels_ijk: along the stroke, all on one slice.
        size: pixels of the error that it mends.
    """

    plane: Plane
    is_missed: bool
    voxels_ijk: tuple[Index3, ...]
    size: int


def box_around(reference: BoolArray) -> BoundingBox:
    """The box that a person would draw: the object with a small margin."""
    tight = BoundingBox.of_mask(reference)
    if tight is None:
        raise ValueError("the reference is empty")
    return tight.expanded(MARGIN).clipped_to(reference.shape)


def dice_of(segmentation: Segmentation, reference: BoolArray) -> float:
    """Dice of a mask against a reference on the whole grid."""
    inside = np.count_nonzero(reference[segmentation.box.slices] & segmentation.mask)
    total = segmentation.voxel_count + np.count_nonzero(reference)
    return 2.0 * int(inside) / int(total) if total else 1.0


def scribbles(mask: BoolArray, reference: BoolArray) -> Generator[Progress, None, list[Scribble]]:
    """Two strokes for the largest errors: one for the object missed, one for spill, if any."""
    yield Progress(UNKNOWN, "Looking for errors…")
    found = sorted(_candidates(mask, reference), key=lambda one: one.size, reverse=True)
    missed = [one for one in found if one.is_missed]
    spilled = [one for one in found if not one.is_missed]
    chosen = [*missed[:1], *spilled[:1]]
    others = [one for one in found if one not in chosen and one.plane is not chosen[0].plane]
    return [*chosen, *others][:2]


def _candidates(mask: BoolArray, reference: BoolArray) -> Iterator[Scribble]:
    from bifseg_core.evaluation.robot import error_components, worst_slice
    from bifseg_core.evaluation.strokes import centre_line
    from bifseg_core.interactions import SeedLabel

    for plane, axis in _AXIS_OF_PLANE.items():
        index = worst_slice(mask, reference, axis=axis)
        shown, true = (np.take(array, index, axis=axis) for array in (mask, reference))
        for label, component in error_components(shown, true, smallest=4):
            line = centre_line(component)
            voxels = tuple(_voxel(pixel, axis, index) for pixel in line)
            is_missed = label is SeedLabel.FOREGROUND
            yield Scribble(plane, is_missed, voxels, int(np.count_nonzero(component)))


def _voxel(pixel: tuple[int, int], axis: int, index: int) -> Index3:
    voxel = [int(value) for value in pixel]
    voxel.insert(axis, index)
    return voxel[0], voxel[1], voxel[2]


def torch_version() -> dict[str, str]:
    """The version of torch, where it was needed."""
    torch = sys.modules.get("torch")
    return {"torch": str(torch.__version__)} if torch else {}


def summary(report: Mapping[str, object]) -> str:
    """The report's times and Dice, to be printed."""
    seconds, dice, loop = (report[key] for key in ("seconds", "dice", "event_loop_ms"))
    assert isinstance(seconds, dict)
    assert isinstance(dice, dict)
    assert isinstance(loop, dict)
    lines = ["Seconds by step"]
    lines += [f"  {name.replace('_', ' '):<20}{value:6.2f}" for name, value in seconds.items()]
    lines.append("Dice against the sample's reference")
    shown = ((name, value) for name, value in dice.items() if value is not None)
    lines += [f"  {name:<20}{100 * value:6.1f} %" for name, value in shown]
    lines.append(f"Longest block of the window: {loop['longest_block']:.0f} ms")
    lines.append(f"{report['note']}.")
    return "\n".join(lines) + "\n"
