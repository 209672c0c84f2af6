"""The self-playing sample, with the fake engine so that it is quick."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import resources
from app.application import Shell
from app.demo.plan import box_around, scribbles
from app.demo.story import Demo
from bifseg_core.errors import BoxError
from bifseg_core.geometry import BoundingBox
from bifseg_core.io import read_mask, read_volume
from bifseg_core.segmenter import Progress
from tests.app.fakes import FakeEngine, FakeQuestions


def play(shell: Shell, qtbot: QtBot, folder: Path) -> int:
    demo = Demo(
        shell.window,
        shell.models,
        shell.controllers,
        shell.file_runner,
        folder,
        is_ready=lambda: True,
        started=time.monotonic(),
    )
    demo.start()
    with qtbot.waitSignal(demo.finished, timeout=60_000) as blocker:
        pass
    return blocker.args[0]


def test_the_demo_plays_to_its_end(
    shell: Shell, qtbot: QtBot, questions: FakeQuestions, tmp_path: Path, capsys
) -> None:
    folder = tmp_path / "demo"
    questions.export = folder / "mask.nii.gz"
    assert play(shell, qtbot, folder) == 0
    report = json.loads((folder / "report.json").read_text())
    assert report["note"] == "Not a medical device"
    assert report["scribbles"] == 2
    assert set(report["dice"]) == {"initial", "unsupervised", "refined"}
    assert report["dice"]["refined"] > 0
    assert (folder / "screenshot.png").stat().st_size > 10_000
    sample = read_volume(resources.SAMPLE)
    assert read_mask(folder / "mask.nii.gz", sample).any()
    assert "Dice" in capsys.readouterr().out


def test_the_demo_ends_where_something_fails(
    shell: Shell, qtbot: QtBot, engine: FakeEngine, tmp_path: Path, capsys
) -> None:
    engine.error = BoxError("The box is too dark.")
    assert play(shell, qtbot, tmp_path) == 1
    assert "too dark" in capsys.readouterr().err


def last(steps) -> object:
    while True:
        try:
            assert isinstance(next(steps), Progress)
        except StopIteration as stop:
            return stop.value


@pytest.fixture(scope="module")
def reference():
    sample = read_volume(resources.SAMPLE)
    return read_mask(resources.reference_of(resources.SAMPLE), sample)


def test_it_scribbles_where_the_mask_is_wrong(reference) -> None:
    mask = reference.copy()
    box = BoundingBox.of_mask(reference)
    middle = (box.start_ijk[0] + box.stop_ijk[0]) // 2
    mask[middle:] = False
    mask[:, :, box.stop_ijk[2] : box.stop_ijk[2] + 3] |= reference.any(axis=2)[..., None]
    missed, spilled = last(scribbles(mask, reference))
    assert missed.is_missed
    assert all(reference[voxel] and not mask[voxel] for voxel in missed.voxels_ijk)
    assert not spilled.is_missed
    assert all(mask[voxel] and not reference[voxel] for voxel in spilled.voxels_ijk)


def test_a_perfect_mask_needs_no_scribble(reference) -> None:
    assert last(scribbles(reference, reference)) == []


def test_its_box_holds_the_object(reference) -> None:
    box = box_around(reference)
    assert reference[box.slices].sum() == reference.sum()
