"""Opening, exporting and closing, told on the real window."""

from __future__ import annotations

import importlib
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.application import Shell
from app.controllers.rescuing import Rescuer
from app.model.questions import UnsavedAnswer
from app.model.view_state import Layer
from app.views.actions import Do
from app.views.dialogs.about import FIRST_NOTICE
from bifseg_core.case import ReplaceSegmentation, Segmentation, Stage
from bifseg_core.casefile import load_case
from bifseg_core.errors import WriteError
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.io import read_mask, write_volume
from bifseg_core.listing import RemoveObject, SelectObject
from bifseg_core.volume import Volume
from tests.app.fakes import FakeEngine, FakeQuestions, ball_volume
from tests.e2e.test_the_loop import BOX, OUTSIDE_THE_BALL
from tests.e2e.user import User


def segments(user: User, scan: Path) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()


def is_closed(user: User) -> bool:
    return not user.shell.window.isVisible()


def test_closing_without_work_asks_nothing(user: User, scan, questions: FakeQuestions) -> None:
    user.opens(scan)
    user.shell.window.close()
    assert is_closed(user)
    assert questions.asked == []


def test_closing_over_work_and_saving_the_case(
    user: User, scan, questions: FakeQuestions, tmp_path: Path
) -> None:
    segments(user, scan)
    mask = user.mask
    questions.unsaved, questions.case = UnsavedAnswer.SAVE, tmp_path / "mine.bifseg"
    user.shell.window.close()
    user.waits_until(lambda: is_closed(user))
    assert questions.asked == ["unsaved Object 1", "save case ball scan.bifseg"]
    _, restored = load_case(questions.case)
    found = restored.case.state.active.segmentation
    assert np.array_equal(found.full_mask(mask.shape), mask)


def test_closing_over_work_and_exporting(user: User, scan, questions: FakeQuestions) -> None:
    segments(user, scan)
    mask = user.mask
    questions.unsaved = UnsavedAnswer.EXPORT
    user.shell.window.close()
    user.waits_until(lambda: is_closed(user))
    assert questions.asked == ["unsaved Object 1", "export ball scan_Object-1_mask.nii.gz"]
    assert np.array_equal(read_mask(questions.export, ball_volume()), mask)


def test_closing_over_work_and_discarding(user: User, scan, questions: FakeQuestions) -> None:
    segments(user, scan)
    questions.unsaved = UnsavedAnswer.DISCARD
    user.shell.window.close()
    assert is_closed(user)
    assert not questions.export.exists()


def test_closing_over_work_and_thinking_better(user: User, scan, questions) -> None:
    segments(user, scan)
    questions.unsaved = UnsavedAnswer.CANCEL
    user.shell.window.close()
    assert not is_closed(user)
    assert user.mask.any()


@pytest.mark.parametrize("answer", [UnsavedAnswer.SAVE, UnsavedAnswer.EXPORT])
def test_without_a_file_the_window_stays(user: User, scan, questions, answer) -> None:
    segments(user, scan)
    questions.unsaved, questions.export, questions.case = answer, None, None
    user.shell.window.close()
    assert not is_closed(user)


class SlowWriting:
    """Puts a gate before what writes a file."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
        self.gate, self.begun = threading.Event(), threading.Event()
        self.error: Exception | None = None
        module, name = place.rsplit(".", 1)
        self._write = getattr(importlib.import_module(module), name)
        monkeypatch.setattr(place, self)

    def __call__(self, *arguments: object) -> object:
        self.begun.set()
        assert self.gate.wait(20)
        if self.error is not None:
            raise self.error
        return self._write(*arguments)


def test_what_is_being_written_when_the_window_is_closed_is_written(
    user: User, scan, questions: FakeQuestions, monkeypatch: pytest.MonkeyPatch
) -> None:
    segments(user, scan)
    user.presses_key("Ctrl+E")
    user.waits_until(lambda: not user.shell.models.case_model.is_modified)
    questions.export.unlink()
    slow = SlowWriting(monkeypatch, "bifseg_core.io.export_mask")
    user.presses_key("Ctrl+E")
    user.waits_until(slow.begun.is_set)
    user.shell.window.close()
    assert not is_closed(user)
    assert user.sees_message == "Exporting exported.nii.gz; the window closes after that."
    slow.gate.set()
    user.waits_until(lambda: is_closed(user))
    assert read_mask(questions.export, ball_volume()).any()


def test_a_window_whose_last_file_was_not_written_stays(
    user: User, scan, monkeypatch: pytest.MonkeyPatch
) -> None:
    segments(user, scan)
    user.presses_key("Ctrl+E")
    user.waits_until(lambda: not user.shell.models.case_model.is_modified)
    slow = SlowWriting(monkeypatch, "bifseg_core.io.export_mask")
    slow.error = WriteError("The disk is full.")
    user.presses_key("Ctrl+E")
    user.waits_until(slow.begun.is_set)
    user.shell.window.close()
    slow.gate.set()
    user.waits_until(lambda: "disk is full" in user.sees_banner)
    user.waits_for_rest()
    assert not is_closed(user)
    user.shell.window.close()
    assert is_closed(user)


def test_what_is_drawn_while_the_case_is_saved_is_asked_about(
    user: User, scan, questions: FakeQuestions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segments(user, scan)
    slow = SlowWriting(monkeypatch, "bifseg_core.casefile.save_case")
    questions.unsaved, questions.case = UnsavedAnswer.SAVE, tmp_path / "mine.bifseg"
    user.shell.window.close()
    user.waits_until(slow.begun.is_set)
    user.takes(Do.SCRIBBLE)
    user.scribbles(OUTSIDE_THE_BALL)
    questions.unsaved = UnsavedAnswer.CANCEL
    slow.gate.set()
    user.waits_until(lambda: questions.asked.count("unsaved Object 1") == 2)
    assert not is_closed(user)
    assert len(user.active.scribbles) == 1


def test_scribbles_without_a_mask_are_asked_about_and_saved(
    user: User, scan, questions: FakeQuestions, tmp_path: Path
) -> None:
    user.opens(scan)
    user.presses_key("L")
    user.draws_box(BOX)
    user.takes(Do.SCRIBBLE)
    user.scribbles(OUTSIDE_THE_BALL)
    questions.unsaved, questions.case = UnsavedAnswer.SAVE, tmp_path / "mine.bifseg"
    user.shell.window.close()
    user.waits_until(lambda: is_closed(user))
    assert questions.asked == ["unsaved Object 1", "save case ball scan.bifseg"]
    _, restored = load_case(questions.case)
    assert len(restored.case.state.active.scribbles) == 1


def test_closing_while_busy_stops_the_run(user: User, scan, engine: FakeEngine) -> None:
    engine.gate.clear()
    user.opens(scan)
    user.presses_key("L")
    user.draws_box(BOX)
    user.presses("Segment")
    user.waits_until(lambda: user.shell.controllers.segmenting.is_running)
    user.shell.window.leave()
    assert user.shell.shut_down()


@pytest.mark.parametrize("content", [b"", b"no image at all", b"\x1f\x8b broken gzip"])
def test_a_wrong_file_is_one_sentence_and_the_work_stays(
    user: User, scan, questions: FakeQuestions, tmp_path: Path, content: bytes
) -> None:
    segments(user, scan)
    mask = user.mask.copy()
    wrong = tmp_path / "wrong.nii.gz"
    wrong.write_bytes(content)
    user.drops(wrong)
    user.waits_until(lambda: user.sees_banner != "")
    assert "wrong.nii.gz" in user.sees_banner
    assert np.array_equal(user.mask, mask)
    assert questions.asked == []


def test_opening_over_work_asks_once(user: User, scan, questions: FakeQuestions, tmp_path) -> None:
    segments(user, scan)
    other = tmp_path / "other.nii.gz"
    write_volume(ball_volume((20, 20, 10), radius=4), other)
    user.drops(other)
    user.waits_until(lambda: questions.asked == ["unsaved Object 1"])
    assert user.mask.any()
    questions.unsaved = UnsavedAnswer.DISCARD
    user.opens(other)
    assert user.shell.models.case_model.volume.shape == (20, 20, 10)
    assert user.active.segmentation is None
    assert user.sees_button == "Draw a box around the object"


def test_a_picture_is_shown_alone_and_measured_in_pixels(user: User, tmp_path: Path) -> None:
    disc = np.hypot(*np.mgrid[-30:30, -40:40]) < 15
    picture = tmp_path / "Schnitt äöü 1.png"
    Image.fromarray((40 + 160 * disc).astype(np.uint8)).save(picture)
    user.opens(picture)
    shown = [view for view in user.shell.window.grid.views.values() if view.isVisible()]
    assert len(shown) == 1
    shape = user.shell.models.case_model.volume.shape
    assert shape == (80, 60, 1)
    user.draws_box(BoundingBox((20, 10, 0), (60, 50, 1)), shown[0].plane)
    mask = user.waits_for_mask()
    assert np.array_equal(mask[..., 0], disc.T)
    assert user.shell.window.panel.numbers.size_label.text().endswith("px")


def test_a_flat_scan_has_pixels_and_an_area(shell: Shell) -> None:
    flat = Volume(np.zeros((9, 8, 1)), Affine.from_spacing((0.5, 0.5, 1)), is_planar=True)
    shell.models.case_model.open(flat)
    assert shell.window.strip.brush_size.text() == "3 px"
    everything = np.ones(flat.shape, bool)
    found = Segmentation(flat.box, everything, everything.astype(np.float32), Stage.GIVEN)
    shell.models.case_model.perform(ReplaceSegmentation(1, found))
    assert shell.window.panel.numbers.size_label.text() == "18 mm²"
    assert shell.window.panel.objects.row(1).size_label.text() == "18 mm²"


def test_a_reference_gives_dice(user: User, scan, questions, tmp_path: Path) -> None:
    segments(user, scan)
    reference = tmp_path / "reference.nii.gz"
    write_volume(Volume(user.mask.astype(np.uint8), Affine.from_spacing((1, 1, 1))), reference)
    questions.reference = reference
    user.shell.controllers.opening.ask_reference()
    user.waits_until(lambda: user.shell.window.panel.numbers.dice.text() == "100.0 %")


def test_a_second_object_is_not_measured_against_the_first_ones_reference(
    user: User, scan, questions, tmp_path: Path
) -> None:
    segments(user, scan)
    numbers, look = user.shell.window.panel.numbers, user.shell.window.panel.look
    errors = look.layer.model().item(look.layer.findData(Layer.ERRORS))
    questions.reference = tmp_path / "reference.nii.gz"
    write_volume(
        Volume(user.mask.astype(np.uint8), Affine.from_spacing((1, 1, 1))), questions.reference
    )
    user.shell.controllers.opening.ask_reference()
    user.waits_until(lambda: numbers.dice.isVisible())
    assert user.sees_message == "Object 1 has its reference; Dice compares the mask with it."
    user.presses_key("Ctrl+N")
    user.draws_box(BoundingBox((2, 2, 2), (9, 9, 9)))
    user.waits_for_mask()
    assert not numbers.dice.isVisible()
    assert not errors.isEnabled()
    user.shell.models.case_model.perform(SelectObject(1))
    assert numbers.dice.text() == "100.0 %"
    assert errors.isEnabled()


def test_a_label_map_gives_every_object_the_label_that_it_overlaps(
    user: User, scan, questions, tmp_path: Path
) -> None:
    segments(user, scan)
    labels = np.zeros(user.mask.shape, np.uint8)
    labels[:3, :3, :3] = 1
    labels[user.mask] = 7
    questions.reference = tmp_path / "labels.nii.gz"
    write_volume(Volume(labels, Affine.from_spacing((1, 1, 1))), questions.reference)
    user.shell.controllers.opening.ask_reference()
    numbers = user.shell.window.panel.numbers
    user.waits_until(lambda: numbers.dice.text() == "100.0 %")
    user.shell.models.case_model.undo()
    user.presses_key("Ctrl+N")
    user.shell.models.case_model.perform(RemoveObject(1))
    user.shell.controllers.opening.ask_reference()
    user.waits_until(lambda: "No object meets a label of labels.nii.gz" in user.sees_message)
    assert not numbers.dice.isVisible()


def test_a_reference_on_another_grid_is_left_where_that_is_refused(
    user: User, scan, questions, tmp_path
) -> None:
    user.opens(scan)
    questions.reference = tmp_path / "elsewhere.nii.gz"
    write_volume(ball_volume((5, 5, 5), radius=1), questions.reference)
    user.shell.controllers.opening.ask_reference()
    user.waits_until(lambda: "was not loaded" in user.sees_message)
    assert questions.asked[-1] == "resample elsewhere.nii.gz"
    assert user.shell.models.case_model.state.reference is None


def test_a_failed_export_keeps_the_unsaved_mark(user: User, scan, questions) -> None:
    segments(user, scan)
    questions.export = questions.export.parent / "no such folder" / "mask.nii.gz"
    user.presses_key("Ctrl+E")
    user.waits_until(lambda: user.sees_banner != "")
    assert user.shell.models.case_model.is_modified


def test_the_first_start_says_it_once(user: User, scan, shell: Shell) -> None:
    shell.window.show_first_notice()
    user.opens(scan)
    assert user.sees_banner == FIRST_NOTICE
    on_top = shell.window.banner.parentWidget().childAt(shell.window.banner.geometry().center())
    assert on_top in (shell.window.banner, *shell.window.banner.children())
    shell.window.banner.close_button.click()
    shell.window.show_first_notice()
    assert user.sees_banner == ""


def test_recent_scans_are_on_the_first_page(user: User, scan, shell: Shell) -> None:
    user.opens(scan)
    assert shell.models.settings.recent == (scan,)


def test_a_bug_keeps_the_masks(user: User, scan, shell: Shell, tmp_path: Path) -> None:
    shell.models.desk.rescue = Rescuer(shell.models.case_model, tmp_path / "rescued")
    segments(user, scan)
    shell.models.desk.present(ZeroDivisionError("a bug"))
    assert "kept in" in user.sees_banner
    folder = Path(user.sees_banner.split("kept in ")[1].rstrip("."))
    assert [path.name for path in folder.iterdir()] == ["ball scan_Object-1_mask.nii.gz"]
    shell.models.desk.present(ZeroDivisionError("another"))
    assert len(list(folder.iterdir())) == 1  # the same masks are not written twice
    assert "kept in" in user.sees_banner


def test_a_reference_that_comes_late_is_not_put_on_another_scan(
    user: User, scan: Path, shell: Shell, tmp_path: Path
) -> None:
    segments(user, scan)
    case, mask = shell.models.case_model.case, user.mask
    shell.models.case_model.open(ball_volume())
    shell.controllers.opening.on_references_read(case, "reference.nii", {1: mask})
    assert shell.models.case_model.state.reference is None
