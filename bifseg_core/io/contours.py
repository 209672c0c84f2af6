"""Outlines of a mask's slices as polygons that hold exactly the mask's voxel centres."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

_STEPS = np.array([(1, 0), (0, 1), (-1, 0), (0, -1)])
"""The four directions around a pixel, with the pixel on the left."""
_STARTS = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
"""The pixel's corner where each of its sides begins."""


def slice_outlines(plane: BoolArray) -> list[FloatArray]:
    """One polygon (N, 2) for each part of a slice, in voxel coordinates i, j; not closed.

    Its points are the middles of the border voxels' sides. Holes are joined to the outside by a
    channel of no width, as DICOM asks for (PS3.3, C.8.8.6.3). Parts that touch at a corner only are
    separate.

    Args:
        plane: bool (I, J).
    """
    padded = np.pad(plane, 1)
    parts, _ = ndimage.label(padded)
    loops: dict[int, list[FloatArray]] = {}
    for part, loop in _loops(padded, parts):
        loops.setdefault(part, []).append(loop - 1)
    return [_without_spare_points(_joined(found)) for _, found in sorted(loops.items())]


def _loops(mask: BoolArray, parts: NDArray[np.int32]) -> list[tuple[int, FloatArray]]:
    """The closed borders with the part that each belongs to, the object on the left."""
    pixels, directions = _sides(mask)
    starts = pixels + _STARTS[directions]
    ends = starts + _STEPS[directions]
    following = _following(starts, ends, directions, mask.shape).tolist()
    middles = (starts + ends) / 2 - 0.5
    labels = parts[pixels[:, 0], pixels[:, 1]]
    seen = np.zeros(len(pixels), bool)
    found = []
    for first in range(len(pixels)):
        if not seen[first]:
            loop = _cycle(following, first)
            seen[loop] = True
            found.append((int(labels[first]), middles[loop]))
    return found


def _sides(mask: BoolArray) -> tuple[IntArray, IntArray]:
    """Pixels (M, 2) and which of their sides is on the border (M,)."""
    outside = [np.roll(~mask, shift, axis) for shift, axis in ((1, 1), (-1, 0), (-1, 1), (1, 0))]
    pixels = [np.argwhere(mask & free) for free in outside]
    directions = np.repeat(np.arange(4), [len(found) for found in pixels])
    return np.concatenate(pixels), directions


def _following(
    starts: IntArray, ends: IntArray, directions: IntArray, shape: tuple[int, ...]
) -> IntArray:
    """The side after each side; where two go on, the one of the same pixel: the left turn."""
    width = shape[1] + 1
    table = np.full((shape[0] + 1) * width * 4, -1, np.int64)
    table[(starts[:, 0] * width + starts[:, 1]) * 4 + directions] = np.arange(len(starts))
    corners = (ends[:, 0] * width + ends[:, 1]) * 4
    found = np.full(len(starts), -1, np.int64)
    for turn in (3, 0, 1):
        candidates = table[corners + (directions + turn) % 4]
        found = np.where(candidates >= 0, candidates, found)
    return found


def _cycle(following: list[int], first: int) -> list[int]:
    loop, at = [first], following[first]
    while at != first:
        loop.append(at)
        at = following[at]
    return loop


def _joined(loops: list[FloatArray]) -> FloatArray:
    """The outer border with its holes spliced in, each by a channel to the next border at lower i.

    The hole that begins first comes first, so that every channel ends at what is joined already.
    """
    areas = [_area(loop) for loop in loops]
    outline = loops[int(np.argmax(areas))]
    holes = [
        np.roll(loop, -int(np.argmin(loop[:, 0])), axis=0)
        for loop, area in zip(loops, areas, strict=True)
        if area < 0
    ]
    for hole in sorted(holes, key=lambda hole: float(hole[0, 0])):
        before = (outline[:, 1] == hole[0, 1]) & (outline[:, 0] < hole[0, 0])
        next_border = int(np.argmax(np.where(before, outline[:, 0], -np.inf)))
        outline = _spliced(outline, next_border, hole)
    return outline


def _spliced(outline: FloatArray, at: int, hole: FloatArray) -> FloatArray:
    return np.concatenate([outline[: at + 1], hole, hole[:1], outline[at:]])


def _area(loop: FloatArray) -> float:
    i, j = (loop - loop[0]).T
    return float(i @ np.roll(j, -1) - j @ np.roll(i, -1)) / 2


def _without_spare_points(outline: FloatArray) -> FloatArray:
    """The polygon without points on the straight way between their neighbours."""
    before, after = outline - np.roll(outline, 1, axis=0), np.roll(outline, -1, axis=0) - outline
    turns = before[:, 0] * after[:, 1] != before[:, 1] * after[:, 0]
    comes_back = (before * after).sum(axis=1) < 0
    return np.asarray(outline[turns | comes_back])
