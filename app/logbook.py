"""The program's log: a few files that take turns, in which nothing names a patient.

The program's own lines hold sizes, kinds and times, never names or paths. Of an exception the log
keeps its type and the places in the program, because its words may quote a file or a header; of
other libraries it keeps their name alone, and of Qt's words those before the first quotation.
"""

from __future__ import annotations

import faulthandler
import logging
import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

LOG_NAME = "bifseg.log"
CRASH_NAME = "crash.log"
LARGEST_BYTES = 256 * 1024
KEPT_FILES = 3

_OWN = ("app", "bifseg_core")
_LEFT_OUT = "(words left out)"
_QUOTATION = re.compile(r"""["'“‘/\\].*""", re.DOTALL)
_PLACE = re.compile(r'File "(?:[^"]*[/\\])?([^"/\\]*)"')


class NamelessFormatter(logging.Formatter):
    """Writes a record without words that nobody has checked."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and a line for each step of an exception's story."""
        is_own = record.name.partition(".")[0] in _OWN
        words = record.getMessage() if is_own else _LEFT_OUT
        lines = [f"{self.formatTime(record)} {record.levelname} {record.name}: {words}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += story(record.exc_info[1])
        return "\n    ".join(lines)


class PatientHandler(RotatingFileHandler):
    """Writes where it can: a full disk or a read-only home is no reason to disturb anybody."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Let the line go."""


@dataclass(frozen=True)
class Logbook:
    """A log that is being written."""

    handler: logging.Handler
    crash_file: TextIO

    def close(self) -> None:
        """Stop writing."""
        faulthandler.disable()
        self.crash_file.close()
        logging.getLogger().removeHandler(self.handler)
        self.handler.close()


def begin(folder: Path) -> Logbook | None:
    """Write the log into that folder from now on; None where it cannot be made.

    What breaks the interpreter itself is written there too, by `faulthandler`.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        crash_file = (folder / CRASH_NAME).open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(crash_file)
    handler = PatientHandler(
        folder / LOG_NAME,
        maxBytes=LARGEST_BYTES,
        backupCount=KEPT_FILES,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(NamelessFormatter())
    _attach(handler)
    return Logbook(handler, crash_file)


def story(error: BaseException) -> Iterator[str]:
    """The types of an exception and of those behind it, each with its places in the program."""
    told: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in told:
        told.add(id(at))
        yield type(at).__name__
        for frame in traceback.extract_tb(at.__traceback__):
            yield f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        at = at.__cause__ or at.__context__


def before_quotation(text: str) -> str:
    """The words before the first thing that may be a name or a path."""
    return _QUOTATION.sub("…", text)


def tail(folder: Path, *, lines: int = 300) -> list[str]:
    """The last lines of the log and of the interpreter's crashes; folders are left out of those."""
    kept = []
    for name in (CRASH_NAME, LOG_NAME):
        try:
            text = (folder / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        kept += [_PLACE.sub(r'File "\1"', line) for line in text.splitlines()[-lines:]]
    return kept


def _attach(handler: logging.Handler) -> None:
    root = logging.getLogger()
    for other in root.handlers:
        if other.level == logging.NOTSET:  # a terminal is told of warnings only, as before
            other.setLevel(logging.WARNING)
    root.addHandler(handler)
    for name in _OWN:
        logging.getLogger(name).setLevel(logging.INFO)
