"""Voxels in files whose header is text: plain or packed, after the header or in another file."""

from __future__ import annotations

import bz2
import enum
import math
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import ImageReadError
from bifseg_core.io.messages import damaged, named, too_large, truncated
from bifseg_core.io.room import check_room


class Packing(enum.Enum):
    """How voxels are packed; the values are the most that a packed byte can stand for."""

    NONE = 1
    DEFLATE = 1040
    BZIP2 = 100_000


@dataclass(frozen=True, eq=False)
class VoxelPlace:
    """Where a header says that its voxels are.

    Attributes:
        header_file: the file that was asked for.
        voxel_file: the file that holds them, often the same.
        offset: at which byte they begin; -1 where they end the file.
        shape: (I, J, K).
        dtype: their type, with the file's byte order.
        packing: how they are packed.
        frame_count: so many images of that shape lie there, one after the other.
    """

    header_file: Path
    voxel_file: Path
    offset: int
    shape: tuple[int, int, int]
    dtype: np.dtype[np.generic]
    packing: Packing
    frame_count: int = 1

    @property
    def byte_count(self) -> int:
        """Bytes of all voxels, unpacked."""
        return math.prod(self.shape) * self.frame_count * self.dtype.itemsize

    def check(self) -> None:
        """Compare with the size of the file and with the free memory, before it is asked for.

        Raises:
            ImageReadError: the file is missing, too short, or cannot hold so many voxels; or memory
                has no room for them.
        """
        if not self.voxel_file.is_file():
            raise ImageReadError(
                f"{named(self.header_file)} keeps its voxels in {named(self.voxel_file)}, "
                "which is not there; copy both files into one folder."
            )
        held = self.voxel_file.stat().st_size - max(self.offset, 0)
        if self.packing is Packing.NONE and held < self.byte_count:
            raise truncated(self.header_file)
        if self.byte_count > max(held, 0) * self.packing.value:
            raise too_large(self.header_file)
        packed = 0 if self.packing is Packing.NONE else max(held, 0)
        check_room(self.header_file, self.byte_count + packed)

    def read(self) -> NDArray[np.generic]:
        """The voxels (I, J, K) or (I, J, K, T) in the computer's byte order, read-only.

        Raises:
            ImageReadError: they are damaged or incomplete.
        """
        content = self._bytes()
        if len(content) < self.byte_count:
            raise truncated(self.header_file)
        shape = (*self.shape, self.frame_count) if self.frame_count > 1 else self.shape
        data = np.frombuffer(content, self.dtype).reshape(shape, order="F")
        if not data.dtype.isnative:
            data = data.astype(data.dtype.newbyteorder("="), order="K")
        data.setflags(write=False)
        return data

    def _bytes(self) -> bytes:
        with self.voxel_file.open("rb") as file:
            if self.offset < 0:
                file.seek(-self.byte_count, 2)
            else:
                file.seek(self.offset)
            if self.packing is Packing.NONE:
                return file.read(self.byte_count)
            packed = file.read()
        try:
            return _unpacked(packed, self.packing, self.byte_count)
        except EOFError as error:
            raise truncated(self.header_file) from error
        except (zlib.error, OSError) as error:
            raise damaged(self.header_file) from error


def _unpacked(packed: bytes, packing: Packing, byte_count: int) -> bytes:
    """No more bytes than asked for, and only if the checksum behind them is right."""
    if packing is Packing.BZIP2:
        bunzip = bz2.BZ2Decompressor()
        content = bunzip.decompress(packed, byte_count)
        rest = b"" if bunzip.eof else bunzip.decompress(b"", 1)
        is_whole = bunzip.eof or bool(rest)
    else:
        inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # zlib or gzip, both occur
        content = inflate.decompress(packed, byte_count)
        rest = b"" if inflate.eof else inflate.decompress(inflate.unconsumed_tail, 1)
        is_whole = inflate.eof or bool(rest)
    if not is_whole:
        raise EOFError
    return content
