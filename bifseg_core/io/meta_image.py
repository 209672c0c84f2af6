"""MetaImage files (.mha, .mhd): a header of text, then voxels, here or in another file.

A reader of our own, because ITK's crashes the program on headers damaged in certain places.
Source: https://itk.org/Wiki/ITK/MetaIO/Documentation
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import ImageReadError
from bifseg_core.io.frames import split_frames
from bifseg_core.io.messages import colour, damaged, named, reading
from bifseg_core.io.placement import LpsGrid
from bifseg_core.io.text_header import text_fields
from bifseg_core.io.voxel_bytes import Packing, VoxelPlace
from bifseg_core.volume import Volume

FloatArray = NDArray[np.float64]

_TYPES = {
    "CHAR": "i1", "UCHAR": "u1", "SHORT": "i2", "USHORT": "u2", "INT": "i4", "UINT": "u4",
    "LONG": "i4", "ULONG": "u4", "LONG_LONG": "i8", "ULONG_LONG": "u8", "FLOAT": "f4",
    "DOUBLE": "f8",
}  # fmt: skip


def read_meta_image(path: Path) -> Volume:
    """The image of a MetaImage file.

    Raises:
        ImageReadError: it is damaged, incomplete, or not a grey 2D, 3D or 4D image.
        GeometryError: its grid cannot be used.
    """
    with reading(path):
        fields, length = text_fields(path, "=", last="elementdatafile")
        try:
            size = _size(fields, path)
            place = _place_of_voxels(fields, length, size, path)
            grid = _grid(fields, len(size))
        except (KeyError, ValueError, OverflowError) as error:
            raise damaged(path) from error
        affine = grid.to_affine(path)
        place.check()
        stored = split_frames(place.read())
        return Volume(
            stored.data,
            affine,
            path,
            is_planar=len(size) == 2,
            notes=stored.notes,
            frames=stored.frames,
        )


def _size(fields: Mapping[str, str], path: Path) -> tuple[int, ...]:
    size = tuple(int(word) for word in fields["dimsize"].split())
    if len(size) != int(fields["ndims"]) or len(size) < 2 or min(size) < 1:
        raise damaged(path)
    if int(fields.get("elementnumberofchannels", "1")) != 1:
        raise colour(path)
    return size


def _place_of_voxels(
    fields: Mapping[str, str], length: int, size: tuple[int, ...], path: Path
) -> VoxelPlace:
    place = fields["elementdatafile"]
    binary = "binarydata" not in fields or _is_true(fields, "binarydata")
    if not binary or place.upper().startswith("LIST") or "%" in place or "\0" in place:
        raise ImageReadError(
            f"{named(path)} keeps its voxels as text or in several files; save it as one .mha file."
        )
    is_local = place.upper() == "LOCAL"
    order = ">" if _is_true(fields, "binarydatabyteordermsb", "elementbyteordermsb") else "<"
    i, j, k = (*size, 1)[:3]
    return VoxelPlace(
        header_file=path,
        voxel_file=path if is_local else path.parent / place,
        offset=length if is_local else int(fields.get("headersize", "0")),
        shape=(i, j, k),
        dtype=np.dtype(order + _TYPES[fields["elementtype"].upper().removeprefix("MET_")]),
        packing=Packing.DEFLATE if _is_true(fields, "compresseddata") else Packing.NONE,
        frame_count=math.prod(size[3:]),
    )


def _is_true(fields: Mapping[str, str], *names: str) -> bool:
    return any(fields.get(name, "")[:1].lower() in ("t", "1", "y") for name in names)


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
