"""File → Open recent: the scans opened last, looked up when the menu opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QMenu, QWidget

from app.translation import tr
from app.wording import word


class RecentMenu(QMenu):
    """Lists paths by name; the full path is the tooltip.

    Args:
        recent: says which scans were opened last, newest first.

    Signals:
        chosen: carries the Path of a scan.
        clear_wanted: the list shall be forgotten.
    """

    chosen = pyqtSignal(object)
    clear_wanted = pyqtSignal()

    def __init__(self, recent: Callable[[], Sequence[Path]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        word(self, title="Open &recent")
        self.setToolTipsVisible(True)
        self._recent = recent
        self.aboutToShow.connect(self.on_about_to_show)

    def on_about_to_show(self) -> None:
        """Fill the menu anew."""
        self.clear()
        paths = self._recent()
        for path in paths:
            action = self.addAction(path.name.replace("&", "&&"), partial(self.chosen.emit, path))
            action.setToolTip(str(path))
        if not paths:
            self.addAction(tr("No scan was opened yet")).setEnabled(False)
            return
        self.addSeparator()
        self.addAction(tr("&Clear this list"), self.clear_wanted.emit)
