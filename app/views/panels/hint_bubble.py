"""A hint that lies over the foot of the views while the sample is tried."""

from __future__ import annotations

from PyQt5.QtWidgets import QWidget

from app.errors import Notice, Severity
from app.translation import tr
from app.views.panels.banner import Banner

_MARGIN = 16


class HintBubble(Banner):
    """Floats at the bottom of its parent; `dismissed` says that no hint is wanted any more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.close_button.setText(tr("Skip the hints"))
        self.close_button.setToolTip(tr("Show no more hints"))

    def show_hint(self, words: str) -> None:
        """Show that hint instead of the one before; "" shows none."""
        if not words:
            self.hide()
        elif self.isHidden() or self.text.text() != words:
            self.show_notice(Notice(words, Severity.INFO))

    def _place(self) -> None:
        super()._place()
        self.move(self.x(), self.parentWidget().height() - self.height() - _MARGIN)
