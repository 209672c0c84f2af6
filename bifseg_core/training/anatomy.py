"""Anatomical label maps, numbered by tissue, and the pieces of them that scenes are painted on.

A map of a head shows what random regions do not: organs made of many parts, one inside the
other, and what surrounds them. An object is one structure, several, the brain with or without
the fluid around it, or the whole head. A map of one organ and its parts has nothing around it.
"""

import enum
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from torch import Tensor

from bifseg_core.training.fields import Shape

WHITE, GREY, FLUID, OUTSIDE = range(1, 16), range(16, 42), range(42, 54), range(54, 68)
"""The labels of white matter, grey matter, fluid, and of what lies outside the brain."""

_AROUND = FLUID[-1]
_WHITE_IDS = (2, 41, 7, 46, 16, 28, 60, 85)
_FLUID_IDS = (4, 43, 5, 44, 14, 15, 30, 62, 72)
_AROUND_ID, _FIRST_OUTSIDE_ID = 24, 500  # FreeSurfer's numbers, as SynthSeg extends them
_STEP = 4
_SMALLEST_WINDOW, _LARGEST_WINDOW = 24, 140  # voxels of the map
_HEAD_ROOM = (0.9, 1.25)  # window of a whole head or brain, as a share of its extent
_ORGAN_ROOM = (1.05, 1.5)  # of a whole organ that the map shows nothing around
_AS_FAR_AS_THE_WHOLE = 0.5  # of its bounding box

Bytes = NDArray[np.uint8]


class Part(enum.Enum):
    """What the object is in a piece of a map."""

    STRUCTURE = "structure"
    STRUCTURES = "structures"
    WHOLE = "whole"


_WHOLE_WEIGHTS = (1.0, 2.5, 0.8)  # the brain, with the fluid around it, the head
_WEIGHTS = {Part.STRUCTURE: 4.0, Part.STRUCTURES: 2.0, Part.WHOLE: 4.0}


@dataclass(frozen=True)
class AtlasPieces:
    """Windows of label maps, one a scene.

    Attributes:
        labels: 0 the background, else labels of this module, uint8 (N, I, J, K).
        objects: The object of each window, bool (N, I, J, K).
        part: What the objects are.
    """

    labels: Tensor
    objects: Tensor
    part: Part


def by_tissue(labels: NDArray[Any]) -> Bytes:
    """Crop a FreeSurfer label map to its content and number its labels by tissue."""
    window = box_of(labels > 0)
    found, places = np.unique(labels[window], return_inverse=True)
    counts = dict.fromkeys((WHITE, GREY, FLUID, OUTSIDE), 0)
    numbers = []
    for label in found.tolist():
        if label == 0:
            numbers.append(0)
        elif label == _AROUND_ID:
            numbers.append(_AROUND)
        else:
            span = _tissue(label)  # its last number is kept free: fluid's is the fluid around
            numbers.append(span[min(counts[span], len(span) - 2)])
            counts[span] += 1
    return np.array(numbers, np.uint8)[places.reshape(labels[window].shape)]


def by_part(masks: Sequence[NDArray[np.bool_]]) -> Bytes:
    """Number the parts of an organ, tissue after tissue, and crop them with nothing around."""
    tissues = (WHITE, GREY, FLUID)
    labels = np.zeros(masks[0].shape, np.uint8)
    for index, mask in enumerate(masks):
        span = tissues[index % len(tissues)]
        labels[mask] = span[index // len(tissues) % (len(span) - 1)]
    return np.pad(labels[box_of(labels > 0)], 1)


def box_of(mask: NDArray[np.bool_]) -> tuple[slice, ...]:
    """Return the bounding box of a mask that is not empty."""
    found: tuple[slice, ...] = ndimage.find_objects(mask.astype(np.uint8))[0]
    return found


def reaches_as_far(part: tuple[slice, ...], whole: tuple[slice, ...]) -> bool:
    """Return whether a part's bounding box is about that of the whole.

    Whoever draws that box means the whole, and the part is no object.
    """
    return _size(part) >= _AS_FAR_AS_THE_WHOLE * _size(whole)


def random_pieces(
    source: random.Random, atlases: Sequence[Bytes], *, count: int, shape: Shape
) -> AtlasPieces:
    """Return ``count`` windows of random maps on a grid, all with one kind of object."""
    part = source.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
    cut = _whole if part is Part.WHOLE else _around_a_structure
    windows = [cut(source, source.choice(atlases), shape) for _ in range(count)]
    if part is Part.STRUCTURES:
        windows = [_joined(source, labels, chosen) for labels, chosen in windows]
    return AtlasPieces(
        torch.from_numpy(np.stack([labels for labels, _ in windows])),
        torch.from_numpy(np.stack([chosen for _, chosen in windows])),
        part,
    )


def _size(box: tuple[slice, ...]) -> int:
    return math.prod(side.stop - side.start for side in box)


def _tissue(label: int) -> range:
    if label >= _FIRST_OUTSIDE_ID:
        return OUTSIDE
    if label in _WHITE_IDS:
        return WHITE
    return FLUID if label in _FLUID_IDS else GREY


def _around_a_structure(
    source: random.Random, atlas: Bytes, shape: Shape
) -> tuple[Bytes, NDArray[np.bool_]]:
    """Return a window with some structure at its middle, and the structure."""
    coarse = atlas[::_STEP, ::_STEP, ::_STEP]
    label = source.choice(_structures(coarse))
    spots = np.argwhere(coarse == label) * _STEP
    centre = spots[source.randrange(len(spots))]
    width = source.uniform(_SMALLEST_WINDOW, _LARGEST_WINDOW)
    piece = _window(atlas, centre, width, shape)
    return piece, piece == label


def _structures(atlas: Bytes) -> list[int]:
    """Return the labels of a map whose boxes are not about that of the whole, if there are any."""
    boxes = {label: box for label, box in enumerate(ndimage.find_objects(atlas), 1) if box}
    whole = box_of(atlas > 0)
    return [label for label, box in boxes.items() if not reaches_as_far(box, whole)] or list(boxes)


def _whole(source: random.Random, atlas: Bytes, shape: Shape) -> tuple[Bytes, NDArray[np.bool_]]:
    """Return a window around a whole brain, alone or with the fluid around it, or head."""
    past = source.choices((_AROUND, OUTSIDE.start, OUTSIDE.stop), _WHOLE_WEIGHTS)[0]
    coarse = atlas[::_STEP, ::_STEP, ::_STEP]
    spots = np.argwhere((coarse > 0) & (coarse < past)) * _STEP
    low, high = spots.min(axis=0), spots.max(axis=0)
    extent = float((high - low).max())
    centre = (low + high) / 2 + [source.uniform(-0.06, 0.06) * extent for _ in range(3)]
    room = _HEAD_ROOM if coarse.max() >= OUTSIDE.start else _ORGAN_ROOM
    piece = _window(atlas, centre, extent * source.uniform(*room), shape)
    chosen = (piece > 0) & (piece < past)
    if past == _AROUND:
        chosen = _closed(chosen)
    return piece, chosen


def _closed(chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Close furrows and fill holes; what a window cuts is taken to go on outside it."""
    flat = chosen.squeeze()  # along an axis of one voxel every hole would be open
    grown = ndimage.binary_dilation(flat, iterations=2)
    shrunk = ndimage.binary_erosion(grown, iterations=2, border_value=1)
    whole: NDArray[np.bool_] = ndimage.binary_fill_holes(shrunk)
    return whole.reshape(chosen.shape)


def _joined(
    source: random.Random, labels: Bytes, chosen: NDArray[np.bool_]
) -> tuple[Bytes, NDArray[np.bool_]]:
    """Add structures that touch the chosen one, up to three."""
    for _ in range(source.randint(1, 3)):
        touching = np.unique(labels[ndimage.binary_dilation(chosen) & ~chosen])
        neighbours = touching[touching > 0].tolist()
        if neighbours:
            chosen = chosen | (labels == source.choice(neighbours))
    return labels, chosen


def _window(atlas: Bytes, centre: Any, width: float, shape: Shape) -> Bytes:
    """Resample a cube of a map; outside the map its border goes on."""
    places = [
        np.clip(np.rint(middle + (np.arange(n) - n // 2) / max(shape) * width), 0, size - 1)
        for middle, n, size in zip(centre, shape, atlas.shape, strict=True)
    ]
    piece: Bytes = atlas[np.ix_(*(place.astype(np.intp) for place in places))]
    return piece
