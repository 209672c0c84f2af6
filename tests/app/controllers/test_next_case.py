"""Which scan comes next in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.controllers.next_case import neighbour

NAMES = ("case 10.nii.gz", "Case 2.nii.gz", "case 1.nii", "notes.txt", "case 3.PNG", ".case 2.nii")
OURS = ("case 2_Object-1_mask.nii.gz", "case 2_labels.nii.gz", "case 1_reference.nii")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (*NAMES, *OURS):
        (tmp_path / name).touch()
    for name in ("series 2", "series 10"):
        (tmp_path / name).mkdir()
    return tmp_path


def through(folder: Path, first: str) -> list[str]:
    names, here = [], folder / first
    while (following := neighbour(here, 1)) is not None:
        names.append(following.name)
        assert neighbour(following, -1) == here
        here = following
    return names


def test_scans_follow_in_the_order_of_their_numbers(folder: Path) -> None:
    assert through(folder, "case 1.nii") == ["Case 2.nii.gz", "case 3.PNG", "case 10.nii.gz"]
    assert neighbour(folder / "case 1.nii", -1) is None


def test_folders_follow_folders(folder: Path) -> None:
    assert through(folder, "series 2") == ["series 10"]


def test_a_scan_that_is_gone_has_no_neighbours(folder: Path) -> None:
    assert neighbour(folder / "gone.nii", 1) is None
    assert neighbour(folder / "no such folder" / "a.nii", 1) is None


def test_a_mask_that_is_looked_at_as_a_scan_has_neighbours_too(folder: Path) -> None:
    assert neighbour(folder / "case 1_reference.nii", -1) == folder / "case 1.nii"
