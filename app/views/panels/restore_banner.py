"""Offers work that a crash interrupted; lies over the views and blocks nothing."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QPushButton, QWidget

from app.errors import Notice, Severity
from app.translation import tr
from app.views.panels.banner import Banner

_MARGIN = 16


class RestoreBanner(Banner):
    """Floats at the bottom of its parent, so that notices have room at the top.

    Signals:
        restore_clicked: the user wants the work back.
        discard_clicked: the user does not.
    """

    restore_clicked = pyqtSignal()
    discard_clicked = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.restore_button = QPushButton(tr("Restore"), self)
        self.restore_button.setToolTip(tr("Go on where the work was interrupted"))
        self.restore_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.restore_button.clicked.connect(self.on_restore_clicked)
        self.close_button.setText(tr("Discard"))
        self.close_button.setToolTip(tr("Remove this work for good"))
        place = self.layout().indexOf(self.close_button)
        self.layout().insertWidget(place, self.restore_button, 0, Qt.AlignmentFlag.AlignTop)

    def offer(self, name: str) -> None:
        """Ask whether the work on the scan of that name is wanted."""
        question = tr("BIFSeg ended unexpectedly. Restore the work on {name}?", name=name)
        self.show_notice(Notice(question, Severity.INFO))

    def on_restore_clicked(self) -> None:
        """The user wants the work back."""
        self.hide()
        self.restore_clicked.emit()

    def on_close_clicked(self) -> None:
        """The user does not want it."""
        self.hide()
        self.discard_clicked.emit()

    def _place(self) -> None:
        super()._place()
        self.move(self.x(), self.parentWidget().height() - self.height() - _MARGIN)
