"""NIfTI files as bytes, with the geometry of the image that they belong to."""

import gzip
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import BifsegError
from bifseg_core.geometry import Affine
from bifseg_core.io.endings import NIFTI_ENDINGS, ending_of
from bifseg_core.io.nifti import nifti_header
from bifseg_core.io.nifti_header import (
    DATA_TYPES,
    GEOMETRY_FIELDS,
    NIFTI1,
    NIFTI2,
    NiftiHeader,
)
from bifseg_core.version import MADE_BY
from bifseg_core.volume import Volume

FloatArray = NDArray[np.float64]

_MM = 2
_SCANNER, _ALIGNED = 1, 2
_LONGEST_SIDE = 32767
"""NIfTI-1 counts voxels with 16 bits."""


def nifti_bytes(data: NDArray[np.generic], like: Volume, *, packed: bool) -> bytes:
    """A whole NIfTI file.

    Where the image came from a NIfTI file its geometry is carried over bit by bit, a qform that
    disagrees with the sform included; so every program places the mask where it places the image.

    Args:
        data: (I, J, K) on the image's grid.
        like: the image.
        packed: whether to pack it by gzip.
    """
    source = _source_header(like)
    header = _empty_header(data, source)
    if source is not None:
        for name in GEOMETRY_FIELDS:
            header[name] = source.fields[name]
    else:
        _place(header, like.affine, like.is_oriented)
    _describe(header, data, like.is_planar)
    content = b"".join([header.tobytes(), bytes(4), data.tobytes(order="F")])
    return gzip.compress(content, compresslevel=6, mtime=0) if packed else content


def quaternion_of(rotation: FloatArray) -> FloatArray:
    """b, c, d of a rotation (3, 3), with a ≥ 0 (the inverse of `rotation_of`)."""
    trace_terms = np.array([[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]]) @ np.diag(rotation)
    squares = np.maximum(1 + trace_terms, 0) / 4
    largest = int(np.argmax(squares))
    r = rotation
    products = np.array(
        [
            [4 * squares[0], r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1]],
            [r[2, 1] - r[1, 2], 4 * squares[1], r[1, 0] + r[0, 1], r[0, 2] + r[2, 0]],
            [r[0, 2] - r[2, 0], r[1, 0] + r[0, 1], 4 * squares[2], r[2, 1] + r[1, 2]],
            [r[1, 0] - r[0, 1], r[0, 2] + r[2, 0], r[2, 1] + r[1, 2], 4 * squares[3]],
        ]
    )
    quaternion = products[largest] / (4 * np.sqrt(squares[largest]))
    return np.asarray(quaternion[1:] * (-1.0 if quaternion[0] < 0 else 1.0))


def _source_header(like: Volume) -> NiftiHeader | None:
    """The header of the file that the image came from, where it still says the same."""
    if like.source is None or not _is_nifti(like.source):
        return None
    try:
        header = nifti_header(like.source)
        unchanged = header.shape == like.shape and header.affine() == like.affine
    except BifsegError:
        return None
    return header if unchanged else None


def _is_nifti(path: Path) -> bool:
    return path.is_file() and ending_of(path, NIFTI_ENDINGS) is not None


def _empty_header(data: NDArray[np.generic], source: NiftiHeader | None) -> Any:
    wide = max(data.shape) > _LONGEST_SIDE
    kind = NIFTI2 if wide or (source is not None and source.fields.dtype == NIFTI2) else NIFTI1
    header = np.zeros((), kind)
    header["sizeof_hdr"] = kind.itemsize
    header["magic"] = b"n+1" if kind == NIFTI1 else b"n+2\0\r\n\x1a\n"
    header["vox_offset"] = kind.itemsize + 4
    return header


def _describe(header: Any, data: NDArray[np.generic], is_planar: bool) -> None:
    code = {name: code for code, name in DATA_TYPES.items()}[data.dtype.str[1:]]
    header["datatype"], header["bitpix"] = code, 8 * data.dtype.itemsize
    sides = data.shape[:2] if is_planar else data.shape
    header["dim"] = 1
    header["dim"][: len(sides) + 1] = (len(sides), *sides)
    header["scl_slope"] = 1
    header["cal_max"] = 0
    header["descrip"] = MADE_BY.encode("ascii")


def _place(header: Any, affine: Affine, is_oriented: bool) -> None:
    """Write sform and qform alike; where nobody knows the sides, as places of another file's."""
    rotation = affine.matrix[:3, :3] / np.array(affine.spacing)
    mirrored = np.linalg.det(rotation) < 0
    header["pixdim"][:4] = (-1.0 if mirrored else 1.0, *affine.spacing)
    header["xyzt_units"] = _MM
    header["sform_code"] = header["qform_code"] = _SCANNER if is_oriented else _ALIGNED
    header["srow"] = affine.matrix[:3]
    header["qoffset"] = affine.matrix[:3, 3]
    header["quatern"] = quaternion_of(rotation * (1, 1, -1) if mirrored else rotation)
