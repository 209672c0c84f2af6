"""Help → Self-test: the program checks itself in a process of its own, line by line."""

from __future__ import annotations

import sys
from pathlib import Path

from PyQt5.QtCore import QProcess, QProcessEnvironment, Qt
from PyQt5.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.translation import tr
from app.wording import word

OPTION = "--self-test"

FIXED_WIDTH = 'font-family: "DejaVu Sans Mono", "Menlo", "Consolas", "monospace"'
"""A style sheet, because the theme's own overrules a widget's font."""


def command() -> list[str]:
    """What starts this program's self-test, frozen or from its source tree."""
    if getattr(sys, "frozen", False):
        return [sys.executable, OPTION]
    return [sys.executable, str(Path(__file__).resolve().parents[3] / "main.py"), OPTION]


class SelfTestDialog(QDialog):
    """Shows the lines as they come; closing it ends the test.

    Args:
        start: program and arguments; by default this program's self-test.
    """

    def __init__(self, parent: QWidget | None = None, *, start: list[str] | None = None) -> None:
        super().__init__(parent)
        word(self, windowTitle="Self-test")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(940, 360)
        self.lines = QPlainTextEdit(self)
        self.lines.setReadOnly(True)
        self.lines.setStyleSheet(FIXED_WIDTH)
        word(self.lines, placeholderText="Checking; this takes up to a minute…")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.lines)
        layout.addWidget(buttons)
        self._process = self._started(start or command())
        self.finished.connect(self._stop)

    def _started(self, start: list[str]) -> QProcess:
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("QT_QPA_PLATFORM", "offscreen")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._on_lines)
        process.errorOccurred.connect(self._on_error)
        process.start(start[0], start[1:])
        return process

    def _on_lines(self) -> None:
        text = bytes(self._process.readAllStandardOutput()).decode("utf-8", "replace")
        for line in text.splitlines():
            self.lines.appendPlainText(line)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.lines.appendPlainText(
                tr("The self-test could not be started; install BIFSeg again.")
            )

    def _stop(self) -> None:
        self._process.blockSignals(True)
        self._process.kill()
        self._process.waitForFinished(1000)
