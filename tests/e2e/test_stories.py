"""Stories of a working day: odd scans, odd windows, changes of mind in the middle of everything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nibabel
import numpy as np
import pytest
from PIL import Image

from app.application import Shell
from app.model.questions import UnsavedAnswer
from app.tools.slice_geometry import Plane
from app.views.actions import Do
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.io import read_mask, read_volume, write_volume
from bifseg_core.volume import Volume
from tests.app.fakes import FakeEngine, FakeQuestions, ball_volume
from tests.e2e.test_the_loop import BOX, IN_THE_BALL, OUTSIDE_THE_BALL
from tests.e2e.user import LEFT, RIGHT, User

THICK = BoundingBox((13, 11, 3), (31, 29, 8))
"""Around the ball of `thick_volume`."""


def thick_volume() -> Volume:
    """A ball of 7 mm radius in slices of 3 mm with pixels of 0.8 mm."""
    spacing = np.array((0.8, 0.8, 3.0))
    middle = (21.5, 19.5, 5.0)
    places = np.moveaxis(np.indices((44, 40, 11)), 0, -1) - middle
    inside = np.linalg.norm(places * spacing, axis=-1) < 7
    return Volume((20 + 100 * inside).astype(np.float32), Affine.from_spacing(spacing))


def oblique_volume() -> Volume:
    """The ball in a head that was turned and tilted in the scanner."""
    turn, tilt = np.deg2rad((25, 12))
    about_z = [[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]]
    about_x = [[1, 0, 0], [0, np.cos(tilt), -np.sin(tilt)], [0, np.sin(tilt), np.cos(tilt)]]
    matrix = np.eye(4)
    matrix[:3, :3] = np.array(about_z) @ about_x @ np.diag((0.9, 0.9, 1.4))
    matrix[:3, 3] = (-31.5, 12.25, 7.75)
    return Volume(ball_volume().data, Affine(matrix))


def has_begun(user: User, engine: FakeEngine, runs: int) -> bool:
    return len(engine.asked) == runs and user.shell.controllers.segmenting.is_running


def begins_to_refine(user: User, scan: Path, engine: FakeEngine) -> np.ndarray:
    """Up to a refinement that does not end; returns the mask before it."""
    user.opens(scan)
    user.draws_box(BOX)
    mask = user.waits_for_mask().copy()
    engine.gate.clear()
    user.takes(Do.SCRIBBLE)
    user.scribbles(OUTSIDE_THE_BALL)
    user.waits_until(lambda: has_begun(user, engine, 2))
    return mask


class TestChangingOnesMind:
    def test_cancel_while_segmenting(self, user: User, scan: Path, engine: FakeEngine) -> None:
        engine.gate.clear()
        user.opens(scan)
        user.draws_box(BOX)
        cancel = user.shell.window.status.cancel
        user.waits_until(cancel.isVisible)
        user.clicks(cancel)
        user.waits_until(lambda: engine.closed_runs == 1)
        assert user.active.segmentation is None
        assert user.active.box is not None
        assert "cancelled" in user.sees_message
        assert not cancel.isVisible()

    def test_cancel_while_refining_keeps_mask_and_stroke(
        self, user: User, scan: Path, engine: FakeEngine
    ) -> None:
        first = begins_to_refine(user, scan, engine)
        user.presses_key("Esc")
        user.waits_until(lambda: engine.closed_runs == 1)
        assert np.array_equal(user.mask, first)
        assert len(user.active.scribbles) == 1
        assert user.sees_button == "Refine"

    def test_closing_in_the_middle_of_a_refinement(
        self, user: User, scan: Path, engine: FakeEngine, questions: FakeQuestions
    ) -> None:
        begins_to_refine(user, scan, engine)
        user.shell.window.close()
        assert user.shell.window.isVisible()
        assert questions.asked == ["unsaved Object 1"]
        questions.unsaved = UnsavedAnswer.DISCARD
        user.shell.window.close()
        assert not user.shell.window.isVisible()

    def test_opening_over_a_running_refinement(
        self, user: User, scan: Path, engine: FakeEngine, questions: FakeQuestions, tmp_path: Path
    ) -> None:
        begins_to_refine(user, scan, engine)
        questions.unsaved = UnsavedAnswer.DISCARD
        other = tmp_path / "other.nii.gz"
        write_volume(thick_volume(), other)
        user.opens(other)
        user.waits_until(lambda: engine.closed_runs == 1)
        engine.gate.set()
        assert user.active.segmentation is None
        user.draws_box(THICK)
        assert user.waits_for_mask().shape == (44, 40, 11)

    def test_undo_goes_back_across_two_refinements_and_forward_again(
        self, user: User, scan: Path
    ) -> None:
        user.opens(scan)
        user.draws_box(BOX)
        masks = [user.waits_for_mask().copy()]
        user.takes(Do.SCRIBBLE)
        for stroke, button in ((OUTSIDE_THE_BALL, LEFT), (IN_THE_BALL, RIGHT)):
            user.scribbles(stroke, button=button)
            masks.append(user.waits_for_mask().copy())
        for mask in (masks[1], masks[0]):
            user.presses_key("Ctrl+Z")
            assert np.array_equal(user.mask, mask)
            user.presses_key("Ctrl+Z")  # the stroke
        for mask in masks[1:]:
            user.presses_key("Ctrl+Shift+Z")
            user.presses_key("Ctrl+Shift+Z")
            assert np.array_equal(user.mask, mask)
        assert not user.shell.window.actions_by_name[Do.REDO].isEnabled()

    def test_a_wrong_file_in_the_middle_of_a_run_does_not_stop_it(
        self, user: User, scan: Path, engine: FakeEngine, tmp_path: Path
    ) -> None:
        engine.gate.clear()
        user.opens(scan)
        user.draws_box(BOX)
        user.waits_until(lambda: has_begun(user, engine, 1))
        letter = tmp_path / "letter.docx"
        letter.write_bytes(b"PK\x03\x04 not a scan")
        user.drops(letter)
        user.waits_until(lambda: "letter.docx" in user.sees_banner)
        engine.gate.set()
        assert user.waits_for_mask().any()


class TestOddScans:
    def test_thick_slices(self, user: User, questions: FakeQuestions, tmp_path: Path) -> None:
        path = tmp_path / "thick.nii.gz"
        write_volume(thick_volume(), path)
        user.opens(path)
        user.draws_box(THICK, Plane.SAGITTAL)
        drawn = user.active.box
        assert (drawn.start_ijk[1:], drawn.stop_ijk[1:]) == (
            THICK.start_ijk[1:],
            THICK.stop_ijk[1:],
        )
        mask = user.waits_for_mask()
        truth = thick_volume().data > 70
        overlap = 2 * (mask & truth).sum() / (mask.sum() + truth.sum())
        assert overlap > 0.99
        size = user.shell.window.panel.numbers.size_label.text()
        assert size == f"{truth.sum() * 0.8 * 0.8 * 3 / 1000:.1f} ml"
        user.presses_key("Ctrl+E")
        user.waits_until(lambda: not user.shell.models.case_model.is_modified)
        zooms = nibabel.load(questions.export).header.get_zooms()
        assert zooms == pytest.approx((0.8, 0.8, 3.0))

    @pytest.mark.parametrize("plane", Plane)
    def test_an_oblique_scan(
        self, user: User, questions: FakeQuestions, tmp_path: Path, plane: Plane
    ) -> None:
        path = tmp_path / "oblique.nii.gz"
        write_volume(oblique_volume(), path)
        user.opens(path)
        user.draws_box(BOX, plane)
        mask = user.waits_for_mask()
        assert mask[20, 18, 10]
        user.presses_key("Ctrl+E")
        user.waits_until(lambda: not user.shell.models.case_model.is_modified)
        exported = nibabel.load(questions.export)
        assert np.allclose(exported.affine, nibabel.load(path).affine, atol=1e-5)
        assert np.array_equal(np.asarray(exported.dataobj) != 0, mask)

    def test_a_picture_from_box_to_export(
        self, user: User, questions: FakeQuestions, tmp_path: Path
    ) -> None:
        disc = np.hypot(*np.mgrid[-30:30, -40:40]) < 15
        path = tmp_path / "lesion.png"
        Image.fromarray((40 + 160 * disc).astype(np.uint8)).save(path)
        user.opens(path)
        plane = user.shell.window.grid.only_plane
        user.draws_box(BoundingBox((20, 10, 0), (60, 50, 1)), plane)
        user.waits_for_mask()
        user.takes(Do.SCRIBBLE)
        user.scribbles([(38, 28, 0), (42, 32, 0)], plane, RIGHT)
        mask = user.waits_for_mask()
        assert not mask[40, 30, 0]
        user.presses_key("Ctrl+E")
        user.waits_until(lambda: not user.shell.models.case_model.is_modified)
        assert np.array_equal(read_mask(questions.export, read_volume(path)), mask)


class TestHands:
    @pytest.mark.parametrize("plane", Plane)
    def test_a_box_from_the_lower_right_to_the_upper_left(
        self, user: User, scan: Path, plane: Plane
    ) -> None:
        user.opens(scan)
        user.draws_box_backwards(BOX, plane)
        drawn = user.active.box
        across = user.shell.window.grid.views[plane].frame.geometry.normal.axis
        for axis in {0, 1, 2} - {across}:
            assert drawn.start_ijk[axis] == BOX.start_ijk[axis]
            assert drawn.stop_ijk[axis] == BOX.stop_ijk[axis]
        assert user.waits_for_mask().any()

    def test_two_objects_one_chosen_by_a_click(self, user: User, scan: Path) -> None:
        user.opens(scan)
        user.draws_box(BOX)
        first = user.waits_for_mask().copy()
        user.presses_key("Ctrl+N")
        user.draws_box(BoundingBox((4, 4, 5), (12, 12, 15)))
        second = user.waits_for_mask().copy()
        user.clicks(user.shell.window.panel.objects.row(1).size_label)
        assert user.active.object_id == 1
        user.takes(Do.SCRIBBLE)
        user.scribbles(IN_THE_BALL, button=RIGHT)
        assert not np.array_equal(user.waits_for_mask(), first)
        user.clicks(user.shell.window.panel.objects.row(2).size_label)
        assert np.array_equal(user.mask, second)


class TestOddWindows:
    def test_the_whole_loop_in_a_tiny_window(
        self, user: User, scan: Path, shell: Shell, questions: FakeQuestions
    ) -> None:
        shell.window.resize(shell.window.minimumSize())
        user.opens(scan)
        user.draws_box(BOX)
        user.waits_for_mask()
        user.takes(Do.SCRIBBLE)
        user.scribbles(IN_THE_BALL, button=RIGHT)
        refined = user.waits_for_mask()
        assert not refined[18, 17, 10]
        user.presses("Accept")
        user.presses("Export the mask…")
        user.waits_until(lambda: not shell.models.case_model.is_modified)
        assert questions.export.is_file()

    @pytest.mark.timeout(240)
    def test_the_whole_loop_at_twice_the_size(self) -> None:
        """In a process of its own: Qt reads the scale once."""
        tiny = f"{__file__}::TestOddWindows::test_the_whole_loop_in_a_tiny_window"
        outcome = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tiny],
            env={**os.environ, "QT_SCALE_FACTOR": "2"},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=False,
        )
        assert outcome.returncode == 0, outcome.stdout + outcome.stderr
