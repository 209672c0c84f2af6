"""Every file says which version of the program it was made by."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from bifseg_core import io
from bifseg_core.geometry import Affine
from bifseg_core.version import MADE_BY, __version__
from bifseg_core.volume import Volume


def block(depth: int) -> Volume:
    data = np.zeros((5, 4, depth), np.int16)
    data[1:3, 1:3, : max(1, depth - 1)] = 1
    return Volume(data, Affine.from_spacing((1.0, 0.5, 2.0)))


@pytest.mark.parametrize("ending", [*io.MASK_ENDINGS, *io.SURFACE_ENDINGS])
def test_the_version_stands_in_the_file(ending: str, tmp_path: Path) -> None:
    image = block(1 if ending == ".png" else 3)
    path = tmp_path / f"out{ending}"
    export = io.export_surface if ending in io.SURFACE_ENDINGS else io.export_mask
    export(image.data > 0, image, path)
    content = path.read_bytes()
    content = gzip.decompress(content) if ending.endswith(".gz") else content
    assert MADE_BY.encode() in content
    assert __version__ in MADE_BY
