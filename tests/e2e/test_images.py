"""Several images in one case: aligned ones, time points, pictures in colour."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk

from app.application import Shell
from app.tools.slice_geometry import Plane
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.io import write_volume
from bifseg_core.volume import Volume
from tests.app.fakes import FakeEngine, FakeQuestions, ball_volume
from tests.e2e.user import User

BOX = BoundingBox((8, 6, 3), (32, 30, 17))


@pytest.fixture
def flair(tmp_path: Path) -> Path:
    """The ball scan seen otherwise, on a grid twice as coarse along i."""
    scan = ball_volume()
    data = (200 - scan.data[::2]).astype(np.float32)
    matrix = scan.affine.matrix @ np.diag([2.0, 1, 1, 1])
    path = tmp_path / "flair.nii.gz"
    write_volume(Volume(data, Affine(matrix)), path)
    return path


@pytest.fixture
def with_flair(user: User, scan: Path, flair: Path, questions: FakeQuestions) -> User:
    user.opens(scan)
    questions.aligned = flair
    user.presses_key("Ctrl+Shift+A")
    model = user.shell.models.case_model
    user.waits_until(lambda: len(model.images) == 2)
    return user


def test_an_added_image_lies_on_the_scan_and_is_shown(with_flair: User, shell: Shell) -> None:
    images = shell.models.case_model.images
    assert images[1].same_grid(images[0])
    assert shell.controllers.images.shown is images[1]
    assert "resampled onto the scan's" in with_flair.sees_banner
    assert shell.window.panel.look.images.image.currentText() == "flair.nii.gz"


def test_flicking_brings_back_each_images_grey_scale(with_flair: User, shell: Shell) -> None:
    scale = shell.models.view_state.settings.window_level
    with_flair.presses_key("I")
    assert shell.controllers.images.shown is shell.models.case_model.volume
    assert shell.models.view_state.settings.window_level != scale
    with_flair.presses_key("I")
    assert shell.models.view_state.settings.window_level == scale


def test_segmentation_runs_on_the_shown_image(
    with_flair: User, shell: Shell, engine: FakeEngine
) -> None:
    with_flair.draws_box(BOX)
    with_flair.waits_for_mask()
    images = shell.models.case_model.images
    assert engine.asked[-1].volume is images[1]
    assert shell.models.case_model.history.undo_name == "Segment on flair.nii.gz"
    with_flair.presses_key("I")
    with_flair.presses_key("Shift+Space")
    with_flair.waits_for_mask()
    assert engine.asked[-1].volume is images[0]
    assert len(engine.asked) == 2


def test_blending_shows_something_between(with_flair: User, shell: Shell) -> None:
    view = shell.window.grid.views[Plane.AXIAL]

    def middle() -> int:
        at = view.viewport().rect().center()
        return view.grab().toImage().pixelColor(at.x() + 9, at.y() + 9).lightness()

    dark = middle()
    shell.window.panel.look.images.blend.setValue(100)
    bright = middle()
    shell.window.panel.look.images.blend.setValue(50)
    assert dark + 30 < middle() < bright - 30


def test_another_scan_forgets_the_added_images(
    with_flair: User, shell: Shell, tmp_path: Path
) -> None:
    write_volume(ball_volume((20, 20, 20)), tmp_path / "next.nii.gz")
    with_flair.opens(tmp_path / "next.nii.gz")
    assert len(shell.models.case_model.images) == 1
    assert shell.models.view_state.settings.image == 0
    assert not shell.window.panel.look.images.isVisible()


def test_an_image_elsewhere_is_refused_and_nothing_changes(
    user: User, scan: Path, shell: Shell, questions: FakeQuestions, tmp_path: Path
) -> None:
    user.opens(scan)
    matrix = np.eye(4)
    matrix[:3, 3] = 900
    write_volume(Volume(ball_volume().data, Affine(matrix)), tmp_path / "far.nii")
    questions.aligned = tmp_path / "far.nii"
    user.presses_key("Ctrl+Shift+A")
    user.waits_until(lambda: "lies beside the scan" in user.sees_banner)
    assert len(shell.models.case_model.images) == 1


def test_stepping_through_time(
    user: User, shell: Shell, engine: FakeEngine, tmp_path: Path
) -> None:
    ball = ball_volume().data.T
    images = [sitk.GetImageFromArray(ball + 50 * n) for n in range(3)]
    sitk.WriteImage(sitk.JoinSeries(images), str(tmp_path / "cine.nii"))
    user.opens(tmp_path / "cine.nii")
    for _ in range(3):
        user.presses_key(".")
    assert shell.models.view_state.settings.frame == 2
    user.presses_key(",")
    assert shell.window.panel.look.images.time.value() == 1
    user.draws_box(BOX)
    user.waits_for_mask()
    assert engine.asked[-1].volume is shell.models.case_model.volume.frame(1)
    assert shell.models.case_model.history.undo_name == "Segment on time point 2"


def test_a_picture_in_colour(user: User, shell: Shell, engine: FakeEngine, tmp_path: Path) -> None:
    pixels = np.zeros((60, 80, 3), np.uint8)
    pixels[:] = 200, 30, 60
    pixels[20:40, 20:60] = 30, 200, 60
    sitk.WriteImage(sitk.GetImageFromArray(pixels, isVector=True), str(tmp_path / "skin.png"))
    user.opens(tmp_path / "skin.png")
    view = shell.window.grid.views[Plane.AXIAL]
    shell.models.view_state.update(crosshair_visible=False)
    centre = view.viewport().rect().center()
    seen = view.grab().toImage().pixelColor(centre.x() + 9, centre.y() + 9)
    assert (seen.red(), seen.green(), seen.blue()) == (30, 200, 60)
    user.draws_box(BoundingBox((10, 10, 0), (70, 50, 1)))
    mask = user.waits_for_mask()
    assert mask[40, 30, 0]
    assert not mask[15, 12, 0]
