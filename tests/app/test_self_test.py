"""The self-test says what works and what does not, in one line a check."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import self_test
from bifseg_core.errors import NetworkError

REPORT = {
    "seconds": {"first_mask": 0.62},
    "dice": {"unsupervised": 0.8, "refined": 0.94},
    "device": "cpu",
}


def play_well(folder: Path) -> int:
    (folder / "report.json").write_text(json.dumps(REPORT), encoding="utf-8")
    (folder / "mask.nii.gz").touch()
    return 0


def told(play: self_test.Play) -> tuple[int, list[str]]:
    lines: list[str] = []
    status = self_test.main(play, lines.append)
    return status, lines


@pytest.mark.parametrize("name", self_test.CHECKS)
def test_every_check_passes_here(name: str, qtbot: QtBot) -> None:
    (outcome,) = self_test.run({name: self_test.CHECKS[name]})
    assert outcome.is_good, outcome.detail


def test_a_line_for_each_check_and_the_sum(qtbot: QtBot, monkeypatch) -> None:
    monkeypatch.setattr(self_test, "CHECKS", {"Files": lambda folder: "can be written"})
    status, lines = told(play_well)
    assert status == 0
    assert lines[0].split() == ["ok", "Files", "can", "be", "written"]
    assert "Dice 80 %, refined 94 %" in lines[1]
    assert "2 of 2 checks passed" in lines[2]


def test_what_fails_is_told_and_the_rest_goes_on(monkeypatch) -> None:
    def damaged(_: Path) -> str:
        raise NetworkError("The weight file is damaged; install it again.")

    def buggy(_: Path) -> str:
        return str({}["nothing"])

    monkeypatch.setattr(self_test, "CHECKS", {"Weights": damaged, "Icons": buggy})
    status, lines = told(play_well)
    assert status == 1
    assert lines[0].startswith("FAILED  Weights")
    assert lines[0].endswith("The weight file is damaged; install it again.\n")
    assert "KeyError" in lines[1]
    assert "1 of 3 checks passed" in lines[3]


def test_a_sample_that_stops_says_why(monkeypatch) -> None:
    def play(_: Path) -> int:
        sys.stderr.write("The box is too dark.\n")
        return 1

    monkeypatch.setattr(self_test, "CHECKS", {})
    status, lines = told(play)
    assert status == 1
    assert "The box is too dark." in lines[0]


def test_a_sample_without_a_mask_fails(monkeypatch) -> None:
    def play(folder: Path) -> int:
        play_well(folder)
        (folder / "mask.nii.gz").unlink()
        return 0

    monkeypatch.setattr(self_test, "CHECKS", {})
    assert told(play)[0] == 1
