"""The folder of journals: one file a case, and those that a program left behind when it died."""

from __future__ import annotations

import contextlib
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from bifseg_core.journal.frames import DamagedError, Frame, ends_in_first_frame, read_frames
from bifseg_core.journal.image import ImageReference
from bifseg_core.journal.locks import FileLock
from bifseg_core.journal.packing import unpack
from bifseg_core.journal.steps import StepKind

ENDING = ".journal"
LOCK_ENDING = ".lock"


@dataclass(frozen=True)
class Orphan:
    """A journal whose program is gone; locked, so that no other program offers it too.

    Attributes:
        path: of the journal.
        lock: held until the journal is restored, discarded or let be.
        image: what it was made on.
        changed: when it was written last, in seconds since 1970.
    """

    path: Path
    lock: FileLock
    image: ImageReference
    changed: float

    def discard(self) -> None:
        """Remove the journal; one that cannot be removed stays."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
        self.lock.release()

    def let_be(self) -> None:
        """Leave it for the next start."""
        self.lock.release()


def journal_paths(folder: Path) -> list[Path]:
    """All journals of a folder, whoever writes them; none where it cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ENDING)
    except OSError:
        return []


def new_path(folder: Path) -> Path:
    """A name that no other journal has."""
    return folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{uuid.uuid4().hex[:12]}{ENDING}"


def lock_path(path: Path) -> Path:
    """Where the lock of a journal is."""
    return path.with_suffix(LOCK_ENDING)


def find_orphans(folder: Path) -> list[Orphan]:
    """The journals that nobody writes and that hold work, the latest first.

    Those without a step of the user are removed, and so are locks that stand without a journal.
    """
    _remove_idle_locks(folder)
    found = [orphan for path in journal_paths(folder) if (orphan := _orphan(path)) is not None]
    return sorted(found, key=lambda orphan: -orphan.changed)


def _remove_idle_locks(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for path in folder.glob(f"*{LOCK_ENDING}"):
            if not path.with_suffix(ENDING).exists() and (lock := FileLock.take(path)):
                lock.release()


def _orphan(path: Path) -> Orphan | None:
    try:
        lock = FileLock.take(lock_path(path))
    except OSError:
        return None
    if lock is None:
        return None
    try:
        image, has_work = _skimmed(path)
        changed = path.stat().st_mtime
    except (OSError, DamagedError):
        _remove_if_empty(path)
        lock.release()
        return None
    orphan = Orphan(path, lock, image, changed)
    if not has_work:
        orphan.discard()
        return None
    return orphan


def _remove_if_empty(path: Path) -> None:
    """An end before the first flush leaves a file of nothing, of zeros, or half of a header."""
    with contextlib.suppress(OSError):
        with path.open("rb") as file:
            is_empty = ends_in_first_frame(file)
        if is_empty:
            path.unlink()


def _skimmed(path: Path) -> tuple[ImageReference, bool]:
    """The image, and whether there is a step of the user."""
    with path.open("rb") as file:
        frames = read_frames(file)
        first = next(frames, None)
        if first is None:
            raise DamagedError("no header")
        head = unpack(first.payload).head
        if not isinstance(head, dict):
            raise DamagedError("no header")
        image = ImageReference.from_json(head.get("image", {}))
        return image, any(_is_work(frame) for frame in frames)


def _is_work(frame: Frame) -> bool:
    try:
        head = unpack(frame.payload).head
        return head.get("kind") == "step" and head.get("how") == StepKind.PERFORM.value
    except (DamagedError, AttributeError):
        return False
