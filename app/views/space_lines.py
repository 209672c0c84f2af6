"""Lines and slices in space: the image's frame, the box, and the three planes through it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PyQt5.QtGui import QColor

from app.model.view_state import ViewSettings
from app.tools.slice_geometry import Plane, SliceGeometry
from app.views.image_layer import slice_picture
from app.views.palette import PLANE_ACCENT
from app.views.scene import SHEET_EDGES, Sheet, Wires
from bifseg_core.geometry import BoundingBox
from bifseg_core.volume import Volume

FRAME_COLOUR = (0.24, 0.27, 0.31)
BOX_COLOUR = (0.92, 0.94, 0.96)
_AROUND = 0.15
"""How far beyond the objects the planes reach, as a share of their extent."""


def corners_of(box: BoundingBox, volume: Volume) -> NDArray[np.float64]:
    """Its eight corners in mm, on the outer sides of its voxels."""
    ends = np.array([box.start_ijk, box.stop_ijk]) - 0.5
    picks = [[n >> axis & 1 for axis in range(3)] for n in range(8)]
    corners_ijk = [[ends[pick[axis], axis] for axis in range(3)] for pick in picks]
    return volume.affine.to_ras(corners_ijk)


def box_wires(box: BoundingBox, volume: Volume) -> Wires:
    """The edges of a box."""
    return Wires(corners_of(box, volume), BOX_COLOUR, 1.0)


def frame_wires(volume: Volume) -> Wires:
    """The edges of the image."""
    return Wires(corners_of(volume.box, volume), FRAME_COLOUR, 1.0)


def region_of(boxes: Iterable[BoundingBox], volume: Volume) -> BoundingBox:
    """What the planes are shown of: the objects and a little around them, or everything."""
    ends = [end for box in boxes for end in (box.start_ijk, np.subtract(box.stop_ijk, 1))]
    if not ends:
        return volume.box
    around = BoundingBox.around(np.array(ends))
    return around.expanded(round(_AROUND * max(around.shape))).clipped_to(volume.shape)


def plane_wires(volume: Volume, look: ViewSettings, region: BoundingBox) -> tuple[Wires, ...]:
    """The outline of each plane through the crosshair, in the plane's colour."""
    return tuple(
        Wires(corners, QColor(PLANE_ACCENT[plane]).getRgbF()[:3], 1.5, SHEET_EDGES)
        for plane, _, corners in _planes(volume, look, region)
    )


def plane_sheets(volume: Volume, look: ViewSettings, region: BoundingBox) -> tuple[Sheet, ...]:
    """The three slices through the crosshair as pictures."""
    sheets = []
    for _, geometry, corners in _planes(volume, look, region):
        left, top, right, bottom = geometry.rect_of(region)
        index = geometry.slice_of(look.crosshair_ijk)
        picture = slice_picture(volume, geometry, index, look.window_level)
        sheets.append(Sheet(corners, np.ascontiguousarray(picture[top:bottom, left:right])))
    return tuple(sheets)


def _planes(
    volume: Volume, look: ViewSettings, region: BoundingBox
) -> Iterable[tuple[Plane, SliceGeometry, NDArray[np.float64]]]:
    """Each plane that meets the region, and its corners: top left and right, bottom left, right."""
    for plane in Plane:
        geometry = SliceGeometry.of(volume, plane)
        index = geometry.slice_of(look.crosshair_ijk)
        start, stop = geometry.depth_of(region)
        if start <= index < stop:
            left, top, right, bottom = geometry.rect_of(region)
            points = [(left, top), (right, top), (left, bottom), (right, bottom)]
            yield plane, geometry, volume.affine.to_ras(geometry.px_to_ijk(points, index))
