"""Reading NIfTI files, packed or not, without trusting them."""

import gzip
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import ImageReadError
from bifseg_core.io.frames import split_frames
from bifseg_core.io.messages import damaged, named, reading, too_large, truncated
from bifseg_core.io.nifti_header import NIFTI2, NiftiHeader, parse_header
from bifseg_core.io.room import check_room
from bifseg_core.volume import Volume

_GZIP_MAGIC = b"\x1f\x8b"
_LARGEST_PACKING = 1040
"""No gzip file unpacks to more than 1032 times its size."""


def read_nifti(path: Path) -> Volume:
    """The image of a NIfTI-1 or NIfTI-2 file.

    Raises:
        ImageReadError: it is damaged, incomplete, or not a grey 2D, 3D or 4D image.
        GeometryError: its grid cannot be used.
    """
    with reading(path), _open(path) as file:
        try:
            header = _read_header(file, path)
            _check_length(header, path)
            affine = header.affine()
            stored = split_frames(_scaled(_read_data(file, header), header))
        except EOFError as error:
            raise truncated(path) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise damaged(path) from error
    return Volume(
        stored.data,
        affine,
        path,
        header.has_orientation,
        header.is_planar,
        header.notes() + stored.notes,
        frames=stored.frames,
    )


def nifti_header(path: Path) -> NiftiHeader:
    """The header of a NIfTI file alone.

    Raises:
        ImageReadError: it is damaged, or not that of a grey 2D, 3D or 4D image.
    """
    with reading(path), _open(path) as file:
        try:
            return _read_header(file, path)
        except EOFError as error:
            raise truncated(path) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise damaged(path) from error


def is_packed(path: Path) -> bool:
    """Whether the file is packed by gzip, whatever its name says."""
    with path.open("rb") as file:
        return file.read(2) == _GZIP_MAGIC


def _open(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path, "rb")) if is_packed(path) else path.open("rb")


def _read_header(file: BinaryIO, path: Path) -> NiftiHeader:
    header = parse_header(file.read(NIFTI2.itemsize), path)
    if header.fields["magic"][:2] == b"ni":
        raise ImageReadError(
            f"{named(path)} keeps its voxels in a second file; save it as one .nii file first."
        )
    return header


def _check_length(header: NiftiHeader, path: Path) -> None:
    count = np.prod(header.shape, dtype=object) * header.frame_count
    needed = header.data_offset + count * header.dtype.itemsize
    held = path.stat().st_size
    if not is_packed(path) and needed > held:
        raise truncated(path)
    if needed > held * _LARGEST_PACKING:
        raise too_large(path)
    check_room(path, count * (header.dtype.itemsize + _scaled_itemsize(header)))


def _read_data(file: BinaryIO, header: NiftiHeader) -> NDArray[np.generic]:
    count = header.frame_count
    shape = (*header.shape, count) if count > 1 else header.shape
    data = np.empty(shape, header.dtype, order="F")
    target = memoryview(data.ravel(order="K").view(np.uint8).data)
    file.seek(header.data_offset)
    filled = 0
    while filled < len(target):
        count = file.readinto(target[filled:])  # type: ignore[attr-defined]
        if not count:
            raise EOFError
        filled += count
    file.read(1)  # lets gzip compare its checksum
    return data if data.dtype.isnative else data.astype(data.dtype.newbyteorder("="), order="K")


def _scaled(data: NDArray[np.generic], header: NiftiHeader) -> NDArray[np.generic]:
    scale = header.slope_and_intercept
    if scale is None:
        return data
    kind = np.float32 if _scaled_itemsize(header) == 4 else np.float64
    scaled = data.astype(kind, order="K")
    np.multiply(scaled, scale[0], out=scaled)
    np.add(scaled, scale[1], out=scaled)
    return scaled


def _scaled_itemsize(header: NiftiHeader) -> int:
    """Bytes of a voxel after slope and intercept, 0 where there are none."""
    if header.slope_and_intercept is None:
        return 0
    return 4 if header.dtype.itemsize <= 2 else 8
