"""JPEG pictures whose camera was held upright or not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from bifseg_core.io import read_volume
from bifseg_core.io.turned import TURNED_NOTE, is_turned

PIXELS = np.arange(6 * 4, dtype=np.uint8).reshape(6, 4)


def photograph(path: Path, orientation: int | None, order: str = "<") -> bytes:
    picture = Image.fromarray(PIXELS)
    if orientation is None:
        picture.save(path)
    else:
        exif = picture.getexif()
        exif.endian, exif[0x0112], exif[0x010F] = order, orientation, "A camera"
        picture.save(path, exif=exif)
    return path.read_bytes()


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_turned_picture_is_told_and_shown_as_stored(
    orientation: int, order: str, tmp_path: Path
) -> None:
    photograph(tmp_path / "p.jpg", orientation, order)
    found = read_volume(tmp_path / "p.jpg")
    assert found.notes == (TURNED_NOTE,)
    assert found.shape == (4, 6, 1)


@pytest.mark.parametrize("orientation", [None, 1, 0, 9])
def test_an_upright_picture_says_nothing(orientation: int | None, tmp_path: Path) -> None:
    assert not is_turned(photograph(tmp_path / "p.jpg", orientation))
    assert read_volume(tmp_path / "p.jpg").notes == ()


def test_words_of_a_camera_that_end_anywhere(tmp_path: Path) -> None:
    whole = photograph(tmp_path / "p.jpg", 6)
    end = whole.index(b"Exif") + 200
    found = [is_turned(whole[:n]) for n in range(end)]
    assert not found[0]
    assert found[-1]
