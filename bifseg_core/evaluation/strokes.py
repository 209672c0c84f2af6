"""The strokes of the robot user: centre-lines of error components on one slice."""

from __future__ import annotations

import itertools
from collections import deque

import numpy as np
import SimpleITK
from numpy.typing import NDArray
from scipy import ndimage

from bifseg_core.geometry import BoundingBox

MaskArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]
Pixel = tuple[int, int]
Path = list[Pixel]

SHORTEST = 3
"""Pixels of the shortest stroke, where its component has as many."""

_PIXELS_PER_STROKE_PIXEL = 100
_SMOOTHING = 5
_STEPS = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)]


def stroke_length(area: int) -> int:
    """Length in pixels of the stroke through an error component of that many pixels."""
    return max(SHORTEST, -(-area // _PIXELS_PER_STROKE_PIXEL))


def centre_line(component: MaskArray) -> Path:
    """A smooth stroke of one pixel's width along the middle of a connected component.

    It follows the longest branch of the component's skeleton where that is thickest, and never
    leaves the component. Where the skeleton is shorter than the stroke, as in a round blob, the
    stroke runs on towards the deepest pixels.

    Args:
        component: (A, B), one component, connected by edges or corners.

    Returns:
        Its pixels in drawing order, each an 8-neighbour of the one before.
    """
    box = BoundingBox.of_mask(component[..., None])
    assert box is not None, "an error component has pixels"
    padded = np.pad(component[box.slices[:2]], 1)
    depth = ndimage.distance_transform_edt(padded)
    length = stroke_length(int(np.count_nonzero(component)))
    line = _thickest_part(_main_branch(padded, depth), depth, length)
    line = _smoothed(_extended(line, depth, length), padded)
    return [(i + box.start_ijk[0] - 1, j + box.start_ijk[1] - 1) for i, j in line]


def line_between(start: Pixel, end: Pixel) -> Path:
    """The pixels of a straight line, both ends included."""
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
    points = np.linspace(start, end, steps + 1)
    return _without_repeats(points)


def joined(points: FloatArray | list[Pixel]) -> Path:
    """The pixels of the polyline through points (N, 2), without gaps or repeats."""
    corners = _without_repeats(np.asarray(points, dtype=np.float64))
    path = corners[:1]
    for start, end in itertools.pairwise(corners):
        path += line_between(start, end)[1:]
    return list(dict.fromkeys(path))


def _main_branch(component: MaskArray, depth: FloatArray) -> Path:
    image = SimpleITK.GetImageFromArray(component.astype(np.uint8))
    skeleton = SimpleITK.GetArrayFromImage(SimpleITK.BinaryThinning(image)) > 0  # type: ignore[no-untyped-call]
    thickest = _pixel(np.argmax(np.where(skeleton & component, depth, -1.0)), depth.shape)
    pixels = {(int(i), int(j)) for i, j in np.argwhere(skeleton & component)} | {thickest}
    one_end = _path_to_farthest(pixels, thickest)[-1]
    return _path_to_farthest(pixels, one_end)


def _path_to_farthest(pixels: set[Pixel], start: Pixel) -> Path:
    came_from: dict[Pixel, Pixel | None] = {start: None}
    queue = deque([start])
    last = start
    while queue:
        last = queue.popleft()
        for neighbour in _neighbours(last):
            if neighbour in pixels and neighbour not in came_from:
                came_from[neighbour] = last
                queue.append(neighbour)
    return _walk_back(came_from, last)


def _walk_back(came_from: dict[Pixel, Pixel | None], end: Pixel) -> Path:
    path: Path = []
    pixel: Pixel | None = end
    while pixel is not None:
        path.append(pixel)
        pixel = came_from[pixel]
    return path[::-1]


def _thickest_part(path: Path, depth: FloatArray, length: int) -> Path:
    if len(path) <= length:
        return path
    sums = np.cumsum([0.0, *(depth[pixel] for pixel in path)])
    thickness = sums[length:] - sums[:-length]
    best = np.flatnonzero(thickness >= thickness.max() - 1e-9)
    start = int(best[len(best) // 2])
    return path[start : start + length]


def _extended(path: Path, depth: FloatArray, length: int) -> Path:
    grown = True
    while grown and len(path) < length:
        grown = False
        for _ in range(2):  # one pixel at each end in turn
            step = _next_pixel(path, depth) if len(path) < length else None
            path, grown = ([*path, step], True) if step else (path, grown)
            path = path[::-1]
    return path


def _next_pixel(path: Path, depth: FloatArray) -> Pixel | None:
    end, before = path[-1], path[-2] if len(path) > 1 else path[-1]
    ahead = (2 * end[0] - before[0], 2 * end[1] - before[1])
    free = [pixel for pixel in _neighbours(end) if depth[pixel] > 0 and pixel not in path]
    return max(free, key=lambda pixel: _preference(pixel, path, depth, ahead), default=None)


def _preference(pixel: Pixel, path: Path, depth: FloatArray, ahead: Pixel) -> tuple[float, ...]:
    touching = sum(_gap(pixel, other) <= 1 for other in path)
    return (
        -touching,
        float(depth[pixel]),
        -float(np.hypot(pixel[0] - ahead[0], pixel[1] - ahead[1])),
    )


def _smoothed(path: Path, component: MaskArray) -> Path:
    if len(path) <= _SMOOTHING:
        return path
    points = np.asarray(path, dtype=np.float64)
    reach = _SMOOTHING // 2
    widened = np.pad(points, ((reach, reach), (0, 0)), mode="reflect", reflect_type="odd")
    smooth = joined(ndimage.uniform_filter1d(widened, _SMOOTHING, axis=0)[reach:-reach])
    stays_inside = all(component[pixel] for pixel in smooth)
    return smooth if stays_inside and len(smooth) >= SHORTEST else path


def _without_repeats(points: FloatArray) -> Path:
    rounded = np.floor(points + 0.5).astype(int)
    return list(dict.fromkeys((int(i), int(j)) for i, j in rounded))


def _neighbours(pixel: Pixel) -> list[Pixel]:
    return [(pixel[0] + i, pixel[1] + j) for i, j in _STEPS]


def _gap(first: Pixel, second: Pixel) -> int:
    return max(abs(first[0] - second[0]), abs(first[1] - second[1]))


def _pixel(flat: np.intp, shape: tuple[int, ...]) -> Pixel:
    i, j = np.unravel_index(int(flat), shape)
    return int(i), int(j)
