"""Ways of looking at the scan by key: layouts, grey scale, pixels, sides, slices in space."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.application import Shell, build_shell
from app.model.settings import Settings
from app.tools.slice_geometry import Plane
from app.views.actions import Do
from app.views.arrangement import Arrangement, Layout
from app.views.graphics_check import drawing_library
from bifseg_core.geometry import BoundingBox
from tests.app.fakes import FakeEngine, FakeQuestions
from tests.e2e.user import User

BOX = BoundingBox((15, 13, 6), (25, 23, 14))


def test_a_layout_is_chosen_by_key_and_remembered(
    user: User, scan: Path, shell: Shell, tmp_path: Path, engine: FakeEngine
) -> None:
    user.opens(scan)
    grid = shell.window.grid
    grid.views[Plane.SAGITTAL].setFocus()
    user.presses_key("Ctrl+2")
    assert grid.arrangement == Arrangement(Layout.LARGE, "sagittal")
    assert grid.views[Plane.SAGITTAL].width() > 2 * grid.views[Plane.AXIAL].width()
    again = build_shell(
        lambda: engine, settings=Settings(tmp_path / "window.ini"), questions=FakeQuestions()
    )
    assert again.window.grid.arrangement == grid.arrangement
    assert again.window.actions_by_name[Do.LARGE_VIEW].isChecked()
    again.window.leave()
    assert again.shut_down()


def test_the_grey_scale_fits_the_box(user: User, scan: Path, shell: Shell) -> None:
    user.opens(scan)
    user.presses_key("A")
    assert "Draw a box first" in user.sees_message
    user.draws_box(BOX)
    user.waits_for_mask()
    before = shell.models.view_state.settings.window_level
    user.presses_key("A")
    inside = shell.models.case_model.volume.data[user.active.box.slices]
    after = shell.models.view_state.settings.window_level
    assert after != before
    assert inside.min() - 1 <= after.level - after.window / 2
    assert after.level + after.window / 2 <= inside.max() + 1


@pytest.mark.parametrize(
    ("key", "do", "name"),
    [
        ("P", Do.SMOOTH, "interpolated"),
        ("C", Do.CROSSHAIR, "crosshair_visible"),
        ("T", Do.SLICES_3D, "slices_in_space"),
    ],
)
def test_switches(user: User, scan: Path, shell: Shell, key: str, do: Do, name: str) -> None:
    user.opens(scan)
    before = getattr(shell.models.view_state.settings, name)
    user.presses_key(key)
    assert getattr(shell.models.view_state.settings, name) is not before
    assert shell.window.actions_by_name[do].isChecked() is not before
    user.presses_key(key)
    assert getattr(shell.models.view_state.settings, name) is before
    assert shell.window.actions_by_name[do].isChecked() is before


def test_the_patients_left_changes_sides(user: User, scan: Path, shell: Shell) -> None:
    user.opens(scan)
    view = shell.window.grid.views[Plane.AXIAL]
    assert view.geometry_px.letters[2] == "L"
    shell.window.actions_by_name[Do.RADIOLOGICAL].trigger()
    assert view.geometry_px.letters[2] == "R"


@pytest.mark.skipif(drawing_library() is None, reason="nothing to draw with here")
def test_slices_stand_in_space_before_any_mask(user: User, scan: Path, shell: Shell) -> None:
    user.opens(scan)
    volume_view = shell.window.grid.volume_view
    assert not volume_view.has_picture
    user.presses_key("T")
    user.waits_until(lambda: volume_view.has_picture, 60_000)  # VTK is imported first
