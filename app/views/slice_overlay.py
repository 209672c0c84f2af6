"""What moves over a slice while its picture stays: box, crosshair, letters, scale, cursor."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from PyQt5.QtGui import QColor, QPainter

from app.model.images import shown_image
from app.model.view_state import Tool
from app.tools.measure_tool import is_on, nearest_measure
from app.tools.slice_geometry import Point
from app.translation import tr
from app.views import slice_cursor, slice_marks
from app.views.measure_marks import MeasureMarks
from app.views.palette import colour_of
from app.views.slice_marks import Frame
from bifseg_core.geometry import BoundingBox
from bifseg_core.measures import Measure

if TYPE_CHECKING:
    from app.views.slice_view import SliceView

_BREATH_S = 1.6
_REACH = 7.0
_BESIDE, _BESIDE_DRAGGED = 0.35, 0.75
"""How strongly a box is drawn that does not reach this slice."""
_OTHER, _OTHER_BESIDE = 0.55, 0.2
"""The same of the object's boxes that are not the active one, on this slice and beside it."""


class SliceOverlay:
    """Draws over one view's picture.

    Args:
        view: the view.

    Attributes:
        busy_since: since when, in monotonic seconds, the box breathes; None while it does not.
    """

    def __init__(self, view: SliceView) -> None:
        self._view = view
        self.busy_since: float | None = None
        self._marks = MeasureMarks()
        self._drawn_now: Measure | None = None
        self._held: Measure | None = None

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw everything."""
        painter.setRenderHint(QPainter.Antialiasing)
        if frame.geometry.slice_count > 1:
            self._draw_place(painter, frame)
        self._draw_boxes(painter, frame)
        self._draw_measures(painter, frame)
        repair = self._view.repair_outline
        if repair is not None:
            slice_marks.draw_outlines(painter, frame, [(QColor("white"), repair)])
        slice_marks.draw_letters(painter, frame)
        slice_marks.draw_scale_bar(painter, frame, self._view.unit)
        self._draw_cursor(painter, frame)

    def _draw_place(self, painter: QPainter, frame: Frame) -> None:
        """Where in the volume one is: means nothing in a picture."""
        look = self._view.view_state.settings
        if look.crosshair_visible:
            at = frame.geometry.ijk_to_px(look.crosshair_ijk)
            slice_marks.draw_crosshair(painter, frame, tuple(at))
        slice_marks.draw_title(painter, frame, self._view.slice_index)
        if look.looking_back:
            slice_marks.draw_remark(painter, tr("Before"))

    def show_measure(self, measure: Measure | None, *, instead_of: Measure | None = None) -> None:
        """Draw a measure that is on its way, or none.

        Args:
            measure: as it is now.
            instead_of: the one that is being changed.
        """
        self._drawn_now, self._held = measure, instead_of if measure is not None else None
        self._view.viewport().update()

    @property
    def pointed_measure(self) -> Measure | None:
        """The measure under the mouse."""
        frame, at = self._view.frame, self._view.cursor_at
        return None if frame is None or at is None else self.measure_at(frame.to_px(at))

    def measure_at(self, point_px: Point) -> Measure | None:
        """The measure within reach of a point, None while one is being drawn."""
        frame = self._view.frame
        if frame is None or self._drawn_now is not None:
            return None
        return nearest_measure(self._measures_here(), frame.geometry, point_px, self.reach_mm)

    @property
    def reach_mm(self) -> float:
        """How near to a measure the mouse has to be."""
        return _REACH / self._view.camera.scale

    def _measures_here(self) -> list[Measure]:
        geometry, index = self._view.geometry_px, self._view.slice_index
        measures = self._view.case_model.state.measures
        return [m for m in measures if geometry is not None and is_on(m, geometry, index)]

    def _draw_measures(self, painter: QPainter, frame: Frame) -> None:
        image = shown_image(self._view.case_model, self._view.view_state.settings)
        pointed = self.pointed_measure
        for measure in self._measures_here():
            if measure is not self._held:
                self._marks.draw(painter, frame, measure, image, lively=measure is pointed)
        if self._drawn_now is not None:
            self._marks.draw(painter, frame, self._drawn_now, image, lively=True)

    def _draw_boxes(self, painter: QPainter, frame: Frame) -> None:
        """The active box, and faintly the other ones of its object."""
        for box in self._view.other_boxes.values():
            strength = _OTHER if self._is_here(frame, box) else _OTHER_BESIDE
            rect = frame.rect(frame.geometry.rect_of(box))
            slice_marks.draw_box(painter, rect, strength=strength, with_handles=False)
        box, dragged = self._view.box, self._view.box_preview.box
        if box is None:
            return
        is_here = self._is_here(frame, box)
        beside = _BESIDE if dragged is None else _BESIDE_DRAGGED
        strength = self._breathing() if is_here else beside
        rect = frame.rect(frame.geometry.rect_of(box))
        handles = is_here and self._view.view_state.settings.tool is Tool.BOX
        slice_marks.draw_box(painter, rect, strength=strength, with_handles=handles)

    def _is_here(self, frame: Frame, box: BoundingBox) -> bool:
        """Whether the box reaches this slice."""
        start, stop = frame.geometry.depth_of(box)
        return start <= self._view.slice_index < stop

    def _breathing(self) -> float:
        if self.busy_since is None:
            return 1.0
        phase = (time.monotonic() - self.busy_since) / _BREATH_S
        return 0.625 + 0.375 * math.cos(2 * math.pi * phase)

    def _draw_cursor(self, painter: QPainter, frame: Frame) -> None:
        at, dragged = self._view.cursor_at, self._view.box_preview.box
        if at is None:
            return
        look = self._view.view_state.settings
        if look.tool in slice_cursor.RINGED:
            colour = colour_of(self._view.case_model.state.active)
            slice_cursor.draw_brush(painter, frame, at, look, self._view.stroke_label, colour)
        elif self._view.is_drawing and dragged is not None:
            slice_cursor.draw_extent(painter, frame, at, dragged, self._view.unit)
