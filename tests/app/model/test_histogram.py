from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from app.model import histogram
from app.model.histogram import histogram_inside, histogram_of
from bifseg_core.case import Segmentation, Stage
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.volume import Volume


def volume(data: NDArray[np.generic]) -> Volume:
    return Volume(data, Affine.from_spacing((1, 1, 1)))


def ramp(kind: type) -> Volume:
    return volume(np.arange(1000, dtype=kind).reshape(10, 10, 10))


@pytest.mark.parametrize("kind", [np.int16, np.float32])
def test_every_voxel_is_counted_once(kind: type) -> None:
    found = histogram_of(ramp(kind))
    assert found.counts.sum() == 1000
    assert found.edges[0] <= 0 < 999 <= found.edges[-1]


def test_whole_numbers_leave_no_bin_with_more_of_them_than_another() -> None:
    found = histogram_of(ramp(np.int16))
    assert set(found.counts[:-1]) == {4}


def test_a_few_voxels_of_metal_leave_the_bins_to_the_tissue() -> None:
    scan = np.random.default_rng(0).uniform(50, 150, (30, 30, 30))
    scan[0, 0, :3] = 30_000
    found = histogram_of(volume(scan))
    assert found.edges[-1] < 200
    assert found.counts.sum() == scan.size - 3


def test_what_is_no_number_is_left_out() -> None:
    scan = np.linspace(0, 1, 1000, dtype=np.float32).reshape(10, 10, 10)
    scan[0] = np.nan
    assert histogram_of(volume(scan)).counts.sum() == 900
    assert histogram_of(volume(np.full((4, 4, 4), np.nan, np.float32))).counts.sum() == 0


def test_an_image_that_is_all_alike_has_one_bin() -> None:
    found = histogram_of(volume(np.full((4, 4, 4), 7, np.int16)))
    assert found.counts.tolist() == [64]


def test_a_sample_of_a_large_image_stands_for_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    scan = volume(np.random.default_rng(0).normal(size=(40, 40, 40)))
    whole = histogram_of(scan).counts.sum()
    monkeypatch.setattr(histogram, "_SAMPLES", 8_000)
    assert histogram_of(scan).counts.sum() == pytest.approx(whole, rel=0.01)


def test_inside_a_mask_only_its_voxels_count() -> None:
    scan = ramp(np.int16)
    box = BoundingBox((2, 0, 0), (4, 10, 10))
    mask = np.zeros(box.shape, bool)
    mask[0, 0, :5] = True
    found = Segmentation(box, mask, mask.astype(np.float32), Stage.INITIAL)
    edges = histogram_of(scan).edges
    inside = histogram_inside(found, scan, edges)
    expected = np.histogram(scan.data[2, 0, :5], edges)[0]
    assert inside.counts.tolist() == expected.tolist()
