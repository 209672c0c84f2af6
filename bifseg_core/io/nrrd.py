"""NRRD files (.nrrd, .nhdr): a header of text, then voxels, here or in another file.

A reader of our own, because ITK's does not compare the checksum of packed voxels.
Source: https://teem.sourceforge.net/nrrd/format.html
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import ImageReadError
from bifseg_core.io.frames import split_frames
from bifseg_core.io.messages import colour, damaged, named, reading
from bifseg_core.io.placement import NO_SIDES_NOTE, LpsGrid
from bifseg_core.io.text_header import text_fields
from bifseg_core.io.voxel_bytes import Packing, VoxelPlace
from bifseg_core.volume import Volume

FloatArray = NDArray[np.float64]
Fields = Mapping[str, str]

_TYPES = {
    "i1": "signed char, int8, int8_t",
    "u1": "uchar, unsigned char, uint8, uint8_t",
    "i2": "short, short int, signed short, signed short int, int16, int16_t",
    "u2": "ushort, unsigned short, unsigned short int, uint16, uint16_t",
    "i4": "int, signed int, int32, int32_t",
    "u4": "uint, unsigned int, uint32, uint32_t",
    "i8": "longlong, long long, long long int, signed long long, signed long long int, int64, "
    "int64_t",
    "u8": "ulonglong, unsigned long long, unsigned long long int, uint64, uint64_t",
    "f4": "float",
    "f8": "double",
}
_DTYPES = {name: dtype for dtype, names in _TYPES.items() for name in names.split(", ")}
_PACKINGS = {
    "raw": Packing.NONE, "gzip": Packing.DEFLATE, "gz": Packing.DEFLATE, "bzip2": Packing.BZIP2,
    "bz2": Packing.BZIP2,
}  # fmt: skip
_SPACES_TO_LPS = {
    "left-posterior-superior": (1, 1, 1), "lps": (1, 1, 1),
    "right-anterior-superior": (-1, -1, 1), "ras": (-1, -1, 1),
    "left-anterior-superior": (1, -1, 1), "las": (1, -1, 1),
}  # fmt: skip
_KINDS_IN_SPACE = ("domain", "space", "???", "none")
_OTHER_LENGTHS = {
    "m", "meter", "meters", "metre", "metres", "dm", "cm", "centimeter", "centimeters",
    "centimetre", "centimetres", "um", "µm", "μm", "micron", "microns", "micrometer",
    "micrometers", "micrometre", "micrometres", "nm", "nanometer", "nanometers", "in", "inch",
}  # fmt: skip
_VECTOR = re.compile(r"\(([^()]*)\)|none")


@dataclass(frozen=True)
class _Axis:
    """One axis of the array, fastest first: its length, and its step in the header's space."""

    size: int
    step: tuple[float, ...] | None
    is_spatial: bool


def read_nrrd(path: Path) -> Volume:
    """The image of an NRRD file.

    Raises:
        ImageReadError: it is damaged, incomplete, or not a grey 2D, 3D or 4D image.
        GeometryError: its grid cannot be used.
    """
    with reading(path):
        fields, length = text_fields(path, ":")
        _check_unit(fields, path)
        try:
            axes, frame_count = _spatial_axes(fields, path)
            place = _place_of_voxels(fields, length, axes, path)
            place = replace(place, frame_count=frame_count)
            grid = _grid(fields, axes)
        except (KeyError, ValueError, OverflowError) as error:
            raise damaged(path) from error
        affine = grid.to_affine(path)
        place.check()
        is_oriented = fields.get("space", "").lower() in _SPACES_TO_LPS
        stored = split_frames(place.read())
        notes = (*(() if is_oriented else (NO_SIDES_NOTE,)), *stored.notes)
        is_planar = len(axes) == 2
        return Volume(
            stored.data, affine, path, is_oriented, is_planar, notes, frames=stored.frames
        )


def _check_unit(fields: Fields, path: Path) -> None:
    """Refuse lengths in another unit: programs that overlook it would place scan and mask apart."""
    words = re.findall(r'"([^"]*)"', fields.get("spaceunits", "") + fields.get("units", ""))
    for word in words:
        if word.strip().lower() in _OTHER_LENGTHS:
            raise ImageReadError(
                f"{named(path)} gives its lengths in another unit than millimetres ({word}); "
                "save it in millimetres first."
            )


def _spatial_axes(fields: Fields, path: Path) -> tuple[tuple[_Axis, ...], int]:
    """The axes that lie in space, and how many images follow one after the other."""
    axes = _axes(fields)
    if not axes or min(axis.size for axis in axes) < 1:
        raise damaged(path)
    spatial = tuple(axis for axis in axes if axis.is_spatial)
    extra = math.prod(axis.size for axis in axes if not axis.is_spatial)
    extra *= math.prod(axis.size for axis in spatial[3:])
    if len(spatial) < 2:
        raise damaged(path)
    if extra > 1 and axes[: len(spatial[:3])] != spatial[:3]:
        raise colour(path)
    return spatial[:3], extra


def _axes(fields: Fields) -> tuple[_Axis, ...]:
    sizes = [int(word) for word in fields["sizes"].split()]
    if len(sizes) != int(fields["dimension"]):
        raise ValueError
    steps = _steps(fields, len(sizes))
    kinds = fields.get("kinds", "").lower().split() or ["???"] * len(sizes)
    has_steps = "spacedirections" in fields
    return tuple(
        _Axis(size, step, kind in _KINDS_IN_SPACE and not (has_steps and step is None))
        for size, step, kind in zip(sizes, steps, kinds, strict=True)
    )


def _steps(fields: Fields, rank: int) -> Sequence[tuple[float, ...] | None]:
    """The step of each axis in the header's space, None where the header has none."""
    if "spacedirections" not in fields:
        return [None] * rank
    vectors = [found.group(1) for found in _VECTOR.finditer(fields["spacedirections"].lower())]
    if len(vectors) != rank:
        raise ValueError
    return [None if vector is None else _vector(vector) for vector in vectors]


def _vector(text: str) -> tuple[float, ...]:
    return tuple(float(word) for word in text.strip(" ()").split(","))


def _grid(fields: Fields, axes: tuple[_Axis, ...]) -> LpsGrid:
    """The grid in LPS; spaces that say nothing of the patient are taken for LPS, as ITK does."""
    rank = len(axes)
    to_lps = np.array(_SPACES_TO_LPS.get(fields.get("space", "").lower(), (1, 1, 1)), float)
    origin = np.zeros(3)
    if "spaceorigin" in fields:
        values = _vector(fields["spaceorigin"])[:3]
        origin[: len(values)] = values
    if axes[0].step is None:
        return LpsGrid(_bare_spacing(fields, axes), to_lps * origin, np.diag(to_lps))
    steps = np.zeros((3, 3))
    for n, axis in enumerate(axes):
        step = (axis.step or ())[:3]
        steps[: len(step), n] = step
    if rank == 2:
        steps[:, 2] = _third_axis(steps)
    lengths = np.linalg.norm(steps, axis=0)
    with np.errstate(invalid="ignore"):
        directions = to_lps[:, None] * steps / np.where(lengths > 0, lengths, 1)
    return LpsGrid(lengths, to_lps * origin, directions)


def _third_axis(steps: FloatArray) -> FloatArray:
    """A unit step across a 2D image."""
    across = np.cross(steps[:, 0], steps[:, 1])
    length = np.linalg.norm(across)
    return np.asarray(across / length if length > 0 else (0, 0, 1))


def _bare_spacing(fields: Fields, axes: tuple[_Axis, ...]) -> FloatArray:
    spacing = np.ones(3)
    if "spacings" in fields:
        numbers = [float(word) for word in fields["spacings"].split()]
        pairs = zip(numbers, _axes(fields), strict=True)
        spatial = [number for number, axis in pairs if axis.is_spatial]
        spacing[: len(axes)] = np.abs(spatial[: len(axes)])
    return spacing


def _place_of_voxels(
    fields: Fields, length: int, axes: tuple[_Axis, ...], path: Path
) -> VoxelPlace:
    other = fields.get("datafile", "")
    encoding = fields["encoding"].lower()
    is_cut = int(fields.get("lineskip", "0")) != 0
    if encoding not in _PACKINGS or is_cut or other.startswith("LIST") or "%" in other:
        raise ImageReadError(
            f"{named(path)} keeps its voxels as text or in several files; save it as one file."
        )
    order = ">" if fields.get("endian", "little").lower() == "big" else "<"
    skip = int(fields.get("byteskip", "0"))
    i, j, k = (*(axis.size for axis in axes), 1)[:3]
    return VoxelPlace(
        header_file=path,
        voxel_file=path.parent / other if other else path,
        offset=-1 if skip < 0 else skip + (0 if other else length),
        shape=(i, j, k),
        dtype=np.dtype(order + _DTYPES[fields["type"].lower()]),
        packing=_PACKINGS[encoding],
    )
