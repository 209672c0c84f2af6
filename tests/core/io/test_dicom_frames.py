"""Multi-frame DICOM, series over time, films, and slices of a tilted gantry."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from pydicom import dcmread
from pydicom.uid import RLELossless

from bifseg_core.errors import GeometryError
from bifseg_core.io import find_series, finding_series, read_volume, reading_series
from tests.core.io.make import corners_ras, itk_corners_ras, write_series, write_slice
from tests.core.io.make_dicom import COLUMN, ROW, TILTED, write_enhanced


class TestEnhanced:
    @pytest.mark.parametrize("axes", [(ROW, COLUMN), TILTED])
    def test_frames_make_a_volume(self, axes: tuple, tmp_path: Path) -> None:
        frames = write_enhanced(tmp_path / "e.dcm", [0, 2.5, 5, 7.5], axes=axes)
        for path in (tmp_path, tmp_path / "e.dcm"):
            found = read_volume(path)
            assert np.array_equal(found.data.T, frames - 5)
            assert found.spacing == pytest.approx((0.7, 0.9, 2.5), abs=1e-5)
            assert found.affine.to_ras((0, 0, 0)) == pytest.approx((40, 30, 15))
            assert found.notes == ()
            assert found.source == tmp_path / "e.dcm"

    def test_frames_are_ordered_by_position(self, tmp_path: Path) -> None:
        frames = write_enhanced(tmp_path / "e.dcm", [5, 0, 7.5, 2.5])
        assert np.array_equal(read_volume(tmp_path / "e.dcm").data.T, frames[[1, 3, 0, 2]] - 5)

    def test_each_frame_has_its_own_scale(self, tmp_path: Path) -> None:
        frames = write_enhanced(tmp_path / "e.dcm", [0, 2.5, 5], slopes=[1, 2, 0.5])
        expected = frames * np.array([1, 2, 0.5])[:, None, None] - 5
        assert np.allclose(read_volume(tmp_path / "e.dcm").data.T, expected)

    def test_packed_frames(self, tmp_path: Path) -> None:
        frames = write_enhanced(tmp_path / "e.dcm", [0, 2.5, 5])
        whole = dcmread(tmp_path / "e.dcm")
        whole.compress(RLELossless)
        whole.save_as(tmp_path / "e.dcm")
        assert np.array_equal(read_volume(tmp_path / "e.dcm").data.T, frames - 5)

    @pytest.mark.parametrize(
        ("heights", "words"),
        [
            ([0, 2.5, 7.5, 10], "1 slice is missing"),
            ([0, 2.5, 4, 7.5, 9], "unevenly spaced"),
            ([0, 2.5, 5, 5], "same position"),
        ],
    )
    def test_the_same_checks(self, heights: list[float], words: str, tmp_path: Path) -> None:
        write_enhanced(tmp_path / "e.dcm", heights)
        with pytest.raises(GeometryError, match=words):
            read_volume(tmp_path / "e.dcm")

    def test_it_is_listed_with_its_frames(self, tmp_path: Path) -> None:
        write_enhanced(tmp_path / "e.dcm", [0, 2.5, 5])
        (info,) = find_series(tmp_path)
        assert info.size == (12, 10, 3)
        assert info.files == (tmp_path / "e.dcm",)

    def test_itk_writes_frames_where_we_find_them(self, tmp_path: Path) -> None:
        image = sitk.GetImageFromArray(np.arange(120).reshape(6, 4, 5).astype(np.uint8))
        image.SetSpacing((0.7, 0.9, 2.5))
        image.SetOrigin((-10, 20, 30))
        image.SetDirection((0, 0, 1, 1, 0, 0, 0, 1, 0))
        sitk.WriteImage(image, str(tmp_path / "f.dcm"))
        found = read_volume(tmp_path / "f.dcm")
        assert np.array_equal(found.data.T, sitk.GetArrayFromImage(image))
        assert np.allclose(corners_ras(found.shape, found.affine.matrix), itk_corners_ras(image))


class TestOverTime:
    def test_a_series_over_time_is_four_dimensional(self, tmp_path: Path) -> None:
        write_series(tmp_path, (0, 2.5, 5, 7.5) * 3)
        found = read_volume(tmp_path)
        assert found.shape == (5, 4, 4)
        assert found.frame_count == 3
        assert found.frames[0, 0].T.tolist() == [
            [400 * t + 100 * k for k in range(4)] for t in range(3)
        ]
        assert "3 time points" in found.notes[0]

    def test_a_time_point_that_is_not_whole(self, tmp_path: Path) -> None:
        write_series(tmp_path, (0, 2.5, 5, 0, 2.5))
        with pytest.raises(GeometryError, match="time points are not whole; copy the complete"):
            read_volume(tmp_path)

    def test_a_film_without_places(self, tmp_path: Path) -> None:
        frames = write_enhanced(tmp_path / "f.dcm", [0, 1, 2])
        whole = dcmread(tmp_path / "f.dcm")
        del whole.SharedFunctionalGroupsSequence, whole.PerFrameFunctionalGroupsSequence
        whole.save_as(tmp_path / "f.dcm")
        found = read_volume(tmp_path / "f.dcm")
        assert found.is_planar
        assert not found.is_oriented
        assert np.array_equal(found.frames[:, :, 0].T, frames)


def write_tilted(folder: Path, degrees: float, count: int = 5) -> np.ndarray:
    """Slices of a ball in world coordinates, as a gantry tilted about the x axis takes them."""
    step, size = 2.0, (44, 40)
    centre = np.array([15.0, 18 + np.tan(np.radians(degrees)) * step * (count - 1) / 2, 4])
    for n in range(count):
        shift = n * step * np.tan(np.radians(degrees))
        i, j = np.meshgrid(np.arange(size[0]) * 0.7, np.arange(size[1]) * 0.9)
        away = (i - centre[0]) ** 2 + (j + shift - centre[1]) ** 2 + (n * step - centre[2]) ** 2
        pixels = np.rint(100 * np.exp(-away / 30)).astype(np.int16)
        tags = {"_00200032": f"0\\{shift:.6f}\\{n * step}"}
        write_slice(folder / f"{n}.dcm", pixels, 0, **tags)
    return centre


class TestTiltedGantry:
    @pytest.mark.parametrize("degrees", [12, -20])
    def test_slices_are_shifted_onto_a_straight_grid(self, degrees: float, tmp_path: Path) -> None:
        centre = write_tilted(tmp_path, degrees)
        found = read_volume(tmp_path)
        assert np.allclose(np.cross(*found.affine.matrix[:3, :2].T)[:2], 0)
        assert f"tilted by {abs(degrees):.1f}°" in found.notes[0]
        assert "straight grid" in found.notes[0]
        i, j, k = np.indices(found.shape)
        places = found.affine.to_ras(np.stack([i, j, k], axis=-1)) * (-1, -1, 1)
        expected = 100 * np.exp(-((places - centre) ** 2).sum(axis=-1) / 30)
        assert np.abs(found.data - expected).max() < 2.5

    def test_what_no_slice_covers_is_background(self, tmp_path: Path) -> None:
        write_series(tmp_path, (0, 2.5, 5))
        for n, path in enumerate(sorted(tmp_path.iterdir())):
            dataset = dcmread(path)
            dataset.ImagePositionPatient = [-10, -20 + 0.9 * n, 2.5 * n]
            dataset.save_as(path)
        found = read_volume(tmp_path).data
        assert found.shape == (5, 6, 3)
        assert found.dtype == np.int16
        assert found[0].T.tolist() == [
            [0, 5, 10, 15, 0, 0],
            [0, 100, 105, 110, 115, 0],
            [0, 0, 200, 205, 210, 215],
        ]


def test_reading_can_be_counted_and_stopped(tmp_path: Path) -> None:
    write_series(tmp_path, np.arange(9) * 2.5)
    looking = finding_series(tmp_path)
    steps = [next(looking) for _ in range(9)]
    assert [(step.done, step.total) for step in steps] == [(n + 1, 9) for n in range(9)]
    assert steps[-1].fraction == 1
    (info,) = find_series(tmp_path)
    slices = reading_series(info)
    assert [next(slices).done for _ in range(4)] == [1, 2, 3, 4]
    slices.close()
