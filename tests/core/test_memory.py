"""How much memory is free, on systems that tell it and on those that do not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bifseg_core import memory


def test_this_computer_has_some_free_but_not_everything() -> None:
    free = memory.free_bytes()
    assert free is not None
    assert 2**20 < free < 2**50


@pytest.mark.parametrize(
    ("text", "expected"),
    [("MemTotal: 9 kB\nMemAvailable:    2048 kB\n", 2**21), ("MemTotal: 9 kB\n", None)],
)
def test_the_systems_words(
    text: str, expected: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "meminfo").write_text(text)
    monkeypatch.setattr(memory, "_MEMORY_INFO", tmp_path / "meminfo")
    monkeypatch.setattr(memory.sys, "platform", "linux")
    assert memory.free_bytes() == expected


def test_without_that_file_what_is_built_in_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = memory.free_bytes()
    monkeypatch.setattr(memory, "_MEMORY_INFO", tmp_path / "none")
    built_in = memory.free_bytes()
    assert built_in is not None
    assert told is not None
    assert built_in >= told


def test_little_always_fits_and_what_nobody_tells_does_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "free_bytes", lambda: 10**9)
    assert memory.fits(10**9)
    assert not memory.fits(10**9 + 1)
    monkeypatch.setattr(memory, "free_bytes", lambda: 0)
    assert memory.fits(2**20)
    monkeypatch.setattr(memory, "free_bytes", lambda: None)
    assert memory.fits(10**15)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone can forget")
def test_the_peak_is_of_what_came_after_it_was_forgotten() -> None:
    program = (
        "from bifseg_core import memory\n"
        "memory.forget_peak_memory()\n"
        "before = memory.peak_memory_mb()\n"
        "large = bytearray(b'1') * (100 * 2**20)\n"
        "with_it = memory.peak_memory_mb()\n"
        "del large\n"
        "after = memory.peak_memory_mb()\n"
        "memory.forget_peak_memory()\n"
        "print(with_it - before, after - before, memory.peak_memory_mb() - before)\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
    with_it, after, forgotten = (float(word) for word in told.split())
    assert 90 < with_it < 130
    assert 90 < after < 130
    assert forgotten < 20


def test_without_those_files_the_peak_is_the_processs_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_STATUS", tmp_path / "none")
    monkeypatch.setattr(memory, "_CLEAR_MARKS", tmp_path / "none" / "either")
    memory.forget_peak_memory()
    assert 10 < memory.peak_memory_mb() < 2**20
