"""Uneven slices: brought to even distances where none can be missing, refused where one may be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread

from bifseg_core import memory
from bifseg_core.errors import GeometryError, ImageReadError
from bifseg_core.io import export_mask, read_volume
from bifseg_core.io.even_slices import even_count, evened, place_between
from bifseg_core.io.slices import SlicePlace, stack_slices
from tests.core.io.make import corners_ras, itk_corners_ras, write_series
from tests.core.io.make_dicom import TILTED, write_enhanced, write_scan

UNEVEN = (0, 2, 5, 7, 10, 13)
MIXED = (0, 2.5, 5, 7.5, 10, 15, 20, 25)
"""Thin slices below, thick ones above, as heads were once scanned."""


def places_at(heights: object, thickness: object = 2.5) -> list[SlicePlace]:
    row, column, normal = np.eye(3)
    mm = np.broadcast_to(thickness, len(heights))
    return [
        SlicePlace(normal * h, row, column, (0.7, 0.9), (5, 4), float(t))
        for h, t in zip(heights, mm, strict=True)
    ]


def world_slices(folder: Path, heights: tuple[float, ...], **options: object) -> None:
    """A scan whose values are ten times the height above its first slice, plus the row."""
    for path, height in zip(write_scan(folder, heights=heights, **options), heights, strict=True):
        one = dcmread(path)
        rows = np.arange(one.Rows)[:, None] + np.zeros(one.Columns)
        one.PixelData = np.rint(10 * height + rows).astype("<i2").tobytes()
        one.save_as(path)


def test_values_stand_where_they_were_measured(tmp_path: Path) -> None:
    world_slices(tmp_path, UNEVEN)
    found = read_volume(tmp_path)
    assert found.spacing[2] == pytest.approx(13 / 7)
    assert found.shape == (30, 26, 8)
    heights = found.affine.to_ras(np.array([(0, 0, k) for k in range(8)]))[:, 2] - 15
    assert heights[-1] == pytest.approx(13)
    assert np.abs(found.data[0, 0] - 10 * heights).max() <= 0.5
    assert found.data.dtype == np.int16
    assert found.notes == (
        "The slices lie unevenly, 2 to 3 mm apart, so the scan was interpolated to even distances "
        "of 1.857 mm; masks lie on that grid.",
    )


def test_oblique_and_tilted_ones_too(tmp_path: Path) -> None:
    world_slices(tmp_path, UNEVEN, axes=TILTED, lean=0.2)
    found = read_volume(tmp_path)
    assert "tilted by" in found.notes[1]
    assert "unevenly" in found.notes[0]
    first = np.array([40.0, 30, 15])
    normal = np.cross(*TILTED) * (-1, -1, 1)
    column = TILTED[1] * (-1, -1, 1)
    i, j, k = np.indices(found.shape)
    away = found.affine.to_ras(np.stack([i, j, k], axis=-1)) - first
    height = away @ normal
    row = (away @ column - 0.2 * height) / 0.9
    inside = (row > 1) & (row < 24)
    assert inside.mean() > 0.7
    assert np.abs(found.data - (10 * height + row))[inside].max() < 1.5


def test_a_mask_lies_on_the_even_grid(tmp_path: Path) -> None:
    import SimpleITK as sitk

    world_slices(tmp_path / "scan", UNEVEN, axes=TILTED)
    scan = read_volume(tmp_path / "scan")
    export_mask(scan.data > 60, scan, tmp_path / "mask.nrrd")
    seen = itk_corners_ras(sitk.ReadImage(str(tmp_path / "mask.nrrd")))
    assert np.abs(seen - corners_ras(scan.shape, scan.affine.matrix)).max() < 1e-5


def test_frames_of_one_file(tmp_path: Path) -> None:
    frames = write_enhanced(tmp_path / "e.dcm", list(UNEVEN))
    found = read_volume(tmp_path / "e.dcm")
    assert found.shape == (12, 10, 8)
    assert np.array_equal(found.data[:, :, 0].T, frames[0] - 5)
    assert np.array_equal(found.data[:, :, -1].T, frames[-1] - 5)


def test_uneven_slices_over_time(tmp_path: Path) -> None:
    write_series(tmp_path, UNEVEN * 2)
    found = read_volume(tmp_path)
    assert found.shape == (5, 4, 8)
    assert found.frames[0, 0, [0, -1]].tolist() == [[0, 600], [500, 1100]]


@given(
    gaps=st.lists(st.floats(2.0, 2.9), min_size=2, max_size=12),
    thickness=st.floats(0.5, 9),
)
@settings(max_examples=60)
def test_every_slice_is_near_one_of_the_grid(gaps: list[float], thickness: float) -> None:
    heights = np.cumsum([0, *gaps])
    stack = stack_slices(places_at(heights, thickness), Path("series"))
    step = stack.grid.spacing[2]
    assert step <= max(gaps) + 1e-9
    if stack.steps_k is None:
        return
    assert stack.steps_k * step == pytest.approx(heights)
    assert even_count(stack.steps_k) >= len(heights)
    values = evened(heights[None, None], stack.steps_k)[0, 0]
    assert values == pytest.approx(np.arange(even_count(stack.steps_k)) * step, abs=2e-3 * step)


def test_a_slice_on_the_grid_stays_as_it_is() -> None:
    steps_k = np.array([0, 1.5, 3])
    data = np.arange(12, dtype=np.float32).reshape(2, 2, 3)
    even = evened(data, steps_k)
    assert np.array_equal(even[..., 0], data[..., 0])
    assert np.array_equal(even[..., 3], data[..., 2])
    assert even[..., 1] == pytest.approx(data[..., 0] / 3 + data[..., 1] * 2 / 3)
    assert [place_between(steps_k, k)[0] for k in range(4)] == [0, 0, 1, 2]


class TestWhatMayBeMissing:
    def test_thick_slices_that_follow_thin_ones_are_whole(self, tmp_path: Path) -> None:
        stack = stack_slices(places_at(MIXED, (2.5, 2.5, 2.5, 2.5, 2.5, 5, 5, 5)), Path("series"))
        assert stack.grid.spacing[2] == 2.5
        assert stack.steps_k.tolist() == [0, 1, 2, 3, 4, 6, 8, 10]

    def test_the_same_places_of_thin_slices_are_gaps(self) -> None:
        with pytest.raises(GeometryError, match=r"3 slices are missing, the first between 10 mm"):
            stack_slices(places_at(MIXED), Path("series"))

    def test_thick_slices_that_overlap_hide_no_gap(self) -> None:
        with pytest.raises(GeometryError, match="1 slice is missing"):
            stack_slices(places_at((0, 2.5, 5, 10, 12.5), 5), Path("series"))

    @pytest.mark.parametrize("heights", [(0, 2.5, 4, 7.5, 9), (0, 2.5, 2.9, 5, 7.5), (0, 2, 6.5)])
    def test_where_nobody_can_tell_it_is_refused(self, heights: tuple[float, ...]) -> None:
        with pytest.raises(GeometryError, match=r"unevenly spaced .* some may be missing; copy"):
            stack_slices(places_at(heights), Path("series"))

    @given(
        count=st.integers(4, 12),
        gone=st.integers(1, 10),
        jitter=st.integers(0, 2**31),
    )
    @settings(max_examples=60)
    def test_a_gap_is_never_filled(self, count: int, gone: int, jitter: int) -> None:
        """A slice taken out of uneven ones is always missed."""
        rng = np.random.default_rng(jitter)
        heights = np.cumsum(rng.uniform(2.2, 2.8, count + 1))
        left = np.delete(heights, 1 + gone % (count - 1))
        with pytest.raises(GeometryError, match="missing"):
            stack_slices(places_at(left), Path("series"))


def test_a_grid_that_memory_has_no_room_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world_slices(tmp_path, UNEVEN)
    monkeypatch.setattr(memory, "_ALWAYS_FITS", 0)
    monkeypatch.setattr(memory, "free_bytes", lambda: 30 * 26 * 2 * 7)
    with pytest.raises(ImageReadError, match="of memory"):
        read_volume(tmp_path)
