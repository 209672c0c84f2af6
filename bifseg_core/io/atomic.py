"""Files that are written whole or not at all."""

import contextlib
import os
import uuid
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path

from bifseg_core.errors import WriteCancelledError, WriteError
from bifseg_core.io.messages import named, write_error

Check = Callable[[Path], None]


def _never() -> bool:
    return False


_IS_UNWANTED: ContextVar[Callable[[], bool]] = ContextVar("is_unwanted", default=_never)


def replace_file(path: Path, content: bytes, *, check: Check | None = None) -> None:
    """Write a file under a temporary name beside its place, flush it, check it, and move it there.

    Inside `unless`, it is left where it is once it is no longer wanted.

    A link is followed, so that what it points to is replaced and the link stays.

    Args:
        path: the file; one that exists is replaced and its permissions are kept.
        content: all of its bytes.
        check: reads the temporary file back; what it raises stops the replacement.

    Raises:
        WriteError: the file cannot be written; one that was there before still is, and no temporary
            file is left.
        WriteCancelledError: it is no longer wanted; likewise.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".bifseg-{uuid.uuid4().hex}{_endings(target)}")
    try:
        _stop_if_unwanted(path)
        _check_target(path, target)
        _write(temporary, content)
        if check:
            check(temporary)
        _stop_if_unwanted(path)
        _move(temporary, target)
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def check_place(path: Path) -> None:
    """Find out now whether `replace_file` could write there, by writing an empty file beside it.

    Raises:
        WriteError: it could not; nothing is left behind.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".bifseg-{uuid.uuid4().hex}{_endings(target)}")
    try:
        _check_target(path, target)
        _write(temporary, b"")
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def unless(is_unwanted: Callable[[], bool]) -> Iterator[None]:
    """In this block, files are put in their place only while the answer is no.

    Args:
        is_unwanted: asked before a file is begun and before it takes its place.
    """
    token = _IS_UNWANTED.set(is_unwanted)
    try:
        yield
    finally:
        _IS_UNWANTED.reset(token)


def _stop_if_unwanted(path: Path) -> None:
    if _IS_UNWANTED.get()():
        raise WriteCancelledError(f"Writing {named(path)} was cancelled; nothing was changed.")


def _check_target(path: Path, target: Path) -> None:
    if target.is_dir():
        raise WriteError(
            f"{named(path)} cannot be written because a folder has that name; choose another name."
        )
    if target.exists() and not os.access(target, os.W_OK):
        raise WriteError(f"{named(path)} is write-protected; choose another name.")


def _endings(path: Path) -> str:
    """The file's endings, short enough not to make the temporary name too long."""
    return "".join(path.suffixes[-2:])[-20:] if path.suffix else ".part"


def _write(temporary: Path, content: bytes) -> None:
    with temporary.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move(temporary: Path, target: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.chmod(target.stat().st_mode & 0o7777)
    os.replace(temporary, target)
    with contextlib.suppress(OSError):
        _flush_folder(target.parent)


def _flush_folder(folder: Path) -> None:
    """Let the new name survive a power cut; not every system can."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
