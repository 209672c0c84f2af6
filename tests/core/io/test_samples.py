"""The bundled samples are small, read without a note, and are what the script draws."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from bifseg_core.geometry import BoundingBox
from bifseg_core.io import read_mask, read_volume

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "resources" / "samples"
CASES = {
    "sample_mr.nii.gz": ("sample_mr_reference.nii.gz", "77:104,73:107,54:74"),
    "sample_us.png": ("sample_us_reference.png", "93:185,65:125"),
}


@pytest.mark.parametrize("image", CASES)
def test_a_sample_is_in_order(image: str) -> None:
    reference, box = CASES[image]
    volume = read_volume(SAMPLES / image)
    mask = read_mask(SAMPLES / reference, volume)
    assert volume.notes == ()
    assert BoundingBox.of_mask(mask) == BoundingBox.parse(box)
    assert box in (SAMPLES / "README.md").read_text(encoding="utf-8")


def test_the_head_is_small_and_oriented() -> None:
    files = [SAMPLES / "sample_mr.nii.gz", SAMPLES / "sample_mr_reference.nii.gz"]
    assert sum(path.stat().st_size for path in files) < 3_000_000
    volume = read_volume(files[0])
    assert volume.affine.axis_codes == "LPS"
    assert volume.data.dtype == np.int16


def test_the_script_draws_them_again() -> None:
    """The picture alone: the head takes seconds."""
    path = ROOT / "scripts" / "make_samples.py"
    spec = importlib.util.spec_from_file_location("make_samples", path)
    script = importlib.util.module_from_spec(spec)
    sys.modules["make_samples"] = script
    spec.loader.exec_module(script)
    drawn, mask = script.make_us()
    shipped = read_volume(SAMPLES / "sample_us.png")
    difference = np.abs(shipped.data.astype(int) - drawn.data.astype(int))
    assert np.quantile(difference, 0.999) <= 1
    assert np.mean(mask != read_mask(SAMPLES / "sample_us_reference.png", shipped)) < 1e-4
