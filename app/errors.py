"""The only place that shows an error: a sentence for the user, or a bug that rescues the work."""

from __future__ import annotations

import enum
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PyQt5.QtCore import QCoreApplication, QObject, pyqtSignal

from app.translation import mark
from bifseg_core.errors import BifsegError

_log = logging.getLogger(__name__)


class Severity(enum.Enum):
    """How loud a notice is."""

    INFO = "info"
    ERROR = "error"


@dataclass(frozen=True)
class Notice:
    """A sentence for the banner, in English: the banner says it in the language of the moment."""

    text: str
    severity: Severity = Severity.ERROR


class ErrorDesk(QObject):
    """Takes every exception that reaches the window.

    Args:
        rescue: writes the work somewhere safe and says where; None where there is nothing.

    Signals:
        noticed: there is something to show; carries a Notice.
    """

    noticed = pyqtSignal(object)
    _died = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rescue: Callable[[], Path | None] = lambda: None
        self._is_rescuing = False
        self._died.connect(self.present)

    def present(self, error: BaseException) -> None:
        """Show an error: the user's kind as it is, a bug after the work is safe."""
        if isinstance(error, BifsegError):
            _log.info("told the user: %s", type(error).__name__)
            self.noticed.emit(Notice(str(error)))
            return
        _log.error("unexpected error", exc_info=error)
        self.noticed.emit(Notice(self._bug_words(error)))

    def on_unhandled(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """The excepthook: an exception that nobody caught; Ctrl+C in a terminal just ends."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.exit(130)
            return
        self.present(error.with_traceback(trace))

    def on_thread_died(self, error: BaseException | None) -> None:
        """An exception ended another thread; called there, and presented in the window's."""
        if error is not None:
            self._died.emit(error)

    def inform(self, text: str) -> None:
        """Show a sentence, in English, that is no error."""
        self.noticed.emit(Notice(text, Severity.INFO))

    def _bug_words(self, error: BaseException) -> str:
        kind, kept = type(error).__name__, self._rescued()
        what = mark("Something went wrong inside BIFSeg ({kind}).").format(kind=kind)
        if kept is None:
            words = mark("{what} Your work is still here; please export it before you go on.")
            return words.format(what=what)
        return mark("{what} Your masks were also kept in {kept}.").format(what=what, kept=kept)

    def _rescued(self) -> Path | None:
        if self._is_rescuing:
            return None
        self._is_rescuing = True
        try:
            return self.rescue()
        except Exception:
            _log.exception("the rescue failed")
            return None
        finally:
            self._is_rescuing = False
