"""One slice of the scan with everything that lies on it."""

from __future__ import annotations

import time

from PyQt5.QtCore import QEvent, Qt, QTimer, pyqtSignal
from PyQt5.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PyQt5.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.model.case_model import CaseModel
from app.model.view_state import ViewChange, ViewState
from app.tools.box_tool import BoxPlace
from app.tools.camera import Camera
from app.tools.scribble_tool import StrokePreview
from app.tools.slice_geometry import Plane, Point, SliceGeometry
from app.views.box_preview import BoxPreview
from app.views.palette import SLICE_NAME, VIEWER_BACKGROUND
from app.views.slice_contents import Part, SliceContents, parts_of_changes, parts_of_view
from app.views.slice_hands import SliceHands
from app.views.slice_marks import Frame
from app.views.slice_overlay import SliceOverlay
from app.wording import word
from bifseg_core.boxes import boxes_of
from bifseg_core.case import Changes
from bifseg_core.geometry import BoundingBox, Index3
from bifseg_core.interactions import SeedLabel

_BREATH_INTERVAL_MS = 60
_FIT_MARGIN = 6.0


class SliceView(QAbstractScrollArea):
    """Shows the slice of one plane through the crosshair; draws boxes and strokes.

    Args:
        plane: which plane.
        case_model: the document.
        view_state: how it is looked at.
        box_preview: shared with the other views, so that they show this one's drags.

    Attributes:
        contents: what lies on the slice.
        overlay: what moves over its picture.
        stroke_label: of the stroke being drawn, None where there is none.

    Signals:
        box_drawn: a BoundingBox was drawn, moved or resized.
        box_selected: the active object's box of that number was pressed on.
        stroke_started: the brush or eraser went down.
        stroke_drawn: a Stroke was drawn; label NONE is an eraser's.
        stroke_abandoned: a stroke was cancelled, or never met the image.
        measure_drawn: a Measure was drawn.
        measure_moved: that Measure is another one now; carries both.
        measure_removed: that Measure is to go.
        hovered: the voxel (i, j, k) under the cursor, or None beside the image.
        maximise_requested: double-click, or V.
    """

    box_drawn = pyqtSignal(object)
    box_selected = pyqtSignal(int)
    stroke_started = pyqtSignal()
    stroke_drawn = pyqtSignal(object)
    stroke_abandoned = pyqtSignal()
    measure_drawn = pyqtSignal(object)
    measure_moved = pyqtSignal(object, object)
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
        super().__init__(parent)
        self.plane = plane
        self.case_model = case_model
        self.view_state = view_state
        self.box_preview = box_preview or BoxPreview(self)
        self.geometry_px: SliceGeometry | None = None
        self.camera = Camera()
        self._is_fitted = True
        self._cursor_at: Point | None = None
        self.contents = SliceContents(case_model, view_state)
        self.stroke_label: SeedLabel | None = None
        self.overlay = SliceOverlay(self)
        self._build()
        self._hands = SliceHands(self)
        self._connect()
        self._on_opened()

    def _build(self) -> None:
        self.setFrameShape(QFrame.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WA_OpaquePaintEvent)
        self.setMinimumSize(80, 80)
        word(self, accessibleName=SLICE_NAME[self.plane])
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
        """The box to show: the one being dragged, or the active one."""
        return self.box_preview.box or self._active_box

    @property
    def other_boxes(self) -> dict[int, BoundingBox]:
        """The active object's other boxes by number; all of them while one more is to be drawn."""
        if not self.case_model.is_open:
            return {}
        state, adds = self.case_model.state, self.view_state.settings.adds_box
        boxes = boxes_of(state, state.active_id)
        others = [one for one in boxes if adds or one.object_id != state.active_id]
        return {one.object_id: one.box for one in others if one.box is not None}

    @property
    def box_place(self) -> BoxPlace | None:
        """The slice with the active box."""
        return self.place_of(self._active_box)

    def place_of(self, box: BoundingBox | None) -> BoxPlace | None:
        """The slice with that box."""
        if self.geometry_px is None:
            return None
        is_flat = self.view_state.settings.flat_box
        return BoxPlace(self.geometry_px, self.slice_index, box, is_flat)

    @property
    def _active_box(self) -> BoundingBox | None:
        if not self.case_model.is_open or self.view_state.settings.adds_box:
            return None
        return self.case_model.state.active.box

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
        return self.contents.repair_outline

    def show_stroke(self, preview: StrokePreview | None) -> None:
        """Show the stroke under the brush, or none."""
        if self.geometry_px is not None:
            self.stroke_label = preview.label if preview else None
            self.contents.show_stroke(preview)
            self.viewport().update()

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
        self._renew(Part.ALL)

    def _on_changed(self, changes: Changes) -> None:
        self._hands.on_changed()
        self._renew(parts_of_changes(changes))

    def _on_view_changed(self, change: ViewChange) -> None:
        if self.geometry_px is None:
            return
        if change.touches("radiological"):
            self._hands.cancel()
            self._lay_out()
            return
        self._renew(parts_of_view(change))
        if change.touches("tool", "adds_box"):
            self._hands.update_cursor()
        if change.touches("crosshair_ijk", "image", "frame") and self._cursor_at is not None:
            self._hands.tell_voxel()  # another slice came under a resting mouse

    def _renew(self, parts: Part) -> None:
        """Paint anew, and these parts from the models."""
        self.contents.renew(parts)
        self.viewport().update()

    # --- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the kept picture, and over it what moves."""
        painter, frame = QPainter(self.viewport()), self.frame
        if frame is None:
            painter.fillRect(self.viewport().rect(), QColor(VIEWER_BACKGROUND))
        else:
            ratio = self.viewport().devicePixelRatioF()
            painter.drawPixmap(0, 0, self.contents.picture(frame, self.slice_index, ratio))
            self.overlay.draw(painter, frame)
        painter.end()

    # --- events --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep showing the whole slice until the user has zoomed or panned."""
        super().resizeEvent(event)
        if self._is_fitted:
            self.reset_view()

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
