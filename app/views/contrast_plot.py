"""The intensities of an image as a curve, with the grey scale as a stretch of it to be dragged."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PyQt5.QtCore import QEvent, QPointF, QSignalBlocker, Qt, pyqtSignal
from PyQt5.QtGui import QColor, QMouseEvent
from PyQt5.QtWidgets import QWidget

from app import theme
from app.model.histogram import Floats, Histogram
from app.model.view_state import WindowLevel

_EMPTY = Histogram(np.array([0.0, 1.0]), np.array([0.0]))
_HEADROOM = 1.05
_WIDE = 2
"""Width of what is to be seen first, in pixels."""

pg.setConfigOption("mouseRateLimit", -1)  # a quick drag, all its moves left out, would be none


class ContrastPlot(pg.PlotWidget):
    """Counts over intensity; wheel and drag beside the grey scale zoom and move along the axis.

    Signals:
        window_dragged: the user moved the grey scale or one of its ends; carries a WindowLevel.
    """

    window_dragged = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, enableMenu=False)
        self._histograms: tuple[Histogram, Histogram | None] = (_EMPTY, None)
        self._is_logarithmic = True
        self._image, self._inside = pg.PlotCurveItem(fillLevel=0), pg.PlotCurveItem()
        self._ramp = pg.PlotCurveItem()
        self._region = pg.LinearRegionItem()
        for item in (self._image, self._inside, self._ramp, self._region):
            self.addItem(item)
        self._region.sigRegionChanged.connect(self._on_region_changed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseEnabled(x=True, y=False)
        self.hideButtons()
        self.hideAxis("left")
        self._dress()

    @property
    def window(self) -> WindowLevel:
        """The grey scale that is shown; one end on the other leaves a width of 1."""
        low, high = self._region.getRegion()
        return WindowLevel(high - low or 1.0, (high + low) / 2)

    @property
    def has_inside(self) -> bool:
        """Whether there is a curve of a mask."""
        return self._histograms[1] is not None

    def show_image(self, image: Histogram) -> None:
        """Show another image's curve, from end to end and without a mask."""
        self._histograms = (image, None)
        self._draw()
        self.show_all()

    def show_inside(self, inside: Histogram | None) -> None:
        """Show the curve of a mask, or none."""
        self._histograms = (self._histograms[0], inside)
        self._draw()

    def colour_inside(self, colour: QColor) -> None:
        """Draw the mask's curve in its object's colour."""
        self._inside.setPen(pg.mkPen(colour, width=_WIDE))

    def show_logarithmic(self, wanted: bool) -> None:
        """Show each count's logarithm, in which the few are seen beside the many."""
        self._is_logarithmic = wanted
        self._draw()

    def show_window(self, shown: WindowLevel) -> None:
        """Move the grey scale there."""
        ends = (shown.level - shown.window / 2, shown.level + shown.window / 2)
        with QSignalBlocker(self._region):
            self._region.setRegion(ends)
        self._draw_ramp()

    def place_of(self, intensity: float) -> QPointF:
        """Where an intensity is seen, half way up, in pixels of the viewport."""
        middle = sum(self.viewRange()[1]) / 2
        there = self.getPlotItem().vb.mapViewToScene(QPointF(intensity, middle))
        return QPointF(self.mapFromScene(there))

    def show_all(self) -> None:
        """Show all intensities and both ends of the grey scale."""
        ends = np.concatenate([self._histograms[0].edges[[0, -1]], self._region.getRegion()])
        self.setXRange(ends.min(), ends.max(), padding=0.02)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all of it again."""
        self.show_all()

    def changeEvent(self, event: QEvent) -> None:
        """Wear the other theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _on_region_changed(self) -> None:
        self._draw_ramp()
        self.window_dragged.emit(self.window)

    def _draw(self) -> None:
        image, inside = self._histograms
        heights = self._heights(image.counts)
        self._image.setData(image.edges, heights, stepMode="center")
        self._inside.setVisible(inside is not None)
        if inside is not None and inside.counts.any():
            first, last = np.flatnonzero(inside.counts)[[0, -1]]
            edges, counts = inside.edges[first : last + 2], inside.counts[first : last + 1]
            self._inside.setData(edges, self._heights(counts), stepMode="center")
        self.setYRange(0, _HEADROOM * max(float(heights.max()), 1e-9), padding=0)
        self._draw_ramp()

    def _draw_ramp(self) -> None:
        """From black at one end of the grey scale to white at the other, and white beyond."""
        low, high = self._region.getRegion()
        top = float(self.viewRange()[1][1]) / _HEADROOM
        brightest = max(high, self._histograms[0].edges[-1])
        self._ramp.setData(np.array([low, high, brightest]), np.array([0, top, top]))

    def _heights(self, counts: Floats) -> Floats:
        return np.log10(1 + counts) if self._is_logarithmic else counts

    def _dress(self) -> None:
        worn = theme.colours()
        curve = QColor(worn.quiet)
        self._image.setPen(pg.mkPen(curve))
        self._image.setBrush(_thin(curve, 0.35))
        self._inside.setShadowPen(pg.mkPen(worn.viewer, width=2 * _WIDE))
        self._ramp.setPen(pg.mkPen(worn.text, style=Qt.PenStyle.DashLine))
        self._region.setBrush(_thin(QColor(worn.accent), 0.12))
        self._region.setHoverBrush(_thin(QColor(worn.accent), 0.2))
        for line in self._region.lines:
            line.setPen(pg.mkPen(worn.accent, width=_WIDE))
            line.setHoverPen(pg.mkPen(worn.accent_hover, width=2 * _WIDE))
        dress_axes(self)


def dress_axes(plot: pg.PlotWidget) -> None:
    """Let ground and axes of a plot wear the theme of now."""
    worn = theme.colours()
    plot.setBackground(worn.card)
    for side in ("bottom", "left"):
        axis = plot.getAxis(side)
        axis.setPen(worn.line)
        axis.setTextPen(worn.quiet)


def _thin(colour: QColor, share: float) -> QColor:
    colour.setAlphaF(share)
    return colour
