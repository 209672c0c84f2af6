"""Libraries that die, stall or swell over a file: the program goes on."""

from __future__ import annotations

import os
import sys

import pytest

from bifseg_core.errors import WorkerError
from bifseg_core.io import guarded as guarded_module
from bifseg_core.io.guarded import UnreadableError, guarded

posix_only = pytest.mark.skipif(os.name != "posix", reason="this system counts no working seconds")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")


def test_what_a_function_returns_or_raises_comes_back() -> None:
    assert guarded(0, 0, abs, -1) == 1
    with pytest.raises(ValueError, match="invalid literal"):
        guarded(0, 0, int, "one")


def test_a_death_is_told_and_the_next_file_is_read() -> None:
    with pytest.raises(UnreadableError):
        guarded(0, 0, os._exit, 7)
    assert guarded(0, 0, abs, -2) == 2


@posix_only
def test_endless_work_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded_module, "WORKING_S", 0.1)
    with pytest.raises(UnreadableError):
        guarded(0, 0, sum, range(10**12))
    assert guarded(0, 0, abs, -3) == 3


def test_waiting_has_an_end_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded_module, "WAITING_S", 0.1)
    with pytest.raises(UnreadableError):
        guarded(0, 0, sum, range(10**12))


@linux_only
def test_memory_has_an_end_too() -> None:
    with pytest.raises(UnreadableError):
        guarded(0, 0, bytearray, 1 << 37)
    assert len(guarded(0, 1 << 20, bytearray, 1 << 20)) == 1 << 20


def test_a_helper_that_cannot_start_is_no_fault_of_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> None:
        raise WorkerError("Drawing the border stopped twice.")
        yield

    process, _ = guarded_module._helper()
    monkeypatch.setattr(process, "run", fails)
    with pytest.raises(WorkerError, match=r"^The helper process that reads this file cannot be"):
        guarded(0, 0, abs, -1)
