"""A picture on a slice, shown without a copy of its pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PyQt5.QtCore import QRectF
from PyQt5.QtGui import QImage, QPainter, QTransform, qRgba
from PyQt5.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.tools.slice_geometry import Point

Picture = NDArray[np.uint8]


class PictureItem(QGraphicsItem):
    """A uint8 picture on the slice, in pixels of the slice scaled to mm.

    Attributes:
        is_smooth: the eye sees no pixels.
    """

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self.is_smooth = False
        self._image = QImage()
        self._pixels: Picture | None = None
        self._table: NDArray[np.uint8] | None = None
        self._colours: list[int] = []

    def show_picture(self, picture: Picture, corner_px: Point, spacing: Point) -> None:
        """Show values (rows, columns) or colours (rows, columns, 3), top left corner there."""
        self.prepareGeometryChange()
        self._pixels = np.ascontiguousarray(picture)  # the image only points to them
        height, width = picture.shape[:2]
        stride = self._pixels.strides[0]
        self._image = QImage(self._pixels.data, width, height, stride, self._format())
        if self._colours and picture.ndim == 2:
            self._image.setColorTable(self._colours)
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

    def _format(self) -> QImage.Format:
        if self._pixels is not None and self._pixels.ndim == 3:
            return QImage.Format_RGB888
        return QImage.Format_Indexed8 if self._colours else QImage.Format_Grayscale8
