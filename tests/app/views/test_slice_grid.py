"""Four views in their order, one maximised, a single one for pictures."""

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest

from app.model.view_state import Tool, settings_for
from app.tools.slice_geometry import Plane
from app.views.arrangement import NAMES, Arrangement, Layout
from app.views.background import run_inline
from app.views.slice_grid import SliceGrid
from bifseg_core.case import SetBox
from bifseg_core.geometry import BoundingBox
from tests.app.views.conftest import Hand, make_volume


@pytest.fixture
def grid(qtbot, case_model, view_state):
    grid = SliceGrid(case_model, view_state, run=run_inline)
    grid.resize(800, 600)
    qtbot.addWidget(grid)
    with qtbot.waitExposed(grid):
        grid.show()
    return grid


def all_views(grid):
    return [*grid.views.values(), grid.volume_view]


def visible(grid):
    return [view for view in all_views(grid) if view.isVisible()]


def test_four_views_stand_in_slicers_order(grid):
    axial, coronal, sagittal = (grid.views[plane].geometry() for plane in Plane)
    volume = grid.volume_view.geometry()
    assert axial.left() == coronal.left() < volume.left() == sagittal.left()
    assert axial.top() == volume.top() < coronal.top() == sagittal.top()
    sizes = {(view.width() // 4, view.height() // 4) for view in all_views(grid)}
    assert len(sizes) == 1


@pytest.mark.parametrize("number", range(4))
def test_a_view_is_maximised_and_restored(grid, qtbot, number):
    view = all_views(grid)[number]
    with qtbot.waitSignal(grid.maximised) as told:
        QTest.keyClick(view, Qt.Key_V)
    assert told.args == [view]
    assert visible(grid) == [view]
    assert view.width() > 780
    QTest.keyClick(view, Qt.Key_V)
    assert len(visible(grid)) == 4


def test_a_picture_gets_one_view_and_keeps_it(grid, case_model, view_state):
    picture = make_volume((60, 50, 1), is_oriented=False, is_planar=True)
    view_state.replace(settings_for(picture))
    case_model.open(picture)
    assert visible(grid) == [grid.views[Plane.AXIAL]]
    QTest.keyClick(grid.views[Plane.AXIAL], Qt.Key_V)
    assert visible(grid) == [grid.views[Plane.AXIAL]]
    case_model.open(make_volume())
    assert len(visible(grid)) == 4


def test_a_picture_is_zoomed_by_the_wheel(grid, case_model):
    case_model.open(make_volume((60, 50, 1), is_oriented=False, is_planar=True))
    view = grid.views[Plane.AXIAL]
    before = view.camera.scale
    Hand(view).wheel(20, 20, 1)
    assert view.camera.scale > before


def test_what_views_say_the_grid_says(grid, view_state, qtbot):
    said = []
    grid.box_drawn.connect(said.append)
    grid.stroke_drawn.connect(said.append)
    grid.stroke_started.connect(lambda: said.append("started"))
    hand = Hand(grid.views[Plane.AXIAL])
    hand.drag((10.5, 12.5), (19.5, 29.5))
    view_state.update(tool=Tool.SCRIBBLE)
    with qtbot.waitSignal(grid.hovered):
        hand.drag((10.5, 12.5), (19.5, 29.5))
    assert [type(thing).__name__ for thing in said] == ["BoundingBox", "str", "Stroke"]


def test_a_box_on_its_way_is_seen_in_the_other_views(grid, case_model):
    coronal = grid.views[Plane.CORONAL]
    before = coronal.grab().toImage()
    hand = Hand(grid.views[Plane.AXIAL])
    hand.press(10.5, 12.5)
    hand.move(25.5, 35.5)
    assert coronal.box == BoundingBox((10, 12, 11), (26, 36, 20))
    assert coronal.grab().toImage() != before
    grid.cancel_drag()
    assert coronal.box is None


def test_a_second_drag_in_another_plane_sets_the_depth(grid, case_model):
    grid.box_drawn.connect(lambda box: case_model.perform(SetBox(1, box)))
    Hand(grid.views[Plane.AXIAL]).drag((10.5, 12.5), (25.5, 35.5))
    coronal = grid.views[Plane.CORONAL]
    low, high = (coronal.geometry_px.ijk_to_px((i, 24, k)) for i, k in ((11, 3), (24, 27)))
    Hand(coronal).drag(tuple(low), tuple(high))
    assert case_model.state.active.box == BoundingBox((11, 12, 3), (25, 36, 28))


def test_views_are_reset_and_breathe_together(grid):
    views = grid.views.values()
    scales = [view.camera.scale for view in views]
    for view in views:
        view.set_camera(view.camera.zoomed(3, (5, 5)))
    grid.reset_views()
    assert [view.camera.scale for view in views] == scales
    grid.set_busy(True)
    grid.set_busy(False)


class TestArrangements:
    @pytest.mark.parametrize("number", range(4))
    def test_one_large_beside_three_small(self, grid, number):
        large = all_views(grid)[number]
        large.setFocus()
        grid.lay_out_as(Layout.LARGE)
        small = [view for view in all_views(grid) if view is not large]
        assert len(visible(grid)) == 4
        assert large.height() == grid.height()
        assert large.width() > 0.7 * grid.width()
        assert len({view.geometry().left() for view in small}) == 1
        assert max(view.height() for view in small) < grid.height() / 2.9

    def test_from_any_to_any_and_back(self, grid):
        first = {view: view.geometry() for view in all_views(grid)}
        for layout in (Layout.LARGE, Layout.SINGLE, Layout.LARGE, Layout.FOUR):
            grid.lay_out_as(layout)
            assert grid.arrangement.layout is layout
        assert {view: view.geometry() for view in all_views(grid)} == first

    def test_a_maximised_view_goes_back_to_the_layout_before(self, grid):
        grid.lay_out_as(Layout.LARGE)
        QTest.keyClick(grid.views[Plane.CORONAL], Qt.Key_V)
        assert visible(grid) == [grid.views[Plane.CORONAL]]
        assert grid.only_plane is Plane.CORONAL
        QTest.keyClick(grid.views[Plane.CORONAL], Qt.Key_V)
        assert grid.arrangement == Arrangement(Layout.LARGE, "axial")

    def test_the_next_scan_keeps_it(self, grid, case_model):
        grid.arrange(Arrangement(Layout.LARGE, "3d"))
        case_model.open(make_volume())
        assert grid.volume_view.width() > 0.7 * grid.width()

    @pytest.mark.parametrize("layout", Layout)
    @pytest.mark.parametrize("name", NAMES)
    def test_it_can_be_written_down(self, layout, name):
        arrangement = Arrangement(layout, name)
        assert Arrangement.parse(str(arrangement)) == arrangement

    @pytest.mark.parametrize("text", ["", "four", "huge axial", "large nowhere", "large"])
    def test_what_cannot_be_read_is_four_views(self, text):
        assert Arrangement.parse(text) == Arrangement()
