"""The NIfTI header: its fields, and where it says the voxels are.

SimpleITK reads a truncated NIfTI file as zeros, prefers the qform unless the sform's code says
"scanner", and cannot read NIfTI-2; hence a reader of our own.
Source: https://nifti.nimh.nih.gov/nifti-1 and /nifti-2 (nifti1.h, nifti2.h).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import ImageReadError
from bifseg_core.geometry import Affine, Index3
from bifseg_core.io.messages import colour, damaged, named, truncated
from bifseg_core.io.placement import NO_SIDES_NOTE, checked_affine, largest_gap, picture_affine

FloatArray = NDArray[np.float64]

NIFTI1 = np.dtype(
    [
        ("sizeof_hdr", "<i4"),
        ("unused1", "S35"),
        ("dim_info", "u1"),
        ("dim", "<i2", 8),
        ("intent", "<f4", 3),
        ("intent_code", "<i2"),
        ("datatype", "<i2"),
        ("bitpix", "<i2"),
        ("slice_start", "<i2"),
        ("pixdim", "<f4", 8),
        ("vox_offset", "<f4"),
        ("scl_slope", "<f4"),
        ("scl_inter", "<f4"),
        ("slice_end", "<i2"),
        ("slice_code", "u1"),
        ("xyzt_units", "u1"),
        ("cal_max", "<f4"),
        ("cal_min", "<f4"),
        ("timing", "<f4", 2),
        ("unused2", "<i4", 2),
        ("descrip", "S80"),
        ("aux_file", "S24"),
        ("qform_code", "<i2"),
        ("sform_code", "<i2"),
        ("quatern", "<f4", 3),
        ("qoffset", "<f4", 3),
        ("srow", "<f4", (3, 4)),
        ("intent_name", "S16"),
        ("magic", "S4"),
    ]
)
NIFTI2 = np.dtype(
    [
        ("sizeof_hdr", "<i4"),
        ("magic", "S8"),
        ("datatype", "<i2"),
        ("bitpix", "<i2"),
        ("dim", "<i8", 8),
        ("intent", "<f8", 3),
        ("pixdim", "<f8", 8),
        ("vox_offset", "<i8"),
        ("scl_slope", "<f8"),
        ("scl_inter", "<f8"),
        ("cal_max", "<f8"),
        ("cal_min", "<f8"),
        ("timing", "<f8", 2),
        ("slices", "<i8", 2),
        ("descrip", "S80"),
        ("aux_file", "S24"),
        ("qform_code", "<i4"),
        ("sform_code", "<i4"),
        ("quatern", "<f8", 3),
        ("qoffset", "<f8", 3),
        ("srow", "<f8", (3, 4)),
        ("slice_code", "<i4"),
        ("xyzt_units", "<i4"),
        ("intent_code", "<i4"),
        ("intent_name", "S16"),
        ("dim_info", "u1"),
        ("unused", "S15"),
    ]
)
GEOMETRY_FIELDS = ("pixdim", "xyzt_units", "qform_code", "sform_code", "quatern", "qoffset", "srow")
DATA_TYPES = {
    2: "u1", 4: "i2", 8: "i4", 16: "f4", 64: "f8", 256: "i1", 512: "u2", 768: "u4", 1024: "i8",
    1280: "u8",
}  # fmt: skip
ByteOrder = Literal["<", ">"]
_BYTE_ORDERS: tuple[ByteOrder, ...] = ("<", ">")
_COLOUR_TYPES = (128, 2304)
_MM_PER_UNIT = {1: 1000.0, 2: 1.0, 3: 0.001}
_HALF_TURN = 3 * float(np.finfo(np.float32).eps)
"""Below this 1 - b² - c² - d² is rounding, and the rotation is one by 180° (as in nibabel)."""
_DISAGREEMENT = 0.01
"""Share of the smallest spacing from which a note says that sform and qform disagree."""


@dataclass(frozen=True, eq=False)
class NiftiHeader:
    """A header whose numbers have been checked.

    Attributes:
        fields: the record, in the computer's byte order.
        byte_order: "<" or ">", that of the file's voxels.
        source: the file.
    """

    fields: Any
    byte_order: ByteOrder
    source: Path

    @property
    def is_planar(self) -> bool:
        """Whether the file says that it is 2D."""
        return int(self.fields["dim"][0]) == 2

    @property
    def shape(self) -> Index3:
        """(I, J, K) in voxels."""
        rank = int(self.fields["dim"][0])
        sizes = [int(n) for n in self.fields["dim"][1 : min(rank, 3) + 1]]
        i, j, k = (*sizes, 1)[:3]
        return i, j, k

    @property
    def frame_count(self) -> int:
        """Time points or channels, one after the other."""
        return int(self.fields["dim"][4]) if self.fields["dim"][0] > 3 else 1

    @property
    def dtype(self) -> np.dtype[np.generic]:
        """The voxels' type in the file."""
        return np.dtype(self.byte_order + DATA_TYPES[int(self.fields["datatype"])])

    @property
    def data_offset(self) -> int:
        """Where the voxels begin, in bytes."""
        return max(int(self.fields["vox_offset"]), int(self.fields.dtype.itemsize) + 4)

    @property
    def slope_and_intercept(self) -> tuple[float, float] | None:
        """What the stored numbers are to be multiplied by and added to, None where nothing."""
        slope, intercept = float(self.fields["scl_slope"]), float(self.fields["scl_inter"])
        if slope == 0 or not math.isfinite(slope) or not math.isfinite(intercept):
            return None
        return None if (slope, intercept) == (1, 0) else (slope, intercept)

    @property
    def has_orientation(self) -> bool:
        """Whether the header says where the patient's sides are."""
        return bool(self.fields["sform_code"] > 0 or self.fields["qform_code"] > 0)

    def affine(self) -> Affine:
        """The sform where its code is set, else the qform, else the bare spacing.

        Raises:
            GeometryError: the numbers make no grid.
        """
        if self.fields["sform_code"] > 0:
            return checked_affine(self._sform(), self.source)
        if self.fields["qform_code"] > 0:
            return checked_affine(self._qform(), self.source)
        spacing = self._spacing()
        checked_affine(np.diag([*spacing, 1.0]), self.source)
        return picture_affine(spacing)

    def notes(self) -> tuple[str, ...]:
        """What had to be decided about the orientation."""
        if not self.has_orientation:
            return (NO_SIDES_NOTE,)
        if min(self.fields["sform_code"], self.fields["qform_code"]) <= 0:
            return ()
        gap = largest_gap(self._sform(), self._qform(), self.shape)
        if gap <= _DISAGREEMENT * min(self.affine().spacing):
            return ()
        return (
            f"The file's two orientations (sform and qform) differ by up to {gap:.3g} mm; "
            "the sform is used.",
        )

    def _unit(self) -> float:
        return _MM_PER_UNIT.get(int(self.fields["xyzt_units"]) & 7, 1.0)

    def _spacing(self) -> FloatArray:
        used = 2 if self.is_planar else 3
        spacing = np.ones(3)
        spacing[:used] = np.abs(np.asarray(self.fields["pixdim"][1 : used + 1], np.float64))
        if self.is_planar and self.fields["pixdim"][3] > 0:
            spacing[2] = self.fields["pixdim"][3]
        return spacing * self._unit()

    def _sform(self) -> FloatArray:
        rows = np.asarray(self.fields["srow"], np.float64) * self._unit()
        return np.vstack([rows, (0.0, 0.0, 0.0, 1.0)])

    def _qform(self) -> FloatArray:
        spacing = self._spacing()
        if self.fields["pixdim"][0] < 0:
            spacing[2] = -spacing[2]
        matrix = np.eye(4)
        matrix[:3, :3] = rotation_of(np.asarray(self.fields["quatern"], np.float64)) * spacing
        matrix[:3, 3] = np.asarray(self.fields["qoffset"], np.float64) * self._unit()
        return matrix


def parse_header(start: bytes, source: Path) -> NiftiHeader:
    """The header at the start of an (unpacked) NIfTI file.

    Args:
        start: its first 540 bytes or more; fewer where the file is shorter.
        source: the file, for messages.

    Raises:
        ImageReadError: it is not a NIfTI header, or not one of a grey 2D, 3D or 4D image.
    """
    kind, byte_order = _kind_and_order(start, source)
    if len(start) < kind.itemsize:
        raise truncated(source)
    fields = np.frombuffer(start[: kind.itemsize], kind.newbyteorder(byte_order))[0]
    header = NiftiHeader(fields.astype(kind.newbyteorder("=")), byte_order, source)
    _check_dimensions(header)
    _check_type(header)
    return header


def rotation_of(quaternion: FloatArray) -> FloatArray:
    """The rotation (3, 3) of a NIfTI quaternion's b, c, d."""
    norm = float(quaternion @ quaternion)
    is_half_turn = 1 - norm < _HALF_TURN
    a = 0.0 if is_half_turn else math.sqrt(1 - norm)
    b, c, d = quaternion / math.sqrt(norm) if is_half_turn else quaternion
    return np.array(
        [
            [a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)],
            [2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)],
            [2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c],
        ]
    )


def _kind_and_order(start: bytes, source: Path) -> tuple[np.dtype[np.void], ByteOrder]:
    for kind in (NIFTI1, NIFTI2):
        for order in _BYTE_ORDERS:
            if start[:4] == np.array(kind.itemsize, f"{order}i4").tobytes():
                return kind, order
    if len(start) < NIFTI1.itemsize:
        raise truncated(source)
    raise ImageReadError(f"{named(source)} is not a NIfTI image; choose another file.")


def _check_dimensions(header: NiftiHeader) -> None:
    sizes = [int(n) for n in header.fields["dim"]]
    rank, used = sizes[0], sizes[1 : sizes[0] + 1]
    if not 2 <= rank <= 7 or min(used) < 1 or not math.isfinite(header.fields["vox_offset"]):
        raise damaged(header.source)
    if rank > 4 and math.prod(used[4:]) > 1:
        raise colour(header.source)


def _check_type(header: NiftiHeader) -> None:
    code = int(header.fields["datatype"])
    if code in _COLOUR_TYPES:
        raise colour(header.source)
    if code not in DATA_TYPES:
        raise ImageReadError(
            f"{named(header.source)} holds numbers of a kind that cannot be segmented (complex, "
            "single bits, or longer than 64 bits); save it with plain numbers first."
        )
