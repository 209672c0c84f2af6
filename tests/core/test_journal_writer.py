"""Writing a journal: what goes first, what a full disk does, and that nobody waits."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bifseg_core.case import Case, ReplaceSegmentation, Segmentation, Stage
from bifseg_core.history import History
from bifseg_core.journal import JournalWriter, Step, StepKind, owed, replay
from bifseg_core.journal import sink as sink_module
from bifseg_core.journal.frames import read_frames
from bifseg_core.journal.packing import unpack
from tests.core.journal_cases import (
    SHAPE,
    VOLUME,
    Work,
    assert_same_case,
    never,
    random_segmentation,
    write,
)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owed, "PART_VOXELS", 7)


@pytest.mark.usefixtures("small_parts")
def test_masks_and_strokes_go_before_probabilities(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_free, plain = threading.Event(), os.fsync

    def slow(descriptor: int) -> None:
        assert is_free.wait(10)
        plain(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    work, writer = Work(11, 60), JournalWriter.begin(tmp_path, VOLUME, never)
    for step in work.steps:
        writer.append(step)
    is_free.set()
    assert writer.close()
    kinds = [unpack(frame).head["kind"] for frame in payloads(writer.path)]
    assert kinds.count("probability") > 3
    last_step = len(kinds) - kinds[::-1].index("step")
    assert set(kinds[last_step:]) == {"probability"}
    restored = replay(writer.path, VOLUME)
    assert_same_case(work.both, (restored.case, restored.history))


@pytest.mark.usefixtures("small_parts")
def test_a_probability_that_was_not_written_is_stood_in_for(tmp_path: Path) -> None:
    case = Case(VOLUME)
    history = History(case)
    probability = np.random.default_rng(0).random(SHAPE, np.float32)
    found = Segmentation(VOLUME.box, probability > 0.5, probability, Stage.INITIAL)
    history.perform(ReplaceSegmentation(1, found))
    path = write(tmp_path, [Step(StepKind.PERFORM, case.state, "Segment")])
    with path.open("rb") as file:
        ends = [frame.end.offset for frame in read_frames(file)]
    os.truncate(path, ends[-2])
    restored = replay(path, VOLUME)
    (missing,) = restored.stand_ins
    both = (restored.case, restored.history)
    assert_same_case((case, history), both, stand_ins=restored.stand_ins)
    with pytest.raises(AssertionError):
        assert_same_case((case, history), both)
    parts = missing.foreground_probability.reshape(-1)
    assert np.array_equal(parts[:-7], probability.reshape(-1)[:-7])
    assert np.array_equal(parts[-7:], found.mask.reshape(-1)[-7:])


def test_a_probability_of_no_mask_in_the_case_is_not_written(tmp_path: Path) -> None:
    paid = owed.Owed()
    paid.add(random_segmentation(np.random.default_rng(0)), 0)
    assert paid.next() == []
    assert not paid


def payloads(path: Path) -> list[bytes]:
    with path.open("rb") as file:
        return [frame.payload for frame in read_frames(file)]


def test_without_a_folder_it_complains_once_and_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told: list[int] = []
    writer = JournalWriter.begin(tmp_path / "file" / "journals", VOLUME, lambda: told.append(1))
    for step in Work(7, 12).steps:
        writer.append(step)
    assert writer.flush()
    assert told == [1]
    assert writer.has_failed
    assert writer.close()


def test_a_full_disk_is_made_up_for_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work, told = Work(7, 12), []
    writer = JournalWriter.begin(
        tmp_path, VOLUME, lambda: told.append("trouble"), on_kept=lambda: told.append("kept")
    )
    assert writer.flush()
    plain = sink_module._write_all

    def fill_up(descriptor: int, content: bytes) -> None:
        plain(descriptor, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(sink_module, "_write_all", fill_up)
        for step in work.steps[:8]:
            writer.append(step)
            assert writer.flush()
        assert replay(writer.path, VOLUME).is_whole
    for step in work.steps[8:]:
        writer.append(step)
    assert writer.close()
    restored = replay(writer.path, VOLUME)
    assert_same_case(work.both, (restored.case, restored.history))
    assert told == ["kept", "trouble", "kept"]
    assert not writer.has_failed


def test_what_a_full_disk_turned_away_is_written_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work(7, 12)
    writer = JournalWriter.begin(tmp_path, VOLUME, lambda: None)
    assert writer.flush()

    def refuse(descriptor: int, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(sink_module, "_write_all", refuse)
        for step in work.steps:
            writer.append(step)
        assert writer.flush()
    assert writer.close()
    restored = replay(writer.path, VOLUME)
    assert_same_case(work.both, (restored.case, restored.history))


def test_the_caller_never_waits_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_free = threading.Event()
    plain = os.fsync

    def slow(descriptor: int) -> None:
        assert is_free.wait(10)
        plain(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    writer = JournalWriter.begin(tmp_path, VOLUME, never)
    for step in Work(7, 12).steps:
        writer.append(step)
    assert not writer.flush(0)
    is_free.set()
    assert writer.close()


@pytest.mark.parametrize("end", [JournalWriter.close, JournalWriter.discard])
def test_who_has_let_go_is_told_nothing(
    end: Callable[[JournalWriter, float], bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_free, told = threading.Event(), []
    plain = os.fsync

    def slow(descriptor: int) -> None:
        assert is_free.wait(10)
        plain(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    writer = JournalWriter.begin(tmp_path, VOLUME, never, on_kept=lambda: told.append("kept"))
    assert not end(writer, 0.0)
    is_free.set()
    assert writer.close()
    assert told == []
