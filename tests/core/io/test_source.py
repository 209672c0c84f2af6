"""No export takes the place of the scan that it was made from."""

from pathlib import Path

import numpy as np
import pytest

from bifseg_core.errors import WriteError
from bifseg_core.geometry import Affine
from bifseg_core.io import export_mask, read_volume, write_volume
from bifseg_core.volume import Volume


@pytest.mark.parametrize("through_a_link", [False, True])
def test_a_mask_never_replaces_its_scan(tmp_path: Path, through_a_link: bool) -> None:
    path = tmp_path / "scan.nii.gz"
    data = np.arange(60, dtype=np.int16).reshape(3, 4, 5)
    write_volume(Volume(data, Affine.from_spacing((1, 1, 2))), path)
    before = path.read_bytes()
    target = path
    if through_a_link:
        target = tmp_path / "link.nii.gz"
        target.symlink_to(path)
    with pytest.raises(WriteError, match="is the scan itself"):
        export_mask(data > 9, read_volume(path), target)
    assert path.read_bytes() == before


def test_a_mask_beside_its_scan_is_written(tmp_path: Path) -> None:
    path = tmp_path / "scan.nii.gz"
    data = np.arange(60, dtype=np.int16).reshape(3, 4, 5)
    write_volume(Volume(data, Affine.from_spacing((1, 1, 2))), path)
    export_mask(data > 9, read_volume(path), tmp_path / "mask.nii.gz")
    assert (read_volume(tmp_path / "mask.nii.gz").data == (data > 9)).all()
