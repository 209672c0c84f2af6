"""The 3D view: surfaces appear, follow the case, and nothing breaks where they cannot be drawn."""

import subprocess
import sys

import numpy as np
import pytest
from PyQt5.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt5.QtGui import QMouseEvent, QWheelEvent
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication

from app.views import graphics_check, slice_marks, volume_view
from app.views.background import Background, run_inline
from app.views.volume_view import VolumeView
from bifseg_core.case import ReplaceSegmentation, SetBox
from bifseg_core.geometry import BoundingBox
from bifseg_core.listing import AddObject
from tests.app.views.conftest import make_segmentation, make_volume

needs_graphics = pytest.mark.skipif(
    graphics_check.drawing_library() is None, reason="neither libEGL nor OSMesa here"
)


class LaterRun:
    """Work that is done when the test says so."""

    def __init__(self):
        self.waiting = []

    def __call__(self, name, work, then, failed):
        self.waiting.append((name, work, then, failed))

    @property
    def names(self):
        return [name for name, *_ in self.waiting]

    def do(self):
        _, work, then, _ = self.waiting.pop(0)
        then(work())


@pytest.fixture
def show(qtbot, case_model, view_state):
    def make(run=run_inline):
        view = VolumeView(case_model, view_state, run=run)
        view.resize(300, 240)
        qtbot.addWidget(view)
        with qtbot.waitExposed(view):
            view.show()
        return view

    return make


def greenish(view):
    """How many pixels look like the first object's surface."""
    image = view.grab().toImage().convertToFormat(4)
    pointer = image.constBits()
    pointer.setsize(image.byteCount())
    pixels = np.frombuffer(pointer, np.uint8).reshape(image.height(), image.width(), 4).astype(int)
    blue, green, red = (pixels[..., n] for n in range(3))
    is_bluish = blue > red + 25  # the coronal plane's green is not
    return int(((green > red + 30) & (green > blue + 10) & is_bluish).sum())


def mouse(view, kind, x, y, button=Qt.LeftButton, buttons=Qt.LeftButton):
    event = QMouseEvent(kind, QPointF(x, y), button, buttons, Qt.NoModifier)
    QApplication.sendEvent(view, event)


@needs_graphics
def test_a_mask_appears_and_undo_takes_it_away(show, case_model, box):
    view = show()
    assert greenish(view) == 0
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    assert view.has_picture
    assert greenish(view) > 2000
    case_model.undo()
    assert not view.has_picture
    assert greenish(view) == 0


@needs_graphics
def test_hiding_the_mask_hides_the_surface(show, case_model, view_state, box):
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    view = show()
    assert greenish(view) > 2000
    view_state.update(mask_visible=False)
    assert greenish(view) == 0


@needs_graphics
def test_a_drag_turns_and_the_wheel_zooms(show, case_model, box):
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    view = show()
    before, size = view.camera, greenish(view)
    mouse(view, QEvent.MouseButtonPress, 100, 100)
    mouse(view, QEvent.MouseMove, 160, 90, Qt.NoButton)
    mouse(view, QEvent.MouseButtonRelease, 160, 90, buttons=Qt.NoButton)
    assert view.camera.orientation == before.turned(30, -5).orientation
    nothing = QPoint()
    event = QWheelEvent(
        QPointF(9, 9), QPointF(9, 9), nothing, QPoint(0, -480), Qt.NoButton, Qt.NoModifier, 0, False
    )
    QApplication.sendEvent(view, event)
    assert 0 < greenish(view) < size
    view.reset_view()
    assert view.camera == before


@needs_graphics
def test_the_real_thread_delivers_the_picture(show, qtbot, case_model, box):
    background = Background("test surfaces")
    view = show(background)
    with qtbot.waitSignal(view.drawn, timeout=20000):
        case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    assert greenish(view) > 2000
    background.close()


@needs_graphics
def test_a_surface_that_comes_too_late_is_not_shown(show, case_model, box):
    later = LaterRun()
    view = show(later)
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    case_model.undo()
    later.do()
    assert later.waiting == []
    assert not view.has_picture


@needs_graphics
def test_while_a_picture_is_made_only_the_last_wish_waits(show, case_model, box):
    later = LaterRun()
    view = show(later)
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    later.do()
    for _ in range(5):
        view.reset_view()
    assert later.names == ["Picture"]
    later.do()
    assert later.names == ["Picture"]
    later.do()
    assert later.names == []


@needs_graphics
def test_looking_back_shows_the_earlier_surface_at_once(show, case_model, view_state, box):
    """And no other: it was made already, and is kept as long as one can look back at it."""
    small = make_segmentation(BoundingBox((14, 18, 14), (16, 20, 16)))
    view = show()
    for found in (small, make_segmentation(box)):
        case_model.perform(ReplaceSegmentation(1, found))
    large = greenish(view)
    made = []
    view._surfaces._make = made.append
    view_state.update(looking_back=True)
    assert 0 < greenish(view) < large / 4
    view_state.update(looking_back=False)
    assert greenish(view) == large
    assert made == []


@needs_graphics
def test_looking_back_to_before_the_first_mask_shows_none(show, case_model, view_state, box):
    view = show()
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    view_state.update(looking_back=True)
    assert greenish(view) == 0
    view_state.update(looking_back=False)
    assert greenish(view) > 2000


@needs_graphics
def test_every_object_has_its_surface_once(show, case_model, box):
    later = LaterRun()
    view = show(later)
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    case_model.perform(AddObject("Second"))
    case_model.perform(SetBox(2, box))
    other = BoundingBox((25, 30, 5), (35, 40, 15))
    case_model.perform(ReplaceSegmentation(2, make_segmentation(other)))
    assert later.names == ["Surface", "Surface"]
    assert not view.has_picture


def test_a_hidden_view_does_nothing_until_it_is_shown(qtbot, case_model, view_state, box):
    later = LaterRun()
    view = VolumeView(case_model, view_state, run=later)
    qtbot.addWidget(view)
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    assert later.waiting == []


def test_an_empty_mask_is_no_trouble(show, case_model, box):
    view = show()
    empty = make_segmentation(box, np.zeros(box.shape, bool))
    case_model.perform(ReplaceSegmentation(1, empty))
    assert not view.has_picture
    assert not view.grab().isNull()


def test_without_graphics_the_lines_are_drawn_all_the_same(show, case_model, box, monkeypatch):
    monkeypatch.setattr(volume_view, "drawing_library", lambda: None)
    later = LaterRun()
    view = show(later)
    blank = view.grab().toImage()
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    assert later.waiting == []
    assert view.grab().toImage() != blank


@pytest.fixture
def hints(monkeypatch):
    """What the view writes, the latest last."""
    texts = []
    monkeypatch.setattr(volume_view, "drawing_library", lambda: "egl")
    monkeypatch.setattr(slice_marks, "draw_text", lambda _, __, text, ___: texts.append(text))
    return texts


@pytest.fixture
def failing(show, case_model, box, hints):
    """A view with a mask, and what tells it that the picture has failed."""
    later = LaterRun()
    view = show(later)
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    later.do()
    name, _, _, failed = later.waiting.pop()
    assert name == "Picture"
    return view, failed, later


def test_graphics_that_cannot_be_loaded_are_named_and_are_no_fault(failing, hints, case_model):
    view, failed, _ = failing
    failed(ImportError("libGL.so.1"))
    view.grab()
    assert any("OpenGL" in text for text in hints)
    case_model.perform(SetBox(1, None))
    assert not view.has_picture


def test_any_other_failure_goes_to_the_hook_and_leaves_the_lines(failing, hints, case_model):
    view, failed, later = failing
    with pytest.raises(ValueError, match="a fault of ours"):
        failed(ValueError("a fault of ours"))
    view.grab()
    assert any("3D view failed" in text for text in hints)
    assert not any("OpenGL" in text for text in hints)
    case_model.perform(SetBox(1, None))
    assert later.waiting == [], "it would fail again"


def test_another_scan_is_another_try(failing, hints, case_model):
    view, failed, _ = failing
    failed(ImportError("libGL.so.1"))
    case_model.open(make_volume((10, 10, 10)))
    hints.clear()
    view.grab()
    assert any("appears here" in text for text in hints)


def test_opening_another_scan_forgets_the_surfaces(show, case_model, box):
    view = show()
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    case_model.open(make_volume((10, 10, 10)))
    assert not view.has_picture


def test_double_click_and_v_maximise(show, qtbot):
    view = show()
    with qtbot.waitSignal(view.maximise_requested):
        QTest.mouseDClick(view, Qt.LeftButton)
    with qtbot.waitSignal(view.maximise_requested):
        QTest.keyClick(view, Qt.Key_V)


def test_vtk_is_not_imported_before_there_is_a_surface():
    code = "import sys, app.views.volume_view; sys.exit('vtkmodules' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_library_means_no_drawing(monkeypatch):
    monkeypatch.setattr(graphics_check, "_load", lambda name: None)
    monkeypatch.setattr(sys, "platform", "linux")
    assert graphics_check.drawing_library.__wrapped__() is None
    monkeypatch.setattr(sys, "platform", "win32")
    assert graphics_check.drawing_library.__wrapped__() == "native"


@needs_graphics
def test_a_mask_whose_surface_fails_leaves_the_others(show, case_model, box, monkeypatch):
    def run(name, work, then, failed):
        try:
            found = work()
        except ZeroDivisionError as error:
            failed(error)
        else:
            then(found)

    view, said = show(run), []
    view.said.connect(said.append)
    with monkeypatch.context() as broken:
        broken.setattr(volume_view, "extract_surface", lambda *_, **__: 1 / 0)
        case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    assert not view.has_picture
    (sentence,) = said
    assert sentence.startswith("The surface of Object 1 could not be made; its mask is whole")
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    assert view.has_picture
    assert said == [sentence]
    assert not view._surfaces.is_lacking


@needs_graphics
def test_the_planes_follow_the_crosshair_after_a_pause(show, case_model, view_state, qtbot):
    view = show()
    before = view.grab().toImage()
    with qtbot.waitSignal(view._pause.timeout):
        view_state.update(crosshair_ijk=(3, 4, 5))
    assert view.grab().toImage() != before


@needs_graphics
def test_slices_in_space_are_shown_without_any_mask(show, view_state):
    view = show()
    assert not view.has_picture
    view_state.update(slices_in_space=True)
    assert view.has_picture
    view_state.update(slices_in_space=False)
    assert not view.has_picture


@needs_graphics
def test_while_it_is_turned_a_light_surface_is_drawn(show, case_model, monkeypatch):
    wishes = []
    monkeypatch.setattr(volume_view, "light_surface", lambda fine: coarse)
    box = BoundingBox((4, 4, 4), (34, 44, 26))
    coarse = volume_view.extract_surface(
        np.ones(box.shape, bool), case_model.volume.affine, start_ijk=(4, 4, 4), most_triangles=900
    )
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    view = show()
    draw = view._draw
    monkeypatch.setattr(view, "_draw", lambda wish: wishes.append(wish) or draw(wish))
    QTest.mousePress(view, Qt.LeftButton, pos=QPoint(100, 100))
    move = QMouseEvent(
        QEvent.MouseMove, QPointF(130, 110), Qt.NoButton, Qt.LeftButton, Qt.NoModifier
    )
    QApplication.sendEvent(view, move)
    QTest.mouseRelease(view, Qt.LeftButton, pos=QPoint(130, 110))
    assert [wish.is_moving for wish in wishes] == [True, False]
    assert wishes[0].parts[0].light is coarse
    assert greenish(view) > 500
