"""Records: a few JSON values and packed arrays as one payload. Nothing in one can run code."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bifseg_core.journal.frames import DamagedError

Blob = bytes | memoryview
_LENGTH = struct.Struct("<I")
_LEVEL = 1
"""Of zlib: higher ones take several times as long for a few percent."""


@dataclass(frozen=True)
class Record:
    """One line of a journal.

    Attributes:
        head: JSON values; "kind" says what it is.
        blobs: packed arrays.
    """

    head: Mapping[str, Any]
    blobs: tuple[Blob, ...] = ()


def pack(record: Record) -> list[Blob]:
    """The record as a payload in parts; joining large ones would hold up other threads."""
    head = {**record.head, "blobs": [len(blob) for blob in record.blobs]}
    text = json.dumps(head, separators=(",", ":")).encode()
    return [_LENGTH.pack(len(text)) + text, *record.blobs]


def unpack(payload: bytes) -> Record:
    """The record in a payload.

    Raises:
        DamagedError: it holds no record.
    """
    try:
        (length,) = _LENGTH.unpack_from(payload)
        start = _LENGTH.size + length
        head = json.loads(payload[_LENGTH.size : start].decode())
        return Record(head, _split(payload, start, head["blobs"]))
    except (struct.error, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedError("no record") from error


def _split(payload: bytes, start: int, sizes: Sequence[int]) -> tuple[bytes, ...]:
    blobs = []
    for size in sizes:
        if not isinstance(size, int) or size < 0:
            raise DamagedError("a blob without a size")
        blobs.append(payload[start : start + size])
        start += size
    if start != len(payload):
        raise DamagedError("blobs of another size")
    return tuple(blobs)


def squeezed(array: NDArray[Any]) -> Blob:
    """An array without loss: bits packed, numbers byte plane by byte plane, then zlib.

    Large copies are left to numpy, which lets other threads go on meanwhile.
    """
    if array.dtype == np.bool_:
        return zlib.compress(np.packbits(array).tobytes(), _LEVEL)
    little = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False)
    planes = little.reshape(-1).view(np.uint8).reshape(-1, little.itemsize).T
    plain = _plain_planes(array.dtype)
    packed = zlib.compress(np.ascontiguousarray(planes[plain:]).data, _LEVEL)
    together = np.empty(len(packed) + planes[:plain].size, np.uint8)
    together[: len(packed)] = np.frombuffer(packed, np.uint8)
    together[len(packed) :] = planes[:plain].reshape(-1)
    return together.data


def unsqueezed(blob: Blob, kind: type[np.generic], shape: Sequence[int]) -> NDArray[Any]:
    """The array of that kind and shape, of its own memory, because torch takes no read-only one.

    Raises:
        DamagedError: the bytes hold another one; no more memory is used than that array needs.
    """
    count = int(np.prod(shape, dtype=object))
    if kind is np.bool_:
        array = _unpacked_bits(_inflated(blob, (count + 7) // 8), count)
    else:
        array = _joined_planes(blob, np.dtype(kind), count)
    return array.reshape(tuple(shape))


def _plain_planes(kind: np.dtype[Any]) -> int:
    """How many of the low byte planes are noise, which zlib would only spend time on."""
    return kind.itemsize - 1 if kind.kind == "f" else 0


def _unpacked_bits(raw: bytes, count: int) -> NDArray[Any]:
    return np.unpackbits(np.frombuffer(raw, np.uint8), count=count).view(np.bool_)


def _joined_planes(blob: Blob, kind: np.dtype[Any], count: int) -> NDArray[Any]:
    plain = _plain_planes(kind) * count
    split = len(blob) - plain
    if split < 0:
        raise DamagedError("an array of another size")
    raw = bytes(blob[split:]) + _inflated(blob[:split], kind.itemsize * count - plain)
    planes = np.frombuffer(raw, np.uint8).reshape(kind.itemsize, count)
    values = planes.T.copy("C").reshape(-1).view(kind.newbyteorder("<"))
    return values.astype(kind, copy=False)


def _inflated(blob: Blob, size: int) -> bytes:
    if size > len(blob) * 1040 + 64:  # more than zlib can promise
        raise DamagedError("an array too large for its bytes")
    inflater = zlib.decompressobj()
    try:
        raw = inflater.decompress(blob, size + 1)
    except zlib.error as error:
        raise DamagedError("bytes that cannot be unpacked") from error
    if len(raw) != size or not inflater.eof or inflater.unused_data:
        raise DamagedError("an array of another size")
    return raw
