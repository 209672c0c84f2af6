"""Planes in space lie where their slices are, with the pictures the right way round."""

import numpy as np
import pytest

from app.model.view_state import ViewSettings, WindowLevel
from app.tools.slice_geometry import Plane, SliceGeometry
from app.tools.space_camera import SpaceCamera
from app.views.graphics_check import drawing_library
from app.views.scene import Scene, SceneWish, Sheet
from app.views.space_lines import plane_sheets, plane_wires, region_of
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.volume import Volume

OBLIQUE = Affine(
    np.array([[0, -1.5, 0, 10], [1.0, 0, 0.2, -5], [0.1, 0, 2.0, 7], [0, 0, 0, 1]], float)
)
VOLUME = Volume(np.random.default_rng(0).integers(0, 255, (20, 30, 25)).astype(np.uint8), OBLIQUE)
LOOK = ViewSettings(crosshair_ijk=(7, 11, 13), window_level=WindowLevel(255, 127.5))


def test_each_plane_goes_through_the_crosshair():
    for wires in plane_wires(VOLUME, LOOK, VOLUME.box):
        corner, right, down = (wires.corners_ras[n] for n in (0, 1, 2))
        normal = np.cross(right - corner, down - corner)
        there = OBLIQUE.to_ras(LOOK.crosshair_ijk) - corner
        assert there @ normal == pytest.approx(0, abs=1e-6 * np.linalg.norm(normal))


def test_a_plane_beside_the_objects_is_left_out():
    region = region_of([BoundingBox((0, 5, 10), (6, 25, 20))], VOLUME)
    colours = {wires.colour for wires in plane_wires(VOLUME, LOOK, region)}
    whole = {wires.colour for wires in plane_wires(VOLUME, LOOK, VOLUME.box)}
    assert len(whole) == 3
    assert region.contains(LOOK.crosshair_ijk)
    aside = ViewSettings(crosshair_ijk=(19, 11, 13))
    assert len(plane_wires(VOLUME, aside, region)) == 2
    assert colours == whole


def test_without_objects_the_planes_are_whole():
    assert region_of([], VOLUME) == VOLUME.box


def test_pictures_are_the_slices_of_the_region():
    region = BoundingBox((2, 3, 4), (12, 22, 24))
    for sheet, plane in zip(plane_sheets(VOLUME, LOOK, region), Plane, strict=True):
        geometry = SliceGeometry.of(VOLUME, plane)
        corner_px = geometry.ijk_to_px(OBLIQUE.to_ijk(sheet.corners_ras[0]))
        index = geometry.slice_of(LOOK.crosshair_ijk)
        voxel = geometry.voxel_at(tuple(corner_px + 0.5), index)
        assert abs(int(sheet.picture[0, 0]) - int(VOLUME.data[voxel])) <= 1


@pytest.mark.skipif(drawing_library() is None, reason="nothing to draw with here")
def test_a_sheet_is_drawn_the_right_way_round():
    corners = np.array([(-1, 0, 1), (1, 0, 1), (-1, 0, -1), (1, 0, -1)], float)
    picture = np.zeros((8, 8), np.uint8)
    picture[:3, :3] = 255  # white at the top left
    from_behind = ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, -1.0, 0.0))
    camera = SpaceCamera(from_behind, radius=1.6)
    wish = SceneWish((100, 100), camera, (), (), (Sheet(corners, picture),))
    seen = Scene().draw(wish).mean(axis=-1)
    bright = np.argwhere(seen > 200)
    assert len(bright) > 50
    assert (bright.mean(axis=0) < 45).all()
