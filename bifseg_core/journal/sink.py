"""The file of a journal: appended and flushed, or left as it was."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from bifseg_core.journal.folder import lock_path
from bifseg_core.journal.frames import MAGIC, Place, framed
from bifseg_core.journal.locks import FileLock
from bifseg_core.journal.packing import Record, pack


class Sink:
    """Appends records to one file that it holds the lock of.

    What could not be written, because the disk is full, say, is tried again with the next records.

    Raises:
        OSError: the file cannot be made, opened or locked.
    """

    def __init__(self, path: Path, lock: FileLock, place: Place | None = None) -> None:
        self._path = path
        self._lock = lock
        self._waiting: list[bytes | memoryview] = []
        self._written = self._next = place or Place()
        flags = os.O_WRONLY | (0 if place else os.O_CREAT | os.O_EXCL) | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(path, flags, 0o600)
        try:
            self._begin() if place is None else self._cut()
        except OSError:
            os.close(self._descriptor)
            raise

    @classmethod
    def create(cls, path: Path) -> Sink:
        """A new file; its folder is made where it is missing."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock.take(lock_path(path))
        if lock is None:
            raise OSError("another program holds the new journal's lock")
        try:
            return cls(path, lock)
        except OSError:
            lock.release()
            raise

    def write(self, records: list[Record]) -> None:
        """Append and flush; OSError where it cannot be done now, the file then ends as before."""
        for record in records:
            parts, self._next = framed(pack(record), self._next)
            self._waiting.extend(parts)
        try:
            for part in self._waiting:
                _write_all(self._descriptor, part)
            os.fsync(self._descriptor)
        except OSError:
            with contextlib.suppress(OSError):
                self._cut()
            raise
        self._waiting.clear()
        self._written = self._next

    def close(self) -> None:
        """Let the file go."""
        with contextlib.suppress(OSError):
            os.close(self._descriptor)
        self._lock.release()

    def discard(self) -> None:
        """Remove the file."""
        with contextlib.suppress(OSError):
            os.close(self._descriptor)
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
        self._lock.release()

    def _begin(self) -> None:
        _write_all(self._descriptor, MAGIC)
        _flush_folder(self._path.parent)

    def _cut(self) -> None:
        os.ftruncate(self._descriptor, self._written.offset)
        os.lseek(self._descriptor, self._written.offset, os.SEEK_SET)


def _write_all(descriptor: int, content: bytes | memoryview) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def _flush_folder(folder: Path) -> None:
    """Let the new name survive a power cut; not every system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
