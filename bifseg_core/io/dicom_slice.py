"""One DICOM file: what its header says, and its pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import ImageReadError
from bifseg_core.io.endings import DICOM_ENDINGS, ending_of
from bifseg_core.io.grey import GREY_NOTE, grey_from_components
from bifseg_core.io.itk import ItkError, read_header, read_voxels
from bifseg_core.io.messages import damaged, named, reading
from bifseg_core.io.slices import SlicePlace

FloatArray = NDArray[np.float64]

_IMAGE_IO = "GDCMImageIO"
_MAGIC, _MAGIC_OFFSET = b"DICM", 128
_NO_IMAGES = (b"1.2.840.10008.1.3.10", *(b"1.2.840.10008.5.1.4.1.1." + n for n in (
    b"88", b"11", b"481.3", b"481.5", b"66", b"104", b"9.1", b"9.2",
)))  # fmt: skip
"""Classes without pixels: directory, report, presentation, radiotherapy, raw data, PDF, curve."""


@dataclass(frozen=True, eq=False)
class DicomSlice:
    """The header of a file that holds one slice.

    Attributes:
        path: the file.
        series_uid, instance_uid: its series, and the slice itself.
        description, modality: of the series.
        place: where it lies.
    """

    path: Path
    series_uid: str
    instance_uid: str
    description: str
    modality: str
    place: SlicePlace


def is_dicom(path: Path) -> bool:
    """Whether the file says that it is DICOM, by its mark or, in old files, by its name."""
    if not path.is_file() or path.name.upper() == "DICOMDIR":
        return False
    with path.open("rb") as file:
        start = file.read(_MAGIC_OFFSET + len(_MAGIC))
    return start.endswith(_MAGIC) or ending_of(path, DICOM_ENDINGS) is not None


def claims_to_be_image(path: Path) -> bool:
    """Whether a DICOM file is of a class that has pixels; True where that cannot be told."""
    try:
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError:
        return True
    mark = start.find(b"\x02\x00\x02\x00UI")
    return mark < 0 or not start[mark + 8 :].startswith(_NO_IMAGES)


def read_slice(path: Path) -> DicomSlice:
    """The header of a DICOM file.

    Raises:
        ImageReadError: it is damaged, or holds no image or several.
    """
    with reading(path):
        path.open("rb").close()
        try:
            header = read_header(path, image_io=_IMAGE_IO)
        except ItkError as error:
            raise damaged(path) from error
    if len(header.size) > 2 and header.size[2] > 1:
        raise ImageReadError(
            f"{named(path)} is a DICOM file of {header.size[2]} frames; convert it to NIfTI first."
        )
    tags = {key: value.strip(" \0") for key, value in header.tags.items()}
    return DicomSlice(
        path,
        series_uid=tags.get("0020|000e", ""),
        instance_uid=tags.get("0008|0018", ""),
        description=tags.get("0008|103e", ""),
        modality=tags.get("0008|0060", ""),
        place=_place(tags, header.size, header.grid.spacing),
    )


def read_pixels(path: Path) -> tuple[NDArray[np.generic], tuple[str, ...]]:
    """The pixels (J, I) of a file, and notes.

    Raises:
        ImageReadError: they cannot be read, or are in colour.
    """
    with reading(path):
        try:
            voxels = read_voxels(path, image_io=_IMAGE_IO)
        except ItkError as error:
            raise damaged(path) from error
    plane = voxels[0] if voxels.shape[0] == 1 and voxels.ndim > 2 else voxels
    if plane.ndim == 2:
        return plane, ()
    return grey_from_components(plane, path), (GREY_NOTE,)


def _place(tags: Mapping[str, str], size: tuple[int, ...], spacing: FloatArray) -> SlicePlace:
    axes = _numbers(tags.get("0020|0037", ""), 6)
    thickness = _numbers(tags.get("0018|0050", ""), 1)
    return SlicePlace(
        position=_numbers(tags.get("0020|0032", ""), 3),
        row=None if axes is None else _unit(axes[:3]),
        column=None if axes is None else _unit(axes[3:]),
        pixel_spacing=(float(spacing[0]), float(spacing[1])),
        size=(size[0], size[1]),
        thickness=float(thickness[0]) if thickness is not None and thickness[0] > 0 else 1.0,
    )


def _numbers(text: str, count: int) -> FloatArray | None:
    try:
        numbers = np.array([float(word) for word in text.split("\\")])
    except ValueError:
        return None
    return numbers if len(numbers) == count and np.isfinite(numbers).all() else None


def _unit(vector: FloatArray) -> FloatArray | None:
    length = float(np.linalg.norm(vector))
    return vector / length if length > 0 else None
