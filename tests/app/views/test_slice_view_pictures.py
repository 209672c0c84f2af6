"""What a slice view shows, read from its pixels."""

import numpy as np
import pytest
from PyQt5.QtGui import QColor

from app.model.view_state import Layer, Tool, WindowLevel
from app.tools.slice_geometry import Plane
from app.views.image_layer import grey
from app.views.outline import outline
from app.views.palette import PLANE_ACCENT, SEED_COLOUR, object_colour
from app.views.slice_view import SliceView
from bifseg_core.case import AddStroke, ReplaceSegmentation, SetBox, SetReferences
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import SeedLabel, Stroke
from bifseg_core.volume import Volume
from tests.app.views.conftest import AFFINE, Hand, make_segmentation


@pytest.fixture
def black(case_model, view_state):
    """An empty black scan, so that what lies on it can be told."""
    volume = Volume(np.zeros((40, 50, 30), np.int16), AFFINE)
    view_state.update(window_level=WindowLevel(100, 50), crosshair_visible=False)
    case_model.open(volume)
    return volume


def shown(qtbot, case_model, view_state, plane=Plane.AXIAL):
    view = SliceView(plane, case_model, view_state)
    view.resize(400, 500)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    return view


def colour_at(view, column, row):
    point = view.frame.to_screen((column, row)).toPoint()
    return view.grab().toImage().pixelColor(point)


def is_like(colour, other, tolerance=25):
    other = QColor(other)
    channels = zip(colour.getRgb()[:3], other.getRgb()[:3], strict=True)
    return all(abs(a - b) <= tolerance for a, b in channels)


def test_intensities_become_grey_by_window_and_level():
    section = np.array([[0, 50, 75, 100, 200]], np.int16)
    assert grey(section, WindowLevel(100, 50)).tolist() == [[0, 127, 191, 255, 255]]
    assert grey(section > 60, WindowLevel(1, 0.5)).tolist() == [[0, 0, 255, 255, 255]]
    assert grey(np.array([[np.nan, np.inf, -np.inf]]), WindowLevel(1, 0)).tolist() == [[0, 255, 0]]
    assert grey(section, WindowLevel(0, 50)).tolist() == [[0, 0, 255, 255, 255]]


def test_the_outline_runs_along_the_voxels_edges():
    mask = np.zeros((4, 5), bool)
    mask[1:3, 2] = True
    path = outline(mask)
    assert path.boundingRect().getRect() == (2, 1, 1, 2)
    assert path.length() == 6
    assert outline(np.ones((2, 2), bool)).length() == 8
    assert outline(np.zeros((2, 2), bool)).isEmpty()


def test_the_slice_is_the_one_through_the_crosshair(qtbot, case_model, view_state):
    data = np.zeros((40, 50, 30), np.int16)
    data[10, 12, 15] = 100
    case_model.open(Volume(data, AFFINE))
    view_state.update(
        window_level=WindowLevel(100, 50), crosshair_visible=False, interpolated=False
    )
    view = shown(qtbot, case_model, view_state)
    assert colour_at(view, 10.5, 12.5).lightness() > 240
    assert colour_at(view, 11.5, 12.5).lightness() < 15
    view_state.update(crosshair_ijk=(0, 0, 16))
    assert colour_at(view, 10.5, 12.5).lightness() < 15


def test_window_and_level_redraw_the_image(qtbot, case_model, view_state):
    case_model.open(Volume(np.full((40, 50, 30), 50, np.int16), AFFINE))
    view_state.update(window_level=WindowLevel(100, 50), crosshair_visible=False)
    view = shown(qtbot, case_model, view_state)
    assert abs(colour_at(view, 5, 5).lightness() - 127) <= 2
    view_state.update(window_level=WindowLevel(100, 100))
    assert colour_at(view, 5, 5).lightness() <= 2


def test_pixels_have_their_true_aspect(qtbot, case_model, view_state, black):
    frame = shown(qtbot, case_model, view_state, Plane.CORONAL).frame
    across = frame.to_screen((1, 0)).x() - frame.to_screen((0, 0)).x()
    along = frame.to_screen((0, 1)).y() - frame.to_screen((0, 0)).y()
    assert along == pytest.approx(2 * across)


@pytest.mark.parametrize("plane", Plane)
def test_the_mask_lies_where_its_box_says_in_every_plane(
    qtbot, case_model, view_state, black, box, plane
):
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    case_model.perform(SetBox(1, None))
    view_state.update(crosshair_ijk=(15, 20, 12), mask_opacity=1.0)
    view = shown(qtbot, case_model, view_state, plane)
    left, top, right, bottom = view.geometry_px.rect_of(box)
    assert is_like(colour_at(view, (left + right) / 2, (top + bottom) / 2), object_colour(1))
    assert is_like(colour_at(view, left + 0.1, (top + bottom) / 2), object_colour(1), 60)
    assert colour_at(view, left - 2, (top + bottom) / 2).lightness() < 15


def test_a_mask_shows_only_on_its_slices(qtbot, case_model, view_state, black, box):
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    case_model.perform(SetBox(1, None))
    view_state.update(crosshair_ijk=(0, 0, 20))
    view = shown(qtbot, case_model, view_state)
    assert colour_at(view, 15, 20).lightness() < 15
    view_state.update(crosshair_ijk=(0, 0, 19))
    assert is_like(colour_at(view, 15, 20), "#0B3528")


def test_a_mask_can_be_hidden_outlined_or_shown_as_probability(
    qtbot, case_model, view_state, black, box
):
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    view = shown(qtbot, case_model, view_state)
    fill = colour_at(view, 15, 20)
    view_state.update(layer=Layer.CONTOUR)
    assert colour_at(view, 15, 20).lightness() < 15
    view_state.update(layer=Layer.PROBABILITY)
    probability = colour_at(view, 15, 20)
    assert probability.red() > probability.blue() + 30
    view_state.update(layer=Layer.MASK)
    assert colour_at(view, 15, 20) == fill
    view_state.update(mask_visible=False)
    assert colour_at(view, 15, 20).lightness() < 15


def test_undo_takes_the_mask_off_the_screen(qtbot, case_model, view_state, black, box):
    view = shown(qtbot, case_model, view_state)
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    assert colour_at(view, 15, 20).lightness() > 15
    case_model.undo()
    assert colour_at(view, 15, 20).lightness() < 15


def square_stroke(label, i, j, size=3, k=15):
    grid = np.mgrid[i : i + size, j : j + size, k : k + 1].reshape(3, -1).T
    return Stroke(label, grid.astype(np.int32))


def test_the_last_stroke_wins_and_an_eraser_takes_away(qtbot, case_model, view_state, black):
    view = shown(qtbot, case_model, view_state)
    corner = (9.2, 9.2)
    expected = [
        (SeedLabel.FOREGROUND, "#40869D"),
        (SeedLabel.BACKGROUND, "#AC7700"),
        (SeedLabel.NONE, "#000000"),
    ]
    for label, colour in expected:
        case_model.perform(AddStroke(1, square_stroke(label, 8, 8, 9)))
        assert is_like(colour_at(view, *corner), colour, 30), label


def test_each_stroke_carries_its_sign(qtbot, case_model, view_state, black):
    view = shown(qtbot, case_model, view_state)
    case_model.perform(AddStroke(1, square_stroke(SeedLabel.FOREGROUND, 8, 8)))
    case_model.perform(AddStroke(1, square_stroke(SeedLabel.BACKGROUND, 20, 30)))
    view.grab()
    signs = view.contents.scribbles.glyphs_px
    assert signs[SeedLabel.FOREGROUND].tolist() == [[9.5, 9.5]]
    assert signs[SeedLabel.BACKGROUND].tolist() == [[21.5, 31.5]]


def test_a_stroke_is_seen_while_it_is_drawn(qtbot, case_model, view_state, black):
    view_state.update(tool=Tool.SCRIBBLE, brush_radius=3)
    view = shown(qtbot, case_model, view_state)
    hand = Hand(view)
    hand.press(10.5, 10.5)
    hand.move(30.5, 10.5)
    assert is_like(colour_at(view, 15, 9.5), SEED_COLOUR[SeedLabel.FOREGROUND], 90)
    hand.release(30.5, 10.5)
    assert colour_at(view, 15, 9.5).lightness() < 15


def test_the_box_is_drawn_strongly_on_its_slices_and_faintly_beside(
    qtbot, case_model, view_state, black, box
):
    case_model.perform(SetBox(1, box))
    view = shown(qtbot, case_model, view_state)

    def brightest():
        start = view.frame.to_screen((10, 13)).toPoint()
        image = view.grab().toImage()
        return max(image.pixelColor(start.x(), start.y() + n).lightness() for n in range(40))

    view_state.update(crosshair_ijk=(0, 0, 15))
    assert brightest() > 160
    view_state.update(crosshair_ijk=(0, 0, 25))
    assert 30 < brightest() < 130


def test_the_crosshair_wears_the_colours_of_the_other_planes(qtbot, case_model, view_state, black):
    view_state.update(crosshair_visible=True, crosshair_ijk=(20, 25, 15))
    view = shown(qtbot, case_model, view_state)
    point, image = view.frame.to_screen((20.5, 5)).toPoint(), view.grab().toImage()
    near = [image.pixelColor(point.x() + shift, point.y()) for shift in (-1, 0, 1)]
    line = max(near, key=QColor.lightness)
    accent = QColor(PLANE_ACCENT[Plane.SAGITTAL])
    assert line.red() > 90
    assert abs(line.hue() - accent.hue()) < 8
    view_state.update(crosshair_visible=False)
    assert colour_at(view, 20.5, 5).lightness() < 15


def test_the_convention_can_be_switched(qtbot, case_model, view_state):
    view = shown(qtbot, case_model, view_state)
    assert view.geometry_px.letters == ("R", "A", "L", "P")
    view_state.update(radiological=False)
    assert view.geometry_px.letters == ("L", "A", "R", "P")


def test_the_slice_follows_the_views_size_until_zoomed_by_hand(qtbot, case_model, view_state):
    view = shown(qtbot, case_model, view_state)
    before = view.camera.scale
    view.resize(800, 1000)
    assert view.camera.scale > 1.9 * before
    view.set_camera(view.camera.zoomed(2, (0, 0)))
    zoomed = view.camera
    view.resize(400, 500)
    assert view.camera == zoomed
    view.reset_view()
    assert view.camera.scale == pytest.approx(before)


def test_a_picture_has_neither_crosshair_nor_title(qtbot, case_model, view_state):
    picture = Volume(np.zeros((40, 50, 1), np.uint8), AFFINE, is_oriented=False, is_planar=True)
    case_model.open(picture)
    view_state.update(window_level=WindowLevel(100, 50), crosshair_ijk=(20, 25, 0))
    image = shown(qtbot, case_model, view_state).grab().toImage()
    upper = [image.pixelColor(x, y).lightness() for x in range(400) for y in range(0, 300, 3)]
    assert max(upper) < 25


def test_a_hidden_view_catches_up_when_it_is_shown(qtbot, case_model, view_state, black, box):
    view = shown(qtbot, case_model, view_state)
    view.hide()
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    view.show()
    assert colour_at(view, 15, 20).lightness() > 15


def test_while_busy_the_box_breathes(qtbot, case_model, view_state, black, box):
    case_model.perform(SetBox(1, box))
    view = shown(qtbot, case_model, view_state)
    still = view.grab().toImage()
    view.set_busy(True)
    qtbot.waitUntil(lambda: view.grab().toImage() != still, timeout=2000)
    view.set_busy(False)
    assert view.grab().toImage() == still


def test_a_crosshair_of_an_earlier_scan_does_no_harm(qtbot, case_model, view_state):
    view = shown(qtbot, case_model, view_state)
    view_state.update(crosshair_ijk=(39, 49, 29))
    case_model.open(Volume(np.zeros((5, 5, 5), np.uint8), AFFINE))
    assert view.slice_index == 4
    assert not view.grab().isNull()


def test_a_box_beyond_the_image_is_drawn_all_the_same(qtbot, case_model, view_state):
    case_model.perform(SetBox(1, BoundingBox((-5, -5, -5), (99, 99, 99))))
    assert not shown(qtbot, case_model, view_state).grab().isNull()


def test_errors_are_shown_beside_the_box_too(qtbot, case_model, view_state, black, box):
    """What the box leaves out is missed, on slices that the box does not meet as well."""
    case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
    reference = np.zeros(black.shape, bool)
    reference[30:36, 40:46] = True
    case_model.perform(SetReferences({1: reference}))
    view_state.update(layer=Layer.ERRORS, mask_opacity=1.0)
    view = shown(qtbot, case_model, view_state)
    assert colour_at(view, 33.5, 43.5).blue() > 120
    assert colour_at(view, 25.5, 43.5).lightness() < 15
    view_state.update(crosshair_ijk=(0, 0, 25))
    assert colour_at(view, 33.5, 43.5).blue() > 120
    assert colour_at(view, 15.5, 20.5).lightness() < 15
