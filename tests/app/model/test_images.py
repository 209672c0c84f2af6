from __future__ import annotations

import gc
from pathlib import Path

import numpy as np
import pytest

from app.model.case_model import CaseModel
from app.model.images import (
    MadeOn,
    case_window_level,
    image_words,
    other_image,
    overlaid_image,
    showing,
    shown_image,
)
from app.model.view_state import ViewSettings, WindowLevel
from bifseg_core.case import Segmentation, Stage
from bifseg_core.geometry import Affine
from bifseg_core.volume import Volume

AFFINE = Affine.from_spacing((1, 1, 1))
OWN, OTHER = WindowLevel(100, 50), WindowLevel(9, 4)


def image(value: int, name: str, frame_count: int = 1) -> Volume:
    frames = np.full((4, 4, 4, frame_count), value, np.int16) + np.arange(frame_count)
    several = frames if frame_count > 1 else None
    return Volume(frames[..., 0], AFFINE, Path(name), frames=several)


@pytest.fixture
def model(qapp: object) -> CaseModel:
    made = CaseModel()
    made.open(image(1, "t1.nii"))
    made.add_image(image(2, "flair.nii", frame_count=3))
    return made


class TestWhichIsShown:
    def test_the_scan_itself_at_first(self, model: CaseModel) -> None:
        assert shown_image(model, ViewSettings()) is model.volume
        assert image_words(model, ViewSettings()) == ""

    def test_an_added_one_at_a_time_point(self, model: CaseModel) -> None:
        look = ViewSettings(image=1, frame=2)
        assert shown_image(model, look).data[0, 0, 0] == 4
        assert image_words(model, look) == "flair.nii, time point 3"

    def test_times_beyond_the_last_one(self, model: CaseModel) -> None:
        assert shown_image(model, ViewSettings(frame=2)) is model.volume
        assert shown_image(model, ViewSettings(image=1, frame=9)).data[0, 0, 0] == 4

    def test_images_of_a_case_before(self, model: CaseModel) -> None:
        model.open(image(7, "other.nii"))
        assert shown_image(model, ViewSettings(image=1)).data[0, 0, 0] == 7

    def test_an_image_on_another_grid_is_refused(self, model: CaseModel) -> None:
        with pytest.raises(ValueError, match="grid"):
            model.add_image(Volume(np.zeros((4, 4, 5)), AFFINE))


class TestBlending:
    def test_nothing_while_the_share_is_zero(self, model: CaseModel) -> None:
        assert overlaid_image(model, ViewSettings()) is None

    def test_the_other_image_in_its_own_grey_scale(self, model: CaseModel) -> None:
        look = ViewSettings(blend=0.3, hidden_window_levels={1: OTHER})
        over = overlaid_image(model, look)
        assert over is not None
        assert (over.volume, over.window_level, over.share) == (model.images[1], OTHER, 0.3)

    def test_a_case_of_one_image(self, qapp: object) -> None:
        alone = CaseModel()
        alone.open(image(1, "t1.nii"))
        assert overlaid_image(alone, ViewSettings(blend=1.0)) is None

    def test_the_other_is_the_one_shown_before(self) -> None:
        assert other_image(ViewSettings(image=2, other_image=0), 3) == 0
        assert other_image(ViewSettings(image=2, other_image=2), 3) == 0
        assert other_image(ViewSettings(image=0, other_image=5), 3) == 1


class TestFlicking:
    def test_there_and_back_is_where_one_was(self) -> None:
        before = ViewSettings(window_level=OWN)
        there = showing(before, 1, OTHER)
        assert (there.image, there.other_image, there.window_level) == (1, 0, OTHER)
        back = showing(there, 0)
        assert (back.image, back.window_level) == (0, OWN)
        assert showing(back, 1).window_level == OTHER

    def test_the_grey_scale_of_the_scan_itself(self) -> None:
        there = showing(ViewSettings(window_level=OWN), 1, OTHER)
        assert case_window_level(there) == OWN
        assert case_window_level(ViewSettings(window_level=OWN)) == OWN

    def test_to_the_shown_one_changes_nothing(self) -> None:
        look = ViewSettings(window_level=OWN)
        assert showing(look, 0) is look


class TestMadeOn:
    def test_tells_images_apart(self, model: CaseModel) -> None:
        mask = np.ones((2, 2, 2), bool)
        found = Segmentation(model.volume.box, mask, mask.astype(np.float32), Stage.INITIAL)
        made_on = MadeOn()
        assert not made_on.is_made_on(found, model.volume)
        assert not made_on.is_other(found, model.volume)
        made_on.note(found, model.volume)
        assert made_on.is_made_on(found, model.volume)
        assert made_on.is_other(found, model.images[1])
        assert not made_on.is_other(None, model.volume)

    def test_keeps_no_image_alive(self) -> None:
        made_on = MadeOn()
        mask = np.ones((4, 4, 4), bool)
        scan = image(1, "t1.nii")
        found = Segmentation(scan.box, mask, mask.astype(np.float32), Stage.INITIAL)
        made_on.note(found, scan)
        del scan
        gc.collect()
        assert made_on.is_other(found, image(1, "t1.nii"))
