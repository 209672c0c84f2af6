"""SimpleITK behind typed functions whose errors never show.

ITK's own sentences are for programmers; its warnings go nowhere.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import SimpleITK
from numpy.typing import NDArray

from bifseg_core.io.placement import LpsGrid
from bifseg_core.io.quiet import native_silence

_sitk: Any = SimpleITK
_sitk.ProcessObject.SetGlobalWarningDisplay(False)
_PRINTING = ("PNGImageIO", "JPEGImageIO", "TIFFImageIO")


class ItkError(Exception):
    """SimpleITK could not read a file; the caller says so in its own words."""


@dataclass(frozen=True, eq=False)
class ItkHeader:
    """What SimpleITK knows of a file before it reads the voxels.

    Attributes:
        size: per axis of the file, i first.
        grid: its place; axes beyond the file's are filled up with spacing 1.
        components: numbers at each voxel.
        tags: the file's other entries, "0020|0032" → value for DICOM.
    """

    size: tuple[int, ...]
    grid: LpsGrid
    components: int
    tags: Mapping[str, str]


def read_header(path: Path, *, image_io: str) -> ItkHeader:
    """What a file says before its voxels.

    Raises:
        ItkError: it is not a file of that kind.
    """
    reader = _sitk.ImageFileReader()
    reader.SetImageIO(image_io)
    try:
        with _quiet(image_io), _name_for_itk(path) as name:
            reader.SetFileName(name)
            reader.ReadImageInformation()
        rank = reader.GetDimension()
        grid = _grid(reader.GetSpacing(), reader.GetOrigin(), reader.GetDirection(), rank)
        tags = {key: _text(reader.GetMetaData(key)) for key in reader.GetMetaDataKeys()}
        components = reader.GetNumberOfComponents()
        return ItkHeader(tuple(reader.GetSize()), grid, components, tags)
    except (RuntimeError, ValueError, TypeError) as error:
        raise ItkError from error


def read_voxels(path: Path, *, image_io: str) -> NDArray[np.generic]:
    """The voxels of a file, slowest axis first: (K, J, I), or (K, J, I, C) with several numbers.

    Raises:
        ItkError: the voxels cannot be read.
    """
    try:
        with _quiet(image_io), _name_for_itk(path) as name:
            image = _sitk.ReadImage(name, imageIO=image_io)
        array: NDArray[np.generic] = _sitk.GetArrayFromImage(image)
    except (RuntimeError, ValueError) as error:
        raise ItkError from error
    return array


def _quiet(image_io: str) -> AbstractContextManager[None]:
    return native_silence() if image_io in _PRINTING else nullcontext()


def _text(value: str) -> str:
    """Text of a header in whatever alphabet: what is not UTF-8 is read as Latin-1."""
    content = value.encode("utf-8", "surrogateescape")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


@contextmanager
def _name_for_itk(path: Path) -> Iterator[str]:
    """The file's name; where that is not text, which ends ITK, the system's name for it."""
    name = str(path)
    if os.fsencode(name).decode(errors="replace") == name:
        yield name
        return
    with path.open("rb") as file:
        yield f"/proc/self/fd/{file.fileno()}"


def _grid(spacing: Any, origin: Any, direction: Any, rank: int) -> LpsGrid:
    used = min(rank, 3)
    lengths, offset, axes = np.ones(3), np.zeros(3), np.eye(3)
    lengths[:used] = spacing[:used]
    offset[:used] = origin[:used]
    axes[:used, :used] = np.array(direction).reshape(rank, rank)[:used, :used]
    return LpsGrid(lengths, offset, axes)
