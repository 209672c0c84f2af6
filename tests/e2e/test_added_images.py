"""Images added to a case are kept: after a kill, in a case file, and while one is missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bifseg_core.geometry import Affine
from bifseg_core.io import write_volume
from bifseg_core.volume import Volume
from tests.app.fakes import FakeEngine, FakeQuestions, ball_volume
from tests.core.journal_cases import assert_same_case
from tests.e2e.starting import Begin
from tests.e2e.test_recovery import both, dies, restores, works
from tests.e2e.test_the_loop import BOX
from tests.e2e.user import User


@pytest.fixture
def flair(tmp_path: Path, questions: FakeQuestions) -> Path:
    """Another image of the same patient, on a coarser grid, in a folder of its own."""
    scan = ball_volume()
    path = tmp_path / "other" / "flair.nii.gz"
    path.parent.mkdir()
    coarse = Affine(scan.affine.matrix @ np.diag([2.0, 1, 1, 1]))
    write_volume(Volume((200 - scan.data[::2]).astype(np.float32), coarse), path)
    questions.aligned = path
    return path


def adds_image(user: User) -> None:
    user.presses_key("Ctrl+Shift+A")
    user.waits_until(lambda: len(user.shell.models.case_model.images) == 2)


def saved_with_image(begin: Begin, scan: Path) -> User:
    """A program whose case, with work and an added image, has been saved."""
    user = begin()
    works(user, scan)
    adds_image(user)
    user.presses_key("Ctrl+Shift+S")
    user.waits_until(lambda: "was saved" in user.sees_message)
    return user


def test_an_added_image_comes_back_after_a_kill(begin: Begin, scan: Path, flair: Path) -> None:
    first = begin()
    works(first, scan)
    adds_image(first)
    dies(first)
    second = begin()
    restores(second)
    images = [user.shell.models.case_model.images for user in (first, second)]
    assert [image.name for image in images[1]] == ["ball scan.nii.gz", "flair.nii.gz"]
    np.testing.assert_array_equal(images[1][1].data, images[0][1].data)
    assert second.shell.window.panel.look.images.isVisible()
    second.presses_key("I")
    assert second.shell.controllers.images.shown is images[1][1]
    dies(second)
    third = begin()
    restores(third)
    assert len(third.shell.models.case_model.images) == 2


def test_an_added_image_is_saved_with_the_case_and_moves_with_it(
    begin: Begin, scan: Path, flair: Path, questions: FakeQuestions, tmp_path: Path
) -> None:
    questions.case = tmp_path / "case.bifseg"
    first = saved_with_image(begin, scan)
    moved = tmp_path / "moved"
    (moved / "other").mkdir(parents=True)
    for path in (questions.case, scan, flair):
        path.rename(moved / path.relative_to(tmp_path))
    second = begin()
    second.opens(moved / "case.bifseg")
    assert len(second.shell.models.case_model.images) == 2
    assert_same_case(both(first), both(second))


def test_an_added_image_that_is_gone_is_told_and_not_forgotten(
    begin: Begin, scan: Path, flair: Path, questions: FakeQuestions, tmp_path: Path
) -> None:
    questions.case = tmp_path / "case.bifseg"
    saved_with_image(begin, scan)
    away = flair.rename(tmp_path / "away.nii.gz")
    second = begin()
    second.opens(questions.case)
    assert "The added image flair.nii.gz is not shown." in second.sees_banner
    assert len(second.shell.models.case_model.images) == 1
    assert second.mask.any()
    second.presses_key("Ctrl+Shift+S")
    second.waits_until(lambda: "was saved" in second.sees_message)
    away.rename(flair)
    third = begin()
    third.opens(questions.case)
    assert len(third.shell.models.case_model.images) == 2


def test_a_refinement_after_a_kill_goes_on_where_the_mask_was_made(
    begin: Begin,
    scan: Path,
    flair: Path,
    engine: FakeEngine,
) -> None:
    first = begin()
    first.opens(scan)
    adds_image(first)
    first.draws_box(BOX)
    first.waits_for_mask()
    dies(first)
    second = begin()
    restores(second)
    model = second.shell.models.case_model
    assert second.shell.controllers.images.shown is model.images[1]
    second.presses_key("3")
    second.scribbles([(16, 16, 10), (18, 16, 10)])
    second.waits_for_mask()
    assert engine.asked[-1].volume is model.images[1]
    assert second.active.segmentation.round == 1
    assert model.history.undo_name == "Refine 1 on flair.nii.gz"


def test_no_mask_takes_the_place_of_an_added_image(
    begin: Begin, scan: Path, flair: Path, questions: FakeQuestions
) -> None:
    user = begin()
    works(user, scan)
    adds_image(user)
    before = flair.read_bytes()
    questions.export = flair
    user.presses_key("Ctrl+E")
    user.waits_until(lambda: "is the scan itself" in user.sees_banner)
    assert flair.read_bytes() == before
    assert user.shell.models.case_model.is_modified
