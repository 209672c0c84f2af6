"""About → Licences: what is inside this build, in which version, under which licence."""

from __future__ import annotations

import json
from pathlib import Path

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import resources
from app.translation import mark, tr

COLUMNS = (mark("Component"), mark("Version"), mark("Licence"))


def listed(path: Path | None = None) -> list[tuple[str, str, str]]:
    """Name, version and licence of every component; empty where the list was not built."""
    chosen = path or resources.COMPONENTS
    if not chosen.is_file():
        return []
    components = json.loads(chosen.read_text(encoding="utf-8"))["components"]
    return [(one["name"], one["version"], one["licence"]) for one in components]


class LicencesDialog(QDialog):
    """A table of the components.

    Args:
        rows: what to show.
    """

    def __init__(self, rows: list[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Licences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 480)
        self.table = QTableWidget(len(rows), len(COLUMNS), self)
        self.table.setHorizontalHeaderLabels([tr(name) for name in COLUMNS])
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                self.table.setItem(row, column, QTableWidgetItem(value))
        self.table.resizeColumnsToContents()
        self.table.horizontalHeader().setStretchLastSection(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addWidget(buttons)
