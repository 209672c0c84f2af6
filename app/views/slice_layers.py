"""What lies over the image of a slice: the masks, the scribbles, the stroke being drawn.

Each layer keeps what it shows; nothing here knows the mouse or the widgets.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PyQt5.QtGui import QColor, QPainter, QPainterPath

from app.model.object_look import is_shown, strength_of
from app.model.view_state import Layer, ViewSettings
from app.tools.scribble_tool import StrokePreview
from app.tools.slice_geometry import Point, SliceGeometry
from app.views import insight
from app.views.outline import outline
from app.views.palette import SEED_COLOUR, colour_of
from app.views.picture_item import PictureItem
from bifseg_core.boxes import Boxes, boxes_of, first_boxes, masks_of
from bifseg_core.case import CaseState, Segmentation
from bifseg_core.interactions import Scribbles, SeedLabel

Grey = NDArray[np.uint8]

_SCRIBBLE_OPACITY = 190
_ERASER_COLOUR = "#FFFFFF"
_ERASER_INDEX = 3
_REPAIR_INDEX = 4
_GLYPH_CELL = 14


class MaskLayer:
    """Fill and outline of every object's mask, or what explains the active one.

    Attributes:
        outlines: colour and path, in pixels of the slice, of every outline.
    """

    def __init__(self) -> None:
        self._items: list[PictureItem] = []
        self._filled = 0
        self.outlines: list[tuple[QColor, QPainterPath]] = []

    def show(
        self, state: CaseState, geometry: SliceGeometry, index: int, look: ViewSettings
    ) -> None:
        """Show what lies on slice `index`."""
        self.clear()
        if not look.mask_visible:
            return
        if look.layer is Layer.ERRORS:
            self._show_errors(state, geometry, index, look)
        for target in first_boxes(state):
            masks = _on_slice(boxes_of(state, target.object_id), geometry, index)
            if not masks or not is_shown(look, target.object_id):
                continue
            section, corner = _union(masks, geometry, index)
            colour = colour_of(target)
            self.outlines.append((colour, outline(section, corner)))
            if look.layer is Layer.MASK:
                table = fill_table(colour, look.mask_opacity * strength_of(look, target.object_id))
                self._fill(section, corner, table)
            elif target.object_id == state.active.whole_id:
                self._explain(masks, geometry, index, look)

    def _explain(
        self, masks: Sequence[Segmentation], geometry: SliceGeometry, index: int, look: ViewSettings
    ) -> None:
        """What explains the active object's masks, box by box."""
        for found in masks:
            picture = insight.insight(look.layer, found, geometry, index)
            if picture is not None:
                table = insight.table(look.layer, look.mask_opacity)
                self._fill(picture, geometry.rect_of(found.box)[:2], table)

    def _show_errors(
        self, state: CaseState, geometry: SliceGeometry, index: int, look: ViewSettings
    ) -> None:
        """Errors of the active object, outside its box too: what a box leaves out is missed."""
        masks, reference = masks_of(boxes_of(state, state.active_id)), state.reference
        if not masks or reference is None or not is_shown(look, state.active.whole_id):
            return
        picture = insight.errors_on_slice(masks, reference, geometry, index)
        self._fill(picture, (0, 0), insight.table(look.layer, look.mask_opacity))

    def clear(self) -> None:
        """Show nothing."""
        self.outlines = []
        self._filled = 0
        for item in self._items:
            item.hide()

    def paint(self, painter: QPainter) -> None:
        """Paint the fills; the painter counts in pixels of the slice."""
        for item in self._items:
            item.paint(painter)

    def _fill(self, section: NDArray, corner: Point, table: NDArray) -> None:
        if self._filled == len(self._items):
            self._items.append(PictureItem())
        item = self._items[self._filled]
        item.set_colours(table)
        item.show_picture(_as_bytes(section), corner)
        self._filled += 1


class ScribbleLayer:
    """The active object's scribbles, of all its boxes; repairs are seen in the mask.

    Attributes:
        glyphs_px: for each label the points, in pixels of the slice, that carry its sign.
    """

    def __init__(self) -> None:
        self._item = PictureItem()
        self._item.set_colours(scribble_table())
        self._scribbles: tuple[Scribbles, ...] = ()
        self._voxels = np.empty((0, 3), np.int32)
        self._labels = np.empty(0, np.uint8)
        self.glyphs_px: dict[SeedLabel, NDArray[np.float64]] = {}

    def show(self, scribbles: tuple[Scribbles, ...], geometry: SliceGeometry, index: int) -> None:
        """Show the strokes on slice `index`; where they overlap, those of the last box win."""
        self._remember(scribbles)
        self.clear()
        here = self._voxels[:, geometry.normal.axis] == index
        if here.any():
            pixels = np.floor(geometry.ijk_to_px(self._voxels[here])).astype(np.int64)
            corner = pixels.min(axis=0)
            labels = np.zeros(np.ptp(pixels, axis=0)[::-1] + 1, np.uint8)
            labels[tuple((pixels - corner)[:, ::-1].T)] = self._labels[here]
            self._item.show_picture(labels, tuple(corner))
            self.glyphs_px = {
                label: _glyph_points(labels == label) + corner for label in SEED_COLOUR
            }

    def clear(self) -> None:
        """Show nothing."""
        self._item.hide()
        self.glyphs_px = {}

    def paint(self, painter: QPainter) -> None:
        """Paint the strokes; the painter counts in pixels of the slice."""
        self._item.paint(painter)

    def _remember(self, scribbles: tuple[Scribbles, ...]) -> None:
        if scribbles == self._scribbles:
            return
        self._scribbles = scribbles
        strokes = [stroke for one in scribbles for stroke in one.strokes if not stroke.is_repair]
        self._voxels = np.concatenate(
            [np.empty((0, 3), np.int32), *(s.voxels_ijk for s in strokes)]
        )
        labels = [np.full(len(stroke.voxels_ijk), stroke.label, np.uint8) for stroke in strokes]
        self._labels = np.concatenate([np.empty(0, np.uint8), *labels])


class StrokePreviewLayer:
    """The stroke under the brush.

    Attributes:
        outline: of what would be repaired, in pixels of the slice; None for other strokes.
    """

    def __init__(self) -> None:
        self.outline: QPainterPath | None = None
        self._item = PictureItem()
        self._item.set_colours(scribble_table())

    def show(self, preview: StrokePreview | None, colour: QColor) -> None:
        """Show the stroke so far, or nothing; what repairs the mask has the object's colour."""
        self.outline = None
        extent = _extent(preview.painted) if preview else None
        if preview is None or extent is None:
            self._item.hide()
            return
        self._item.set_colours(scribble_table(colour))
        index = _preview_index(preview)
        picture = preview.painted[extent].astype(np.uint8) * np.uint8(index)
        corner = (extent[1].start, extent[0].start)
        if preview.is_repair:
            self.outline = outline(preview.painted[extent], corner)
        self._item.show_picture(picture, corner)

    def paint(self, painter: QPainter) -> None:
        """Paint the stroke; the painter counts in pixels of the slice."""
        self._item.paint(painter)


def fill_table(colour: QColor, opacity: float) -> NDArray[np.uint8]:
    """Nothing for 0, the colour for 1 and more; the same array for the same colour."""
    return _fill_table(colour.rgb(), round(255 * opacity))


@functools.lru_cache(maxsize=64)
def _fill_table(rgb: int, alpha: int) -> NDArray[np.uint8]:
    table = np.zeros((256, 4), np.uint8)
    table[1:] = *QColor.fromRgb(rgb).getRgb()[:3], alpha
    return table


def scribble_table(repair: QColor | None = None) -> NDArray[np.uint8]:
    """Colours of the labels, of the eraser's preview, and of a repair's."""
    table = np.zeros((256, 4), np.uint8)
    colours = {int(label): QColor(name) for label, name in SEED_COLOUR.items()}
    colours |= {_ERASER_INDEX: QColor(_ERASER_COLOUR), _REPAIR_INDEX: repair or QColor()}
    for index, colour in colours.items():
        table[index] = colour.red(), colour.green(), colour.blue(), _SCRIBBLE_OPACITY
    table[_ERASER_INDEX, 3] = 90
    table[_REPAIR_INDEX, 3] = 130
    return table


def _preview_index(preview: StrokePreview) -> int:
    if not preview.is_repair:
        return int(preview.label) or _ERASER_INDEX
    return _REPAIR_INDEX if preview.label is SeedLabel.FOREGROUND else _ERASER_INDEX


def _on_slice(boxes: Boxes, geometry: SliceGeometry, index: int) -> list[Segmentation]:
    found = []
    for candidate in masks_of(boxes):
        start, stop = geometry.depth_of(candidate.box)
        if start <= index < stop:
            found.append(candidate)
    return found


def _union(
    masks: Sequence[Segmentation], geometry: SliceGeometry, index: int
) -> tuple[NDArray[np.bool_], Point]:
    """The masks together on slice `index`, which all of them meet, and the union's corner."""
    rects = [geometry.rect_of(found.box) for found in masks]
    left, top = min(rect[0] for rect in rects), min(rect[1] for rect in rects)
    right, bottom = max(rect[2] for rect in rects), max(rect[3] for rect in rects)
    union = np.zeros((bottom - top, right - left), bool)
    for found, rect in zip(masks, rects, strict=True):
        section = geometry.section(found.mask, index - geometry.depth_of(found.box)[0])
        seen = rect[0] - left, rect[1] - top, rect[2] - left, rect[3] - top
        insight.paste(section, seen, union)
    return union, (left, top)


def _glyph_points(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Centres (N, 2) of pixels of the mask, at most one in each cell of a coarse grid."""
    pixels = np.argwhere(mask)[:, ::-1]
    if not len(pixels):
        return np.empty((0, 2))
    columns, rows = ((pixels - pixels.min(axis=0)) // _GLYPH_CELL).T
    _, cell, count = np.unique(
        rows * mask.shape[1] + columns, return_inverse=True, return_counts=True
    )
    middle = np.stack([np.bincount(cell, pixels[:, n]) / count for n in range(2)], axis=1)
    order = np.lexsort((np.abs(pixels - middle[cell]).sum(axis=1), cell))
    nearest = pixels[order[np.searchsorted(cell[order], np.arange(len(count)))]]
    return _apart(nearest + 0.5)


def _apart(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The points without those that crowd an earlier one."""
    near = np.abs(points[:, None] - points[None]).max(axis=-1) < _GLYPH_CELL * 0.75
    kept: list[int] = []
    for number in range(len(points)):
        if not near[number, kept].any():
            kept.append(number)
    return points[kept]


def _extent(painted: NDArray[np.bool_]) -> tuple[slice, slice] | None:
    rows, columns = np.flatnonzero(painted.any(axis=1)), np.flatnonzero(painted.any(axis=0))
    if not rows.size:
        return None
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def _as_bytes(section: NDArray[np.generic]) -> Grey:
    if section.dtype == bool:
        return np.ascontiguousarray(section).view(np.uint8)
    return section.astype(np.uint8)
