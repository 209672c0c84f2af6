"""What explains a mask, slice by slice: probability, uncertainty, weights, errors as pictures."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from PyQt5.QtGui import QColor

from app.model.view_state import Layer
from app.tools.slice_geometry import Rect, SliceGeometry
from app.views.palette import heat_table
from bifseg_core.case import Segmentation
from bifseg_core.taught import Taught

Bytes = NDArray[np.uint8]

UNSURE_COLOUR = "#F032E6"
LEFT_OUT_COLOUR, LEARNT_COLOUR, SCRIBBLE_COLOUR = "#F032E6", "#3D7FC4", "#FFE14D"
MISSED_COLOUR, SPILT_COLOUR = "#4C9BFF", "#FF6B3D"
RIGHT, MISSED, SPILT, MISSED_STRIPE = range(4)
"""Values of an error picture; what was missed is striped, so that no eye needs the colours."""

_STRIPE = 4
_STRONGEST = 1.5


def insight(layer: Layer, found: Segmentation, geometry: SliceGeometry, index: int) -> Bytes | None:
    """The layer's picture (rows, columns) of slice `index` of the mask's box, if there is one.

    Args:
        layer: what to show; None comes back for the mask itself and for errors, which do not end
            at the box.
        found: what is explained.
        geometry: how slices lie.
        index: of the slice, counted in the image; it must meet the box.
    """
    local = index - geometry.depth_of(found.box)[0]
    if layer is Layer.PROBABILITY:
        return _levels(geometry.section(found.foreground_probability, local))
    if layer is Layer.UNCERTAINTY:
        return uncertainty(geometry.section(found.foreground_probability, local))
    if layer is Layer.WEIGHTS and found.taught is not None:
        return geometry.section(found.taught.slab(geometry.normal.axis, local), 0)
    return None


def errors_on_slice(
    masks: Iterable[Segmentation],
    reference: NDArray[np.bool_],
    geometry: SliceGeometry,
    index: int,
) -> Bytes:
    """The error picture (rows, columns) of the whole slice `index` of the image.

    Args:
        masks: those of an object, each inside its box; outside there is none.
        reference: the mask to measure against, (I, J, K) of the image.
        geometry: how slices lie.
        index: of the slice, counted in the image.
    """
    truth = geometry.section(reference, index)
    mask = np.zeros(truth.shape, bool)
    for found in masks:
        first, last = geometry.depth_of(found.box)
        if first <= index < last:
            paste(geometry.section(found.mask, index - first), geometry.rect_of(found.box), mask)
    return errors(mask, truth)


def paste(section: NDArray[np.bool_], rect: Rect, onto: NDArray[np.bool_]) -> None:
    """Add what a rectangle in pixels holds to a mask (rows, columns) that it lies on."""
    left, top, right, bottom = rect
    onto[top:bottom, left:right] |= section


def uncertainty(probability: NDArray[np.float32]) -> Bytes:
    """How unsure the network is of each voxel: 0 where p is 0 or 1, 255 where p is one half."""
    return _levels(1 - np.abs(2 * probability - 1))


def errors(mask: NDArray[np.bool_], reference: NDArray[np.bool_]) -> Bytes:
    """What a mask missed of the reference, striped, and where it spilt over it."""
    picture = np.zeros(mask.shape, np.uint8)
    rows, columns = np.indices(mask.shape, sparse=True)
    striped = (rows + columns) % _STRIPE == 0
    missed = reference & ~mask
    picture[missed] = MISSED
    picture[missed & striped] = MISSED_STRIPE
    picture[mask & ~reference] = SPILT
    return picture


def table(layer: Layer, opacity: float) -> Bytes:
    """The colours (256, 4) RGBA of the layer's values.

    Args:
        layer: which one.
        opacity: of the slider, 0..1; these layers are stronger than a mask at the same setting.
    """
    colours = _tables(layer).astype(np.float64)
    colours[:, 3] *= min(1.0, _STRONGEST * opacity**0.5)
    return colours.round().astype(np.uint8)


@functools.cache
def _tables(layer: Layer) -> Bytes:
    if layer is Layer.PROBABILITY:
        return heat_table()
    if layer is Layer.UNCERTAINTY:
        return _fading(UNSURE_COLOUR)
    if layer is Layer.WEIGHTS:
        weights = {
            Taught.NOTHING: (LEFT_OUT_COLOUR, 0.9),
            Taught.ITS_LABEL: (LEARNT_COLOUR, 0.25),
            Taught.BY_SCRIBBLE: (SCRIBBLE_COLOUR, 1.0),
        }
        return _named([weights[value] for value in sorted(weights)])
    return _named([("#000000", 0), (MISSED_COLOUR, 0.6), (SPILT_COLOUR, 0.9), (MISSED_COLOUR, 1)])


def _fading(name: str) -> Bytes:
    """See-through for 0, ever stronger towards 255."""
    colours = np.empty((256, 4), np.uint8)
    colours[:] = QColor(name).getRgb()
    colours[:, 3] = 255 * (np.arange(256) / 255) ** 0.7
    return colours


def _named(colours: Sequence[tuple[str, float]]) -> Bytes:
    found = np.zeros((256, 4), np.uint8)
    for value, (name, opacity) in enumerate(colours):
        found[value] = (*QColor(name).getRgb()[:3], round(255 * opacity))
    return found


def _levels(share: NDArray[np.generic]) -> Bytes:
    return np.rint(np.asarray(share, np.float32) * 255).astype(np.uint8)
