"""Whether DICOM slices make one regular stack, judged by their positions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import GeometryError, ImageReadError
from bifseg_core.io.messages import named
from bifseg_core.io.placement import LpsGrid

FloatArray = NDArray[np.float64]

_SAME_DIRECTION = 1e-3
_UNEVEN = 0.1
"""Share of the slice distance by which a slice may lie beside its regular place."""
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
        grid: the grid of all of them.
        notes: sentences about what was tolerated.
    """

    order: tuple[int, ...]
    grid: LpsGrid
    notes: tuple[str, ...] = ()


def stack_slices(places: Sequence[SlicePlace], source: Path) -> Stack:
    """Order slices by position, and check that they make a regular grid.

    Args:
        places: one or more slices; each has position, row and column.
        source: the folder or file, for messages.

    Raises:
        GeometryError: a gap, a duplicate, uneven distances, a tilted gantry, mixed orientations.
        ImageReadError: the slices make several volumes.
    """
    row, column, normal = _common_axes(places, source)
    _check_same_size(places, source)
    positions = np.array([place.position for place in places])
    order = np.argsort(positions @ normal, kind="stable")
    ordered = positions[order]
    distances = ordered @ normal
    step, notes = _step(distances, places[0], source)
    _check_tilt(ordered, normal, places[0], source)
    spacing = np.array([*places[0].pixel_spacing, step])
    grid = LpsGrid(spacing, ordered[0], np.stack([row, column, normal], axis=1))
    return Stack(tuple(int(n) for n in order), grid, notes)


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


def _step(distances: FloatArray, place: SlicePlace, source: Path) -> tuple[float, tuple[str, ...]]:
    """The distance of neighbouring slices, and notes where it is not quite regular."""
    if len(distances) == 1:
        return place.thickness, ()
    gaps = np.diff(distances)
    _check_duplicates(gaps, place, source)
    regular = np.linspace(distances[0], distances[-1], len(distances))
    step = float(regular[1] - regular[0])
    beside = float(np.abs(distances - regular).max())
    if beside > _UNEVEN * step or np.ptp(gaps) > 2 * _UNEVEN * step:
        raise _irregular(gaps, distances, source)
    if beside <= max(_NOTED * step, 0.01):
        return step, ()
    note = (
        f"The slices lie up to {beside:.2g} mm beside their regular places; "
        f"a distance of {step:.4g} mm is used."
    )
    return step, (note,)


def _check_duplicates(gaps: FloatArray, place: SlicePlace, source: Path) -> None:
    same = gaps < 0.01 * min(place.pixel_spacing)
    if not same.any():
        return
    counts = np.diff(np.flatnonzero(np.concatenate([[True], ~same, [True]])))
    if len(counts) > 1 and counts.min() == counts.max():
        raise ImageReadError(
            f"{named(source)} holds {counts[0]} slices at each position (a series over time); "
            "save one of its volumes by itself."
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
            f"{gaps.max():.4g} mm apart); resample it to even distances first."
        )
    missing = int((steps - 1).sum())
    first = int(np.argmax(steps > 1))
    slices = "1 slice is" if missing == 1 else f"{missing} slices are"
    return GeometryError(
        f"In {named(source)} {slices} missing, the first between {distances[first]:.4g} mm and "
        f"{distances[first + 1]:.4g} mm; copy the complete series again."
    )


def _check_tilt(positions: FloatArray, normal: FloatArray, place: SlicePlace, source: Path) -> None:
    """Refuse slices that are shifted sideways against each other."""
    way = positions[-1] - positions[0]
    sideways = float(np.linalg.norm(way - normal * (way @ normal)))
    if sideways <= max(0.1, 0.25 * min(place.pixel_spacing)):
        return
    angle = math.degrees(math.atan2(sideways, float(way @ normal)))
    raise GeometryError(
        f"The slices of {named(source)} were taken with a tilted gantry ({angle:.1f}°); "
        "resample it to a grid with right angles first."
    )
