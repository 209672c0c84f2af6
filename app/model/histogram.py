"""How many voxels of an image have which intensity, in all of it and inside a mask."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bifseg_core.case import Segmentation
from bifseg_core.volume import Volume

Floats = NDArray[np.float64]

_BINS = 256
_SAMPLES = 2_000_000
"""A look at every few voxels of a large image draws the same curve."""
_SHOWN = (0.05, 99.95)
"""Percentiles between which the bins lie; a few voxels of metal would leave none for tissue."""
_MARGIN = 0.1


@dataclass(frozen=True, eq=False)
class Histogram:
    """Counts of intensities in bins of equal width.

    Attributes:
        edges: (N + 1,) between the bins, rising.
        counts: (N,) voxels in each bin, estimated where not all were looked at.
    """

    edges: Floats
    counts: Floats


def histogram_of(volume: Volume) -> Histogram:
    """The histogram of a whole image; of one that is all alike, a single bin."""
    step = max(1, round((volume.data.size / _SAMPLES) ** (1 / 3)))
    sample = np.asarray(volume.data[::step, ::step, ::step])
    values = sample[np.isfinite(sample)]
    edges = _edges(values)
    share = sample.size / volume.data.size
    return Histogram(edges, _counts(values, edges) / share)


def histogram_inside(found: Segmentation, volume: Volume, edges: Floats) -> Histogram:
    """The histogram of what lies in a mask, in the bins of its image's own.

    Args:
        found: the mask.
        volume: the image that it lies in.
        edges: (N + 1,) between the bins.
    """
    values = volume.data[found.box.slices][found.mask]
    return Histogram(edges, _counts(values, edges))


def _edges(values: NDArray[np.generic]) -> Floats:
    """Bins over the usual intensities and a little more; of whole numbers, each holds as many."""
    if not values.size:
        return np.array([0.0, 1.0])
    low, high = np.percentile(values, _SHOWN)
    margin = _MARGIN * (high - low)
    low, high = max(low - margin, float(values.min())), min(high + margin, float(values.max()))
    if high <= low:
        return np.array([low - 0.5, low + 0.5])
    if not np.issubdtype(values.dtype, np.integer):
        return np.linspace(low, high, _BINS + 1)
    width = np.ceil((high - low + 1) / _BINS)
    count = int(np.ceil((high - low + 1) / width))
    return np.floor(low) - 0.5 + width * np.arange(count + 1)


def _counts(values: NDArray[np.generic], edges: Floats) -> Floats:
    ends = (float(edges[0]), float(edges[-1]))
    return np.histogram(values, len(edges) - 1, ends)[0].astype(np.float64)
