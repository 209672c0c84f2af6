"""Contrast by the histogram: dragged, typed and chosen, in step with the views."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PyQt5.QtCore import QPointF, Qt
from PyQt5.QtTest import QTest

from app.application import Shell
from app.demo import mouse
from app.model.view_state import WindowLevel
from app.tools.slice_geometry import Plane
from app.views.actions import Do
from app.views.panels.contrast_panel import ContrastPanel
from bifseg_core.geometry import BoundingBox
from tests.e2e.user import LEFT, RIGHT, User

BOX = BoundingBox((15, 13, 6), (25, 23, 14))


@pytest.fixture
def panel(user: User, scan: Path, shell: Shell) -> ContrastPanel:
    """The panel under the views of an open scan, with its curve drawn."""
    user.opens(scan)
    assert not shell.window.contrast.isVisible()
    user.presses_key("H")
    panel = shell.window.contrast
    assert panel.isVisible()
    user.waits_until(lambda: panel.has_counted)
    return panel


def ends(shown: WindowLevel) -> tuple[float, float]:
    return shown.level - shown.window / 2, shown.level + shown.window / 2


def present(shell: Shell) -> tuple[float, float]:
    shown = shell.models.view_state.settings.window_level
    assert shown is not None
    return ends(shown)


def test_dragging_an_end_changes_the_views(user: User, shell: Shell, panel: ContrastPanel) -> None:
    low, high = present(shell)
    view = shell.window.grid.views[Plane.AXIAL]
    before = view.grab().toImage()
    plot = panel.plot
    user.drags(plot, plot.place_of(high), plot.place_of((low + high) / 2))
    assert present(shell) == pytest.approx((low, (low + high) / 2), abs=0.03 * (high - low))
    assert view.grab().toImage() != before
    assert panel.preset.currentText() == "By hand"
    assert panel.high.value() == pytest.approx(present(shell)[1], abs=0.1)


def test_dragging_the_middle_moves_both_ends(
    user: User, shell: Shell, panel: ContrastPanel
) -> None:
    low, high = present(shell)
    middle, step, plot = (low + high) / 2, (high - low) / 5, panel.plot
    user.drags(plot, plot.place_of(middle), plot.place_of(middle + step))
    assert present(shell) == pytest.approx((low + step, high + step), abs=0.03 * (high - low))


def test_dragging_in_a_view_moves_the_curve_s_ends(
    user: User, shell: Shell, panel: ContrastPanel
) -> None:
    before, view = present(shell), shell.window.grid.views[Plane.AXIAL]
    user.drags(view, QPointF(60, 60), QPointF(90, 40), button=RIGHT)
    assert present(shell) != before
    assert ends(panel.plot.window) == pytest.approx(present(shell))
    assert (panel.low.value(), panel.high.value()) == pytest.approx(present(shell), abs=0.1)


def test_ends_are_typed_in_any_order(shell: Shell, panel: ContrastPanel) -> None:
    panel.low.setValue(20)
    panel.high.setValue(10)
    assert present(shell) == (10, 20)
    panel.high.setValue(10)
    assert present(shell)[0] < present(shell)[1]


def test_grey_scales_by_name_and_of_the_box(user: User, shell: Shell, panel: ContrastPanel) -> None:
    automatic = present(shell)
    panel.low.setValue(-500)
    assert present(shell) != automatic
    QTest.keyClick(panel.preset, Qt.Key.Key_Home)
    assert panel.preset.currentText() == "Automatic"
    assert present(shell) == automatic
    user.clicks(panel.fit)
    assert "Draw a box first" in user.sees_message
    user.draws_box(BOX)
    user.waits_for_mask()
    user.clicks(panel.fit)
    assert present(shell) != automatic


def test_the_mask_has_a_curve_of_its_own_while_it_is_there(
    user: User, shell: Shell, panel: ContrastPanel
) -> None:
    assert not panel.plot.has_inside
    user.draws_box(BOX)
    mask = user.waits_for_mask()
    user.waits_until(lambda: panel.plot.has_inside and not panel._run.is_busy)
    inside = panel.plot._histograms[1]
    data = shell.models.case_model.volume.data[mask]
    assert inside.counts.sum() == np.count_nonzero(
        (data >= inside.edges[0]) & (data <= inside.edges[-1])
    )
    assert user.active.name in panel.legend.text()
    user.presses_key("Ctrl+Z")
    user.waits_until(lambda: not panel.plot.has_inside)
    assert panel.legend.text() == ""


def test_the_last_ruler_has_its_profile_beside_the_histogram(
    user: User, shell: Shell, panel: ContrastPanel
) -> None:
    assert panel.profile is None
    shell.models.view_state.update(crosshair_ijk=BOX.middle_ijk)
    view, (i, j, k) = shell.window.grid.views[Plane.AXIAL], BOX.middle_ijk
    user.presses_key("8")
    user.drags(view, *(mouse.place_of(view, (n, j, k)) for n in (i - 8, i + 8)))
    assert panel.profile.isVisible()
    found, data = panel.profile.profile, shell.models.case_model.volume.data
    assert {found.values.min(), found.values.max()} <= set(data[i - 8 : i + 9, j, k].tolist())
    assert found.distances[-1] == pytest.approx(16 * shell.models.case_model.volume.spacing[0], 0.1)
    user.presses_key("Ctrl+Z")
    assert not panel.profile.isVisible()


def test_counts_are_shown_by_their_logarithm_or_as_they_are(
    user: User, panel: ContrastPanel
) -> None:
    highest = panel.plot.viewRange()[1][1]
    panel.logarithmic.click()
    assert panel.plot.viewRange()[1][1] > highest


def test_a_double_click_shows_all_of_it_again(user: User, panel: ContrastPanel) -> None:
    whole = panel.plot.viewRange()[0]
    panel.plot.setXRange(10, 20)
    user.qtbot.mouseDClick(panel.plot.viewport(), LEFT)
    assert panel.plot.viewRange()[0] == pytest.approx(whole)


def test_it_is_hidden_with_everything_else_and_comes_back(
    user: User, shell: Shell, panel: ContrastPanel
) -> None:
    user.presses_key("F")
    assert not panel.isVisible()
    user.presses_key("F")
    assert panel.isVisible()
    user.clicks(panel.close_button)
    assert not panel.isVisible()
    user.clicks(shell.window.panel.look.contrast)
    assert panel.isVisible()


def test_nothing_is_counted_while_it_is_hidden(user: User, scan: Path, shell: Shell) -> None:
    user.opens(scan)
    assert shell.window.contrast.plot is None
    assert not shell.window.contrast._run.is_running


def test_another_theme_is_worn_at_once(user: User, panel: ContrastPanel) -> None:
    def corner() -> int:
        return panel.plot.grab().toImage().pixelColor(2, 2).lightness()

    dark = corner()
    user.shell.window.actions_by_name[Do.THEME_LIGHT].trigger()
    assert corner() > dark + 100
    user.shell.window.actions_by_name[Do.THEME_DARK].trigger()
    assert corner() == dark
