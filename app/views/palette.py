"""The colours of the viewers, told apart by colour-blind eyes; the same in both themes."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray
from PyQt5.QtGui import QColor

from app.tools.slice_geometry import Plane
from app.translation import mark
from bifseg_core.case import SegmentedObject
from bifseg_core.interactions import SeedLabel

VIEWER_BACKGROUND = "#0E1013"
FRAME = "#23272E"
QUIET_TEXT = "#B4BCC6"
PLANE_ACCENT = {Plane.AXIAL: "#E5484D", Plane.CORONAL: "#46A758", Plane.SAGITTAL: "#F5D90A"}
PLANE_NAME = {
    Plane.AXIAL: mark("Axial"),
    Plane.CORONAL: mark("Coronal"),
    Plane.SAGITTAL: mark("Sagittal"),
}
SLICE_NAME = {
    Plane.AXIAL: mark("Axial slice"),
    Plane.CORONAL: mark("Coronal slice"),
    Plane.SAGITTAL: mark("Sagittal slice"),
}
VOLUME_ACCENT = "#6E9FFF"
SEED_COLOUR = {SeedLabel.FOREGROUND: "#56B4E9", SeedLabel.BACKGROUND: "#E69F00"}
_OBJECTS = ("#2FD6A3", "#E58AC1", "#F0E442", "#8C9EFF", "#FF7A59", "#C6E48B", "#B58CFF", "#7FD1E8")


COLOUR_NAMES = (
    mark("Mint"),
    mark("Pink"),
    mark("Yellow"),
    mark("Blue"),
    mark("Coral"),
    mark("Lime"),
    mark("Violet"),
    mark("Aqua"),
)


def palette_colour(place: int) -> QColor:
    """The colour at a place of the objects' palette, which begins anew after its end."""
    return QColor(_OBJECTS[place % len(_OBJECTS)])


def object_colour(object_id: int) -> QColor:
    """The colour of an object that was given no other."""
    return palette_colour(object_id - 1)


def colour_of(target: SegmentedObject) -> QColor:
    """The colour of an object's mask, outline and surface."""
    given = target.colour
    return object_colour(target.whole_id) if given is None else palette_colour(given)


_HEAT = ("#000004", "#420A68", "#932667", "#DD513A", "#FCA50A", "#FCFFA4")


@functools.cache
def heat_table() -> NDArray[np.uint8]:
    """256 RGBA colours from see-through dark violet (0) to bright yellow (1)."""
    stops = np.array([QColor(name).getRgb()[:3] for name in _HEAT], dtype=np.float64)
    values = np.linspace(0, 1, 256)
    channels = [np.interp(values, np.linspace(0, 1, len(stops)), stops[:, n]) for n in range(3)]
    opacity = np.minimum(1, values * 4) * 255
    return np.stack([*channels, opacity], axis=1).round().astype(np.uint8)
