"""What the colours of the chosen layer mean."""

from __future__ import annotations

from dataclasses import dataclass

from PyQt5.QtCore import QRectF, QSize, Qt
from PyQt5.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPaintEvent
from PyQt5.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.model.numbers import Figures, size_words
from app.model.view_state import Layer
from app.translation import mark, tr
from app.views import insight
from app.views.palette import VIEWER_BACKGROUND
from app.views.panels.card import quiet_label
from bifseg_core.volume import Volume

_SWATCH = QSize(24, 12)


@dataclass(frozen=True)
class Entry:
    """One line of a legend.

    Attributes:
        text: what the colour means.
        colour: of the swatch, on the viewer's ground.
        striped: drawn in stripes.
    """

    text: str
    colour: str
    striped: bool = False


class LayerLegend(QWidget):
    """A ramp with its two ends named, or a few swatches, or a sentence; nothing for the mask."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)

    @property
    def words(self) -> list[str]:
        """Everything that is written."""
        return [label.text() for label in self.findChildren(QLabel) if not label.isHidden()]

    def show_layer(self, layer: Layer, figures: Figures, volume: Volume | None) -> None:
        """Explain that layer.

        Args:
            layer: what is laid over the scan.
            figures: of the active object.
            volume: the scan, None before one is open.
        """
        self._clear()
        if layer in (Layer.PROBABILITY, Layer.UNCERTAINTY):
            self._show_ramp(layer)
        elif layer is Layer.WEIGHTS:
            self._show_entries(weight_entries() if figures.is_taught else [])
            if not figures.is_taught:
                self._say(mark("Known once the network has learnt this image."))
        elif layer is Layer.ERRORS and volume is not None:
            self._show_entries(error_entries(figures, volume))
        self.setVisible(self._grid.count() > 0)

    def _clear(self) -> None:
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()

    def _show_ramp(self, layer: Layer) -> None:
        is_probability = layer is Layer.PROBABILITY
        low, high = (
            (mark("background"), mark("object"))
            if is_probability
            else (mark("sure"), mark("unsure"))
        )
        self._grid.addWidget(quiet_label(low, self), 0, 0)
        self._grid.addWidget(_Ramp(layer, self), 0, 1)
        self._grid.addWidget(quiet_label(high, self), 0, 2)
        self._grid.setColumnStretch(1, 1)

    def _show_entries(self, entries: list[Entry]) -> None:
        for row, entry in enumerate(entries):
            words = quiet_label("", self)
            words.setText(entry.text)
            words.setWordWrap(True)
            self._grid.addWidget(_Swatch(entry, self), row, 0)
            self._grid.addWidget(words, row, 1, 1, 2)
        self._grid.setColumnStretch(1, 1)

    def _say(self, text: str) -> None:
        label = quiet_label(text, self)
        label.setWordWrap(True)
        self._grid.addWidget(label, 0, 0, 1, 3)


def weight_entries() -> list[Entry]:
    """What the network learnt from in the last step (Eq. 12)."""
    return [
        Entry(tr("Learnt from"), insight.LEARNT_COLOUR),
        Entry(tr("Your scribbles, most of all"), insight.SCRIBBLE_COLOUR),
        Entry(tr("Left out: it is unsure there"), insight.LEFT_OUT_COLOUR),
    ]


def error_entries(figures: Figures, volume: Volume) -> list[Entry]:
    """What was missed and what spilt, with its size where there is a mask."""
    missed, spilt = tr("Missed"), tr("Spilt over")
    if figures.missed is not None and figures.spilt is not None:
        missed += f": {size_words(figures.missed, volume)}"
        spilt += f": {size_words(figures.spilt, volume)}"
    return [
        Entry(missed, insight.MISSED_COLOUR, striped=True),
        Entry(spilt, insight.SPILT_COLOUR),
    ]


class _Swatch(QWidget):
    """A colour as it looks over the scan."""

    def __init__(self, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self._entry = entry
        self.setFixedSize(_SWATCH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it on the viewer's ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.Antialiasing)
        painter.setPen(Qt.NoPen)
        area = QRectF(self.rect())
        colour = QColor(self._entry.colour)
        painter.setBrush(QColor(VIEWER_BACKGROUND))
        painter.drawRoundedRect(area, 3, 3)
        painter.setOpacity(0.6 if self._entry.striped else 1)
        painter.setBrush(colour)
        painter.drawRoundedRect(area, 3, 3)
        if self._entry.striped:
            painter.setOpacity(1)
            painter.setBrush(QBrush(colour, Qt.BDiagPattern))
            painter.drawRoundedRect(area, 3, 3)


class _Ramp(QWidget):
    """The layer's colours from lowest to highest."""

    def __init__(self, layer: Layer, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = insight.table(layer, 1.0)
        self.setFixedHeight(_SWATCH.height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ramp on the viewer's ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.Antialiasing)
        painter.setPen(Qt.NoPen)
        area = QRectF(self.rect())
        ramp = QLinearGradient(area.topLeft(), area.topRight())
        for value in range(0, 256, 15):
            ramp.setColorAt(value / 255, QColor(*(int(n) for n in self._table[value])))
        for brush in (QBrush(QColor(VIEWER_BACKGROUND)), QBrush(ramp)):
            painter.setBrush(brush)
            painter.drawRoundedRect(area, 3, 3)
