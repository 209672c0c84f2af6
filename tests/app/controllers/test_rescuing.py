"""Masks that are rescued: all that are not on disk, once, under names of their own."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from app.controllers.rescuing import Rescuer
from app.model.case_model import CaseModel
from bifseg_core.case import ReplaceSegmentation, Segmentation, Stage
from bifseg_core.io import read_mask
from tests.app.fakes import ball_volume


def segmented(model: CaseModel, threshold: float) -> np.ndarray:
    volume = model.volume
    mask = volume.data > threshold
    found = Segmentation(volume.box, mask, mask.astype(np.float32), Stage.INITIAL)
    model.perform(ReplaceSegmentation(1, found))
    return mask


def test_an_error_at_every_drawing_writes_a_mask_once(qapp: object, tmp_path: Path) -> None:
    model = CaseModel()
    rescue = Rescuer(model, tmp_path / "rescued")
    assert rescue() is None
    model.open(ball_volume((8, 8, 8), radius=2))
    assert rescue() is None
    masks = [segmented(model, 60)]
    for _ in range(5):
        assert rescue() == tmp_path / "rescued"
    masks.append(segmented(model, 80))
    rescue()
    files = sorted((tmp_path / "rescued").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    assert len(files) == 2
    for path, mask in zip(files, masks, strict=True):
        np.testing.assert_array_equal(read_mask(path, model.volume), mask)
    model.mark_saved(model.state.active)
    assert rescue() is None
