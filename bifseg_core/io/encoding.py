"""NRRD, MetaImage and PNG files as bytes.

Their headers are a few lines of text, and writing them here keeps every digit of the geometry and
makes equal masks equal files.
"""

import gzip
import struct
import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bifseg_core.geometry import Affine
from bifseg_core.io.pictures import PNG_MAGIC
from bifseg_core.io.placement import LpsGrid
from bifseg_core.version import MADE_BY

_NRRD_TYPES = {
    "u1": "uint8", "i1": "int8", "u2": "uint16", "i2": "int16", "u4": "uint32", "i4": "int32",
    "u8": "uint64", "i8": "int64", "f4": "float", "f8": "double",
}  # fmt: skip
_META_TYPES = {
    "u1": "UCHAR", "i1": "CHAR", "u2": "USHORT", "i2": "SHORT", "u4": "UINT", "i4": "INT",
    "u8": "ULONG_LONG", "i8": "LONG_LONG", "f4": "FLOAT", "f8": "DOUBLE",
}  # fmt: skip


def nrrd_bytes(data: NDArray[np.generic], affine: Affine) -> bytes:
    """A whole NRRD file of data (I, J, K), packed by gzip."""
    grid = LpsGrid.of(affine)
    steps = (grid.direction * grid.spacing).T
    lines = [
        "NRRD0004",
        f"# Made by {MADE_BY}",
        f"type: {_NRRD_TYPES[data.dtype.str[1:]]}",
        "dimension: 3",
        "space: left-posterior-superior",
        f"sizes: {_words(data.shape)}",
        f"space directions: {' '.join(_vector(step) for step in steps)}",
        "kinds: domain domain domain",
        "endian: little",
        "encoding: gzip",
        f"space origin: {_vector(grid.origin)}",
    ]
    header = "\n".join(lines) + "\n\n"
    return header.encode("ascii") + gzip.compress(_little(data), compresslevel=6, mtime=0)


def meta_image_bytes(data: NDArray[np.generic], affine: Affine) -> bytes:
    """A whole MetaImage file (.mha) of data (I, J, K), packed by zlib."""
    grid = LpsGrid.of(affine)
    voxels = zlib.compress(_little(data), 6)
    entries = {
        "ObjectType": "Image",
        "NDims": "3",
        "Comment": f"Made by {MADE_BY}",
        "BinaryData": "True",
        "BinaryDataByteOrderMSB": "False",
        "CompressedData": "True",
        "CompressedDataSize": str(len(voxels)),
        "TransformMatrix": _words(grid.direction.T.ravel()),
        "Offset": _words(grid.origin),
        "CenterOfRotation": "0 0 0",
        "ElementSpacing": _words(grid.spacing),
        "DimSize": _words(data.shape),
        "ElementType": f"MET_{_META_TYPES[data.dtype.str[1:]]}",
        "ElementDataFile": "LOCAL",
    }
    header = "".join(f"{name} = {value}\n" for name, value in entries.items())
    return header.encode("ascii") + voxels


def png_bytes(plane: NDArray[np.uint8]) -> bytes:
    """A whole grey PNG file of a plane (I, J), i the column and j the row (ISO/IEC 15948)."""
    return _png(plane.T[:, :, None], colour_type=0)


def rgb_png_bytes(picture: NDArray[np.uint8]) -> bytes:
    """A whole coloured PNG file of a picture (rows, columns, 3)."""
    return _png(picture, colour_type=2)


def _png(picture: NDArray[np.uint8], *, colour_type: int) -> bytes:
    height, width, components = picture.shape
    rows = np.zeros((height, width * components + 1), np.uint8)  # a row begins with its filter: 0
    rows[:, 1:] = picture.reshape(height, -1)
    header = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    chunks = {
        b"IHDR": header,
        b"tEXt": b"Software\0" + MADE_BY.encode("ascii"),
        b"IDAT": zlib.compress(rows.tobytes(), 9),
        b"IEND": b"",
    }
    return PNG_MAGIC + b"".join(_chunk(name, content) for name, content in chunks.items())


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def _little(data: NDArray[np.generic]) -> bytes:
    return data.astype(data.dtype.newbyteorder("<"), copy=False).tobytes(order="F")


def _words(numbers: Iterable[float]) -> str:
    return " ".join(str(n) if isinstance(n, int) else repr(float(n)) for n in numbers)


def _vector(numbers: Iterable[float]) -> str:
    return f"({','.join(repr(float(n)) for n in numbers)})"
