"""The colours of the viewers, told apart by colour-blind eyes; the same in both themes."""

from __future__ import annotations

from PyQt5.QtGui import QColor

from app.tools.slice_geometry import Plane
from bifseg_core.interactions import SeedLabel

VIEWER_BACKGROUND = "#0E1013"
FRAME = "#23272E"
QUIET_TEXT = "#9AA3AE"
PLANE_ACCENT = {Plane.AXIAL: "#E5484D", Plane.CORONAL: "#46A758", Plane.SAGITTAL: "#F5D90A"}
VOLUME_ACCENT = "#6E9FFF"
SEED_COLOUR = {SeedLabel.FOREGROUND: "#56B4E9", SeedLabel.BACKGROUND: "#E69F00"}
_OBJECTS = ("#2FD6A3", "#E58AC1", "#F0E442", "#8C9EFF", "#FF7A59", "#C6E48B", "#B58CFF", "#7FD1E8")


def object_colour(object_id: int) -> QColor:
    """The colour of an object's mask, outline and surface."""
    return QColor(_OBJECTS[(object_id - 1) % len(_OBJECTS)])
