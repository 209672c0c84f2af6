"""An image that memory has no room for is refused by its header, with both numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bifseg_core import memory
from bifseg_core.errors import ImageReadError
from bifseg_core.geometry import Affine
from bifseg_core.io import read_volume, write_volume
from bifseg_core.volume import Volume
from tests.core.io.make_dicom import write_scan


@pytest.fixture
def short_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_ALWAYS_FITS", 0)
    monkeypatch.setattr(memory, "free_bytes", lambda: 2000)


@pytest.mark.usefixtures("short_memory")
@pytest.mark.parametrize("ending", [".nii", ".nii.gz", ".nrrd", ".mha"])
def test_it_is_told_before_a_voxel_is_read(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    affine = Affine.from_spacing((1, 1, 2))
    small, large = (
        Volume(np.arange(size**3, dtype=np.int16).reshape((size,) * 3), affine) for size in (8, 20)
    )
    with monkeypatch.context() as patch:
        patch.setattr(memory, "free_bytes", lambda: None)
        write_volume(small, tmp_path / f"small{ending}")
        write_volume(large, tmp_path / f"large é{ending}")
    assert read_volume(tmp_path / f"small{ending}").shape == (8, 8, 8)
    with pytest.raises(ImageReadError) as caught:
        read_volume(tmp_path / f"large é{ending}")
    words = str(caught.value)
    assert f'"large é{ending}" needs 0.0 GB of memory' in words
    assert words.endswith("crop or downsample it first.")
    assert "\n" not in words


@pytest.mark.usefixtures("short_memory")
def test_a_series_is_refused_by_its_first_slice(tmp_path: Path) -> None:
    write_scan(tmp_path / "few", count=1)
    write_scan(tmp_path / "many", count=12)
    assert read_volume(tmp_path / "few").shape == (30, 26, 1)
    with pytest.raises(ImageReadError, match="are free; close other programs"):
        read_volume(tmp_path / "many")
