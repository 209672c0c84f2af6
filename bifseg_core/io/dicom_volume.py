"""The slices of one DICOM series, put together to a volume, or to several over time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import ImageReadError
from bifseg_core.geometry import Affine
from bifseg_core.io.counted import Counted, Reading
from bifseg_core.io.dicom_pixels import read_planes
from bifseg_core.io.dicom_slice import DicomSlice
from bifseg_core.io.even_slices import even_count, evened
from bifseg_core.io.frames import split_frames
from bifseg_core.io.grey import COLOUR_NOTE
from bifseg_core.io.messages import named, reading
from bifseg_core.io.placement import LPS_TO_RAS, NO_SIDES_NOTE, LpsGrid, picture_affine
from bifseg_core.io.room import check_room
from bifseg_core.io.slices import Stack, check_over_time, split_over_time, stack_slices
from bifseg_core.io.straighten import straightened
from bifseg_core.volume import DicomSeries, SliceFit, Volume

Voxels = NDArray[np.generic]

COLOURS_NOTE = "The slices are in colour; their brightness is shown and segmented."
NO_SIZE_NOTE = "The file does not say how large its pixels are; lengths count each as 1 mm."


def reading_slices(slices: Sequence[DicomSlice], source: Path) -> Reading[Volume]:
    """Check the slices of a series and read them; yields after every one.

    Args:
        slices: unordered; one alone makes a 2D image, those of a film one over time.
        source: the folder or file that they are from.

    Raises:
        ImageReadError: a slice cannot be read, or the slices do not say where they lie.
        GeometryError: the slices do not make a regular grid.
    """
    slices, notes = _without_copies(slices)
    if not all(one.has_spacing for one in slices):
        notes = (*notes, NO_SIZE_NOTE)
    if len(slices) == 1:
        return (yield from _reading_picture(slices[0], notes))
    slices = _as_taken(slices)
    if len({one.path for one in slices}) == 1 and slices[0].place.position is None:
        return (yield from _reading_film(slices, notes))
    if any(one.place.position is None or one.place.row is None for one in slices):
        raise ImageReadError(
            f"The slices of {named(source)} do not say where they lie; choose another series."
        )
    times = split_over_time([one.place for one in slices])
    stack = stack_slices([slices[n].place for n in times[0]], source)
    ordered = [slices[volume[n]] for volume in times for n in stack.order]
    first = [one.place for one in ordered[: len(stack.order)]]
    for start in range(len(first), len(ordered), len(first)):
        later = ordered[start : start + len(first)]
        check_over_time(first, [one.place for one in later], source)
    return (yield from _reading_stack(ordered, stack, len(times), source, notes))


def _as_taken(slices: Sequence[DicomSlice]) -> list[DicomSlice]:
    """In the scanner's order; where its numbers begin anew, by when each was taken before that."""
    begins_anew = len({one.number for one in slices}) < len(slices)
    return sorted(slices, key=lambda one: (one.moment if begins_anew else (), one.number))


def _reading_stack(
    slices: Sequence[DicomSlice], stack: Stack, times: int, source: Path, notes: tuple[str, ...]
) -> Reading[Volume]:
    """The volume of slices in their order, those of one time point after those of another."""
    voxels, more = yield from _reading_planes(slices, source)
    frames, grid, fit = voxels.reshape(times, -1, *voxels.shape[1:]), stack.grid, _fit(stack)
    if fit is not SliceFit.OWN:
        check_room(source, 2 * voxels.nbytes * _enlarged(stack, len(frames[0])))
        with reading(source):
            moved = [_regridded(one.T, stack) for one in frames]
            frames, grid = np.stack([data.T for data, _ in moved]), moved[0][1]
    stored = split_frames(frames.T if times > 1 else frames[0].T)
    return Volume(
        stored.data,
        grid.to_affine(source),
        source,
        notes=(*notes, *more, *stack.notes, *stored.notes),
        series=_origin(slices, fit, times),
        frames=stored.frames,
    )


def _fit(stack: Stack) -> SliceFit:
    if stack.steps_k is not None:
        return SliceFit.BETWEEN
    return SliceFit.OWN if stack.shifts_px is None else SliceFit.SHIFTED


def _enlarged(stack: Stack, count: int) -> int:
    """How many times more slices the grid has than the series, rounded up."""
    return 1 if stack.steps_k is None else -(-even_count(stack.steps_k) // count)


def _regridded(data: Voxels, stack: Stack) -> tuple[Voxels, LpsGrid]:
    """The voxels (I', J', K') of slices (I, J, K) on a straight and even grid, and that grid."""
    grid = stack.grid
    if stack.shifts_px is not None:
        data, grid = straightened(data, grid, stack.shifts_px)
    return data if stack.steps_k is None else evened(data, stack.steps_k), grid


def _reading_planes(
    slices: Sequence[DicomSlice], source: Path
) -> Reading[tuple[Voxels, tuple[str, ...]]]:
    """The voxels (N, J, I) of slices in a type that holds each one's values, and notes."""
    voxels: Voxels | None = None
    notes: dict[str, None] = {}
    done = 0
    for path, here in groupby(slices, key=lambda one: one.path):
        for seen in read_planes(path, list(here)):
            if voxels is None:
                check_room(source, len(slices) * seen.grey.nbytes)
            with reading(source):
                voxels = _with_plane(voxels, seen.grey, done, len(slices))
            notes.update(dict.fromkeys(COLOURS_NOTE if n == COLOUR_NOTE else n for n in seen.notes))
            done += 1
            yield Counted(done, len(slices))
    assert voxels is not None
    return voxels, tuple(notes)


def _with_plane(voxels: Voxels | None, plane: Voxels, n: int, count: int) -> Voxels:
    if voxels is None:
        voxels = np.empty((count, *plane.shape), plane.dtype)
    kind = np.result_type(voxels.dtype, plane.dtype)
    if kind != voxels.dtype:
        voxels = voxels.astype(kind)
    voxels[n] = plane
    return voxels


def _without_copies(
    slices: Sequence[DicomSlice],
) -> tuple[Sequence[DicomSlice], tuple[str, ...]]:
    """Leave out files that are copies of another one, by their instance's UID."""
    unique: dict[tuple[str, int | None], DicomSlice] = {}
    for one in slices:
        unique.setdefault((one.instance_uid or str(one.path), one.frame), one)
    copies = len({one.path for one in slices}) - len({one.path for one in unique.values()})
    if not copies:
        return slices, ()
    return list(unique.values()), (f"{copies} files are copies of other slices and were left out.",)


def _reading_picture(one: DicomSlice, notes: tuple[str, ...]) -> Reading[Volume]:
    """The 2D image of a single slice."""
    affine, is_oriented = _planar_affine(one)
    (seen,) = read_planes(one.path, [one])
    yield Counted(1, 1)
    data = seen.grey.T[:, :, None]
    data.setflags(write=False)
    sides = () if is_oriented else (NO_SIDES_NOTE,)
    return Volume(
        data,
        affine,
        one.path,
        is_oriented,
        is_planar=True,
        notes=(*notes, *seen.notes, *sides),
        series=_origin([one]),
        colours=None if seen.colours is None else seen.colours.transpose(1, 0, 2)[:, :, None],
    )


def _reading_film(frames: Sequence[DicomSlice], notes: tuple[str, ...]) -> Reading[Volume]:
    """The 2D image over time of frames that have no places, as of an ultrasound film."""
    path = frames[0].path
    pictures, more = yield from _reading_planes(frames, path)
    stored = split_frames(pictures[:, None].T)
    affine, _ = _planar_affine(frames[0])
    return Volume(
        stored.data,
        affine,
        path,
        is_oriented=False,
        is_planar=True,
        notes=(*notes, *more, *stored.notes, NO_SIDES_NOTE),
        series=_origin(frames, times=len(frames)),
        frames=stored.frames,
    )


def _origin(
    slices: Sequence[DicomSlice], fit: SliceFit = SliceFit.OWN, times: int = 1
) -> DicomSeries:
    files = tuple(one.path for one in slices)
    is_of_frames = any(one.frame is not None for one in slices)
    frames = tuple(one.frame or 0 for one in slices) if is_of_frames else None
    return DicomSeries(slices[0].series_uid, files, frames, _positions_ras(slices), fit, times)


def _positions_ras(slices: Sequence[DicomSlice]) -> tuple[tuple[float, float, float], ...]:
    if any(one.place.position is None for one in slices):
        return ()
    places = np.array([one.place.position for one in slices]) @ LPS_TO_RAS[:3, :3]
    return tuple((float(x), float(y), float(z)) for x, y, z in places)


def _planar_affine(one: DicomSlice) -> tuple[Affine, bool]:
    if one.place.position is None or one.place.row is None:
        return picture_affine((*one.place.pixel_spacing, one.place.thickness)), False
    grid = stack_slices([one.place], one.path).grid
    return grid.to_affine(one.path), True
