"""One place for what nobody caught: exceptions in whatever thread, and Qt's complaints."""

from __future__ import annotations

import logging
import sys
import threading

from PyQt5.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.errors import ErrorDesk
from app.logbook import before_quotation

_log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def catch_everything(desk: ErrorDesk) -> None:
    """Let the desk hear of every exception that nobody caught: it rescues the work, then tells.

    Those of other threads reach it in its own thread. Qt's messages go to the log.
    """
    sys.excepthook = desk.on_unhandled
    threading.excepthook = lambda told: desk.on_thread_died(told.exc_value)
    sys.unraisablehook = _on_unraisable
    qInstallMessageHandler(_on_qt_message)


def _on_unraisable(told: sys.UnraisableHookArgs) -> None:
    """An exception where none can be raised, in a finaliser for example: the work is not hurt."""
    _log.error("an exception that could not be raised", exc_info=told.exc_value)


def _on_qt_message(kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
    _log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", before_quotation(text))
