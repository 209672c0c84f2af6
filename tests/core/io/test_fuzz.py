"""Spoiled files of every kind; `make fuzz` reads 20,000 of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bifseg_core.errors import DatasetError
from scripts import fuzz
from scripts.fuzz_inputs import KINDS

INPUTS = 80

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the watch looks into /proc")


def test_spoiled_files_are_read_or_refused_in_a_sentence(tmp_path: Path) -> None:
    run = fuzz.Run(seed=0)
    for _ in fuzz.fuzz(run, INPUTS, tmp_path / "scratch", tmp_path / "kept"):
        pass
    assert run.failures == {}
    assert run.done == INPUTS
    assert set(run.outcomes) == set(KINDS)
    assert sum(counts.get("refused", 0) for counts in run.outcomes.values()) > INPUTS // 4
    assert run.longest_s < fuzz.LIMIT_S
    assert run.peak_bytes < fuzz.LIMIT_BYTES


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (DatasetError("It cannot be read; copy it again."), "refused"),
        (DatasetError("no sentence"), "not a sentence"),
        (ValueError("oh\nno"), "ValueError: oh no"),
        (None, "read"),
    ],
)
def test_what_counts_as_a_find(
    error: Exception | None, outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> None:
        if error is not None:
            raise error

    monkeypatch.setattr(fuzz, "read", read)
    assert fuzz._outcome("nifti", Path("input.nii")).startswith(outcome)


def test_the_same_seed_gives_the_same_inputs(tmp_path: Path) -> None:
    first, second = (fuzz.Inputs(tmp_path / name, 3) for name in "ab")
    for number in range(5):
        kind, path = first.write(number)
        assert (kind, path.name) == (KINDS[number], second.write(number)[1].name)
