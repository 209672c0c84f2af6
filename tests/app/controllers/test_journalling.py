"""The journal of the open case: what is written with each step, and that nobody waits for it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt5.QtCore import QTimer

from app.controllers.casefiles import suggested_path
from app.controllers.journalling import TIME_EVERY_MS, JournalController
from app.controllers.naming import with_ending
from app.model.answers import Answers
from app.model.case_model import CaseModel
from app.model.timekeeper import Timekeeper
from bifseg_core.case import (
    ObjectStatus,
    ReplaceSegmentation,
    Segmentation,
    SetBox,
    Stage,
)
from bifseg_core.journal import Restored, StepKind, journal_paths, replay
from bifseg_core.journal.frames import read_frames
from bifseg_core.journal.packing import unpack
from bifseg_core.journal.writer import RETRY_S
from bifseg_core.listing import AddObject, SetStatus
from bifseg_core.volume import DicomSeries, Volume
from scripts.killtest import kill_once, make_scan
from tests.app.fakes import ball_volume


class Desk:
    """A model, its journal, and a clock that tests set."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = 100.0
        self.model = CaseModel()
        self.answers = Answers()
        self.timekeeper = Timekeeper(self.model, clock=lambda: self.now)
        self.journalling = JournalController(
            self.model, self.answers, self.timekeeper, folder, clock=lambda: self.now
        )
        ball = ball_volume((8, 8, 8), radius=2)
        self.volume = Volume(ball.data, ball.affine, folder / "scan.nii")
        self.model.open(self.volume)

    def segments(self, *, noted: bool = True) -> Segmentation:
        box = self.volume.box
        mask = self.volume.data > 60
        made = Segmentation(box, mask, mask.astype("float32"), Stage.UNSUPERVISED)
        if noted:
            self.answers.note(made, self.model.state.active.scribbles)
        self.model.perform(ReplaceSegmentation(1, made))
        return made

    def replayed(self) -> Restored:
        assert self.journalling.flush()
        (path,) = journal_paths(self.folder)
        return replay(path, self.volume)

    def steps(self) -> list[dict]:
        assert self.journalling.flush()
        (path,) = journal_paths(self.folder)
        with path.open("rb") as file:
            heads = [unpack(frame.payload).head for frame in read_frames(file)]
        return [head for head in heads if head["kind"] == "step"]


@pytest.fixture
def desk(qapp: object, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.journalling.close()


def test_each_step_says_what_it_was_and_when(desk: Desk) -> None:
    for edit in (SetBox(1, desk.volume.box), SetBox(1, None, "Remove box")):
        desk.now += 2
        desk.model.perform(edit)
    desk.model.undo()
    told = [(step["how"], step.get("name"), step.get("edit"), step["at"]) for step in desk.steps()]
    assert told == [
        ("perform", "Draw box", "SetBox", 102.0),
        ("perform", "Remove box", "SetBox", 104.0),
        ("undo", None, None, 104.0),
    ]


def test_the_time_spent_is_written_and_goes_on(desk: Desk) -> None:
    desk.timekeeper.touch()
    desk.now += 3
    desk.timekeeper.touch()
    desk.model.perform(SetBox(1, desk.volume.box))
    restored = desk.replayed()
    assert restored.seconds[1].total == restored.seconds[1].active == 3.0
    desk.journalling.expect(restored)
    desk.model.open(desk.volume, restored)
    desk.now += 1
    assert desk.timekeeper.user_time(1).total == 4.0


def test_time_without_a_step_is_written_too_and_is_no_step(desk: Desk) -> None:
    desk.model.perform(SetBox(1, desk.volume.box))
    desk.now += 60
    desk.journalling.on_time_passed()
    desk.journalling.on_time_passed()
    restored = desk.replayed()
    assert restored.seconds[1].total == 60.0
    assert restored.steps == 1
    assert restored.history.undo_name == "Draw box"
    assert [step["how"] for step in desk.steps()] == ["perform", "time"]


def test_the_time_on_an_object_that_is_left_is_written(desk: Desk) -> None:
    desk.now += 7
    desk.model.perform(AddObject("Object 2"))
    desk.now += 2
    desk.journalling.on_time_passed()
    seconds = desk.replayed().seconds
    assert (seconds[1].total, seconds[2].total) == (7.0, 2.0)


def test_an_accepted_object_writes_no_time(desk: Desk) -> None:
    desk.model.perform(SetStatus(1, ObjectStatus.ACCEPTED))
    desk.now += 60
    desk.journalling.on_time_passed()
    assert [step["how"] for step in desk.steps()] == ["perform"]


def test_the_time_is_written_by_itself(desk: Desk) -> None:
    """Within the few seconds that a crash may cost."""
    assert 0 < TIME_EVERY_MS <= 5000
    assert desk.journalling.findChild(QTimer).interval() == TIME_EVERY_MS
    assert desk.journalling.findChild(QTimer).isActive()


def test_a_mask_that_answers_its_scribbles_still_does(desk: Desk) -> None:
    desk.segments()
    restored = desk.replayed()
    desk.journalling.expect(restored)
    desk.model.open(desk.volume, restored)
    target = desk.model.state.active
    assert desk.answers.answered_by(target.segmentation) is target.scribbles


def test_a_mask_that_answers_nothing_does_not(desk: Desk) -> None:
    desk.segments(noted=False)
    assert desk.replayed().answered == ()


def test_what_was_exported_is_known(desk: Desk) -> None:
    desk.segments()
    desk.model.mark_saved(desk.model.state.active)
    restored = desk.replayed()
    desk.model.open(desk.volume, restored)
    assert not desk.model.is_modified


def test_a_case_from_a_file_begins_a_journal_with_all_of_it(desk: Desk) -> None:
    desk.segments()
    desk.model.mark_saved(desk.model.state.active)
    desk.model.perform(SetBox(1, None))
    desk.model.undo()
    restored = desk.replayed()
    desk.journalling.expect(restored)
    desk.model.open(desk.volume, restored)
    again = desk.replayed()
    assert [step["how"] for step in desk.steps()] == [
        "amend",
        "perform",
        "perform",
        "undo",
        "saved",
    ]
    assert (again.history.undo_name, again.history.redo_name) == ("Segment", "Draw box")
    assert len(again.answered) >= 1
    assert again.saved.keys() == {1}


def test_a_work_restored_but_not_opened_is_not_mixed_up(desk: Desk) -> None:
    desk.segments()
    desk.journalling.expect(desk.replayed())
    desk.model.open(desk.volume)
    assert desk.steps() == []


def test_an_image_without_a_file_has_no_journal(desk: Desk, tmp_path: Path) -> None:
    desk.model.open(ball_volume((8, 8, 8)))
    desk.segments()
    assert desk.journalling.flush()
    assert next(step.kind for step in desk.journalling.steps()) is StepKind.AMEND


def test_the_window_never_waits_for_the_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    is_free, plain = threading.Event(), os.fsync

    def stuck(descriptor: int) -> None:
        assert is_free.wait(20)
        plain(descriptor)

    monkeypatch.setattr(os, "fsync", stuck)
    for _ in range(5):
        desk.segments()
    assert not desk.journalling.flush(0)
    is_free.set()
    assert len(desk.steps()) == 5


@pytest.mark.parametrize(
    ("source", "series", "name"),
    [
        ("scan 1.nii.gz", None, "scan 1.bifseg"),
        ("Doe_John", DicomSeries("1.2", ()), "scan.bifseg"),
    ],
)
def test_the_name_offered_for_a_case_does_not_name_the_patient(
    source: str, series: DicomSeries | None, name: str, tmp_path: Path
) -> None:
    ball = ball_volume((8, 8, 8))
    volume = replace(ball, source=tmp_path / source, series=series)
    assert suggested_path(volume) == tmp_path / name
    assert with_ending(tmp_path / "x.Bifseg", ".bifseg").name == "x.Bifseg"
    assert with_ending(tmp_path / "x.y", ".bifseg").name == "x.y.bifseg"


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_five_kills_lose_nothing_older_than_half_a_second(qapp: object, tmp_path: Path) -> None:
    make_scan(tmp_path, (40, 36, 20))
    outcomes = [kill_once(tmp_path, seed, longest_s=0.8) for seed in range(5)]
    assert sum(outcome.kept for outcome in outcomes) > 0


class TestAFolderThatCannotBeWrittenAtFirst:
    @pytest.fixture
    def desk(self, qapp: object, tmp_path: Path) -> Iterator[Desk]:
        (tmp_path / "journals").touch()
        made = Desk(tmp_path / "journals")
        made.said = []
        made.journalling.said.connect(made.said.append)
        yield made
        made.journalling.close()

    def waits(self, desk: Desk, qtbot, count: int) -> None:
        qtbot.waitUntil(lambda: len(desk.said) == count)

    def test_it_is_tried_again_and_told_when_it_works(self, desk: Desk, qtbot) -> None:
        self.waits(desk, qtbot, 1)
        desk.segments()
        desk.folder.unlink()
        desk.model.perform(AddObject("Another"))
        assert desk.journalling.flush()
        assert not desk.folder.exists(), "not at every step: that would cost time"
        desk.now += RETRY_S
        desk.model.perform(AddObject("Another"))
        self.waits(desk, qtbot, 2)
        assert "cannot be kept" in desk.said[0]
        assert "kept again" in desk.said[1]
        restored = desk.replayed()
        assert restored.case.state.objects[0].segmentation is not None
        assert len(restored.case.state.objects) == 3
        assert restored.history.undo_name == desk.model.history.undo_name
        desk.model.undo()
        assert len(desk.replayed().case.state.objects) == 2

    def test_as_long_as_it_fails_it_is_told_once(self, desk: Desk, qtbot) -> None:
        self.waits(desk, qtbot, 1)
        for _ in range(3):
            desk.now += RETRY_S
            desk.model.perform(AddObject("Another"))
            assert desk.journalling.flush()
        qtbot.wait(0)
        assert len(desk.said) == 1

    def test_a_second_failure_is_told_again(self, desk: Desk, qtbot) -> None:
        self.waits(desk, qtbot, 1)
        desk.folder.unlink()
        desk.now += RETRY_S
        desk.model.perform(AddObject("Another"))
        self.waits(desk, qtbot, 2)
        desk.journalling.on_troubled()
        assert desk.said[0] == desk.said[2]
