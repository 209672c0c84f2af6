"""What lies on a slice, painted into a picture that is kept until some of it changes."""

from __future__ import annotations

import enum

from PyQt5.QtGui import QColor, QPainter, QPainterPath, QPixmap

from app.model.case_model import CaseModel
from app.model.images import overlaid_image, shown_image
from app.model.view_state import ViewChange, ViewState
from app.tools.scribble_tool import StrokePreview
from app.tools.slice_geometry import SliceGeometry
from app.views import slice_marks
from app.views.image_layer import ImageLayer
from app.views.palette import VIEWER_BACKGROUND, colour_of
from app.views.slice_layers import MaskLayer, ScribbleLayer, StrokePreviewLayer
from app.views.slice_marks import Frame
from bifseg_core.boxes import boxes_of
from bifseg_core.case import Aspect, CaseState, Changes
from bifseg_core.interactions import Scribbles

_OF_THE_IMAGE = ("window_level", "interpolated", "image", "frame", "blend")
_OF_THE_MASKS = ("layer", "mask_visible", "mask_opacity", "looking_back", "hidden", "strengths")


class Part(enum.Flag):
    """What can change by itself."""

    IMAGE = enum.auto()
    MASK = enum.auto()
    SCRIBBLES = enum.auto()
    ALL = IMAGE | MASK | SCRIBBLES


class SliceContents:
    """The image, the masks, the scribbles and the stroke being drawn.

    Nothing is taken from the models before it is painted: however much changes between two
    paintings, it costs one.

    Args:
        case_model: the document.
        view_state: how it is looked at.
    """

    def __init__(self, case_model: CaseModel, view_state: ViewState) -> None:
        self._case_model = case_model
        self._view_state = view_state
        self.image, self.mask = ImageLayer(), MaskLayer()
        self.scribbles, self._stroke = ScribbleLayer(), StrokePreviewLayer()
        self._stale = Part.ALL
        self._taken: tuple[SliceGeometry, int] | None = None
        self._picture: QPixmap | None = None
        self._painted: tuple[Frame, float] | None = None

    def renew(self, parts: Part) -> None:
        """Take these parts anew from the models at the next painting."""
        if parts:
            self._stale |= parts
            self._picture = None

    def show_stroke(self, preview: StrokePreview | None) -> None:
        """Show the stroke under the brush, or none."""
        self._stroke.show(preview, colour_of(self._case_model.state.active))
        self._picture = None

    @property
    def repair_outline(self) -> QPainterPath | None:
        """The outline of what is being painted into the mask, in pixels of the slice."""
        return self._stroke.outline

    def picture(self, frame: Frame, index: int, pixel_ratio: float) -> QPixmap:
        """Slice `index` as it lies on the screen, the kept one where nothing has changed."""
        self._take(frame.geometry, index)
        if self._picture is None or self._painted != (frame, pixel_ratio):
            self._picture, self._painted = self._paint(frame, pixel_ratio), (frame, pixel_ratio)
        return self._picture

    def _take(self, geometry: SliceGeometry, index: int) -> None:
        """Bring the layers up to date."""
        if self._taken != (geometry, index):
            self._taken = geometry, index
            self.renew(Part.ALL)
        parts, self._stale = self._stale, Part(0)
        model, look = self._case_model, self._view_state.settings
        if Part.IMAGE in parts:
            over = overlaid_image(model, look)
            self.image.show(shown_image(model, look), geometry, index, look, over)
        if Part.MASK in parts:
            seen = model.state_seen(looking_back=look.looking_back)
            self.mask.show(seen, geometry, index, look)
        if Part.SCRIBBLES in parts:
            self.scribbles.show(_scribbles_of(model.state), geometry, index)

    def _paint(self, frame: Frame, pixel_ratio: float) -> QPixmap:
        width, height = frame.size
        picture = QPixmap(round(width * pixel_ratio), round(height * pixel_ratio))
        picture.setDevicePixelRatio(pixel_ratio)
        picture.fill(QColor(VIEWER_BACKGROUND))
        painter = QPainter(picture)
        painter.setTransform(frame.transform)
        for layer in (self.image, self.mask, self.scribbles, self._stroke):
            layer.paint(painter)
        painter.resetTransform()
        slice_marks.draw_outlines(painter, frame, self.mask.outlines)
        painter.setRenderHint(QPainter.Antialiasing)
        for label, points in self.scribbles.glyphs_px.items():
            for point in points:
                slice_marks.draw_sign(painter, frame.to_screen(point), label)
        painter.end()
        return picture


def _scribbles_of(state: CaseState) -> tuple[Scribbles, ...]:
    """Those of the active object, of the active box last."""
    boxes = boxes_of(state, state.active_id)
    order = sorted(boxes, key=lambda one: one.object_id == state.active_id)
    return tuple(one.scribbles for one in order)


def parts_of_changes(changes: Changes) -> Part:
    """What of a slice looks otherwise after changes of the document."""
    parts = Part(0)
    if changes.aspects & {Aspect.SEGMENTATION, Aspect.OBJECTS, Aspect.REFERENCE}:
        parts |= Part.MASK
    if changes.aspects & {Aspect.SCRIBBLES, Aspect.OBJECTS}:
        parts |= Part.SCRIBBLES
    return parts


def parts_of_view(change: ViewChange) -> Part:
    """What of a slice looks otherwise after a change of the way it is looked at."""
    parts = Part(0)
    if change.touches(*_OF_THE_IMAGE):
        parts |= Part.IMAGE
    if change.touches(*_OF_THE_MASKS):
        parts |= Part.MASK
    return parts
