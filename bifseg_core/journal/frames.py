"""Frames: a payload behind its length and a checksum that also covers everything before it.

A file begins with `MAGIC`, whose last but one byte is the format's version. Because the checksums
are chained, a frame that was changed, lost, repeated or moved ends what can be read.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

VERSION = 4
"""2 tells repairs from scribbles and lets masks share a probability; 3 knows aligned images, which
object a reference is of, and time without a step; 4 knows further boxes of an object. Earlier files
are read too."""

_NAME = b"BIFSEG"
MAGIC = _NAME + bytes([VERSION]) + b"\n"
_HEAD = struct.Struct("<II")
MAX_PAYLOAD = 2**32 - 1


class DamagedError(ValueError):
    """What was read makes no sense; whoever reads decides how much of it to keep."""


class NewerFormatError(DamagedError):
    """The file was written by a later version of the program."""


@dataclass(frozen=True)
class Place:
    """A place between two frames.

    Attributes:
        offset: bytes from the file's start.
        chain: checksum of all frames before it.
    """

    offset: int = len(MAGIC)
    chain: int = zlib.crc32(MAGIC)


@dataclass(frozen=True)
class Frame:
    """A payload and where the next frame begins."""

    payload: bytes
    end: Place


def framed(
    parts: Sequence[bytes | memoryview], place: Place
) -> tuple[list[bytes | memoryview], Place]:
    """The parts of a frame at that place, and the place after it.

    Args:
        parts: of the payload.
        place: where the frame begins.
    """
    length = sum(len(part) for part in parts)
    if length > MAX_PAYLOAD:
        raise ValueError("a frame holds less than 4 GiB")
    chain = _chained(length, parts, place)
    end = Place(place.offset + _HEAD.size + length, chain)
    return [_HEAD.pack(length, chain), *parts], end


def read_frames(file: BinaryIO) -> Iterator[Frame]:
    """All frames of a file up to its end or the first one that is not whole.

    Raises:
        DamagedError: the file does not begin like one of ours.
        NewerFormatError: it was written by a later version.
    """
    size = os.fstat(file.fileno()).st_size
    magic = file.read(len(MAGIC))
    _check_magic(magic)
    place = Place(chain=zlib.crc32(magic))
    while (frame := _read_frame(file, place, size)) is not None:
        yield frame
        place = frame.end


def ends_in_first_frame(file: BinaryIO) -> bool:
    """Whether a file of ours, or one of zeros, was cut off before its first frame was whole."""
    start = file.read(len(MAGIC) + _HEAD.size)
    size = os.fstat(file.fileno()).st_size
    if not start.strip(b"\0"):
        return not file.read().strip(b"\0")
    if not _NAME.startswith(start[: len(_NAME)]):
        return False
    if len(start) < len(MAGIC) + _HEAD.size:
        return True
    length, _ = _HEAD.unpack(start[len(MAGIC) :])
    return len(start) + int(length) > size


def _check_magic(magic: bytes) -> None:
    if len(magic) != len(MAGIC) or not magic.startswith(_NAME) or magic[-1:] != MAGIC[-1:]:
        raise DamagedError("no magic")
    if magic[-2] > VERSION:
        raise NewerFormatError("a later format")
    if magic[-2] < 1:
        raise DamagedError("no format at all")


def _read_frame(file: BinaryIO, place: Place, size: int) -> Frame | None:
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    length, chain = _HEAD.unpack(head)
    end = place.offset + _HEAD.size + length
    if end > size:
        return None
    payload = file.read(length)
    if len(payload) < length or _chained(length, [payload], place) != chain:
        return None
    return Frame(payload, Place(end, chain))


def _chained(length: int, parts: Sequence[bytes | memoryview], place: Place) -> int:
    chain = zlib.crc32(struct.pack("<I", length), place.chain)
    for part in parts:
        chain = zlib.crc32(part, chain)
    return chain
