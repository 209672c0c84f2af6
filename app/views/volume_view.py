"""The objects' surfaces in space."""

from __future__ import annotations

import logging

import numpy as np
from PyQt5.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, pyqtSignal
from PyQt5.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PyQt5.QtWidgets import QWidget

from app.model.case_model import CaseModel
from app.model.images import shown_image
from app.model.object_look import is_shown, strength_of
from app.model.view_state import ViewChange, ViewState
from app.tools.space_camera import SpaceCamera
from app.translation import mark, tr
from app.views import slice_marks, space_lines, space_marks
from app.views.background import Background, Run
from app.views.focus import take_keys
from app.views.graphics_check import drawing_library
from app.views.palette import VIEWER_BACKGROUND, colour_of
from app.views.scene import Part, Picture, Scene, SceneWish, Sheet, Wires
from app.views.surface import extract_surface, light_surface
from app.views.surface_store import Surfaces, SurfaceStore
from app.wording import word
from bifseg_core.boxes import boxes_of
from bifseg_core.case import Aspect, CaseState, Changes, Segmentation
from bifseg_core.geometry import BoundingBox

_log = logging.getLogger(__name__)

_DEGREES_PER_PX = 0.5
_ZOOM_STEP = 1.15
_MOVING_SCALE = 0.5
_CONTEXT = 1.3
_FRAME_SHARE = 0.6
_PAUSE_MS = 60
"""Scrolling goes first: the planes follow when it pauses."""
_OF_THE_SLICES = ("window_level", "image", "frame")
_NO_GRAPHICS = mark("Surfaces need OpenGL (libEGL), which was not found here.")
_FAILED = mark("The 3D view failed; slices and masks are kept.")
_NOTHING_YET = mark("The object's surface appears here")
_NOT_MADE = mark("The surface could not be made; the mask is whole")
_NO_SURFACE = mark(
    "The surface of {name} could not be made; its mask is whole and can be exported."
)


class VolumeView(QWidget):
    """Shows surfaces, box, slice planes and frame; a left drag turns, the wheel zooms.

    Box and frame are plain lines; VTK is not even imported before there is a surface to show.

    Args:
        case_model: the document.
        view_state: how it is looked at.
        run: does the slow work; a thread of its own unless given.

    Signals:
        maximise_requested: double-click, or V.
        drawn: a new picture is shown.
        said: carries a sentence for the status line.
    """

    maximise_requested = pyqtSignal()
    drawn = pyqtSignal()
    said = pyqtSignal(str)

    def __init__(
        self,
        case_model: CaseModel,
        view_state: ViewState,
        parent: QWidget | None = None,
        *,
        run: Run | None = None,
    ) -> None:
        super().__init__(parent)
        self._case_model = case_model
        self._view_state = view_state
        self._run = run or self._background()
        self._scene: Scene | None = None
        self._surfaces = SurfaceStore(
            self._make_surfaces, self._run, self._on_surface_made, self._on_surface_failed
        )
        self._image: QImage | None = None
        self._is_drawing = self._is_stale = False
        self._trouble: str | None = None
        self._turning_from: QPointF | None = None
        self._was_touched = False
        self.camera = SpaceCamera.in_front([(-1, -1, -1), (1, 1, 1)])
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._redraw)
        self._prepare()

    def _background(self) -> Run:
        background = Background("surfaces")
        self.destroyed.connect(background.close)
        return background

    def _prepare(self) -> None:
        self.setMinimumSize(80, 80)
        self.setFocusPolicy(Qt.StrongFocus)
        self.setAttribute(Qt.WA_OpaquePaintEvent)
        word(self, accessibleName="3D view")
        self._case_model.opened.connect(self._on_opened)
        self._case_model.changed.connect(self._on_changed)
        self._view_state.changed.connect(self._on_view_changed)
        if self._case_model.is_open:
            self._on_opened(None)

    @property
    def has_picture(self) -> bool:
        """Whether surfaces are shown."""
        return self._image is not None

    @property
    def is_busy(self) -> bool:
        """Whether surfaces or a picture of them are being made."""
        return self._is_drawing or self._surfaces.is_making

    def reset_view(self) -> None:
        """Look from the front at everything."""
        self._was_touched = False
        self.camera = self._fitting_camera()
        self._redraw()

    # --- what is there -------------------------------------------------------------------------

    def _on_opened(self, _: object) -> None:
        self._surfaces.clear()
        self._image = self._trouble = None
        self._follow()
        self.reset_view()

    def _on_changed(self, changes: Changes) -> None:
        if changes.aspects & {Aspect.SEGMENTATION, Aspect.OBJECTS, Aspect.BOX}:
            self._follow()
            self._aim()
            self._redraw()

    def _on_view_changed(self, change: ViewChange) -> None:
        if change.touches("looking_back") and self._case_model.is_open:
            self._follow(switched=True)
            self._redraw()
        if change.touches("mask_visible", "hidden", "strengths", "slices_in_space"):
            self._redraw()
        watched = _OF_THE_SLICES if self._view_state.settings.slices_in_space else ()
        if change.touches("crosshair_ijk", *watched):
            self._pause.start()

    def _follow(self, *, switched: bool = False) -> None:
        """Ask for the surfaces that are missing, forget those that are gone.

        Both the present masks and those before the last step stay ready to be looked back at.
        """
        back = self._view_state.settings.looking_back
        seen, other = (
            _masks_of(self._case_model.state_seen(looking_back=way)) for way in (back, not back)
        )
        (self._surfaces.switch if switched else self._surfaces.follow)(seen, other.values())
        if self.isVisible() and drawing_library() is not None:
            self._surfaces.make_missing()

    def _make_surfaces(self, found: Segmentation) -> Surfaces | None:
        fine = extract_surface(
            found.mask, self._case_model.volume.affine, start_ijk=found.box.start_ijk
        )
        return fine and (fine, light_surface(fine))

    def _on_surface_made(self) -> None:
        self._aim()
        self._redraw()

    def _on_surface_failed(self, object_id: int) -> None:
        names = {one.object_id: one.name for one in self._case_model.state.objects}
        if object_id in names:
            self.said.emit(tr(_NO_SURFACE, name=names[object_id]))

    # --- the camera ----------------------------------------------------------------------------

    def _aim(self) -> None:
        """Follow the objects until the user has turned or zoomed by hand."""
        fitting = self._fitting_camera()
        self.camera = self.camera if self._was_touched else self.camera.looking_at(fitting)

    def _fitting_camera(self) -> SpaceCamera:
        if not self._case_model.is_open:
            return SpaceCamera.in_front([(-1, -1, -1), (1, 1, 1)])
        whole = SpaceCamera.in_front(space_lines.frame_wires(self._case_model.volume).corners_ras)
        boxes = self._boxes_of_interest()
        if not boxes:
            return whole
        near = SpaceCamera.in_front(
            np.concatenate([space_lines.corners_of(box, self._case_model.volume) for box in boxes])
        )
        radius = min(whole.radius, near.radius * _CONTEXT)
        return SpaceCamera(near.orientation, near.centre_ras, radius)

    def _boxes_of_interest(self) -> list[BoundingBox]:
        objects = self._case_model.state.objects
        boxes = [o.segmentation.box if o.segmentation else o.box for o in objects]
        return [box for box in boxes if box is not None]

    # --- drawing -------------------------------------------------------------------------------

    def _wires(self) -> tuple[Wires, ...]:
        volume, state = self._case_model.volume, self._case_model.state
        look = self._view_state.settings
        boxes = [one.box for one in boxes_of(state, state.active_id) if one.box is not None]
        wires = [space_lines.box_wires(box, volume) for box in boxes]
        seen = self.camera.radius / self.camera.zoom
        frame = space_lines.frame_wires(volume)
        if seen > _FRAME_SHARE * SpaceCamera.in_front(frame.corners_ras).radius:
            wires.append(frame)  # else only stray lines
        if volume.shape.count(1) == 0:
            wires += space_lines.plane_wires(volume, look, self._region())
        return tuple(wires)

    def _sheets(self) -> tuple[Sheet, ...]:
        look = self._view_state.settings
        if not look.slices_in_space or drawing_library() is None:
            return ()
        return space_lines.plane_sheets(shown_image(self._case_model, look), look, self._region())

    def _region(self) -> BoundingBox:
        return space_lines.region_of(self._boxes_of_interest(), self._case_model.volume)

    def _parts(self) -> tuple[Part, ...]:
        if not self._view_state.settings.mask_visible:
            return ()
        look = self._view_state.settings
        parts = []
        for target in self._case_model.state.objects:
            number = target.object_id
            surfaces = self._surfaces.surfaces(number)
            if surfaces is not None and is_shown(look, target.whole_id):
                colour = colour_of(target).getRgbF()[:3]
                fine, light = surfaces
                parts.append(Part(fine, colour, strength_of(look, target.whole_id), light))
        return tuple(parts)

    def _redraw(self) -> None:
        """Show what is there now; while a picture is being made, the next one waits."""
        self.update()
        if self._is_drawing or not self.isVisible() or not self._case_model.is_open:
            self._is_stale = True
            return
        parts, sheets = self._parts(), self._sheets()
        if not (parts or sheets) or self._trouble:
            self._image = None
            return
        self._is_drawing, self._is_stale = True, False
        size, is_moving = self._picture_size(), self._turning_from is not None
        wish = SceneWish(size, self.camera, parts, self._wires(), sheets, is_moving)
        self._run(tr("Picture"), lambda: self._draw(wish), self._on_drawn, self._on_failed)

    def _draw(self, wish: SceneWish) -> Picture:
        if self._scene is None:
            self._scene = Scene()
        return self._scene.draw(wish)

    def _picture_size(self) -> tuple[int, int]:
        scale = self.devicePixelRatioF() * (_MOVING_SCALE if self._turning_from else 1.0)
        return max(1, round(self.width() * scale)), max(1, round(self.height() * scale))

    def _on_drawn(self, picture: Picture) -> None:
        self._is_drawing = False
        height, width, _ = picture.shape
        image = QImage(picture.data, width, height, 3 * width, QImage.Format_RGB888)
        self._image = image.copy() if self._parts() or self._sheets() else None
        self.update()
        self.drawn.emit()
        if self._is_stale:
            self._redraw()

    def _on_failed(self, error: BaseException) -> None:
        """The lines stay until another scan; what is no lack of graphics goes to the hook."""
        is_lacking = isinstance(error, ImportError | OSError)
        self._is_drawing, self._image = False, None
        self._trouble = _NO_GRAPHICS if is_lacking else _FAILED
        self.update()
        if not is_lacking:
            raise error
        _log.error("VTK could not be loaded", exc_info=error)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scene's last picture, or plain lines, and what is written over them."""
        painter, size = QPainter(self), (self.width(), self.height())
        painter.fillRect(self.rect(), QColor(VIEWER_BACKGROUND))
        painter.setRenderHints(QPainter.Antialiasing | QPainter.SmoothPixmapTransform)
        if self._image is not None:
            painter.drawImage(QRectF(self.rect()), self._image)
        elif self._case_model.is_open:
            space_marks.draw_wires(painter, self.camera, size, self._wires())
            space_marks.draw_hint(painter, size, tr(self._hint()))
        if self._case_model.is_open:
            self._paint_marks(painter, size)
        painter.end()

    def _paint_marks(self, painter: QPainter, size: tuple[int, int]) -> None:
        if self._case_model.volume.is_oriented:
            space_marks.draw_directions(painter, self.camera, size)
        space_marks.draw_title(painter)
        if self._view_state.settings.looking_back:
            slice_marks.draw_remark(painter, tr("Before"))

    def _hint(self) -> str:
        nothing = _NOT_MADE if self._surfaces.is_lacking else _NOTHING_YET
        return self._trouble or (_NO_GRAPHICS if drawing_library() is None else nothing)

    # --- events --------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody saw it."""
        super().showEvent(event)
        if self._case_model.is_open:
            self._follow()
        self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the scene in the new size."""
        super().resizeEvent(event)
        self._redraw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.MouseFocusReason)
        if event.button() == Qt.LeftButton:
            self._turning_from = event.localPos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._turning_from is None or not event.buttons() & Qt.LeftButton:
            return
        moved = (event.localPos() - self._turning_from) * _DEGREES_PER_PX
        self._turning_from = event.localPos()
        self._look(self.camera.turned(moved.x(), moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.LeftButton:
            self._turning_from = None
            self._redraw()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.LeftButton:
            self.maximise_requested.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        self._look(self.camera.zoomed(_ZOOM_STEP ** (event.angleDelta().y() / 120)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key_V and not event.modifiers():
            self.maximise_requested.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEvent) -> None:
        take_keys(self)

    def _look(self, camera: SpaceCamera) -> None:
        self._was_touched = True
        self.camera = camera
        self._redraw()


def _masks_of(state: CaseState) -> dict[int, Segmentation]:
    return {o.object_id: o.segmentation for o in state.objects if o.segmentation is not None}
