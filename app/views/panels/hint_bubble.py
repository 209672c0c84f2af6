"""A hint that lies over the foot of the views while the sample is tried."""

from __future__ import annotations

from PyQt5.QtWidgets import QWidget

from app.errors import Notice, Severity
from app.views.panels.banner import Banner
from app.wording import word


class HintBubble(Banner):
    """Floats at the bottom of its parent; `dismissed` says that no hint is wanted any more."""

    is_at_foot = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hint = ""
        word(self.close_button, text="Skip the hints", toolTip="Show no more hints")

    def show_hint(self, words: str) -> None:
        """Show that hint, in English, instead of the one before; "" shows none."""
        if not words:
            self.hide()
        elif self.isHidden() or self._hint != words:
            self.show_notice(Notice(words, Severity.INFO))
        self._hint = words
