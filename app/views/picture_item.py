"""A picture on a slice, kept as the screen paints it fastest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PyQt5.QtCore import QRectF
from PyQt5.QtGui import QImage, QPainter, QTransform, qRgba
from PyQt5.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.tools.slice_geometry import Point

Picture = NDArray[np.uint8]

_FORMATS = {
    (2, False): QImage.Format_Grayscale8,
    (2, True): QImage.Format_Indexed8,
    (3, False): QImage.Format_RGB888,
}
_OPAQUE, _TRANSLUCENT = QImage.Format_RGB32, QImage.Format_ARGB32_Premultiplied
"""Scaled three times as fast as what they are made from; making them takes next to nothing."""


class PictureItem(QGraphicsItem):
    """A uint8 picture on the slice, in pixels of the slice scaled to mm.

    Attributes:
        is_smooth: the eye sees no pixels.
    """

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.is_smooth = False
        self._image = QImage()
        self._table: NDArray[np.uint8] | None = None
        self._colours: list[int] = []

    def show_picture(self, picture: Picture, corner_px: Point, spacing: Point) -> None:
        """Show values (rows, columns) or colours (rows, columns, 3), top left corner there."""
        self.prepareGeometryChange()
        pixels = np.ascontiguousarray(picture)
        height, width = pixels.shape[:2]
        has_table = bool(self._colours) and pixels.ndim == 2
        kind = _FORMATS[pixels.ndim, has_table]
        image = QImage(pixels.data, width, height, pixels.strides[0], kind)  # only points to them
        if has_table:
            image.setColorTable(self._colours)
        self._image = image.convertToFormat(_TRANSLUCENT if has_table else _OPAQUE)
        self.setTransform(QTransform.fromScale(*spacing).translate(*corner_px))
        self.show()

    def set_colours(self, table: NDArray[np.uint8]) -> None:
        """Colour the values by a table (256, 4) RGBA; before the picture that it is for."""
        if table is not self._table:
            self._table = table
            self._colours = [qRgba(*row) for row in table.tolist()]

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._image.width(), self._image.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.SmoothPixmapTransform, self.is_smooth)
        painter.drawImage(0, 0, self._image)
