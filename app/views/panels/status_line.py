"""The one line at the bottom: what is under the cursor, what happens, and Cancel."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.model.remaining import remaining_words
from app.model.working import Working
from app.translation import translated
from app.wording import word


class StatusLine(QFrame):
    """Read-out on the left; message, progress and Cancel on the right.

    Signals:
        cancel_clicked: the user wants the work stopped.
    """

    cancel_clicked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.readout = QLabel(self)
        self.message = QLabel(self)
        self.message.setObjectName("message")
        self._working_text = ""
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(128)
        self.cancel = QPushButton(self)
        self.cancel.setProperty("role", "flat")
        word(self.cancel, text="Cancel", toolTip="Stop and go back to how it was (Esc)")
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel.clicked.connect(self.cancel_clicked)
        self._lay_out()
        self.show_idle()

    def say(self, text: str) -> None:
        """Put a sentence on the line."""
        self.message.setText(text)
        self.message.setToolTip(text)

    def show_working(self, working: Working) -> None:
        """Show how far the work is."""
        progress = working.progress
        parts = (translated(progress.message), remaining_words(working.remaining_s))
        self._working_text = "  ·  ".join(filter(None, parts))
        self.say(self._working_text)
        self.progress.setRange(0, 0 if progress.fraction < 0 else 1000)
        self.progress.setValue(round(1000 * max(0.0, progress.fraction)))
        self.progress.show()
        self.cancel.setVisible(working.can_cancel)

    def show_idle(self) -> None:
        """Nothing is being worked on; a sentence about the work goes with it."""
        if self.message.text() == self._working_text:
            self.say("")
        self.progress.hide()
        self.cancel.hide()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(16)
        layout.addWidget(self.readout)
        layout.addStretch(1)
        layout.addWidget(self.message)
        layout.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.cancel)
        self.setFixedHeight(40)
