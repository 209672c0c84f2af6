"""Offers work that a crash interrupted; lies over the views and blocks nothing."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QPushButton, QWidget

from app.errors import Notice, Severity
from app.translation import mark
from app.views.panels.banner import Banner
from app.wording import word


class RestoreBanner(Banner):
    """Floats at the bottom of its parent, so that notices have room at the top.

    Discarding cannot be undone, so it is asked once more, with the button that keeps the work
    where the first click was.

    Signals:
        restore_clicked: the user wants the work back.
        discard_clicked: the user does not.
    """

    restore_clicked = pyqtSignal()
    discard_clicked = pyqtSignal()
    is_at_foot = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = ""
        self._is_discarding = False
        self.restore_button = QPushButton(self)
        self.restore_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.restore_button.clicked.connect(self.on_restore_clicked)
        place = self.layout().indexOf(self.close_button)
        self.layout().insertWidget(place, self.restore_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._name_buttons()

    def offer(self, name: str) -> None:
        """Ask whether the work on the scan of that name is wanted."""
        self._name, self._is_discarding = name, False
        self._name_buttons()
        self._ask(mark("BIFSeg ended unexpectedly. Restore the work on {name}?"))

    def on_restore_clicked(self) -> None:
        """The user wants the work back, or is sure not to."""
        self.hide()
        (self.discard_clicked if self._is_discarding else self.restore_clicked).emit()

    def on_close_clicked(self) -> None:
        """The user does not want it, or does after all."""
        if self._is_discarding:
            self.offer(self._name)
        else:
            self._ask_again()

    def _name_buttons(self) -> None:
        word(self.restore_button, text="Restore", toolTip="Go on where the work was interrupted")
        word(self.close_button, text="Discard", toolTip="Remove this work for good")

    def _ask_again(self) -> None:
        self._is_discarding = True
        word(self.restore_button, text="Discard", toolTip="Remove this work for good")
        word(self.close_button, text="Keep", toolTip="Go back to the first question")
        self._ask(mark("Discard the work on {name} for good?"))

    def _ask(self, question: str) -> None:
        self.show_notice(Notice(question.format(name=self._name), Severity.INFO))
