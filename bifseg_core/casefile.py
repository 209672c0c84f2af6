"""Case files (`.bifseg`): a whole case with its history in one file, without the scan itself."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bifseg_core.errors import BifsegError, CaseFileError
from bifseg_core.io import find_series, read_series, read_volume
from bifseg_core.io.atomic import replace_file
from bifseg_core.io.messages import named
from bifseg_core.journal.frames import (
    MAGIC,
    DamagedError,
    NewerFormatError,
    Place,
    framed,
    read_frames,
)
from bifseg_core.journal.image import ImageReference
from bifseg_core.journal.packing import Record, pack, unpack
from bifseg_core.journal.recorder import Recorder
from bifseg_core.journal.replay import Replayer, Restored, replay
from bifseg_core.journal.steps import Step, StepKind
from bifseg_core.journal.writer import header_record
from bifseg_core.volume import Volume

ENDING = ".bifseg"


@dataclass(frozen=True)
class CaseHeader:
    """What a case file says about its scan.

    Attributes:
        path: of the case file.
        image: the scan, where it was when the case was saved.
        beside: where the scan is if it moved together with the case file.
    """

    path: Path
    image: ImageReference
    beside: Path

    @property
    def scan(self) -> Path:
        """Where the scan is now.

        Raises:
            CaseFileError: it is at neither place.
        """
        for place in (self.image.path, self.beside):
            if _exists(place):
                return place
        raise _gone(self.image)


def save_case(path: Path, volume: Volume, steps: Iterable[Step]) -> None:
    """Write a case file, whole or not at all.

    Args:
        path: the file; one that exists is replaced.
        volume: the image, read from a file.
        steps: from a new case to the present one, by `journal.steps_of`.

    Raises:
        WriteError: the file cannot be written; one that was there before still is.
        CaseFileError: the image was not read from a file, or the file reads back differently.
    """
    if volume.source is None:
        raise CaseFileError("The scan was not read from a file; save it as a file and open that.")
    content = b"".join(_contents(path, volume, steps))
    replace_file(path, content, check=lambda written: _check(written, path))


def read_case_header(path: Path) -> CaseHeader:
    """What a case file says about its scan.

    Raises:
        CaseFileError: the file is missing, damaged, of a later version, or no case file.
    """
    head = _read(path)[0].head
    try:
        image = ImageReference.from_json(head["image"])
        beside = path.parent / str(head["relative"])
    except (KeyError, TypeError, DamagedError) as error:
        raise _damaged(path) from error
    return CaseHeader(path, image, beside)


def read_case(path: Path, volume: Volume) -> Restored:
    """The case in a case file.

    Args:
        path: the file.
        volume: the scan that its header names, read anew.

    Raises:
        CaseFileError: the file cannot be used, or the scan is another one.
    """
    if not read_case_header(path).image.is_of(volume):
        raise _changed(volume.source or path)
    return _replayed(path, volume)


def load_case(path: Path) -> tuple[Volume, Restored]:
    """A case file's scan and the case itself.

    Raises:
        CaseFileError: the file cannot be used, or its scan is gone or another one.
        ImageReadError: the scan cannot be read.
        GeometryError: its voxels do not lie on a grid.
    """
    header = read_case_header(path)
    volume = _scan(header.image, header.scan)
    return volume, _replayed(path, volume)


def load_added(image: ImageReference) -> Volume:
    """An image that was added to a case, as its file has it.

    Raises:
        CaseFileError: it is gone, or another one.
        ImageReadError: it cannot be read.
        GeometryError: its voxels do not lie on a grid.
    """
    if not _exists(image.path):
        raise _gone(image)
    return _scan(image, image.path)


def load_journal(path: Path, image: ImageReference) -> tuple[Volume, Restored]:
    """A journal's scan and the case up to the journal's end or its first damage.

    Raises:
        CaseFileError: the journal cannot be read, or its scan is gone or another one.
        ImageReadError: the scan cannot be read.
        GeometryError: its voxels do not lie on a grid.
    """
    if not _exists(image.path):
        raise _gone(image)
    volume = _scan(image, image.path)
    try:
        return volume, replay(path, volume)
    except (OSError, DamagedError) as error:
        raise CaseFileError(
            f"The kept work on {named(image.path)} cannot be read; it stays where it is."
        ) from error


def _replayed(path: Path, volume: Volume) -> Restored:
    replayer = Replayer(volume)
    try:
        for record in _read(path):
            replayer.take(_moved(record, path.parent))
    except DamagedError as error:
        raise _damaged(path) from error
    return replayer.restored(Place(), is_whole=True)


def _moved(record: Record, folder: Path) -> Record:
    """An added image's record with the image beside the case file, where both were moved."""
    head = record.head
    if "relative" not in head or head.get("how") != StepKind.IMAGE.value:
        return record
    image, beside = dict(head["image"]), folder / str(head["relative"])
    if not _exists(Path(str(image["path"]))) and _exists(beside):
        image["path"] = str(beside.resolve())
    return Record({**head, "image": image}, record.blobs)


def _scan(image: ImageReference, place: Path) -> Volume:
    """The scan at that place, which must be the one that the work was done on."""
    candidates = _series(place) if place.is_dir() else iter([read_volume(place)])
    for volume in candidates:
        if image.is_of(volume):
            return volume
    raise _changed(place)


def _series(folder: Path) -> Iterator[Volume]:
    """Every series of a folder that can be read."""
    for info in find_series(folder):
        with contextlib.suppress(BifsegError):
            yield read_series(info)


def _changed(place: Path) -> CaseFileError:
    return CaseFileError(
        f"The scan {named(place)} has changed since this work was done on it; "
        "put the earlier one back and try again."
    )


def _gone(image: ImageReference) -> CaseFileError:
    return CaseFileError(
        f"The scan {named(image.path)} that this work was done on is not there any more; "
        "put it back where it was and try again."
    )


def _contents(path: Path, volume: Volume, steps: Iterable[Step]) -> Iterator[bytes | memoryview]:
    yield MAGIC
    place, count = Place(), 0
    for record in _records(path, volume, steps):
        parts, place = framed(pack(record), place)
        count += 1
        yield from parts
    yield from framed(pack(Record({"kind": "end", "records": count})), place)[0]


def _records(path: Path, volume: Volume, steps: Iterable[Step]) -> Iterator[Record]:
    image = ImageReference.of(volume)
    header = header_record("case", image)
    relative = _relative(image.path, path.absolute().parent)
    yield Record({**header.head, "relative": relative})
    recorder = Recorder()
    for step in steps:
        *items, last = recorder.records(step)
        yield from items
        yield last if step.image is None else _with_place(last, step.image, path)


def _with_place(record: Record, image: ImageReference, path: Path) -> Record:
    relative = _relative(image.path, path.absolute().parent)
    return Record({**record.head, "relative": relative}, record.blobs)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that the system cannot look up
        return False


def _relative(path: Path, folder: Path) -> str:
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # on another drive
        return str(path)


def _read(path: Path) -> list[Record]:
    """All records but the last, which says that the file is whole."""
    try:
        with path.open("rb") as file:
            frames = list(read_frames(file))
            size = file.seek(0, os.SEEK_END)
        records = [unpack(frame.payload) for frame in frames]
    except OSError as error:
        raise CaseFileError(
            f"The case file {named(path)} cannot be opened; check the path and your access to it."
        ) from error
    except NewerFormatError as error:
        raise CaseFileError(
            f"The case file {named(path)} was saved by a later version of BIFSeg; "
            "open it with that one."
        ) from error
    except (DamagedError, MemoryError) as error:
        raise _damaged(path) from error
    if len(records) < 2 or frames[-1].end.offset != size:
        raise _damaged(path)
    _check_ends(records[0].head, records[-1].head, len(records) - 1, path)
    return records[:-1]


def _check_ends(first: Mapping[str, Any], last: Mapping[str, Any], count: int, path: Path) -> None:
    if first.get("kind") != "case" or last.get("kind") != "end" or last.get("records") != count:
        raise _damaged(path)


def _check(written: Path, path: Path) -> None:
    try:
        _read(written)
    except CaseFileError as error:
        raise CaseFileError(
            f"{named(path)} could not be saved: reading it back gave something else; "
            "try another folder."
        ) from error


def _damaged(path: Path) -> CaseFileError:
    return CaseFileError(
        f"The case file {named(path)} is damaged or no case file; open a copy of it."
    )
