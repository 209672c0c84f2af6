"""DICOM series: found in a folder, checked slice by slice, and read.

Where a slice is missing SimpleITK only warns and changes the spacing, and it casts every slice to
the type of the first; so slices are read one by one and placed here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import ImageReadError
from bifseg_core.io.counted import Counted, Reading, finished
from bifseg_core.io.dicom_pixels import read_planes
from bifseg_core.io.dicom_slice import DicomSlice, is_dicom_image, no_image, read_slices
from bifseg_core.io.dicom_volume import reading_slices
from bifseg_core.io.messages import named, reading
from bifseg_core.volume import Volume

_MOST_FILES = 50_000


@dataclass(frozen=True, eq=False)
class SeriesInfo:
    """A DICOM series in a folder; nothing here names the patient.

    Attributes:
        uid: its SeriesInstanceUID.
        description: what the scanner's operator called it, "" where nothing is written.
        modality: "CT", "MR", …
        size: columns, rows, slices.
        slices: unordered.
        folder: where it was found.
        damaged_files: image files of the folder that cannot be read, of whatever series.
    """

    uid: str
    description: str
    modality: str
    size: tuple[int, int, int]
    slices: tuple[DicomSlice, ...] = field(repr=False)
    folder: Path
    damaged_files: tuple[Path, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of its slices."""
        return tuple(dict.fromkeys(one.path for one in self.slices))


def find_series(folder: str | Path) -> list[SeriesInfo]:
    """The DICOM series in a folder and the folders below it, the one with most slices first.

    Raises:
        ImageReadError: the folder cannot be read, or every file that may be an image is refused.
    """
    return finished(finding_series(folder))


def finding_series(folder: str | Path) -> Reading[list[SeriesInfo]]:
    """Find as `find_series` does, and yield after every file."""
    folder = Path(folder)
    with reading(folder):
        files = list(_files_below(folder))
    found = yield from _read_headers(files)
    series: dict[str, list[DicomSlice]] = {}
    for one in found.slices:
        series.setdefault(one.series_uid, []).append(one)
    infos = [_info(uid, slices, folder, found.damaged) for uid, slices in series.items()]
    if not infos and found.refusal is not None:
        raise found.refusal
    return sorted(infos, key=lambda info: (-len(info.slices), info.description, info.uid))


def read_series(info: SeriesInfo) -> Volume:
    """The volume of a series; a series of one slice is 2D.

    Raises:
        ImageReadError: a slice cannot be read, or the slices do not say where they lie.
        GeometryError: the slices do not make a regular grid.
    """
    return finished(reading_series(info))


def reading_series(info: SeriesInfo) -> Reading[Volume]:
    """Read as `read_series` does, and yield after every slice."""
    source = info.folder if len(info.files) > 1 else info.files[0]
    volume = yield from reading_slices(info.slices, source)
    if not info.damaged_files:
        return volume
    return replace(volume, notes=(*volume.notes, _left_out(info.damaged_files)))


def read_one_of_several(info: SeriesInfo) -> Volume:
    """The volume of a series that was chosen from several in one folder.

    Its source is its first file, where the others lie beside it: opened again, that file gives the
    same series without a question.

    Raises:
        ImageReadError: as for `read_series`.
        GeometryError: the slices do not make a regular grid.
    """
    return finished(reading_one_of_several(info))


def reading_one_of_several(info: SeriesInfo) -> Reading[Volume]:
    """Read as `read_one_of_several` does, and yield after every slice."""
    volume = yield from reading_series(info)
    is_in_one_folder = len({file.parent for file in info.files}) == 1
    return replace(volume, source=min(info.files)) if is_in_one_folder else volume


def middle_slice(info: SeriesInfo) -> NDArray[np.generic]:
    """The pixels (J, I) of a slice from the middle of a series, for a small picture.

    Raises:
        ImageReadError: the file cannot be read.
    """
    ordered = sorted(info.slices, key=lambda one: (one.path, one.number))
    middle = ordered[len(ordered) // 2]
    (seen,) = read_planes(middle.path, [middle])
    return seen.grey


def reading_dicom_folder(folder: Path) -> Reading[Volume]:
    """The volume of a folder that holds one series; yields after every file and slice.

    Raises:
        ImageReadError: it holds no series or several, or the series cannot be read.
        GeometryError: the slices do not make a regular grid.
    """
    found = yield from finding_series(folder)
    if not found:
        raise ImageReadError(
            f"The folder {named(folder)} holds no DICOM images; choose another one or a file."
        )
    if len(found) > 1:
        raise ImageReadError(
            f"The folder {named(folder)} holds {len(found)} DICOM series ({_listed(found)}); "
            "choose one of them by opening one of its files."
        )
    return (yield from reading_series(found[0]))


def reading_dicom_file(path: Path) -> Reading[Volume]:
    """The volume of the series that a file belongs to, whose other slices lie beside it.

    Yields after every file and slice.

    Raises:
        ImageReadError: the file holds no image that can be read.
        GeometryError: the slices do not make a regular grid.
    """
    if not is_dicom_image(path):
        raise no_image(path)
    own = read_slices(path)
    uid = own[0].series_uid
    with reading(path):
        beside = sorted(path.parent.iterdir())
    found = yield from _read_headers(beside)
    series = [one for one in found.slices if one.series_uid == uid and uid]
    info = _info(uid, series or own, path.parent, found.damaged)
    volume = yield from reading_series(info)
    if len(info.files) == 1:
        return volume
    note = f"The series of {named(path)} was read from {len(info.files)} files beside it."
    return replace(volume, source=path, notes=(note, *volume.notes))


@dataclass(frozen=True, eq=False)
class _Headers:
    """What the headers of files said, and the files that should be images but are not."""

    slices: tuple[DicomSlice, ...]
    damaged: tuple[Path, ...]
    refusal: ImageReadError | None


def _read_headers(files: Sequence[Path]) -> Reading[_Headers]:
    slices: list[DicomSlice] = []
    damaged: list[Path] = []
    refusal = None
    for n, path in enumerate(files):
        try:
            with reading(path):
                slices += read_slices(path) if is_dicom_image(path) else ()
        except ImageReadError as error:
            damaged.append(path)
            refusal = refusal or error
        yield Counted(n + 1, len(files))
    return _Headers(tuple(slices), tuple(damaged), refusal)


def _files_below(folder: Path) -> Iterator[Path]:
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


def _info(
    uid: str, slices: Iterable[DicomSlice], folder: Path, damaged: tuple[Path, ...]
) -> SeriesInfo:
    slices = tuple(slices)
    first = slices[0]
    size = (*first.place.size, len(slices))
    return SeriesInfo(uid, first.description, first.modality, size, slices, folder, damaged)


def _listed(found: Sequence[SeriesInfo]) -> str:
    words = [f"{info.description or info.modality}: {len(info.files)} files" for info in found[:4]]
    return ", ".join(words) + (", …" if len(found) > 4 else "")


def _left_out(damaged: tuple[Path, ...]) -> str:
    files = "1 damaged file" if len(damaged) == 1 else f"{len(damaged)} damaged files"
    return f"{files} ({named(damaged[0])}) could not be read; check whether slices are missing."
