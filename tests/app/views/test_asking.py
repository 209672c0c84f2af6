"""The question about unsaved work: what its buttons mean, and that none cuts its words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PyQt5.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.model.questions import GridOffer, UnsavedAnswer
from app.translation import LANGUAGES
from app.views.dialogs.asking import replace_box, unsaved_box
from app.views.dialogs.resample_box import what_resampling_does
from bifseg_core.geometry import Affine
from bifseg_core.volume import Volume


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_button_shows_its_words(dressed: None, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box, answers = unsaved_box(parent, ["Object 1"])
    with qtbot.waitExposed(box):
        box.show()
    for button in box.buttons():
        assert button.width() >= button.sizeHint().width(), button.text()
    assert set(answers.values()) == set(UnsavedAnswer) - {UnsavedAnswer.CANCEL}
    assert answers[box.defaultButton()] is UnsavedAnswer.SAVE
    assert box.escapeButton() not in answers


def test_names_stand_in_a_sentence(qtbot: QtBot, qapp: QApplication) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    texts = [unsaved_box(parent, names)[0].text() for names in (["A"], ["A", "B"], ["A", "B", "C"])]
    assert texts == [
        "A is not saved yet.",
        "A and B are not saved yet.",
        "A, B and C are not saved yet.",
    ]


def test_a_flat_mask_is_measured_in_square_millimetres(qtbot: QtBot) -> None:
    flat = Volume(np.zeros((4, 4, 1)), Affine.from_spacing((1.0, 1.0, 5.0)), is_planar=True)
    solid = Volume(np.zeros((4, 4, 4)), Affine.from_spacing((1.0, 1.0, 5.0)))
    said = [
        what_resampling_does(GridOffer(labels, "its size", 40.0, 50.0, 0.0, ()))[1]
        for labels in (flat, solid)
    ]
    assert said == [
        "The area was 40 mm² and becomes 50 mm² (+25.0 %).",
        "The volume was 40.0 ml and becomes 50.0 ml (+25.0 %).",
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_replaced_by_pressing_return(
    dressed: None, qtbot: QtBot, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box, replace = replace_box(parent, tmp_path / "lesion.png")
    with qtbot.waitExposed(box):
        box.show()
    assert "lesion.png" in box.text()
    assert replace not in (box.defaultButton(), box.escapeButton())
    for button in box.buttons():
        assert button.width() >= button.sizeHint().width(), button.text()
