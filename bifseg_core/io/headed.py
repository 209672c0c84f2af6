"""NRRD and MetaImage: a header of text, then voxels, here or in another file."""

import math
from pathlib import Path

import numpy as np

from bifseg_core.errors import GeometryError, ImageReadError
from bifseg_core.io.itk import ItkError, ItkHeader, read_header, read_voxels
from bifseg_core.io.messages import (
    colour,
    damaged,
    four_dimensional,
    named,
    reading,
    too_large,
    truncated,
)
from bifseg_core.io.placement import NO_SIDES_NOTE, zero_spacing
from bifseg_core.volume import Volume

_LARGEST_HEADER = 65536
_LARGEST_PACKING = 1040
_META_TYPES = {
    "CHAR": 1, "UCHAR": 1, "SHORT": 2, "USHORT": 2, "INT": 4, "UINT": 4, "LONG": 4, "ULONG": 4,
    "LONG_LONG": 8, "ULONG_LONG": 8, "FLOAT": 4, "DOUBLE": 8,
}  # fmt: skip


def read_nrrd(path: Path) -> Volume:
    """The image of an NRRD file.

    Raises:
        ImageReadError: it is damaged, incomplete, or not a grey 2D or 3D image.
        GeometryError: its grid cannot be used.
    """
    with reading(path):
        fields = _fields(path, ":")
    _check_spacing(fields.get("spacings", "1"), path)
    _check_spacing(fields.get("space directions", "1"), path, separators="(),")
    return _read(path, "NrrdImageIO", is_oriented="space" in fields)


def read_meta_image(path: Path) -> Volume:
    """The image of a MetaImage file (.mha, .mhd).

    Raises:
        ImageReadError: it is damaged, incomplete, or not a grey 2D or 3D image.
        GeometryError: its grid cannot be used.
    """
    with reading(path):
        fields = _fields(path, "=")
        _check_spacing(fields.get("elementspacing", "1"), path)
        _check_meta_image(fields, path)
    return _read(path, "MetaImageIO")


def _read(path: Path, image_io: str, *, is_oriented: bool = True) -> Volume:
    try:
        with reading(path):
            header = read_header(path, image_io=image_io)
            _check_header(header, path)
            affine = header.grid.to_affine(path)
            voxels = read_voxels(path, image_io=image_io)
    except ItkError as error:
        raise damaged(path) from error
    planar = len(header.size) == 2
    shape = (*header.size[:3], 1)[:3]
    data = voxels.reshape(shape[::-1]).T
    data.setflags(write=False)
    return Volume(data, affine, path, is_oriented, planar, () if is_oriented else (NO_SIDES_NOTE,))


def _check_header(header: ItkHeader, path: Path) -> None:
    if header.components > 1:
        raise colour(path)
    if header.is_complex:
        raise ImageReadError(f"{named(path)} holds complex numbers; save their magnitude first.")
    if len(header.size) > 3 and math.prod(header.size[3:]) > 1:
        raise four_dimensional(path, math.prod(header.size[3:]))
    if len(header.size) < 2 or 0 in header.size:
        raise damaged(path)
    attached = path.suffix.lower() in (".nrrd", ".mha")
    if attached and math.prod(header.size) > path.stat().st_size * _LARGEST_PACKING:
        raise too_large(path)


def _fields(path: Path, separator: str) -> dict[str, str]:
    """The entries of a text header, names in lower case."""
    with path.open("rb") as file:
        start = file.read(_LARGEST_HEADER)
    fields: dict[str, str] = {}
    for line in start.split(b"\n"):
        name, found, value = line.decode("latin-1").partition(separator)
        if found and len(name) < 64:
            fields.setdefault(name.strip().lower(), value.lstrip(separator).strip())
        if name.strip().lower() == "elementdatafile" or not line.strip():
            break
    return fields


def _check_spacing(text: str, path: Path, *, separators: str = "") -> None:
    for separator in separators:
        text = text.replace(separator, " ")
    words = [word for word in text.split() if word.lower() != "none"]
    try:
        numbers = np.array([float(word) for word in words])
    except ValueError as error:
        raise damaged(path) from error
    if not np.isfinite(numbers).all():
        raise GeometryError(
            f"The voxel spacing of {named(path)} is not a finite number; repair its header first."
        )
    if not separators and not numbers.all():
        raise zero_spacing(path)


def _check_meta_image(fields: dict[str, str], path: Path) -> None:
    """Find out what ITK would print about: entries that are missing, and voxels that are."""
    try:
        sizes = [int(word) for word in fields["dimsize"].split()]
        rank, place = int(fields["ndims"]), fields["elementdatafile"]
        width = _META_TYPES.get(fields["elementtype"].upper().removeprefix("MET_"), 1)
        packed = fields.get("compresseddata", "false").lower().startswith("t")
        needed = int(fields.get("compresseddatasize", 0)) if packed else math.prod(sizes) * width
    except (KeyError, ValueError) as error:
        raise damaged(path) from error
    if len(sizes) != rank or min(sizes) < 1:
        raise damaged(path)
    if place.upper().startswith("LIST") or "%" in place:
        return
    if place.upper() == "LOCAL":
        _check_meta_voxels(path, path, _header_length(path) + needed)
    else:
        _check_meta_voxels(path.parent / place, path, needed)


def _header_length(path: Path) -> int:
    with path.open("rb") as file:
        start = file.read(_LARGEST_HEADER)
    last_entry = start.find(b"ElementDataFile")
    return start.find(b"\n", last_entry) + 1


def _check_meta_voxels(voxel_file: Path, path: Path, needed: int) -> None:
    if not voxel_file.is_file():
        raise ImageReadError(
            f"{named(path)} keeps its voxels in {named(voxel_file)}, which is not there; "
            "copy both files into one folder."
        )
    if voxel_file.stat().st_size < needed:
        raise truncated(path)
