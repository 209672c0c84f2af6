"""Which of a folder's DICOM series to open: description, size and a small picture of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PyQt5.QtCore import QSize, Qt
from PyQt5.QtGui import QColor, QIcon, QImage, QPixmap
from PyQt5.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.model.questions import SeriesChoice
from app.translation import tr
from app.views.palette import VIEWER_BACKGROUND

if TYPE_CHECKING:
    from bifseg_core.io import SeriesInfo

_PICTURE_PX = 96


class SeriesDialog(QDialog):
    """Shows the series; a double-click or Enter opens one."""

    def __init__(self, choices: Sequence[SeriesChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Choose a series"))
        self._choices = tuple(choices)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(QLabel(tr("The folder holds {count} series.", count=len(choices)), self))
        self.list = self._filled_list()
        layout.addWidget(self.list)
        layout.addWidget(self._buttons())
        self.resize(560, 480)

    @property
    def chosen(self) -> SeriesInfo | None:
        """The series that is marked."""
        row = self.list.currentRow()
        return self._choices[row].info if row >= 0 else None

    def _filled_list(self) -> QListWidget:
        rows = QListWidget(self)
        rows.setIconSize(QSize(_PICTURE_PX, _PICTURE_PX))
        rows.setAccessibleName(tr("Series"))
        rows.setSpacing(4)
        rows.setWordWrap(True)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarAlwaysOff)
        for choice in self._choices:
            item = QListWidgetItem(_icon(choice.thumbnail), f"{choice.title}\n{choice.details}")
            rows.addItem(item)
        rows.setCurrentRow(0)
        rows.itemActivated.connect(self.accept)
        return rows

    def _buttons(self) -> QDialogButtonBox:
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Open | kinds.Cancel, self)
        for button in buttons.buttons():
            button.setIcon(QIcon())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons


def _icon(thumbnail: NDArray[np.uint8] | None) -> QIcon:
    """The picture in the middle of a dark square, or only the square."""
    square = QPixmap(_PICTURE_PX, _PICTURE_PX)
    square.fill(QColor(VIEWER_BACKGROUND))
    if thumbnail is None:
        return QIcon(square)
    rows, columns = thumbnail.shape
    image = QImage(thumbnail.tobytes(), columns, rows, columns, QImage.Format_Grayscale8)
    side = _PICTURE_PX
    picture = QPixmap.fromImage(image).scaled(
        side, side, Qt.KeepAspectRatio, Qt.SmoothTransformation
    )
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Selected)  # else the marked one is tinted
    return icon
