"""One slice of the scan with everything that lies on it."""

from __future__ import annotations

import enum
import time

import pyqtgraph as pg
from PyQt5.QtCore import QEvent, QRectF, QTimer, pyqtSignal
from PyQt5.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PyQt5.QtWidgets import QGraphicsItemGroup, QWidget

from app.model.case_model import CaseModel
from app.model.images import overlaid_image, shown_image
from app.model.view_state import ViewChange, ViewState
from app.tools.box_tool import BoxPlace
from app.tools.camera import Camera
from app.tools.scribble_tool import StrokePreview
from app.tools.slice_geometry import Plane, Point, SliceGeometry
from app.translation import tr
from app.views import slice_marks
from app.views.box_preview import BoxPreview
from app.views.image_layer import ImageLayer
from app.views.palette import PLANE_NAME, VIEWER_BACKGROUND, colour_of
from app.views.slice_hands import SliceHands
from app.views.slice_layers import MaskLayer, ScribbleLayer, StrokePreviewLayer
from app.views.slice_marks import Frame
from app.views.slice_overlay import SliceOverlay
from bifseg_core.case import Aspect, Changes
from bifseg_core.geometry import BoundingBox, Index3
from bifseg_core.interactions import SeedLabel

_BREATH_INTERVAL_MS = 60
_FIT_MARGIN = 6.0


class _Part(enum.Flag):
    IMAGE = enum.auto()
    MASK = enum.auto()
    SCRIBBLES = enum.auto()
    ALL = IMAGE | MASK | SCRIBBLES


class SliceView(pg.GraphicsView):
    """Shows the slice of one plane through the crosshair; draws boxes and strokes.

    Args:
        plane: which plane.
        case_model: the document.
        view_state: how it is looked at.
        box_preview: shared with the other views, so that they show this one's drags.

    Attributes:
        overlay: what moves over the picture.
        stroke_label: of the stroke being drawn, None where there is none.

    Signals:
        box_drawn: a BoundingBox was drawn, moved or resized.
        stroke_started: the brush or eraser went down.
        stroke_drawn: a Stroke was drawn; label NONE is an eraser's.
        stroke_abandoned: a stroke was cancelled, or never met the image.
        measure_drawn: a Measure was drawn.
        measure_removed: that Measure is to go.
        hovered: the voxel (i, j, k) under the cursor, or None beside the image.
        maximise_requested: double-click, or V.
    """

    box_drawn = pyqtSignal(object)
    stroke_started = pyqtSignal()
    stroke_drawn = pyqtSignal(object)
    stroke_abandoned = pyqtSignal()
    measure_drawn = pyqtSignal(object)
    measure_removed = pyqtSignal(object)
    hovered = pyqtSignal(object)
    maximise_requested = pyqtSignal()

    def __init__(
        self,
        plane: Plane,
        case_model: CaseModel,
        view_state: ViewState,
        parent: QWidget | None = None,
        *,
        box_preview: BoxPreview | None = None,
    ) -> None:
        super().__init__(parent, background=VIEWER_BACKGROUND)
        self.plane = plane
        self.case_model = case_model
        self.view_state = view_state
        self.box_preview = box_preview or BoxPreview(self)
        self.geometry_px: SliceGeometry | None = None
        self.camera = Camera()
        self._is_fitted = True
        self._stale = _Part.ALL
        self._cursor_at: Point | None = None
        self._picture: QPixmap | None = None
        self.overlay = SliceOverlay(self)
        self._build()
        self._hands = SliceHands(self)
        self._connect()
        self._on_opened()

    def _build(self) -> None:
        self.setCacheMode(self.CacheModeFlag(0))
        # Items would each ask for a repaint of their own, one event later than the view does.
        self.setViewportUpdateMode(self.ViewportUpdateMode.NoViewportUpdate)
        self.setRenderHint(QPainter.Antialiasing)
        self.setMinimumSize(80, 80)
        self.setAccessibleName(tr("{plane} slice", plane=tr(PLANE_NAME[self.plane])))
        self._canvas = QGraphicsItemGroup()
        self.scene().addItem(self._canvas)
        self._image = ImageLayer(self._canvas)
        self._mask = MaskLayer(self._canvas)
        self._scribbles = ScribbleLayer(self._canvas)
        self._stroke = StrokePreviewLayer(self._canvas)
        self.stroke_label: SeedLabel | None = None
        self._breath = QTimer(self)
        self._breath.setInterval(_BREATH_INTERVAL_MS)

    def _connect(self) -> None:
        self.case_model.opened.connect(self._on_opened)
        self.case_model.changed.connect(self._on_changed)
        self.view_state.changed.connect(self._on_view_changed)
        self.box_preview.changed.connect(self.viewport().update)
        self._breath.timeout.connect(self.viewport().update)

    # --- what it shows -------------------------------------------------------------------------

    @property
    def slice_index(self) -> int:
        """The number of the slice that is shown."""
        geometry = self.geometry_px
        return geometry.slice_of(self.view_state.settings.crosshair_ijk) if geometry else 0

    @property
    def frame(self) -> Frame | None:
        """How the slice lies on the screen, None where no image is open."""
        if self.geometry_px is None:
            return None
        size = self.viewport().size()
        return Frame(self.geometry_px, self.camera, (size.width(), size.height()))

    @property
    def box(self) -> BoundingBox | None:
        """The box to show: the one being dragged, or the active object's."""
        if self.box_preview.box is not None:
            return self.box_preview.box
        return self.case_model.state.active.box if self.case_model.is_open else None

    @property
    def box_place(self) -> BoxPlace | None:
        """The slice with the active object's box."""
        if self.geometry_px is None:
            return None
        box, is_flat = self.case_model.state.active.box, self.view_state.settings.flat_box
        return BoxPlace(self.geometry_px, self.slice_index, box, is_flat)

    @property
    def unit(self) -> str:
        """What lengths are measured in: pictures have no millimetres."""
        return "mm" if self.case_model.volume.is_oriented else "px"

    def reset_view(self) -> None:
        """Show the whole slice."""
        self._is_fitted = True
        if self.geometry_px is not None:
            size = self.viewport().size()
            screen = (size.width(), size.height())
            self._look(Camera.fitting(self.geometry_px.size_mm, screen, _FIT_MARGIN))

    def set_camera(self, camera: Camera) -> None:
        """Zoom or pan by hand; the view no longer follows its size."""
        self._is_fitted = False
        self._look(camera)

    def set_busy(self, busy: bool) -> None:
        """While busy the box breathes."""
        self.overlay.busy_since = time.monotonic() if busy else None
        self._breath.start() if busy else self._breath.stop()
        self.viewport().update()

    def cancel_drag(self) -> None:
        """Drop whatever is being drawn."""
        self._hands.cancel()

    @property
    def repair_outline(self) -> QPainterPath | None:
        """The outline of what is being painted into the mask, in pixels of the slice."""
        return self._stroke.outline

    def show_stroke(self, preview: StrokePreview | None) -> None:
        """Show the stroke under the brush, or none."""
        if self.geometry_px is not None:
            self.stroke_label = preview.label if preview else None
            colour = colour_of(self.case_model.state.active)
            self._stroke.show(preview, self.geometry_px, colour)
            self._repaint()

    @property
    def is_drawing(self) -> bool:
        """Whether a box or a stroke is being drawn."""
        return self._hands.is_drawing

    @property
    def cursor_at(self) -> Point | None:
        """Where on the screen the mouse is, None where it is elsewhere."""
        return self._cursor_at

    def show_cursor(self, at: Point | None) -> None:
        """Draw the tool's cursor there, or nowhere."""
        self._cursor_at = at
        self.viewport().update()

    def tell_hovered(self, voxel_ijk: Index3 | None) -> None:
        """Say which voxel is under the cursor."""
        self.hovered.emit(voxel_ijk)

    def _look(self, camera: Camera) -> None:
        self.camera = camera
        shift = QTransform.fromTranslate(*camera.origin)
        self._canvas.setTransform(QTransform.fromScale(camera.scale, camera.scale) * shift)
        self._repaint()

    def _repaint(self) -> None:
        """Paint the picture anew, not only what moves over it."""
        self._picture = None
        self.viewport().update()

    # --- what changes --------------------------------------------------------------------------

    def _on_opened(self, _: object = None) -> None:
        self._hands.cancel()
        self._lay_out()
        self.reset_view()

    def _lay_out(self) -> None:
        self.geometry_px = None
        if self.case_model.is_open:
            radiological = self.view_state.settings.radiological
            volume = self.case_model.volume
            self.geometry_px = SliceGeometry.of(volume, self.plane, radiological=radiological)
        self._refresh(_Part.ALL)

    def _on_changed(self, changes: Changes) -> None:
        self._hands.on_changed()
        parts = _Part(0)
        if changes.aspects & {Aspect.SEGMENTATION, Aspect.OBJECTS, Aspect.REFERENCE}:
            parts |= _Part.MASK
        if changes.aspects & {Aspect.SCRIBBLES, Aspect.OBJECTS}:
            parts |= _Part.SCRIBBLES
        self._refresh(parts)

    def _on_view_changed(self, change: ViewChange) -> None:
        if self.geometry_px is None:
            return
        if change.touches("radiological"):
            self._hands.cancel()
            self._lay_out()
            return
        self._refresh(self._touched_by(change))
        if change.touches("tool"):
            self._hands.update_cursor()
        if change.touches("crosshair_ijk", "image", "frame") and self._cursor_at is not None:
            self._hands.tell_voxel()  # another slice came under a resting mouse

    def _touched_by(self, change: ViewChange) -> _Part:
        before, after = (s.crosshair_ijk for s in (change.before, change.after))
        if self.geometry_px and self.geometry_px.slice_of(before) != self.geometry_px.slice_of(
            after
        ):
            return _Part.ALL
        parts = _Part(0)
        if change.touches("window_level", "interpolated", "image", "frame", "blend"):
            parts |= _Part.IMAGE
        if change.touches(
            "layer", "mask_visible", "mask_opacity", "looking_back", "hidden", "strengths"
        ):
            parts |= _Part.MASK
        return parts

    def _refresh(self, parts: _Part) -> None:
        """Redraw parts now, or when the view is seen again."""
        self._stale |= parts
        self.viewport().update()
        if not self.isVisible() or not self._stale:
            return
        self._repaint()
        parts, self._stale = self._stale, _Part(0)
        geometry, index, look = self.geometry_px, self.slice_index, self.view_state.settings
        self._canvas.setVisible(geometry is not None)
        if geometry is None:
            return
        state = self.case_model.state
        if _Part.IMAGE in parts:
            model = self.case_model
            over = overlaid_image(model, look)
            self._image.show(shown_image(model, look), geometry, index, look, over)
        if _Part.MASK in parts:
            before = self.case_model.before if look.looking_back else None
            self._mask.show(before.state if before else state, geometry, index, look)
        if _Part.SCRIBBLES in parts:
            self._scribbles.show(state.active.scribbles, geometry, index)

    # --- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, self._pictured())
        frame = self.frame
        if frame is not None:
            self.overlay.draw(painter, frame)
        painter.end()

    def _pictured(self) -> QPixmap:
        """What lies on the slice, kept until some of it changes."""
        if self._picture is None:
            ratio = self.viewport().devicePixelRatioF()
            self._picture = QPixmap(self.viewport().size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            painter = QPainter(self._picture)
            rect = self.viewport().rect()
            self.render(painter, QRectF(rect), rect)
            painter.end()
        return self._picture

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        frame = self.frame
        if frame is None:
            return
        painter.setRenderHint(QPainter.Antialiasing)
        slice_marks.draw_outlines(painter, frame, self._mask.outlines)
        for label, points in self._scribbles.glyphs_px.items():
            for point in points:
                slice_marks.draw_sign(painter, frame.to_screen(point), label)

    # --- events --------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh(_Part(0))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        is_built = event is not None  # pyqtgraph calls with None while it builds itself
        if is_built:
            self._repaint()
        if is_built and self._is_fitted:
            self.reset_view()

    def close(self) -> bool:
        # pyqtgraph's own would take the scene apart while the models still talk to the view.
        return QWidget.close(self)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.ShortcutOverride and self._hands.wants_key(event):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hands.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hands.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hands.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._hands.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._hands.turn_wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._hands.press_key(event):
            QWidget.keyPressEvent(self, event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        QWidget.keyReleaseEvent(self, event)

    def enterEvent(self, event: QEvent) -> None:
        self._hands.enter()

    def leaveEvent(self, event: QEvent) -> None:
        self._hands.leave()
