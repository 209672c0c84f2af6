"""Every orientation is shown by convention, and pixels and voxels map onto each other exactly."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tools.slice_geometry import Plane, SliceGeometry, plane_of_picture
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.volume import Volume

SHAPE = (4, 5, 6)
ORIENTATIONS = [
    "".join(codes)
    for order in itertools.permutations(("RL", "AP", "SI"))
    for codes in itertools.product(*order)
]


def affine_with(codes: str, spacing: tuple[float, float, float] = (1.0, 2.0, 3.0)) -> Affine:
    matrix = np.eye(4)
    matrix[:3, :3] = 0
    for axis, (code, step) in enumerate(zip(codes, spacing, strict=True)):
        row = ["RL", "AP", "SI"].index(next(pair for pair in ("RL", "AP", "SI") if code in pair))
        matrix[row, axis] = step if code in "RAS" else -step
    return Affine(matrix)


def volume_with(codes: str, **kwargs: object) -> Volume:
    return Volume(np.arange(120).reshape(SHAPE), affine_with(codes), **kwargs)


geometries = st.builds(
    lambda codes, plane, radiological: SliceGeometry.of(
        volume_with(codes), plane, radiological=radiological
    ),
    st.sampled_from(ORIENTATIONS),
    st.sampled_from(Plane),
    st.booleans(),
)


@pytest.mark.parametrize("codes", ORIENTATIONS)
@pytest.mark.parametrize(
    ("plane", "right", "down", "letters"),
    [
        (Plane.AXIAL, "L", "P", "RALP"),
        (Plane.CORONAL, "L", "I", "RSLI"),
        (Plane.SAGITTAL, "P", "I", "ASPI"),
    ],
)
def test_every_orientation_is_shown_by_convention(codes, plane, right, down, letters):
    volume = volume_with(codes)
    geometry = SliceGeometry.of(volume, plane)
    here, to_right, below = volume.affine.to_ras(
        geometry.px_to_ijk([(1.5, 1.5), (2.5, 1.5), (1.5, 2.5)], 1)
    )
    directions = {"L": (-1, 0, 0), "P": (0, -1, 0), "I": (0, 0, -1)}
    assert np.allclose(to_right - here, np.multiply(directions[right], geometry.right.spacing))
    assert np.allclose(below - here, np.multiply(directions[down], geometry.down.spacing))
    assert "".join(geometry.letters) == letters


@pytest.mark.parametrize("plane", [Plane.AXIAL, Plane.CORONAL])
def test_neurological_convention_has_the_patients_right_on_the_right(plane):
    geometry = SliceGeometry.of(volume_with("LPS"), plane, radiological=False)
    assert geometry.letters[0] == "L"
    assert geometry.letters[2] == "R"


def test_sagittal_slices_look_the_same_in_both_conventions():
    volume = volume_with("LPS")
    both = [SliceGeometry.of(volume, Plane.SAGITTAL, radiological=r) for r in (True, False)]
    assert both[0] == both[1]


def test_an_oblique_volume_takes_the_nearest_axes():
    turn = np.eye(4)
    angle = np.deg2rad(25)
    turn[:2, :2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    volume = Volume(np.zeros(SHAPE), Affine(turn @ affine_with("ASR").matrix))
    expected = SliceGeometry.of(volume_with("ASR"), Plane.CORONAL)
    found = SliceGeometry.of(volume, Plane.CORONAL)
    assert found.letters == expected.letters
    assert (found.normal.axis, found.right.axis, found.down.axis) == (0, 2, 1)


def test_a_picture_is_shown_as_stored_without_letters():
    picture = Volume(np.zeros((7, 9, 1)), affine_with("LPS"), is_oriented=False, is_planar=True)
    geometry = SliceGeometry.of(picture, Plane.AXIAL)
    assert geometry.letters == ("", "", "", "")
    assert geometry.voxel_at((2.5, 3.5), 0) == (2, 3, 0)
    assert geometry.size_px == (7, 9)


@given(geometries, st.tuples(*[st.floats(-20, 20)] * 2), st.integers(0, 3))
def test_pixel_to_voxel_and_back(geometry, point, index):
    there = geometry.px_to_ijk(point, index)
    assert np.allclose(geometry.ijk_to_px(there), point, atol=1e-9)
    assert there[geometry.normal.axis] == index


@given(geometries, st.tuples(*[st.integers(0, n - 1) for n in SHAPE]))
def test_voxel_to_pixel_and_back_is_exact(geometry, voxel):
    pixel = geometry.ijk_to_px(voxel)
    assert geometry.voxel_at(tuple(pixel), geometry.slice_of(voxel)) == voxel
    assert tuple(geometry.px_to_ijk(pixel, geometry.slice_of(voxel))) == voxel


@given(geometries, st.tuples(*[st.integers(0, n - 1) for n in SHAPE]))
def test_the_section_shows_each_voxel_where_the_map_says(geometry, voxel):
    data = np.arange(120).reshape(SHAPE)
    column, row = np.floor(geometry.ijk_to_px(voxel)).astype(int)
    assert geometry.section(data, geometry.slice_of(voxel))[row, column] == data[voxel]


@given(geometries, st.data())
def test_box_to_rectangle_and_back(geometry, data):
    starts = tuple(data.draw(st.integers(0, n - 1)) for n in SHAPE)
    stops = tuple(data.draw(st.integers(a + 1, n)) for a, n in zip(starts, SHAPE, strict=True))
    box = BoundingBox(starts, stops)
    rect, depth = geometry.rect_of(box), geometry.depth_of(box)
    assert geometry.box_of(rect, depth) == box
    corner = geometry.voxel_at((rect[0] + 0.5, rect[1] + 0.5), depth[0])
    assert box.contains(corner)


def test_beside_the_image_there_is_no_voxel_but_a_nearest_one():
    geometry = SliceGeometry.of(volume_with("LPS"), Plane.AXIAL)
    assert geometry.voxel_at((-0.1, 1), 0) is None
    assert geometry.voxel_at((1, 5.0), 0) is None
    assert geometry.nearest_voxel((-9, 99), 2) == (0, 4, 2)


def test_the_size_in_mm_follows_the_spacing():
    assert SliceGeometry.of(volume_with("LPS"), Plane.AXIAL).size_mm == (4, 10)
    assert SliceGeometry.of(volume_with("LPS"), Plane.SAGITTAL).size_mm == (10, 18)


def test_only_a_single_slice_is_a_picture():
    assert plane_of_picture(volume_with("RAS")) is None
    assert plane_of_picture(Volume(np.zeros((4, 1, 5)), affine_with("RAS"))) is Plane.CORONAL
    assert plane_of_picture(Volume(np.zeros((4, 5, 1)), affine_with("ARS"))) is Plane.AXIAL
