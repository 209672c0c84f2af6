from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.model.case_model import CaseModel
from app.model.images import (
    image_made_on,
    image_words,
    is_made_on,
    is_made_on_other,
    other_image,
    overlaid_image,
    showing,
    shown_image,
    window_level_of,
)
from app.model.view_state import ViewSettings, WindowLevel
from bifseg_core.case import Segmentation, Stage
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.volume import ImageKey, Volume

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
        assert window_level_of(there) == OWN
        assert window_level_of(there, 1) == OTHER
        assert window_level_of(ViewSettings(window_level=OWN)) == OWN

    def test_to_the_shown_one_changes_nothing(self) -> None:
        look = ViewSettings(window_level=OWN)
        assert showing(look, 0) is look


def made_on(key: ImageKey | None, stage: Stage = Stage.INITIAL) -> Segmentation:
    mask = np.ones((4, 4, 4), bool)
    box = BoundingBox.whole(mask.shape)
    return Segmentation(box, mask, mask.astype(np.float32), stage, made_on=key)


class TestMadeOn:
    def test_images_are_numbered_as_they_are_added(self, model: CaseModel) -> None:
        model.add_image(image(3, "t2.nii"))
        assert [one.key for one in model.images] == [ImageKey(n) for n in range(3)]
        assert model.images[1].frame(2).key == ImageKey(1, 2)

    def test_tells_images_and_time_points_apart(self, model: CaseModel) -> None:
        found = made_on(ImageKey(1, 2))
        assert is_made_on(found, model.images[1].frame(2))
        for other in (model.volume, model.images[1], model.images[1].frame(1)):
            assert not is_made_on(found, other)
            assert is_made_on_other(found, other)
        assert image_made_on(model, found) is model.images[1].frame(2)

    @pytest.mark.parametrize("found", [None, made_on(None)], ids=["no mask", "unknown"])
    def test_what_is_not_known_is_neither(
        self, model: CaseModel, found: Segmentation | None
    ) -> None:
        assert not is_made_on(found, model.volume)
        assert not is_made_on_other(found, model.volume)
        assert image_made_on(model, found) is None

    def test_what_was_painted_is_a_start_on_every_image(self, model: CaseModel) -> None:
        assert not is_made_on_other(made_on(ImageKey(1), Stage.GIVEN), model.volume)

    @pytest.mark.parametrize("key", [ImageKey(2), ImageKey(1, 3), ImageKey(0, 1)], ids=repr)
    def test_an_image_that_is_gone(self, model: CaseModel, key: ImageKey) -> None:
        assert image_made_on(model, made_on(key)) is None

    def test_numbers_of_images_that_are_gone_are_not_given_again(self, model: CaseModel) -> None:
        """As where a case is opened whose first added image of two is not there any more."""
        model.open(model.volume, added=(replace(model.images[1], key=ImageKey(2)),))
        model.add_image(image(3, "t2.nii"))
        assert [one.key.number for one in model.images] == [0, 2, 3]
