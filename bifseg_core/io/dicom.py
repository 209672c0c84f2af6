"""DICOM series: found in a folder, checked slice by slice, and read.

Where a slice is missing SimpleITK only warns and changes the spacing, and it casts every slice to
the type of the first; so slices are read one by one and placed here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import ImageReadError
from bifseg_core.geometry import Affine
from bifseg_core.io.dicom_slice import (
    DicomSlice,
    claims_to_be_image,
    is_dicom,
    read_pixels,
    read_slice,
)
from bifseg_core.io.messages import named, reading
from bifseg_core.io.placement import NO_SIDES_NOTE, picture_affine
from bifseg_core.io.slices import stack_slices
from bifseg_core.volume import DicomSeries, Volume

_MOST_FILES = 50_000


@dataclass(frozen=True)
class SeriesInfo:
    """A DICOM series in a folder; nothing here names the patient.

    Attributes:
        uid: its SeriesInstanceUID.
        description: what the scanner's operator called it, "" where nothing is written.
        modality: "CT", "MR", …
        size: columns, rows, slices.
        files: its slices, unordered.
        folder: where it was found.
        damaged_files: image files of the folder that cannot be read, of whatever series.
    """

    uid: str
    description: str
    modality: str
    size: tuple[int, int, int]
    files: tuple[Path, ...]
    folder: Path
    damaged_files: tuple[Path, ...] = ()


def find_series(folder: str | Path) -> list[SeriesInfo]:
    """The DICOM series in a folder and the folders below it, the one with most slices first.

    Raises:
        ImageReadError: the folder cannot be read.
    """
    folder = Path(folder)
    with reading(folder):
        candidates = [path for path in _files_below(folder) if is_dicom(path)]
    found, damaged = _read_slices(candidates)
    series: dict[str, list[DicomSlice]] = {}
    for one in found:
        series.setdefault(one.series_uid, []).append(one)
    infos = [_info(uid, slices, folder, damaged) for uid, slices in series.items()]
    return sorted(infos, key=lambda info: (-len(info.files), info.description, info.uid))


def read_series(info: SeriesInfo) -> Volume:
    """The volume of a series; a series of one file is 2D.

    Raises:
        ImageReadError: a slice cannot be read, is in colour, or the series holds several volumes.
        GeometryError: the slices do not make a regular grid.
    """
    source = info.folder if len(info.files) > 1 else info.files[0]
    slices, damaged = _read_slices(info.files)
    if damaged:
        raise ImageReadError(f"{named(damaged[0])} cannot be read; copy the series again.")
    slices, notes = _without_copies(slices)
    if info.damaged_files:
        notes = (*notes, _left_out(info.damaged_files))
    if len(slices) == 1:
        return _planar(slices[0], notes)
    if any(one.place.position is None or one.place.row is None for one in slices):
        raise ImageReadError(
            f"The slices of {named(source)} do not say where they lie; choose another series."
        )
    stack = stack_slices([one.place for one in slices], source)
    ordered = [slices[n] for n in stack.order]
    affine = stack.grid.to_affine(source)
    notes = (*notes, *stack.notes)
    return Volume(_read_stack(ordered), affine, source, notes=notes, series=_origin(ordered))


def read_one_of_several(info: SeriesInfo) -> Volume:
    """The volume of a series that was chosen from several in one folder.

    Its source is its first file, where the others lie beside it: opened again, that file gives the
    same series without a question.

    Raises:
        ImageReadError: as for `read_series`.
        GeometryError: the slices do not make a regular grid.
    """
    volume = read_series(info)
    is_in_one_folder = len({file.parent for file in info.files}) == 1
    return replace(volume, source=min(info.files)) if is_in_one_folder else volume


def middle_slice(info: SeriesInfo) -> NDArray[np.generic]:
    """The pixels (J, I) of a slice from the middle of a series, for a small picture.

    Raises:
        ImageReadError: the file cannot be read, or is in colour.
    """
    pixels, _ = read_pixels(sorted(info.files)[len(info.files) // 2])
    return pixels


def read_dicom_folder(folder: Path) -> Volume:
    """The volume of a folder that holds one series.

    Raises:
        ImageReadError: it holds no series or several, or the series cannot be read.
        GeometryError: the slices do not make a regular grid.
    """
    found = find_series(folder)
    if not found:
        raise ImageReadError(
            f"The folder {named(folder)} holds no DICOM images; choose another one or a file."
        )
    if len(found) > 1:
        raise ImageReadError(
            f"The folder {named(folder)} holds {len(found)} DICOM series ({_listed(found)}); "
            "choose one of them by opening one of its files."
        )
    return read_series(found[0])


def read_dicom_file(path: Path) -> Volume:
    """The volume of the series that a file belongs to, whose other slices lie beside it.

    Raises:
        ImageReadError: the file holds no image that can be read.
        GeometryError: the slices do not make a regular grid.
    """
    own = read_slice(path)
    with reading(path):
        beside = [file for file in sorted(path.parent.iterdir()) if is_dicom(file)]
    slices, damaged = _read_slices(beside)
    series = [one for one in slices if one.series_uid == own.series_uid and own.series_uid]
    info = _info(own.series_uid, series or [own], path.parent, damaged)
    volume = read_series(info)
    if len(info.files) == 1:
        return volume
    note = f"The series of {named(path)} was read from {len(info.files)} files beside it."
    return replace(volume, source=path, notes=(note, *volume.notes))


def _files_below(folder: Path) -> Iterable[Path]:
    count = 0
    for root, folders, files in os.walk(folder, onerror=_raise):
        folders.sort()
        for name in sorted(files):
            count += 1
            if count > _MOST_FILES:
                raise ImageReadError(
                    f"The folder {named(folder)} holds more than {_MOST_FILES} files; "
                    "choose the folder of one scan."
                )
            yield Path(root, name)


def _raise(error: OSError) -> None:
    raise error


def _read_slices(files: Iterable[Path]) -> tuple[list[DicomSlice], tuple[Path, ...]]:
    """The slices of those files that hold images, and the files that should but do not."""
    slices, damaged = [], []
    for path in filter(claims_to_be_image, files):  # a segmentation of one slice looks like one
        try:
            slices.append(read_slice(path))
        except ImageReadError:
            damaged.append(path)
    return slices, tuple(damaged)


def _info(
    uid: str, slices: Sequence[DicomSlice], folder: Path, damaged: tuple[Path, ...]
) -> SeriesInfo:
    first = slices[0]
    size = (*first.place.size, len(slices))
    files = tuple(one.path for one in slices)
    return SeriesInfo(uid, first.description, first.modality, size, files, folder, damaged)


def _listed(found: Sequence[SeriesInfo]) -> str:
    words = [f"{info.description or info.modality}: {len(info.files)} files" for info in found[:4]]
    return ", ".join(words) + (", …" if len(found) > 4 else "")


def _left_out(damaged: tuple[Path, ...]) -> str:
    files = "1 damaged file" if len(damaged) == 1 else f"{len(damaged)} damaged files"
    return f"{files} ({named(damaged[0])}) could not be read; check whether slices are missing."


def _without_copies(slices: list[DicomSlice]) -> tuple[list[DicomSlice], tuple[str, ...]]:
    """Leave out files that are copies of another one, by their instance's UID."""
    unique: dict[str, DicomSlice] = {}
    for one in slices:
        unique.setdefault(one.instance_uid or str(one.path), one)
    copies = len(slices) - len(unique)
    if not copies:
        return slices, ()
    return list(unique.values()), (f"{copies} files are copies of other slices and were left out.",)


def _planar(one: DicomSlice, notes: tuple[str, ...]) -> Volume:
    affine, is_oriented = _planar_affine(one)
    pixels, more = read_pixels(one.path)
    data = pixels.T[:, :, None]
    data.setflags(write=False)
    sides = () if is_oriented else (NO_SIDES_NOTE,)
    notes = (*notes, *more, *sides)
    return Volume(data, affine, one.path, is_oriented, True, notes, _origin([one]))


def _origin(slices: Sequence[DicomSlice]) -> DicomSeries:
    return DicomSeries(slices[0].series_uid, tuple(one.path for one in slices))


def _planar_affine(one: DicomSlice) -> tuple[Affine, bool]:
    if one.place.position is None or one.place.row is None:
        return picture_affine((*one.place.pixel_spacing, one.place.thickness)), False
    grid = stack_slices([one.place], one.path).grid
    return grid.to_affine(one.path), True


def _read_stack(slices: Sequence[DicomSlice]) -> NDArray[np.generic]:
    """The voxels (I, J, K) of ordered slices, in a type that holds each slice's values."""
    planes = [read_pixels(one.path)[0] for one in slices]
    kind = np.result_type(*{plane.dtype for plane in planes})
    stack = np.empty((len(planes), *planes[0].shape), kind)
    for n, plane in enumerate(planes):
        stack[n] = plane
    data = stack.T
    data.setflags(write=False)
    return data
