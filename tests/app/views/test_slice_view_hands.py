"""What mouse and keys do to a slice view, by real events."""

import numpy as np
import pytest
from PyQt5.QtCore import QEvent, Qt
from PyQt5.QtGui import QKeyEvent
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QLineEdit

from app.model.view_state import Tool, WindowLevel
from app.tools.slice_geometry import Plane
from app.views.slice_view import SliceView
from bifseg_core.case import AddStroke, ReplaceSegmentation, SetBox
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import SeedLabel
from bifseg_core.listing import AddObject
from tests.app.views.conftest import Hand, make_segmentation, make_volume


@pytest.fixture
def view(qtbot, case_model, view_state):
    view = SliceView(Plane.AXIAL, case_model, view_state)
    view.resize(400, 400)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def hand(view):
    return Hand(view)


@pytest.fixture
def told(view):
    """Everything the view says, as (signal, value)."""
    said = []
    for name in ("box_drawn", "stroke_drawn"):
        getattr(view, name).connect(lambda value, name=name: said.append((name, value)))
    for name in ("stroke_started", "stroke_abandoned", "maximise_requested"):
        getattr(view, name).connect(lambda name=name: said.append((name, None)))
    return said


def voxels(stroke):
    return {tuple(voxel) for voxel in stroke.voxels_ijk.tolist()}


def test_a_box_is_drawn_from_corner_to_corner(hand, told):
    hand.drag((10.5, 12.5), (15, 20), (19.5, 29.5))
    # 10 mm wide is 5 slices of 2 mm around slice 15.
    assert told == [("box_drawn", BoundingBox((10, 12, 13), (20, 30, 18)))]


def test_a_box_is_drawn_from_right_to_left(hand, told):
    hand.drag((19.5, 29.5), (15, 20), (10.5, 12.5))
    assert told == [("box_drawn", BoundingBox((10, 12, 13), (20, 30, 18)))]


def test_a_click_draws_no_box(hand, told, view):
    hand.drag((10.5, 12.5))
    hand.drag((10.5, 12.5), (10.9, 12.9))
    assert told == []
    assert view.box_preview.box is None


def test_a_drag_to_outside_the_image_ends_at_its_rim(hand, told):
    hand.drag((30.5, 40.5), (60, 80))
    assert told[0][1].stop_ijk[:2] == (40, 50)


def test_the_box_on_its_way_is_shared_with_the_other_views(hand, view):
    hand.press(10.5, 12.5)
    hand.move(19.5, 29.5)
    assert view.box_preview.box == BoundingBox((10, 12, 13), (20, 30, 18))
    hand.release(19.5, 29.5)
    assert view.box_preview.box is None


def test_a_new_box_brings_the_other_views_to_it(hand, view_state):
    hand.drag((2.5, 3.5), (8.5, 9.5))
    assert view_state.settings.crosshair_ijk == (5, 6, 15)


def test_a_handle_of_the_box_resizes_it(hand, told, case_model, box):
    case_model.perform(SetBox(1, box))
    hand.drag((20, 21), (24, 22), (26, 21))
    assert told == [("box_drawn", BoundingBox((10, 12, 10), (26, 30, 20)))]


def test_an_edge_of_the_box_moves_it(hand, told, case_model, box):
    case_model.perform(SetBox(1, box))
    hand.drag((10, 25), (13, 27))
    assert told == [("box_drawn", BoundingBox((13, 14, 10), (23, 32, 20)))]


def test_the_cursor_tells_what_a_press_would_do(hand, view, case_model, box, view_state):
    case_model.perform(SetBox(1, box))
    for point, shape in [
        ((20, 30), Qt.SizeFDiagCursor),
        ((10, 25), Qt.SizeAllCursor),
        ((15, 25), Qt.CrossCursor),
    ]:
        hand.move(*point)
        assert view.viewport().cursor().shape() == shape
    view_state.update(tool=Tool.SCRIBBLE)
    assert view.viewport().cursor().shape() == Qt.BlankCursor


def test_escape_cancels_a_drag(hand, told, view, qtbot):
    hand.press(10.5, 12.5)
    hand.move(19.5, 29.5)
    qtbot.keyClick(view, Qt.Key_Escape)
    assert view.box_preview.box is None
    hand.release(19.5, 29.5)
    assert told == []


def test_escape_is_taken_from_the_windows_shortcuts_only_during_a_drag(hand, view):
    def is_taken():
        event = QKeyEvent(QEvent.ShortcutOverride, Qt.Key_Escape, Qt.NoModifier)
        event.ignore()
        QApplication.sendEvent(view, event)
        return event.isAccepted()

    assert not is_taken()
    hand.press(10.5, 12.5)
    assert is_taken()


@pytest.mark.parametrize("tool", [Tool.BOX, Tool.SCRIBBLE, Tool.ERASER])
def test_opening_another_scan_drops_the_drag(hand, told, case_model, view_state, tool):
    view_state.update(tool=tool)
    hand.press(10.5, 12.5)
    hand.move(19.5, 29.5)
    case_model.open(make_volume((8, 8, 8)))
    hand.release(3, 3)
    assert not [name for name, _ in told if name.endswith("drawn")]


def test_a_box_that_changes_underneath_drops_the_drag(hand, told, case_model, box):
    hand.press(25.5, 32.5)
    hand.move(35.5, 42.5)
    case_model.perform(SetBox(1, box))
    hand.release(35.5, 42.5)
    assert told == []


def test_another_object_underneath_drops_the_stroke(hand, told, case_model, view_state):
    view_state.update(tool=Tool.SCRIBBLE)
    hand.press(10.5, 12.5)
    case_model.perform(AddObject("Second"))
    hand.release(15.5, 12.5)
    assert told == [("stroke_started", None), ("stroke_abandoned", None)]


def test_a_result_that_arrives_leaves_the_stroke_alone(hand, told, case_model, view_state, box):
    view_state.update(tool=Tool.SCRIBBLE)
    hand.press(10.5, 12.5)
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    hand.release(15.5, 12.5)
    assert [name for name, _ in told] == ["stroke_started", "stroke_drawn"]


@pytest.mark.parametrize(
    ("drawing", "button", "label"),
    [
        (SeedLabel.FOREGROUND, Qt.LeftButton, SeedLabel.FOREGROUND),
        (SeedLabel.FOREGROUND, Qt.RightButton, SeedLabel.BACKGROUND),
        (SeedLabel.BACKGROUND, Qt.LeftButton, SeedLabel.BACKGROUND),
        (SeedLabel.BACKGROUND, Qt.RightButton, SeedLabel.FOREGROUND),
    ],
)
def test_left_scribbles_and_right_scribbles_the_other(
    hand, told, view_state, drawing, button, label
):
    view_state.update(tool=Tool.SCRIBBLE, scribble_label=drawing, brush_radius=0)
    hand.drag((10.5, 12.5), (14.5, 12.5), button=button)
    assert [name for name, _ in told] == ["stroke_started", "stroke_drawn"]
    stroke = told[-1][1]
    assert stroke.label is label
    assert voxels(stroke) == {(i, 12, 15) for i in range(10, 15)}


def test_the_eraser_says_nothing_about_its_voxels(hand, told, view_state):
    view_state.update(tool=Tool.ERASER)
    hand.drag((10.5, 12.5))
    assert told[-1][1].label is SeedLabel.NONE
    assert len(told[-1][1].voxels_ijk) == 9


def test_a_stroke_beside_the_image_comes_to_nothing(hand, told, view_state):
    view_state.update(tool=Tool.SCRIBBLE)
    hand.drag((-6, -6), (-5, -5))
    assert [name for name, _ in told] == ["stroke_started", "stroke_abandoned"]


def test_double_click_maximises_but_with_a_brush_it_dabs(hand, told, view_state):
    hand.double_click(10.5, 12.5)
    assert told == [("maximise_requested", None)]
    view_state.update(tool=Tool.SCRIBBLE)
    told.clear()
    hand.double_click(10.5, 12.5)
    assert [name for name, _ in told] == ["stroke_started", "stroke_drawn"] * 2


def test_v_maximises(view, told):
    QTest.keyClick(view, Qt.Key_V)
    assert told == [("maximise_requested", None)]


def test_navigating_moves_the_crosshair(hand, view_state):
    view_state.update(tool=Tool.NAVIGATE)
    hand.press(10.5, 12.5)
    assert view_state.settings.crosshair_ijk == (10, 12, 15)
    hand.move(11.5, 60)
    assert view_state.settings.crosshair_ijk == (11, 49, 15)
    hand.release(11.5, 60)


def test_escape_brings_the_crosshair_back(hand, view, view_state):
    view_state.update(tool=Tool.NAVIGATE)
    hand.press(10.5, 12.5)
    QTest.keyClick(view, Qt.Key_Escape)
    assert view_state.settings.crosshair_ijk == (20, 25, 15)


def test_shift_moves_the_crosshair_without_a_button(hand, view_state):
    hand.move(10.5, 12.5)
    assert view_state.settings.crosshair_ijk == (20, 25, 15)
    hand.move(10.5, 12.5, Qt.ShiftModifier)
    assert view_state.settings.crosshair_ijk == (10, 12, 15)


def test_the_right_button_changes_window_and_level(hand, view, view_state):
    view_state.update(window_level=WindowLevel(100, 40))
    start = view.frame.to_px((100, 100))
    hand.drag(start, view.frame.to_px((225, 150)), button=Qt.RightButton)
    changed = view_state.settings.window_level
    assert changed.window == pytest.approx(100 * 2**0.5)
    assert changed.level == pytest.approx(20)


def test_the_middle_button_pans(hand, view):
    before = view.frame.to_px((100, 100))
    hand.press(*before, Qt.MiddleButton)
    hand.move(*view.frame.to_px((130, 90)))
    assert view.frame.to_px((130, 90)) == pytest.approx(before)


def test_ctrl_and_wheel_zoom_to_the_cursor(hand, view):
    screen = view.frame.to_screen((10.5, 12.5))
    before = view.camera.scale
    hand.wheel(10.5, 12.5, 3, Qt.ControlModifier)
    assert view.camera.scale == pytest.approx(before * 1.2**3)
    after = view.frame.to_screen((10.5, 12.5))
    assert (after.x(), after.y()) == pytest.approx((screen.x(), screen.y()))


def test_the_wheel_turns_slices_and_stops_at_the_last(hand, view, view_state):
    hand.wheel(5, 5, 1)
    assert view_state.settings.crosshair_ijk == (20, 25, 16)
    hand.wheel(5, 5, -0.5)
    hand.wheel(5, 5, -0.5)
    assert view_state.settings.crosshair_ijk == (20, 25, 15)
    hand.wheel(5, 5, 99)
    assert view.slice_index == 29


def test_keys_turn_slices_by_one_and_ten(view, view_state):
    for key, slice_index in [
        (Qt.Key_Up, 16),
        (Qt.Key_PageDown, 6),
        (Qt.Key_Down, 5),
        (Qt.Key_PageUp, 15),
    ]:
        QTest.keyClick(view, key)
        assert view_state.settings.crosshair_ijk == (20, 25, slice_index)


def test_alt_and_wheel_change_the_brush(hand, view_state):
    view_state.update(tool=Tool.SCRIBBLE)
    hand.wheel(5, 5, 2, Qt.AltModifier)
    assert view_state.settings.brush_radius == 3
    hand.wheel(5, 5, -9, Qt.AltModifier)
    assert view_state.settings.brush_radius == 0


def test_the_wheel_waits_while_something_is_drawn(hand, told, view, view_state):
    view_state.update(tool=Tool.SCRIBBLE)
    hand.press(10.5, 12.5)
    hand.wheel(10.5, 12.5, 3)
    assert view.slice_index == 15
    hand.release(10.5, 12.5)


def test_the_voxel_under_the_cursor_is_told(hand, view, qtbot):
    seen = []
    view.hovered.connect(seen.append)
    hand.move(10.5, 12.5)
    hand.move(-3, 12.5)
    QApplication.sendEvent(view, QEvent(QEvent.Leave))
    assert seen == [(10, 12, 15), None, None]


def test_the_voxel_is_told_anew_when_the_slice_changes_under_a_resting_mouse(hand, view):
    seen = []
    view.hovered.connect(seen.append)
    hand.move(10.5, 12.5)
    QTest.keyClick(view, Qt.Key_Up)
    assert seen == [(10, 12, 15), (10, 12, 16)]


def test_a_second_button_does_not_disturb_the_drag(hand, told):
    hand.press(10.5, 12.5)
    hand.drag((15, 20), button=Qt.RightButton)
    hand.release(19.5, 29.5)
    assert told == [("box_drawn", BoundingBox((10, 12, 13), (20, 30, 18)))]


def test_a_release_that_got_lost_ends_the_drag(hand, told, view):
    hand.press(10.5, 12.5)
    hand.move(19.5, 29.5)
    hand.buttons = Qt.NoButton
    hand.move(22, 29.5)
    assert view.box_preview.box is None
    assert told == []


def test_strokes_reach_the_case_as_edits(hand, view, view_state, case_model):
    view.stroke_drawn.connect(lambda stroke: case_model.perform(AddStroke(1, stroke)))
    view_state.update(tool=Tool.SCRIBBLE)
    hand.drag((10.5, 12.5), (14.5, 12.5))
    hand.drag((10.5, 22.5), (14.5, 22.5), button=Qt.RightButton)
    assert len(case_model.state.active.scribbles) == 2


def test_a_text_being_written_keeps_the_keys(view, qtbot):
    text = QLineEdit(view)
    text.show()
    text.setFocus()
    QApplication.sendEvent(view, QEvent(QEvent.Enter))
    assert text.hasFocus()


def test_an_empty_view_bears_every_event(qtbot, view_state, qapp):
    from app.model.case_model import CaseModel

    view = SliceView(Plane.AXIAL, CaseModel(), view_state)
    qtbot.addWidget(view)
    view.show()
    QTest.mouseClick(view.viewport(), Qt.LeftButton)
    QTest.mouseMove(view.viewport())
    QTest.keyClick(view, Qt.Key_Up)
    view.set_busy(True)
    view.reset_view()
    assert not np.any(view.grab().isNull())


def test_the_lasso_shows_what_it_goes_round(hand, view, view_state, told):
    view_state.update(tool=Tool.LASSO)
    hand.press(10, 12, Qt.RightButton)
    assert view.repair_outline is None
    for point in ((20, 12), (20, 22), (10, 22)):
        hand.move(*point)
    rim = view.repair_outline.boundingRect()
    assert (rim.left(), rim.top(), rim.right(), rim.bottom()) == (10, 12, 20, 22)
    hand.release(10, 22, Qt.RightButton)
    assert view.repair_outline is None
    stroke = told[-1][1]
    assert stroke.is_repair
    assert stroke.label is SeedLabel.BACKGROUND
    assert len(stroke.voxels_ijk) == 100


def test_the_ring_of_a_point_does_not_follow_the_brush(hand, view_state, told):
    view_state.update(tool=Tool.POINT, brush_radius=9)
    hand.drag((10.5, 12.5), (14.5, 12.5))
    drawn = voxels(told[-1][1])
    assert (14, 12, 15) in drawn
    assert len(drawn) == 9
