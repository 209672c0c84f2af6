"""A picture on a slice, kept as the screen paints it fastest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PyQt5.QtCore import QPointF
from PyQt5.QtGui import QImage, QPainter, qRgba

from app.tools.slice_geometry import Point

Picture = NDArray[np.uint8]

_FORMATS = {
    (2, False): QImage.Format_Grayscale8,
    (2, True): QImage.Format_Indexed8,
    (3, False): QImage.Format_RGB888,
}
_OPAQUE, _TRANSLUCENT = QImage.Format_RGB32, QImage.Format_ARGB32_Premultiplied
"""Scaled three times as fast as what they are made from; making them takes next to nothing."""


class PictureItem:
    """A uint8 picture, in pixels of the slice.

    Attributes:
        is_smooth: the eye sees no pixels.
    """

    def __init__(self) -> None:
        self.is_smooth = False
        self._image: QImage | None = None
        self._corner_px = QPointF()
        self._table: NDArray[np.uint8] | None = None
        self._colours: list[int] = []

    def show_picture(self, picture: Picture, corner_px: Point = (0, 0)) -> None:
        """Show values (rows, columns) or colours (rows, columns, 3), top left corner there."""
        pixels = np.ascontiguousarray(picture)
        height, width = pixels.shape[:2]
        has_table = bool(self._colours) and pixels.ndim == 2
        kind = _FORMATS[pixels.ndim, has_table]
        image = QImage(pixels.data, width, height, pixels.strides[0], kind)  # only points to them
        if has_table:
            image.setColorTable(self._colours)
        self._image = image.convertToFormat(_TRANSLUCENT if has_table else _OPAQUE)
        self._corner_px = QPointF(*corner_px)

    def set_colours(self, table: NDArray[np.uint8]) -> None:
        """Colour the values by a table (256, 4) RGBA; before the picture that it is for."""
        if table is not self._table:
            self._table = table
            self._colours = [qRgba(*row) for row in table.tolist()]

    def hide(self) -> None:
        """Show nothing until the next picture."""
        self._image = None

    def paint(self, painter: QPainter) -> None:
        """Paint the picture; the painter counts in pixels of the slice."""
        if self._image is not None:
            painter.setRenderHint(QPainter.SmoothPixmapTransform, self.is_smooth)
            painter.drawImage(self._corner_px, self._image)
