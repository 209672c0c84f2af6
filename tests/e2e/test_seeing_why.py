"""Layers, looking back and doubtful slices, by key on the real window."""

from __future__ import annotations

import threading

import numpy as np
from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest

from app.controllers import doubting
from app.model.view_state import Layer
from app.tools.slice_geometry import Plane
from app.views.actions import Do
from bifseg_core.case import SetReferences
from bifseg_core.geometry import BoundingBox
from tests.e2e.user import RIGHT, User

BOX = BoundingBox((11, 9, 2), (29, 27, 18))
IN_THE_BALL = [(18, 17, 10), (21, 18, 10)]


def look(user: User):
    return user.shell.models.view_state.settings


def test_u_shows_where_the_network_is_unsure_and_goes_back(user: User, scan) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.shell.models.view_state.update(layer=Layer.CONTOUR)
    user.presses_key("U")
    assert look(user).layer is Layer.UNCERTAINTY
    assert user.shell.window.panel.look.legend.words == ["sure", "unsure"]
    user.presses_key("S")
    assert not look(user).mask_visible
    user.presses_key("U")
    assert look(user).layer is Layer.CONTOUR
    assert look(user).mask_visible


def test_holding_q_shows_the_mask_before_the_last_step(user: User, scan) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    user.takes(Do.SCRIBBLE)
    user.scribbles(IN_THE_BALL, button=RIGHT)
    user.waits_for_mask()
    window, view = user.shell.window, user.shell.window.grid.views[Plane.AXIAL]
    after = view.grab().toImage()
    QTest.keyPress(window, Qt.Key.Key_Q)
    assert look(user).looking_back
    assert user.sees_message == "As it was before: Refine 1"
    assert view.grab().toImage() != after
    QTest.keyRelease(window, Qt.Key.Key_Q)
    assert not look(user).looking_back
    assert view.grab().toImage() == after


def test_n_walks_through_the_doubtful_slices(user: User, scan) -> None:
    user.opens(scan)
    user.presses_key("N")
    assert user.sees_message == "There is no mask yet; draw a box around the object first."
    user.draws_box(BOX)
    user.waits_for_mask()
    probability = user.active.segmentation.foreground_probability
    seen = []
    for number in (1, 2):
        user.presses_key("N")
        user.waits_until(lambda n=number: f"place {n} of" in user.sees_message)
        at = look(user).crosshair_ijk
        assert 0.25 < probability[tuple(np.subtract(at, BOX.start_ijk))] < 0.75
        seen.append(at)
    assert seen[0] != seen[1]


def test_with_one_view_large_n_stays_in_it(user: User, scan) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    grid = user.shell.window.grid
    grid.maximise(grid.views[Plane.CORONAL])
    user.presses_key("N")
    user.waits_until(lambda: "coronal" in user.sees_message)


def test_errors_are_offered_with_a_reference_and_told_in_numbers(user: User, scan) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    mask = user.waits_for_mask()
    card = user.shell.window.panel.look
    item = card.layer.model().item(card.layer.findData(Layer.ERRORS))
    assert not item.isEnabled()
    user.shell.models.case_model.perform(SetReferences({1: np.roll(mask, 2, axis=0)}))
    assert item.isEnabled()
    card.on_layer_chosen(card.layer.findData(Layer.ERRORS))
    missed, spilt = card.legend.words
    assert missed.startswith("Missed: ")
    assert spilt.startswith("Spilt over: ")
    assert missed.split(": ")[1] == spilt.split(": ")[1]
    user.shell.models.case_model.undo()
    assert look(user).layer is Layer.MASK


def test_looking_for_doubtful_slices_can_be_cancelled(user: User, scan, monkeypatch) -> None:
    user.opens(scan)
    user.draws_box(BOX)
    user.waits_for_mask()
    gate = threading.Event()
    found = doubting.doubtful_places_of
    monkeypatch.setattr(
        doubting, "doubtful_places_of", lambda *args, **more: gate.wait(10) and found(*args, **more)
    )
    user.presses_key("N")
    user.waits_until(user.shell.window.status.cancel.isVisible)
    user.presses_key("Esc")
    assert user.sees_message == "Looking for doubtful places was cancelled."
    gate.set()
    user.presses_key("N")
    user.waits_until(lambda: "place 1 of" in user.sees_message)
