"""About → Licences: what is inside this build, in which version, under which licence."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPlainTextEdit,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import resources
from app.translation import mark, tr
from app.views.dialogs.self_test import FIXED_WIDTH
from app.wording import word

COLUMNS = (mark("Component"), mark("Version"), mark("Licence"))


@dataclass(frozen=True)
class Listed:
    """A component of the build.

    Attributes:
        name, version, licence: as the build's list says them.
        texts: the files with its licence.
    """

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...] = ()

    def text(self) -> str:
        """Everything that its licence says."""
        found = [path.read_text(encoding="utf-8", errors="replace") for path in self.texts]
        return "\n\n\n".join(found)


def listed(path: Path | None = None) -> list[Listed]:
    """Every component; empty where the list was not built."""
    chosen = path or resources.COMPONENTS
    if not chosen.is_file():
        return []
    folder = chosen.parent.parent / "licences"
    components = json.loads(chosen.read_text(encoding="utf-8"))["components"]
    return [
        Listed(one["name"], one["version"], one["licence"], _present(folder, one["texts"]))
        for one in components
    ]


def _present(folder: Path, names: list[str]) -> tuple[Path, ...]:
    return tuple(path for name in names if (path := folder / name).is_file())


class LicencesDialog(QDialog):
    """A table of the components over the chosen one's licence.

    Args:
        components: what to show.
    """

    def __init__(self, components: list[Listed], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        word(self, windowTitle="Licences")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 640)
        self._components = components
        self.table = self._filled_table()
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setStyleSheet(FIXED_WIDTH)
        self._lay_out()
        self.table.currentCellChanged.connect(self._on_chosen)
        self.table.setCurrentCell(0, 0)

    def _filled_table(self) -> QTableWidget:
        table = QTableWidget(len(self._components), len(COLUMNS), self)
        table.setHorizontalHeaderLabels([tr(name) for name in COLUMNS])
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        for row, one in enumerate(self._components):
            for column, value in enumerate((one.name, one.version, one.licence)):
                table.setItem(row, column, QTableWidgetItem(value))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _lay_out(self) -> None:
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.setChildrenCollapsible(False)
        for half in (self.table, self.text):
            halves.addWidget(half)
        halves.setSizes([280, 280])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(halves)
        layout.addWidget(buttons)

    def _on_chosen(self, row: int, *_: int) -> None:
        if 0 <= row < len(self._components):
            self.text.setPlainText(self._components[row].text())
