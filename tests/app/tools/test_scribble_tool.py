"""Strokes: no holes, clipped, unique, a disc in mm."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from app.tools.drag import Drag
from app.tools.look import dragged_window_level, nice_length
from app.tools.scribble_tool import Brush, disc_offsets, paint_stroke, place_point, radius_px
from app.tools.slice_geometry import Plane, SliceGeometry
from bifseg_core.geometry import Affine
from bifseg_core.interactions import SeedLabel
from bifseg_core.volume import Volume

SHAPE = (40, 50, 60)


def brush(
    radius=1, label=SeedLabel.FOREGROUND, plane=Plane.AXIAL, spacing=(1.0, 1.0, 1.0), index=7
):
    affine = Affine(np.diag([-spacing[0], -spacing[1], -spacing[2], 1.0]))
    geometry = SliceGeometry.of(Volume(np.zeros(SHAPE, np.uint8), affine), plane)
    return Brush(geometry, index, label, radius)


def painted(brush, start, *points):
    drag = Drag(paint_stroke(brush, start))
    for point in points:
        drag.move(point)
    return drag.release()


def test_a_click_with_the_smallest_brush_is_one_voxel():
    stroke = painted(brush(radius=0, label=SeedLabel.BACKGROUND), (3.2, 4.9))
    assert stroke.label is SeedLabel.BACKGROUND
    assert stroke.voxels_ijk.dtype == np.int32
    assert stroke.voxels_ijk.tolist() == [[3, 4, 7]]


@pytest.mark.parametrize(("radius", "count"), [(0, 1), (1, 9), (2, 21), (3, 37)])
def test_the_brush_is_a_disc(radius, count):
    offsets = disc_offsets(brush().geometry, radius)
    assert len(offsets) == count
    assert np.abs(offsets).max() == radius
    assert {tuple(o) for o in offsets} == {tuple(-o) for o in offsets}


def test_on_thick_slices_the_disc_stays_round_in_millimetres():
    thick = brush(plane=Plane.CORONAL, spacing=(1.0, 1.0, 5.0), radius=4)
    assert radius_px(thick.geometry, 4) == (4.5, 0.9)
    assert set(disc_offsets(thick.geometry, 4)[:, 1]) == {0}


@given(
    st.lists(st.tuples(st.floats(-20, 70), st.floats(-20, 70)), min_size=1, max_size=6),
    st.integers(0, 4),
    st.sampled_from(Plane),
)
def test_voxels_are_unique_and_inside_whatever_the_path(points, radius, plane):
    stroke = painted(brush(radius, plane=plane), *points)
    if stroke is None:
        return
    assert len(np.unique(stroke.voxels_ijk, axis=0)) == len(stroke.voxels_ijk) > 0
    assert ((stroke.voxels_ijk >= 0) & (stroke.voxels_ijk < SHAPE)).all()


@given(
    st.lists(st.tuples(st.floats(0, 39), st.floats(0, 49)), min_size=2, max_size=5),
    st.integers(0, 2),
)
def test_a_fast_stroke_has_no_holes(points, radius):
    stroke = painted(brush(radius), *points)
    drawn = np.zeros(SHAPE[:2], bool)
    drawn[tuple(stroke.voxels_ijk[:, :2].T)] = True
    assert ndimage.label(drawn, structure=np.ones((3, 3)))[1] == 1
    assert all(drawn[int(c), int(r)] for c, r in points)


def test_beside_the_image_nothing_is_painted():
    assert painted(brush(), (-9, -9), (-5, -5)) is None


def test_the_eraser_is_a_stroke_that_says_nothing():
    assert painted(brush(label=SeedLabel.NONE), (5, 5)).label is SeedLabel.NONE


def test_the_preview_shows_what_will_be_painted():
    drag = Drag(paint_stroke(brush(), (5.5, 5.5)))
    preview = drag.move((15.5, 9.5))
    assert np.count_nonzero(preview.painted) == len(drag.release().voxels_ijk)


def test_window_and_level_follow_the_drag():
    assert dragged_window_level(100, 40, (0, 0)) == (100, 40)
    assert dragged_window_level(100, 40, (250, 0)) == (200, 40)
    assert dragged_window_level(100, 40, (-250, 250)) == (50, -60)


@pytest.mark.parametrize(("longest", "nice"), [(1, 1), (4.9, 2), (5, 5), (73, 50), (0.3, 0.2)])
def test_scale_bars_have_round_lengths(longest, nice):
    assert nice_length(longest) == pytest.approx(nice)


def test_a_point_is_one_dab_where_the_button_comes_up():
    drag = Drag(place_point(brush(label=SeedLabel.BACKGROUND), (5.5, 5.5)))
    assert drag.preview.painted[5, 5]
    drag.move((9.5, 3.5))
    assert not drag.preview.painted[5, 5]
    stroke = drag.release()
    assert stroke.label is SeedLabel.BACKGROUND
    assert not stroke.is_repair
    expected = disc_offsets(brush().geometry, 1) + np.array((9, 3))
    assert sorted(stroke.voxels_ijk[:, :2].tolist()) == sorted(expected.tolist())
    assert set(stroke.voxels_ijk[:, 2]) == {7}


def test_a_point_beside_the_image_is_none():
    assert Drag(place_point(brush(radius=0), (-9, -9))).release() is None


def test_a_repairing_brush_says_so():
    drag = Drag(paint_stroke(replace(brush(), is_repair=True), (5.5, 5.5)))
    assert drag.preview.is_repair
    assert drag.release().is_repair
