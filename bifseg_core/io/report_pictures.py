"""Pictures for the report: the three planes through the object, with its outline."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bifseg_core.case import Segmentation
from bifseg_core.io.encoding import rgb_png_bytes
from bifseg_core.volume import Volume

_LONGEST_SIDE = 200
_OUTLINE = (255, 120, 60)
_CODES = ("LR", "PA", "IS")
"""For each axis of RAS: the letter of an axis that falls, and of one that rises."""


@dataclass(frozen=True, eq=False)
class ReportPicture:
    """A picture and the size at which it is shown, in CSS pixels."""

    title: str
    png: bytes
    width: int
    height: int


def plane_pictures(
    image: Volume, found: Segmentation, window: tuple[float, float]
) -> tuple[ReportPicture, ...]:
    """Axial, coronal and sagittal slices where the object is largest; a 2D image as it is.

    The patient's right is on the left, front above the back, head above the feet.
    """
    low, high = window
    if image.is_planar:
        return (_picture("Image", image, found, 2, (low, high)),)
    codes = image.affine.axis_codes
    axes = [next(n for n, code in enumerate(codes) if code in pair) for pair in _CODES]
    planes = zip(("Axial", "Coronal", "Sagittal"), reversed(axes), strict=True)
    return tuple(_picture(title, image, found, axis, (low, high)) for title, axis in planes)


def _picture(
    title: str, image: Volume, found: Segmentation, axis: int, window: tuple[float, float]
) -> ReportPicture:
    others = tuple(n for n in range(3) if n != axis)
    at = int(np.argmax(found.mask.sum(axis=others))) + found.box.start_ijk[axis]
    grey = np.take(image.data, at, axis=axis)
    mask = np.zeros(grey.shape, bool)
    part = np.take(found.mask, at - found.box.start_ijk[axis], axis=axis)
    mask[tuple(found.box.slices[n] for n in others)] = part
    columns, rows, flips = _layout(image, others)
    turned = [np.transpose(plane, (rows, columns))[flips] for plane in (grey, mask)]
    spacing = np.array(image.spacing)[list(others)]
    extent = np.array(grey.shape) * spacing
    width, height = extent[columns], extent[rows]
    scale = _LONGEST_SIDE / max(width, height)
    png = rgb_png_bytes(_coloured(turned[0], turned[1], window))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return ReportPicture(title, png, *size)


def _layout(image: Volume, others: tuple[int, ...]) -> tuple[int, int, tuple[slice, slice]]:
    """Which of a plane's two axes runs along columns, which along rows, and what is flipped."""
    if image.is_planar:
        return 0, 1, (slice(None), slice(None))
    codes = [image.affine.axis_codes[n] for n in others]
    world = [next(n for n, pair in enumerate(_CODES) if code in pair) for code in codes]
    columns, rows = (0, 1) if world[0] < world[1] else (1, 0)
    backwards = slice(None, None, -1)
    flip_rows = backwards if codes[rows] in "AS" else slice(None)
    flip_columns = backwards if codes[columns] in "RA" else slice(None)
    return columns, rows, (flip_rows, flip_columns)


def _coloured(
    grey: NDArray[np.generic], mask: NDArray[np.bool_], window: tuple[float, float]
) -> NDArray[np.uint8]:
    low, high = window
    values = np.nan_to_num(grey.astype(np.float64), nan=low)
    share = np.clip((values - low) / max(high - low, np.finfo(float).tiny), 0, 1)
    colours = np.repeat((255 * share).astype(np.uint8)[..., None], 3, axis=2)
    colours[mask & ~ndimage.binary_erosion(mask)] = _OUTLINE
    return colours
