"""Measuring on the slices, and taking pictures of the views."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PyQt5.QtCore import Qt
from PyQt5.QtGui import QImage
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication

from app.application import Shell
from app.demo import mouse
from app.tools.slice_geometry import Plane
from app.views.actions import Do
from app.views.measure_marks import circle_words
from bifseg_core.measures import Measure, MeasureKind, circle_values
from tests.app.fakes import FakeQuestions
from tests.e2e.user import User


def measures(user: User) -> tuple[Measure, ...]:
    return user.shell.models.case_model.state.measures


def drags(user: User, plane: Plane, start: tuple[int, ...], end: tuple[int, ...]) -> None:
    view = user.shell.window.grid.views[plane]
    for _ in mouse.drag(view, [mouse.place_of(view, start), mouse.place_of(view, end)]):
        QApplication.processEvents()


@pytest.mark.parametrize("plane", Plane)
def test_a_ruler_in_any_plane_is_drawn_removed_and_brought_back(
    user: User, scan: Path, shell: Shell, plane: Plane
) -> None:
    user.opens(scan)
    middle = shell.models.view_state.settings.crosshair_ijk
    view = shell.window.grid.views[plane]
    geometry = view.geometry_px
    end = list(middle)
    end[geometry.right.axis] += 6
    end[geometry.down.axis] += 8
    user.presses_key("8")
    empty = view.grab().toImage()
    drags(user, plane, middle, tuple(end))
    (ruler,) = measures(user)
    assert ruler.length(shell.models.case_model.volume.affine) == pytest.approx(10, abs=0.6)
    assert view.grab().toImage() != empty
    QTest.keyClick(view, Qt.Key_Delete)
    assert measures(user) == ()
    user.presses_key("Ctrl+Z")
    assert measures(user) == (ruler,)
    user.presses_key("Ctrl+Z")
    assert measures(user) == ()


def test_a_circle_tells_what_lies_in_it(user: User, scan: Path, shell: Shell) -> None:
    user.opens(scan)
    middle = shell.models.view_state.settings.crosshair_ijk
    user.presses_key("9")
    drags(user, Plane.AXIAL, middle, (middle[0] + 3, *middle[1:]))
    (circle,) = measures(user)
    assert circle.kind is MeasureKind.CIRCLE
    volume = shell.models.case_model.volume
    values = circle_values(circle, volume.data, volume.affine)
    assert values is not None
    assert values.mean == pytest.approx(120, abs=5)  # the ball is bright
    assert circle_words(values, volume)[0] == f"mean {values.mean:.4g}, SD {values.deviation:.4g}"


def test_an_end_is_dragged_with_its_number_and_undone(user: User, scan: Path, shell: Shell) -> None:
    user.opens(scan)
    i, j, k = shell.models.view_state.settings.crosshair_ijk
    view = shell.window.grid.views[Plane.AXIAL]
    user.presses_key("8")
    drags(user, Plane.AXIAL, (i, j, k), (i + 5, j, k))
    (ruler,) = measures(user)
    told: list[Measure | None] = []
    show = view.overlay.show_measure
    view.overlay.show_measure = lambda m, **more: told.append(m) or show(m, **more)
    drags(user, Plane.AXIAL, (i + 5, j, k), (i + 5, j + 8, k))
    (longer,) = measures(user)
    affine = shell.models.case_model.volume.affine
    assert longer.start_ijk == ruler.start_ijk
    assert longer.length(affine) == pytest.approx(np.hypot(5, 8), abs=0.6)
    lengths = [m.length(affine) for m in told if m is not None]
    assert lengths == sorted(lengths), "it is read while it is dragged"
    assert len(lengths) > 3
    assert shell.models.case_model.history.undo_name == "Move ruler"
    user.presses_key("1")
    drags(user, Plane.AXIAL, (i + 2, j + 3, k), (i + 2, j - 5, k))
    (elsewhere,) = measures(user)
    assert elsewhere.length(affine) == pytest.approx(longer.length(affine))
    assert shell.models.view_state.settings.crosshair_ijk == (i, j, k)
    for expected in (longer, ruler):
        user.presses_key("Ctrl+Z")
        assert measures(user) == (expected,)


def test_a_scribble_over_a_ruler_is_a_scribble(user: User, scan: Path, shell: Shell) -> None:
    user.opens(scan)
    i, j, k = shell.models.view_state.settings.crosshair_ijk
    user.presses_key("8")
    drags(user, Plane.AXIAL, (i, j, k), (i + 5, j, k))
    before = measures(user)
    user.presses_key("3")
    drags(user, Plane.AXIAL, (i + 5, j, k), (i + 5, j + 8, k))
    assert measures(user) == before
    assert len(user.active.scribbles) == 1


def test_measuring_segments_nothing_and_all_marks_go_at_once(
    user: User, scan: Path, shell: Shell
) -> None:
    user.opens(scan)
    i, j, k = shell.models.view_state.settings.crosshair_ijk
    user.presses_key("8")
    drags(user, Plane.AXIAL, (i, j, k), (i + 5, j, k))
    drags(user, Plane.AXIAL, (i, j + 5, k), (i + 5, j + 5, k))
    assert user.active.box is None
    assert not shell.models.case_model.is_modified
    shell.window.actions_by_name[Do.REMOVE_MEASURES].trigger()
    assert measures(user) == ()
    user.presses_key("Ctrl+Z")
    assert len(measures(user)) == 2


def test_a_view_is_copied_and_saved(
    user: User, scan: Path, shell: Shell, questions: FakeQuestions, tmp_path: Path
) -> None:
    user.opens(scan)
    view = shell.window.grid.views[Plane.CORONAL]
    view.setFocus()
    user.presses_key("Ctrl+C")
    copied = QApplication.clipboard().image()
    assert copied.size() == view.grab().size()
    questions.picture = tmp_path / "wörk view"
    user.presses_key("Ctrl+Shift+P")
    saved = QImage(str(tmp_path / "wörk view.png"))
    assert saved.convertToFormat(copied.format()) == copied
    assert questions.asked[-1] == "picture coronal 19.png"
    (tmp_path / "wörk view.png").write_bytes(b"another picture")
    user.presses_key("Ctrl+Shift+P")
    assert questions.asked[-1] == "replace wörk view.png"
    assert (tmp_path / "wörk view.png").read_bytes() == b"another picture"
    questions.replace = True
    user.presses_key("Ctrl+Shift+P")
    assert (tmp_path / "wörk view.png").stat().st_size > 1000
    questions.picture = tmp_path / "nowhere" / "view.png"
    user.presses_key("Ctrl+Shift+P")
    assert "folder does not exist" in user.sees_banner


def test_a_picture_never_takes_the_place_of_the_scan(
    user: User, shell: Shell, questions: FakeQuestions, tmp_path: Path
) -> None:
    scan = tmp_path / "lesion.png"
    Image.fromarray(np.arange(24 * 24, dtype=np.uint8).reshape(24, 24)).save(scan)
    before = scan.read_bytes()
    user.opens(scan)
    questions.picture, questions.replace = scan, True
    user.presses_key("Ctrl+Shift+P")
    assert "is the scan itself" in user.sees_banner
    assert scan.read_bytes() == before
