"""Whether DICOM slices make one regular stack, judged by their positions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import GeometryError
from bifseg_core.io.messages import named
from bifseg_core.io.placement import LpsGrid

FloatArray = NDArray[np.float64]

_SAME_DIRECTION = 1e-3
_UNEVEN = 0.1
"""Share of the slice distance by which a slice may lie beside its regular place."""
_NARROWEST, _WIDEST = 0.6, 1.6
"""Shares of the distance that slices of their thickness usually have: outside of them a slice may
be missing or too many, within them uneven slices are interpolated onto even ones."""
_SAME_PLACE = 0.01
"""Share of the pixel spacing below which two slices lie at the same place."""
_NOTED = 0.01
"""The share from which a note says so."""


@dataclass(frozen=True, eq=False)
class SlicePlace:
    """Where one slice lies.

    Attributes:
        position: (3,), centre of its first pixel in LPS mm; None where the file does not say.
        row, column: unit vectors (3,) in LPS along which i and j rise; None likewise.
        pixel_spacing: mm along i and j.
        size: pixels along i and j.
        thickness: mm; 1 where the file does not say.
    """

    position: FloatArray | None
    row: FloatArray | None
    column: FloatArray | None
    pixel_spacing: tuple[float, float]
    size: tuple[int, int]
    thickness: float


@dataclass(frozen=True, eq=False)
class Stack:
    """Slices in their order along the normal.

    Attributes:
        order: indices of the slices, first to last.
        grid: the grid of all of them, as if none were shifted and all were even.
        notes: sentences about what was tolerated or has to be done.
        shifts_px: (K, 2), by how many pixels along i and j each slice lies beside the first one's
            place on that grid; None where the gantry was not tilted.
        steps_k: (K,), how many of the grid's steps each slice lies above the first; None where
            slice k lies at step k.
    """

    order: tuple[int, ...]
    grid: LpsGrid
    notes: tuple[str, ...] = ()
    shifts_px: FloatArray | None = None
    steps_k: FloatArray | None = None


def split_over_time(places: Sequence[SlicePlace]) -> list[list[int]]:
    """The volumes of a series that was taken over time, or with other settings each time.

    Args:
        places: in the order in which they were taken; each has position, row and column.

    Returns:
        Indices of the slices of each volume: the first at every place, the second, and so on. One
        volume of all slices where the places do not hold equally many.
    """
    row, column = places[0].row, places[0].column
    positions = np.array([place.position for place in places])
    heights = positions @ np.cross(np.asarray(row), np.asarray(column))
    order = np.argsort(heights, kind="stable")
    gaps = np.diff(heights[order])
    starts = np.flatnonzero(gaps >= _SAME_PLACE * min(places[0].pixel_spacing)) + 1
    groups = np.split(order, starts)
    counts = {len(group) for group in groups}
    if len(groups) < 2 or len(counts) > 1:
        return [list(range(len(places)))]
    return [[int(group[n]) for group in groups] for n in range(counts.pop())]


def stack_slices(places: Sequence[SlicePlace], source: Path) -> Stack:
    """Order slices by position, and check that they make a regular grid, be it a slanted one.

    Args:
        places: one or more slices; each has position, row and column.
        source: the folder or file, for messages.

    Raises:
        GeometryError: a gap, a duplicate, distances so uneven that slices may be missing, slices
            shifted irregularly, or mixed orientations.
    """
    row, column, normal = _common_axes(places, source)
    _check_same_size(places, source)
    positions = np.array([place.position for place in places])
    order = np.argsort(positions @ normal, kind="stable")
    ordered = positions[order]
    heights = (ordered - ordered[0]) @ normal
    spread = _spread(heights, [places[n] for n in order], source)
    spacing = np.array([*places[0].pixel_spacing, spread.step])
    shifts = _shifts(ordered, heights, np.stack([row, column]), places[0], source)
    notes = spread.notes if shifts is None else (*spread.notes, _tilt_note(ordered, normal))
    grid = LpsGrid(spacing, ordered[0], np.stack([row, column, normal], axis=1))
    return Stack(tuple(int(n) for n in order), grid, notes, shifts, spread.steps_k)


def check_over_time(first: Sequence[SlicePlace], later: Sequence[SlicePlace], source: Path) -> None:
    """Refuse a time point that does not lie where the first one does.

    Args:
        first: the slices of one time point; each has position, row and column.
        later: those of another one in the same order.
        source: the folder or file, for messages.

    Raises:
        GeometryError: position, directions, size or pixel spacing differ.
    """
    _check_same_size([*first, *later], source)
    frames = [np.array([(p.position, p.row, p.column) for p in one]) for one in (first, later)]
    apart = np.abs(frames[1] - frames[0])
    if apart[:, 0].max() > _tolerated_mm(first[0]) or apart[:, 1:].max() > _SAME_DIRECTION:
        raise GeometryError(
            f"The time points of {named(source)} do not lie at the same place; "
            "copy each into a folder of its own and open that."
        )


def _common_axes(
    places: Sequence[SlicePlace], source: Path
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Row, column and normal of all slices, at exact right angles."""
    rows = np.array([place.row for place in places], np.float64)
    columns = np.array([place.column for place in places], np.float64)
    spread = max(np.abs(axes - axes[0]).max() for axes in (rows, columns))
    if spread > _SAME_DIRECTION:
        raise GeometryError(
            f"The slices of {named(source)} lie in different orientations; "
            "choose a series whose slices are parallel."
        )
    row, column = rows[0], columns[0]
    if abs(row @ column) > _SAME_DIRECTION:
        raise GeometryError(
            f"The rows and columns of {named(source)} are not at right angles; choose another."
        )
    column = column - row * (row @ column)
    column /= np.linalg.norm(column)
    return row, column, np.cross(row, column)


def _check_same_size(places: Sequence[SlicePlace], source: Path) -> None:
    if len({place.size for place in places}) > 1:
        raise GeometryError(f"The slices of {named(source)} differ in size; choose another series.")
    spacings = np.array([place.pixel_spacing for place in places])
    if np.ptp(spacings, axis=0).max() > _SAME_DIRECTION * spacings.min():
        raise GeometryError(
            f"The slices of {named(source)} differ in pixel spacing; choose another series."
        )


@dataclass(frozen=True, eq=False)
class _Spread:
    """The distance of neighbouring slices of the grid, and what had to be decided for it."""

    step: float
    notes: tuple[str, ...] = ()
    steps_k: FloatArray | None = None


def _spread(heights: FloatArray, places: Sequence[SlicePlace], source: Path) -> _Spread:
    """The even distances of slices at these heights above the first, with notes where they differ.

    Args:
        heights: (K,) in mm, ascending from 0.
        places: in the same order.
        source: for messages.
    """
    if len(heights) == 1:
        return _Spread(places[0].thickness)
    gaps = np.diff(heights)
    _check_duplicates(gaps, places[0], source)
    regular = np.linspace(0, heights[-1], len(heights))
    step = float(regular[1])
    beside = float(np.abs(heights - regular).max())
    if beside > _UNEVEN * step or np.ptp(gaps) > 2 * _UNEVEN * step:
        return _evened(heights, places, source)
    if beside <= max(_NOTED * step, 0.01):
        return _Spread(step)
    note = (
        f"The slices lie up to {beside:.2g} mm beside their regular places; "
        f"a distance of {step:.4g} mm is used."
    )
    return _Spread(step, (note,))


def _evened(heights: FloatArray, places: Sequence[SlicePlace], source: Path) -> _Spread:
    """Even distances as short as the shortest one, so that no slice is passed over."""
    gaps = np.diff(heights)
    thickness = np.array([place.thickness for place in places])
    shares = gaps / ((thickness[1:] + thickness[:-1]) / 2)
    shares /= np.sort(shares)[(len(shares) - 1) // 2]
    if shares.min() < _NARROWEST or shares.max() >= _WIDEST:
        raise _irregular(gaps, heights + _height(places[0]), source)
    count = math.ceil(heights[-1] / gaps.min() - _UNEVEN)
    step = float(heights[-1] / count)
    note = (
        f"The slices lie unevenly, {gaps.min():.4g} to {gaps.max():.4g} mm apart, so the scan was "
        f"interpolated to even distances of {step:.4g} mm; masks lie on that grid."
    )
    return _Spread(step, (note,), heights / step)


def _height(place: SlicePlace) -> float:
    normal = np.cross(np.asarray(place.row), np.asarray(place.column))
    return float(np.asarray(place.position) @ normal)


def _check_duplicates(gaps: FloatArray, place: SlicePlace, source: Path) -> None:
    same = gaps < _SAME_PLACE * min(place.pixel_spacing)
    if not same.any():
        return
    if same.sum() >= (~same).sum():  # nearly every place holds several: a series over time
        raise GeometryError(
            f"{named(source)} holds several slices at the same position, but not equally many at "
            "each, so time points are not whole; copy the complete series again."
        )
    raise GeometryError(
        f"{named(source)} holds several slices at the same position ({int(same.sum())} too many); "
        "remove the duplicates."
    )


def _irregular(gaps: FloatArray, distances: FloatArray, source: Path) -> GeometryError:
    """The error for missing slices (gaps that are multiples of a step) or uneven ones."""
    step = float(np.sort(gaps)[(len(gaps) - 1) // 2])
    steps = np.rint(gaps / step)
    if np.abs(gaps - steps * step).max() > 2 * _UNEVEN * step or steps.min() < 1:
        return GeometryError(
            f"The slices of {named(source)} are unevenly spaced ({gaps.min():.4g} to "
            f"{gaps.max():.4g} mm apart), so some may be missing; copy the complete series again "
            "or choose another."
        )
    missing = int((steps - 1).sum())
    first = int(np.argmax(steps > 1))
    slices = "1 slice is" if missing == 1 else f"{missing} slices are"
    return GeometryError(
        f"In {named(source)} {slices} missing, the first between {distances[first]:.4g} mm and "
        f"{distances[first + 1]:.4g} mm; copy the complete series again."
    )


def _shifts(
    positions: FloatArray,
    heights: FloatArray,
    axes: FloatArray,
    place: SlicePlace,
    source: Path,
) -> FloatArray | None:
    """How far slices of a tilted gantry are shifted in pixels (K, 2), None where they are not."""
    sideways = (positions - positions[0]) @ axes.T
    tolerated = _tolerated_mm(place)
    if np.abs(sideways).max() <= tolerated:
        return None
    line = (heights / heights[-1])[:, None] * sideways[-1]
    if np.abs(sideways - line).max() > tolerated:
        raise GeometryError(
            f"The slices of {named(source)} are shifted against each other, and not evenly as by a "
            "tilted gantry; choose another series."
        )
    shifts = line / place.pixel_spacing
    if (np.abs(shifts[-1]) > place.size).any():
        raise GeometryError(
            f"The slices of {named(source)} are shifted against each other by more than their "
            "width, so no straight grid holds them; choose another series."
        )
    return np.asarray(shifts)


def _tolerated_mm(place: SlicePlace) -> float:
    """How far slices may lie beside each other in their plane before that counts."""
    return max(0.1, 0.25 * min(place.pixel_spacing))


def _tilt_note(positions: FloatArray, normal: FloatArray) -> str:
    way = positions[-1] - positions[0]
    angle = math.degrees(math.acos(min(1.0, float(way @ normal / np.linalg.norm(way)))))
    return (
        f"The gantry was tilted by {angle:.1f}°, so every slice was shifted onto a straight grid; "
        "masks lie on that grid."
    )
