"""The hands on a slice view: which gesture a press begins, what wheel and keys do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PyQt5.QtCore import QEvent, QPointF, Qt
from PyQt5.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from app.model.view_state import MAX_BRUSH_RADIUS, Tool, WindowLevel
from app.tools.box_tool import Grip, drag_box, draw_box, grip_at
from app.tools.drag import Drag
from app.tools.look import dragged_window_level
from app.tools.measure_tool import draw_measure, grip_on, move_measure
from app.tools.slice_geometry import Point
from app.views.drawing import begun, draws
from app.views.focus import take_keys
from app.views.gestures import AdjustingGesture, DrawingGesture, Gesture, Pointer
from app.views.slice_cursor import cursor_shape
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Stroke
from bifseg_core.measures import Measure, MeasureKind

if TYPE_CHECKING:
    from app.views.slice_view import SliceView

_REACH = 7.0
_CLICK = 4.0
_NOTCH = 120
_ZOOM_STEP = 1.2
_DELETING = (Qt.Key_Delete, Qt.Key_Backspace)
MEASURES = {Tool.RULER: MeasureKind.RULER, Tool.CIRCLE: MeasureKind.CIRCLE}
_STEPS = {Qt.Key_Up: 1, Qt.Key_Down: -1, Qt.Key_PageUp: 10, Qt.Key_PageDown: -10}


class SliceHands:
    """Turns the events of one view into gestures.

    Args:
        view: the view.
    """

    def __init__(self, view: SliceView) -> None:
        self._view = view
        self._gesture: Gesture | None = None
        self._button = Qt.NoButton
        self._pressed_at: Point = (0.0, 0.0)
        self._has_moved = False
        self._held: tuple[object, ...] = ()
        self._wheel = 0
        self.is_drawing = False

    # --- mouse ---------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """A button went down; a second one meanwhile is ignored."""
        self._view.setFocus(Qt.MouseFocusReason)
        if self._gesture is not None or self._view.geometry_px is None:
            return
        pointer = self._pointer(event.localPos())
        self._pressed_at, self._has_moved = pointer.screen, False
        self._button = event.button()
        self._gesture = self._begin(event.button(), pointer)

    def move(self, event: QMouseEvent) -> None:
        """The mouse moved, with or without a button."""
        if self._view.geometry_px is None:
            return
        pointer = self._pointer(event.localPos())
        if self._gesture is not None and not event.buttons() & self._button:
            self.cancel()
        if self._gesture is None:
            self._hover(pointer, event.modifiers())
        else:
            self._drag(pointer)
        self._view.show_cursor(pointer.screen)
        self.tell_voxel()

    def release(self, event: QMouseEvent) -> None:
        """The button went up: what was drawn is told."""
        if self._gesture is None or event.button() != self._button:
            return
        self._drag(self._pointer(event.localPos()))
        gesture = self._let_go()
        if self._is_click_with_box():
            gesture.cancel()
        else:
            gesture.release()

    def double_click(self, event: QMouseEvent) -> None:
        """Maximises; with a brush it is one more dab."""
        if event.button() != Qt.LeftButton or draws(self._view.view_state.settings.tool):
            self.press(event)
        elif self._gesture is None:
            self._view.maximise_requested.emit()

    def turn_wheel(self, event: QWheelEvent) -> None:
        """Slices; with Ctrl zoom, with Alt the brush's size."""
        event.accept()
        turned = event.angleDelta().y() or event.angleDelta().x()
        if self._gesture is not None or self._view.geometry_px is None:
            return
        if event.modifiers() & Qt.ControlModifier or self._view.geometry_px.slice_count == 1:
            at = (event.position().x(), event.position().y())
            self._view.set_camera(self._view.camera.zoomed(_ZOOM_STEP ** (turned / _NOTCH), at))
            return
        self._wheel += turned
        notches = int(self._wheel / _NOTCH)
        self._wheel -= notches * _NOTCH
        if event.modifiers() & Qt.AltModifier:
            self._resize_brush(notches)
        else:
            self._step(notches)

    def enter(self) -> None:
        """Keys act on the view under the cursor, unless a text is being written."""
        take_keys(self._view)

    def leave(self) -> None:
        """The mouse is elsewhere."""
        self._view.show_cursor(None)
        self._view.tell_hovered(None)

    def tell_voxel(self) -> None:
        """Say which voxel is under the cursor now."""
        frame, at = self._view.frame, self._view.cursor_at
        if frame is not None and at is not None:
            voxel = frame.geometry.voxel_at(frame.to_px(at), self._view.slice_index)
            self._view.tell_hovered(voxel)

    # --- keys ----------------------------------------------------------------------------------

    def wants_key(self, event: QEvent) -> bool:
        """Whether a key is for a drag or a measure rather than for the window's shortcuts."""
        if event.key() in _DELETING:
            return self._view.overlay.pointed_measure is not None
        return self._gesture is not None and event.key() == Qt.Key_Escape

    def press_key(self, event: QKeyEvent) -> bool:
        """A key was pressed; False where it means nothing here."""
        if self._view.geometry_px is None:
            return False
        if event.key() == Qt.Key_Escape and self._gesture is not None:
            self.cancel()
        elif event.key() == Qt.Key_Escape and self._view.view_state.settings.adds_box:
            self._view.view_state.update(adds_box=False)
        elif event.key() in _STEPS and self._gesture is None:
            self._step(_STEPS[event.key()])
        elif event.key() in _DELETING and self._view.overlay.pointed_measure is not None:
            self._view.measure_removed.emit(self._view.overlay.pointed_measure)
        elif event.key() == Qt.Key_V and not event.modifiers():
            self._view.maximise_requested.emit()
        else:
            return False
        return True

    # --- the gesture ---------------------------------------------------------------------------

    def cancel(self) -> None:
        """Drop the drag that is going on, if any; nothing of it stays."""
        if self._gesture is not None:
            self._let_go().cancel()

    def on_changed(self) -> None:
        """The case was edited: a drag that was begun over something else is dropped."""
        if self.is_drawing and self._held != self._what_is_held():
            self.cancel()

    def update_cursor(self, pointer: Pointer | None = None) -> None:
        """Show the cursor of the tool, or of the handle below it."""
        grip = self._grip_at(pointer) if pointer else None
        shape = cursor_shape(self._view.view_state.settings.tool, grip)
        if pointer is not None and self._measure_at(pointer) is not None:
            shape = Qt.SizeAllCursor
        elif pointer is not None and grip is None and self._other_box_at(pointer) is not None:
            shape = Qt.PointingHandCursor
        self._view.viewport().setCursor(shape)

    def _let_go(self) -> Gesture:
        gesture = self._gesture
        assert gesture is not None
        self._gesture, self.is_drawing, self._button = None, False, Qt.NoButton
        return gesture

    def _drag(self, pointer: Pointer) -> None:
        moved = max(abs(a - b) for a, b in zip(pointer.screen, self._pressed_at, strict=True))
        self._has_moved = self._has_moved or moved >= _CLICK
        if self._gesture is not None:
            self._gesture.move(pointer)

    def _is_click_with_box(self) -> bool:
        return self._view.box_preview.box is not None and not self._has_moved

    def _begin(self, button: Qt.MouseButton, pointer: Pointer) -> Gesture | None:
        look = self._view.view_state.settings
        if button == Qt.MiddleButton:
            return self._pan(pointer)
        is_right = button == Qt.RightButton
        if not is_right and button != Qt.LeftButton:
            return None
        held = self._measure_at(pointer)
        if held is not None and not is_right:
            return self._move_measure(pointer, held)
        if look.tool in MEASURES and not is_right:
            return self._measure(pointer, MEASURES[look.tool])
        if draws(look.tool, with_right=is_right):
            return self._draw(pointer, with_right=is_right)
        if is_right:
            return self._window(pointer)
        self._select_box(pointer)
        return self._box(pointer) if look.tool is Tool.BOX else self._navigate(pointer)

    def _box(self, pointer: Pointer) -> Gesture:
        place, grip = self._view.box_place, self._grip_at(pointer)
        assert place is not None
        steps = drag_box(place, grip, pointer.px) if grip else draw_box(place, pointer.px)
        self._hold(with_box=True)
        return DrawingGesture(Drag(steps), show=self._view.box_preview.show, tell=self._tell_box)

    def _select_box(self, pointer: Pointer) -> None:
        """Take another box of the object in hand, unless the press is on the one that is."""
        other = self._other_box_at(pointer) if self._grip_at(pointer) is None else None
        if other is not None:
            self._view.box_selected.emit(other)

    def _other_box_at(self, pointer: Pointer) -> int | None:
        """The number of another box of the object whose outline is there."""
        look, reach = self._view.view_state.settings, self._reach_px()
        if look.tool not in (Tool.BOX, Tool.NAVIGATE) or look.adds_box or reach is None:
            return None
        places = {n: self._view.place_of(box) for n, box in self._view.other_boxes.items()}
        hit = (n for n, place in places.items() if place and grip_at(place, pointer.px, reach))
        return next(hit, None)

    def _tell_box(self, box: BoundingBox) -> None:
        self._centre_on(box)
        self._view.box_drawn.emit(box)

    def _draw(self, pointer: Pointer, *, with_right: bool) -> Gesture:
        view = self._view
        look, geometry = view.view_state.settings, view.geometry_px
        assert geometry is not None
        steps = begun(look, geometry, view.slice_index, pointer.px, with_right=with_right)
        self._hold(with_box=False)
        view.stroke_started.emit()
        return DrawingGesture(
            Drag(steps),
            show=view.show_stroke,
            tell=self._tell_stroke,
            abandon=view.stroke_abandoned.emit,
        )

    def _measure(self, pointer: Pointer, kind: MeasureKind) -> Gesture:
        view, geometry = self._view, self._view.geometry_px
        assert geometry is not None
        steps = draw_measure(kind, geometry, view.slice_index, pointer.px)
        self._hold(with_box=False)
        return DrawingGesture(
            Drag(steps), show=view.overlay.show_measure, tell=view.measure_drawn.emit
        )

    def _move_measure(self, pointer: Pointer, held: Measure) -> Gesture:
        view, geometry = self._view, self._view.geometry_px
        assert geometry is not None
        grip = grip_on(held, geometry, pointer.px, view.overlay.reach_mm)
        steps = move_measure(held, grip, geometry, view.slice_index, pointer.px)
        self._hold(with_box=False)
        return DrawingGesture(
            Drag(steps),
            show=partial(view.overlay.show_measure, instead_of=held),
            tell=partial(view.measure_moved.emit, held),
        )

    def _measure_at(self, pointer: Pointer) -> Measure | None:
        """The ruler or circle that a press there takes, with a tool that does nothing else."""
        is_free = self._view.view_state.settings.tool in (Tool.NAVIGATE, *MEASURES)
        return self._view.overlay.measure_at(pointer.px) if is_free else None

    def _tell_stroke(self, stroke: Stroke) -> None:
        self._view.stroke_drawn.emit(stroke)

    def _navigate(self, pointer: Pointer) -> Gesture:
        state = self._view.view_state
        before = state.settings.crosshair_ijk
        self._crosshair_to(pointer)
        return AdjustingGesture(
            pointer,
            lambda there, _: self._crosshair_to(there),
            lambda: state.update(crosshair_ijk=before),
        )

    def _pan(self, pointer: Pointer) -> Gesture:
        view, before = self._view, self._view.camera
        return AdjustingGesture(
            pointer,
            lambda _, moved: view.set_camera(before.panned(moved)),
            lambda: view.set_camera(before),
        )

    def _window(self, pointer: Pointer) -> Gesture:
        state = self._view.view_state
        before = state.settings.window_level or WindowLevel(1.0, 0.5)

        def adjust(_: Pointer, moved: Point) -> None:
            window, level = dragged_window_level(before.window, before.level, moved)
            state.update(window_level=WindowLevel(window, level))

        return AdjustingGesture(pointer, adjust, lambda: state.update(window_level=before))

    def _hold(self, *, with_box: bool) -> None:
        self.is_drawing = True
        self._holds_box = with_box
        self._held = self._what_is_held()

    def _what_is_held(self) -> tuple[object, ...]:
        model = self._view.case_model
        box = model.state.active.box if self._holds_box else None
        return id(model.case), model.state.active_id, box

    # --- small moves ---------------------------------------------------------------------------

    def _hover(self, pointer: Pointer, modifiers: Qt.KeyboardModifiers) -> None:
        self.update_cursor(pointer)
        if modifiers & Qt.ShiftModifier:
            self._crosshair_to(pointer)

    def _crosshair_to(self, pointer: Pointer) -> None:
        geometry, index = self._view.geometry_px, self._view.slice_index
        assert geometry is not None
        self._view.view_state.update(crosshair_ijk=geometry.nearest_voxel(pointer.px, index))

    def _centre_on(self, box: BoundingBox) -> None:
        """Let the other views look through the new box where they do not yet."""
        crosshair = self._view.view_state.settings.crosshair_ijk
        if not box.contains(crosshair):
            middle = [(a + b) // 2 for a, b in zip(box.start_ijk, box.stop_ijk, strict=True)]
            axis = self._view.geometry_px.normal.axis
            middle[axis] = self._view.slice_index
            self._view.view_state.update(crosshair_ijk=tuple(middle))

    def _step(self, slices: int) -> None:
        """Go so many slices towards superior, anterior or right."""
        geometry = self._view.geometry_px
        assert geometry is not None
        normal = geometry.normal
        voxel = list(self._view.view_state.settings.crosshair_ijk)
        there = self._view.slice_index + (slices if normal.rises else -slices)
        voxel[normal.axis] = max(0, min(normal.length - 1, there))
        self._view.view_state.update(crosshair_ijk=tuple(voxel))

    def _resize_brush(self, notches: int) -> None:
        radius = self._view.view_state.settings.brush_radius + notches
        self._view.view_state.update(brush_radius=max(0, min(MAX_BRUSH_RADIUS, radius)))

    def _grip_at(self, pointer: Pointer) -> Grip | None:
        place, reach = self._view.box_place, self._reach_px()
        if self._view.view_state.settings.tool is not Tool.BOX or place is None or reach is None:
            return None
        return grip_at(place, pointer.px, reach)

    def _reach_px(self) -> Point | None:
        """How far from an outline still counts as on it, in pixels of the slice."""
        frame = self._view.frame
        if frame is None:
            return None
        right, down = frame.geometry.right.spacing, frame.geometry.down.spacing
        return _REACH / (right * frame.camera.scale), _REACH / (down * frame.camera.scale)

    def _pointer(self, position: QPointF) -> Pointer:
        frame = self._view.frame
        assert frame is not None
        screen = (position.x(), position.y())
        return Pointer(frame.to_px(screen), screen)
