"""Sentences about files: how they are named, and what the system's errors mean."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bifseg_core.errors import ImageReadError, WriteError

_READ_REASONS = {
    errno.ENOENT: "There is no file or folder {name}; check the path.",
    errno.ENOTDIR: "There is no file or folder {name}; check the path.",
    errno.EACCES: "{name} cannot be opened because permission is denied; ask for access to it.",
    errno.EPERM: "{name} cannot be opened because permission is denied; ask for access to it.",
    errno.ENAMETOOLONG: "The name of {name} is too long; give it a shorter one.",
    errno.EIO: "{name} cannot be read from its disk; copy it again from where it came.",
}
_NOT_READ = "{name} cannot be read; check the file and its disk."
_WRITE_REASONS = {
    errno.ENOENT: "{name} cannot be written: its folder does not exist; choose another one.",
    errno.ENOTDIR: "{name} cannot be written: its folder is a file; choose another one.",
    errno.EACCES: "{name} cannot be written: its folder allows no writing; choose another.",
    errno.EPERM: "{name} cannot be written: its folder allows no writing; choose another.",
    errno.EROFS: "{name} cannot be written: the disk is read-only; choose another folder.",
    errno.ENOSPC: "{name} cannot be written: the disk is full; free some space and try again.",
    errno.EDQUOT: "{name} cannot be written: your share of the disk is used up; "
    "free some space and try again.",
    errno.EFBIG: "{name} cannot be written: it is too large for the disk; choose another.",
    errno.ENAMETOOLONG: "{name} cannot be written: its name is too long; choose a shorter one.",
    errno.EISDIR: "{name} cannot be written: a folder has that name; choose another name.",
}
_NOT_WRITTEN = "{name} cannot be written; choose another folder."


def named(path: Path) -> str:
    """A file's or folder's name in quotes, fit for a sentence on one line."""
    name = path.name or str(path)
    return f'"{"".join(c if c.isprintable() else "?" for c in name)}"'


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn the system's errors while a file is read into sentences.

    Raises:
        ImageReadError: the file cannot be opened or read, or memory does not suffice.
    """
    try:
        yield
    except OSError as error:
        reason = _READ_REASONS.get(error.errno or 0, _NOT_READ)
        raise ImageReadError(reason.format(name=named(path))) from error
    except MemoryError as error:
        raise ImageReadError(
            f"{named(path)} does not fit into this computer's memory; crop or downsample it first."
        ) from error


def write_error(path: Path, error: OSError) -> WriteError:
    """The sentence for a file that the system would not write."""
    reason = _WRITE_REASONS.get(error.errno or 0, _NOT_WRITTEN)
    return WriteError(reason.format(name=named(path)))


def truncated(path: Path) -> ImageReadError:
    """The error for a file that ends too early."""
    return ImageReadError(
        f"{named(path)} is incomplete: it ends before its last voxel; copy it again."
    )


def damaged(path: Path) -> ImageReadError:
    """The error for a file of a known kind whose content makes no sense."""
    return ImageReadError(f"{named(path)} is damaged and cannot be read; copy it again.")


def colour(path: Path) -> ImageReadError:
    """The error for an image with several numbers at each voxel."""
    return ImageReadError(
        f"{named(path)} is a colour image or has several values at each voxel; "
        "save it with one grey value at each first."
    )


def four_dimensional(path: Path, count: int) -> ImageReadError:
    """The error for an image that holds several volumes."""
    return ImageReadError(
        f"{named(path)} is four-dimensional: it holds {count} volumes; save one by itself."
    )


def too_large(path: Path) -> ImageReadError:
    """The error for a header that promises more voxels than the file can hold."""
    return ImageReadError(
        f"{named(path)} is damaged: it claims more voxels than its size can hold; copy it again."
    )
