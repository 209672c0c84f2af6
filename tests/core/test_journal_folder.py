"""What ends in the folder of journals when a program is killed before it wrote anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from bifseg_core.journal import find_orphans, journal_paths
from bifseg_core.journal.frames import read_frames
from bifseg_core.journal.locks import FileLock
from tests.core.journal_cases import Work, write


@pytest.fixture
def journal(tmp_path: Path) -> tuple[bytes, int]:
    """A journal's bytes, and where its first frame ends."""
    path = write(tmp_path / "whole", Work(199, 5).steps)
    with path.open("rb") as file:
        return path.read_bytes(), next(read_frames(file)).end.offset


def test_half_of_a_header_goes(journal: tuple[bytes, int], tmp_path: Path) -> None:
    content, end = journal
    path = tmp_path / "x.journal"
    for length in range(end):
        path.write_bytes(content[:length])
        assert find_orphans(tmp_path) == []
        assert journal_paths(tmp_path) == [], length


@pytest.mark.parametrize("place", [0, 30])
def test_a_damaged_header_stays(place: int, journal: tuple[bytes, int], tmp_path: Path) -> None:
    content = bytearray(journal[0])
    content[place] ^= 1
    (tmp_path / "x.journal").write_bytes(content)
    assert find_orphans(tmp_path) == []
    assert len(journal_paths(tmp_path)) == 1


def test_a_lock_without_a_journal_goes_unless_it_is_held(tmp_path: Path) -> None:
    idle, held = tmp_path / "idle.lock", tmp_path / "held.lock"
    idle.touch()
    lock = FileLock.take(held)
    assert lock is not None
    assert find_orphans(tmp_path) == []
    assert not idle.exists()
    assert held.exists()
    lock.release()
