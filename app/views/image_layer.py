"""The scan itself on a slice: in grey, in colour, or two images blended."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PyQt5.QtGui import QPainter

from app.model.images import Overlaid
from app.model.view_state import ViewSettings, WindowLevel
from app.tools.slice_geometry import SliceGeometry
from app.views.picture_item import PictureItem
from bifseg_core.volume import Volume

Grey = NDArray[np.uint8]

_SMALLEST_WINDOW = 1e-12


class ImageLayer:
    """The scan, and what is blended over it."""

    def __init__(self) -> None:
        self._item = PictureItem()

    def show(
        self,
        volume: Volume,
        geometry: SliceGeometry,
        index: int,
        look: ViewSettings,
        over: Overlaid | None = None,
    ) -> None:
        """Show slice `index` of an image, with another one over it."""
        self._item.is_smooth = look.interpolated
        picture = slice_picture(volume, geometry, index, look.window_level)
        if over is not None:
            above = slice_picture(over.volume, geometry, index, over.window_level)
            picture = blended(picture, above, over.share)
        self._item.show_picture(picture)

    def paint(self, painter: QPainter) -> None:
        """Paint it; the painter counts in pixels of the slice."""
        self._item.paint(painter)


def slice_picture(
    volume: Volume, geometry: SliceGeometry, index: int, window_level: WindowLevel | None
) -> Grey:
    """Slice `index` as grey (rows, columns), or as red, green, blue (rows, columns, 3)."""
    if volume.colours is None:
        return grey(geometry.section(volume.data, index), window_level)
    channels = [geometry.section(volume.colours[..., n], index) for n in range(3)]
    return np.stack([grey(channel, window_level) for channel in channels], axis=-1)


def blended(below: Grey, above: Grey, share: float) -> Grey:
    """So much of the picture above over the one below, in 256 steps."""
    if below.ndim != above.ndim:
        below, above = (_in_colour(picture) for picture in (below, above))
    weight = round(256 * share)
    mixed = below.astype(np.uint16)
    mixed *= np.uint16(256 - weight)
    mixed += above.astype(np.uint16) * np.uint16(weight)
    mixed >>= np.uint16(8)
    return mixed.astype(np.uint8)


def grey(section: NDArray[np.generic], window_level: WindowLevel | None) -> Grey:
    """Intensities as grey values; what is not a number is black."""
    look = window_level or WindowLevel(1.0, 0.5)
    window = max(look.window, _SMALLEST_WINDOW)
    with np.errstate(over="ignore", invalid="ignore"):
        values = np.ascontiguousarray(section).astype(np.float32)
        values -= look.level - window / 2
        values *= 255.0 / window
    if section.dtype.kind == "f":
        np.nan_to_num(values, copy=False, nan=0.0, posinf=255.0, neginf=0.0)
    np.clip(values, 0, 255, out=values)
    return values.astype(np.uint8)


def _in_colour(picture: Grey) -> Grey:
    return picture if picture.ndim == 3 else np.repeat(picture[..., None], 3, axis=-1)
