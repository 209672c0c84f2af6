"""Files with several time points or channels, and pictures in colour."""

from __future__ import annotations

from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
import SimpleITK as sitk

from bifseg_core.errors import ImageReadError
from bifseg_core.io import export_mask, read_mask, read_volume

SPACING = (0.5, 0.75, 2.0)


def write_4d(path: Path, count: int = 3) -> np.ndarray:
    """Writes (T, K, J, I) with a different value everywhere; returns it as (I, J, K, T)."""
    frames = np.arange(count * 4 * 5 * 6, dtype=np.int16).reshape(count, 4, 5, 6)
    images = [sitk.GetImageFromArray(frame) for frame in frames]
    for image in images:
        image.SetSpacing(SPACING)
    sitk.WriteImage(sitk.JoinSeries(images), str(path))
    return frames.T


@pytest.mark.parametrize("ending", [".nii", ".nii.gz", ".nrrd", ".mha"])
class TestFrames:
    def test_each_is_an_image_on_the_same_grid(self, ending: str, tmp_path: Path) -> None:
        expected = write_4d(tmp_path / f"scan{ending}")
        found = read_volume(tmp_path / f"scan{ending}")
        assert found.frame_count == 3
        assert found.spacing == pytest.approx(SPACING)
        for index in range(3):
            frame = found.frame(index)
            assert np.array_equal(frame.data, expected[..., index])
            assert frame.same_grid(found)
            assert frame is found.frame(index)
            assert not frame.data.flags.writeable
        assert found.frame(0) is found

    def test_no_frame_is_a_copy(self, ending: str, tmp_path: Path) -> None:
        write_4d(tmp_path / f"scan{ending}")
        found = read_volume(tmp_path / f"scan{ending}")
        assert all(np.shares_memory(found.frame(n).data, found.frames) for n in range(3))

    def test_a_note_says_so(self, ending: str, tmp_path: Path) -> None:
        write_4d(tmp_path / f"scan{ending}")
        assert any(
            "3 time points" in note for note in read_volume(tmp_path / f"scan{ending}").notes
        )

    def test_a_single_one_is_an_ordinary_image(self, ending: str, tmp_path: Path) -> None:
        expected = write_4d(tmp_path / f"scan{ending}", count=1)
        found = read_volume(tmp_path / f"scan{ending}")
        assert found.frame_count == 1
        assert found.frames is None
        assert np.array_equal(found.data, expected[..., 0])

    def test_a_file_cut_short_is_refused(self, ending: str, tmp_path: Path) -> None:
        path = tmp_path / f"scan{ending}"
        write_4d(path)
        path.write_bytes(path.read_bytes()[:-40])
        with pytest.raises(ImageReadError):
            read_volume(path)

    def test_they_are_no_mask(self, ending: str, tmp_path: Path) -> None:
        write_4d(tmp_path / f"scan{ending}")
        with pytest.raises(ImageReadError, match="four-dimensional: it holds 3"):
            read_mask(tmp_path / f"scan{ending}", read_volume(tmp_path / f"scan{ending}"))

    def test_their_mask_is_three_dimensional(self, ending: str, tmp_path: Path) -> None:
        write_4d(tmp_path / f"scan{ending}")
        volume = read_volume(tmp_path / f"scan{ending}")
        mask = volume.data % 3 == 0
        export_mask(mask, volume, tmp_path / f"mask{ending}")
        assert np.array_equal(read_mask(tmp_path / f"mask{ending}", volume), mask)


def test_planar_frames(tmp_path: Path) -> None:
    data = np.arange(60, dtype=np.int16).reshape(5, 4, 1, 3)
    nib.save(nib.Nifti1Image(data, np.eye(4)), tmp_path / "cine.nii")
    found = read_volume(tmp_path / "cine.nii")
    assert found.shape == (5, 4, 1)
    assert np.array_equal(found.frame(2).data, data[..., 2])


def write_colours(path: Path, dtype: type = np.uint8) -> np.ndarray:
    pixels = np.zeros((5, 7, 3), dtype)
    pixels[1:3, 2:6] = np.array((250, 20, 60)) * (np.iinfo(dtype).max // 255)
    sitk.WriteImage(sitk.GetImageFromArray(pixels, isVector=True), str(path))
    return pixels


@pytest.mark.parametrize(
    ("ending", "dtype"), [(".png", np.uint8), (".png", np.uint16), (".tif", np.uint8)]
)
def test_a_picture_in_colour(ending: str, dtype: type, tmp_path: Path) -> None:
    pixels = write_colours(tmp_path / f"picture{ending}", dtype)
    found = read_volume(tmp_path / f"picture{ending}")
    assert found.shape == (7, 5, 1)
    assert found.data.dtype == dtype
    luma = 0.299 * 250 + 0.587 * 20 + 0.114 * 60
    assert found.data[3, 1, 0] == pytest.approx(luma * (np.iinfo(dtype).max // 255), abs=1)
    assert found.data[0, 0, 0] == 0
    assert found.colours is not None
    eight_bits = (pixels >> (8 * (pixels.dtype.itemsize - 1))).astype(np.uint8)
    assert np.array_equal(found.colours[:, :, 0].transpose(1, 0, 2), eight_bits)
    assert any("brightness" in note for note in found.notes)


def test_transparency_is_no_colour(tmp_path: Path) -> None:
    pixels = np.full((4, 4, 4), 90, np.uint8)
    pixels[0, 0, 0] = 200
    sitk.WriteImage(sitk.GetImageFromArray(pixels, isVector=True), str(tmp_path / "picture.png"))
    found = read_volume(tmp_path / "picture.png")
    assert found.colours is not None
    assert found.colours.shape == (4, 4, 1, 3)
