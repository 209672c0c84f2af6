"""MetaImage files (.mha, .mhd): a header of text, then voxels, here or in another file.

A reader of our own, because ITK's crashes the program on headers damaged in certain places.
Source: https://itk.org/Wiki/ITK/MetaIO/Documentation
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import ImageReadError
from bifseg_core.io.messages import (
    colour,
    damaged,
    four_dimensional,
    named,
    reading,
    too_large,
    truncated,
)
from bifseg_core.io.placement import LpsGrid
from bifseg_core.io.text_header import text_fields
from bifseg_core.volume import Volume

FloatArray = NDArray[np.float64]

_TYPES = {
    "CHAR": "i1", "UCHAR": "u1", "SHORT": "i2", "USHORT": "u2", "INT": "i4", "UINT": "u4",
    "LONG": "i4", "ULONG": "u4", "LONG_LONG": "i8", "ULONG_LONG": "u8", "FLOAT": "f4",
    "DOUBLE": "f8",
}  # fmt: skip
_LARGEST_PACKING = 1040


@dataclass(frozen=True, eq=False)
class MetaHeader:
    """What the header of a grey 2D or 3D image says.

    Attributes:
        size: voxels along each axis, two or three.
        grid: where they lie.
        dtype: the voxels' type in the file.
        is_packed: whether zlib packed them.
        voxel_file: where they are.
        offset: at which byte they begin; -1 where they end the file.
    """

    size: tuple[int, ...]
    grid: LpsGrid
    dtype: np.dtype[np.generic]
    is_packed: bool
    voxel_file: Path
    offset: int

    @property
    def byte_count(self) -> int:
        """Bytes of all voxels, unpacked."""
        return math.prod(self.size) * self.dtype.itemsize


def read_meta_image(path: Path) -> Volume:
    """The image of a MetaImage file.

    Raises:
        ImageReadError: it is damaged, incomplete, or not a grey 2D or 3D image.
        GeometryError: its grid cannot be used.
    """
    with reading(path):
        fields, length = text_fields(path, "=", last="elementdatafile")
        try:
            header = _parse(fields, length, path)
        except (KeyError, ValueError, OverflowError) as error:
            raise damaged(path) from error
        affine = header.grid.to_affine(path)
        _check_voxel_file(header, path)
        data = _read_voxels(header, path)
    data.setflags(write=False)
    return Volume(data, affine, path, is_planar=len(header.size) == 2)


def _parse(fields: Mapping[str, str], length: int, path: Path) -> MetaHeader:
    size = tuple(int(word) for word in fields["dimsize"].split())
    if len(size) != int(fields["ndims"]) or len(size) < 2 or min(size) < 1:
        raise damaged(path)
    if int(fields.get("elementnumberofchannels", "1")) != 1:
        raise colour(path)
    if math.prod(size[3:]) > 1:
        raise four_dimensional(path, math.prod(size[3:]))
    order = ">" if _is_true(fields, "binarydatabyteordermsb", "elementbyteordermsb") else "<"
    voxel_file, offset = _place_of_voxels(fields, length, path)
    return MetaHeader(
        size=size[:3],
        grid=_grid(fields, len(size)),
        dtype=np.dtype(order + _TYPES[fields["elementtype"].upper().removeprefix("MET_")]),
        is_packed=_is_true(fields, "compresseddata"),
        voxel_file=voxel_file,
        offset=offset,
    )


def _is_true(fields: Mapping[str, str], *names: str) -> bool:
    return any(fields.get(name, "")[:1].lower() in ("t", "1", "y") for name in names)


def _place_of_voxels(fields: Mapping[str, str], length: int, path: Path) -> tuple[Path, int]:
    place = fields["elementdatafile"]
    binary = "binarydata" not in fields or _is_true(fields, "binarydata")
    if not binary or place.upper().startswith("LIST") or "%" in place or "\0" in place:
        raise ImageReadError(
            f"{named(path)} keeps its voxels as text or in several files; save it as one .mha file."
        )
    if place.upper() == "LOCAL":
        return path, length
    return path.parent / place, int(fields.get("headersize", "0"))


def _grid(fields: Mapping[str, str], rank: int) -> LpsGrid:
    used = min(rank, 3)
    spacing, origin, direction = np.ones(3), np.zeros(3), np.eye(3)
    spacing[:used] = _numbers(fields, rank, "elementspacing", "elementsize", default=1)[:used]
    origin[:used] = _numbers(fields, rank, "offset", "position", "origin", default=0)[:used]
    names = ("transformmatrix", "rotation", "orientation")
    if any(name in fields for name in names):
        rows = _numbers(fields, rank * rank, *names, default=0).reshape(rank, rank)
        direction[:used, :used] = rows[:used, :used].T
    return LpsGrid(spacing, origin, direction)


def _numbers(fields: Mapping[str, str], count: int, *names: str, default: float) -> FloatArray:
    """The numbers of the first entry that exists; ValueError where they are not so many."""
    for name in names:
        if name in fields:
            return np.array([float(word) for word in fields[name].split()]).reshape(count)
    return np.full(count, default)


def _check_voxel_file(header: MetaHeader, path: Path) -> None:
    if not header.voxel_file.is_file():
        raise ImageReadError(
            f"{named(path)} keeps its voxels in {named(header.voxel_file)}, which is not there; "
            "copy both files into one folder."
        )
    held = header.voxel_file.stat().st_size - max(header.offset, 0)
    if not header.is_packed and held < header.byte_count:
        raise truncated(path)
    if header.byte_count > max(held, 0) * _LARGEST_PACKING:
        raise too_large(path)


def _read_voxels(header: MetaHeader, path: Path) -> NDArray[np.generic]:
    with header.voxel_file.open("rb") as file:
        if header.offset < 0:
            file.seek(-header.byte_count, 2)
        else:
            file.seek(header.offset)
        content = (
            _unpacked(file, header, path) if header.is_packed else file.read(header.byte_count)
        )
    if len(content) < header.byte_count:
        raise truncated(path)
    data = np.frombuffer(content, header.dtype).reshape((*header.size, 1)[:3], order="F")
    return data if data.dtype.isnative else data.astype(data.dtype.newbyteorder("="), order="K")


def _unpacked(file: BinaryIO, header: MetaHeader, path: Path) -> bytes:
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # zlib or gzip, both occur
    try:
        content = unpacker.decompress(file.read(), header.byte_count)
        unpacker.decompress(unpacker.unconsumed_tail, 1)  # lets zlib compare its checksum
    except zlib.error as error:
        raise damaged(path) from error
    if not unpacker.eof:
        raise truncated(path)
    return content
