"""Where nothing can be written, on a disk that is full, under strange names, without a network."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app import logbook
from app.model.export_kinds import ExportChoice, ExportKind
from bifseg_core.case import Stage
from bifseg_core.device import DeviceChoice
from bifseg_core.engine import BifsegEngine
from bifseg_core.io import read_mask, write_volume
from bifseg_core.segmenter import SegmentRequest, finish
from tests.app.fakes import FakeQuestions, ball_volume
from tests.e2e.starting import BeginIn
from tests.e2e.test_recovery import dies, offer, restores
from tests.e2e.test_the_loop import BOX, works
from tests.e2e.user import User

DISK_BYTES = 256 * 1024
CANNOT_KEEP = "Your steps cannot be kept on this computer"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with little room."""
    place = tmp_path / "small disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(place)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk takes an administrator")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path) -> Path:
    """Leave no room on the disk."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return filler


def said_by(user: User) -> list[str]:
    said: list[str] = []
    user.shell.controllers.journalling.said.connect(said.append)
    return said


def exports(user: User, questions: FakeQuestions, path: Path) -> None:
    questions.export = path
    user.presses_key("Ctrl+E")
    user.waits_until(lambda: not user.shell.file_runner.is_busy)


def assert_exported(user: User, questions: FakeQuestions, path: Path, mask: np.ndarray) -> None:
    exports(user, questions, path)
    user.waits_until(path.exists)
    np.testing.assert_array_equal(read_mask(path, user.shell.models.case_model.volume), mask)


def exports_all_kinds(user: User, questions: FakeQuestions, beginning: Path) -> None:
    for kind, ending in (
        (ExportKind.REPORT, ".html"),
        (ExportKind.TABLE, ".csv"),
        (ExportKind.SURFACE, ".stl"),
        (ExportKind.LABELS, ".nrrd"),
    ):
        questions.kind = ExportChoice(kind)
        questions.export = beginning.with_name(f"{beginning.name} {kind.name}{ending}")
        user.presses_key("Ctrl+Shift+E")
        user.waits_until(questions.export.exists, 60_000)  # a report brings torch along


def test_a_home_that_cannot_be_written(
    begin_in: BeginIn, scan: Path, questions: FakeQuestions, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.write_text("a file where a folder should be: not even an administrator writes below it")
    assert logbook.begin(home / "log") is None
    user = begin_in(home)
    said = said_by(user)
    mask = works(user, scan)
    assert user.shell.controllers.journalling.flush()
    user.waits_until(lambda: len(said) == 1)
    assert said[0].startswith(CANNOT_KEEP)
    assert_exported(user, questions, tmp_path / "mask.nii.gz", mask)
    assert len(said) == 1
    assert user.sees_banner == ""


def test_a_read_only_disk(
    begin_in: BeginIn, scan: Path, questions: FakeQuestions, tmp_path: Path, disk: Path
) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
    user = begin_in(disk)
    said = said_by(user)
    mask = works(user, scan)
    user.waits_until(lambda: len(said) == 1)
    exports(user, questions, disk / "mask.nii.gz")
    user.waits_until(lambda: "read-only" in user.sees_banner)
    assert user.shell.window.isWindowModified()
    assert_exported(user, questions, tmp_path / "mask.nii.gz", mask)
    assert not user.shell.window.isWindowModified()


def test_a_disk_that_fills_up_on_the_way(
    begin_in: BeginIn, scan: Path, questions: FakeQuestions, disk: Path
) -> None:
    user = begin_in(disk)
    said = said_by(user)
    mask = works(user, scan)
    old = disk / "mask.nii.gz"
    old.write_bytes(b"what was there before")
    filler = fill(disk)
    user.scribbles([(25, 24, 10), (26, 25, 10)])
    mask = user.waits_for_mask()
    assert user.shell.controllers.journalling.flush()
    user.waits_until(lambda: said != [])
    exports(user, questions, old)
    user.waits_until(lambda: "disk is full" in user.sees_banner)
    assert old.read_bytes() == b"what was there before"
    assert [path.name for path in disk.iterdir() if path.name.startswith(".")] == []
    assert user.shell.window.isWindowModified()
    filler.unlink()
    assert_exported(user, questions, old, mask)
    assert not user.shell.window.isWindowModified()
    assert user.shell.controllers.journalling.flush()
    user.waits_until(lambda: len(said) == 2)
    assert said[0].startswith(CANNOT_KEEP)
    assert "kept again" in said[1]
    dies(user)
    again = begin_in(disk)
    restores(again)
    np.testing.assert_array_equal(again.mask, mask)


@pytest.mark.parametrize("name", ["Größe – Ärzte & Röntgen", "検査 1", "a 'b' \"c\" %s {x}"])
def test_strange_names_of_folders_and_files(
    begin_in: BeginIn, questions: FakeQuestions, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    scan = folder / f"{name}.nii.gz"
    write_volume(ball_volume(), scan)
    user = begin_in(folder)
    said = said_by(user)
    mask = works(user, scan)
    assert_exported(user, questions, folder / f"{name} mask.nii.gz", mask)
    exports_all_kinds(user, questions, folder / name)
    questions.case = folder / f"{name}.bifseg"
    user.presses_key("Ctrl+Shift+S")
    user.waits_until(questions.case.exists)
    user.waits_until(lambda: not user.shell.file_runner.is_busy)
    assert said == []
    assert user.sees_banner == ""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_a_name_that_is_not_text(
    begin_in: BeginIn, questions: FakeQuestions, tmp_path: Path
) -> None:
    """As old archives have them: the letter ü in Latin-1."""
    name = os.fsdecode(b"M\xfcller")
    folder = tmp_path / name
    folder.mkdir()
    write_volume(ball_volume(), folder / f"{name}.nii.gz")
    user = begin_in(folder)
    with user.qtbot.waitSignal(user.shell.models.case_model.opened, timeout=30_000):
        user.shell.controllers.casefiles.open(folder / f"{name}.nii.gz")
    assert user.shell.window.windowTitle() == "M\N{REPLACEMENT CHARACTER}ller.nii.gz[*] – BIFSeg"
    user.draws_box(BOX)
    mask = user.waits_for_mask()
    assert_exported(user, questions, folder / f"{name} mask.nii.gz", mask)
    exports_all_kinds(user, questions, folder / name)
    dies(user)
    again = begin_in(folder)
    assert "ller.nii.gz?" in offer(again)
    restores(again)
    np.testing.assert_array_equal(again.mask, mask)


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The connections that anybody tries to open; those within this computer are no network."""
    found: list[object] = []

    def refuse(own: socket.socket, address: object, *_: object) -> None:
        if own.family != getattr(socket, "AF_UNIX", None):
            found.append(address)
            raise OSError("no network")

    def refuse_name(*address: object, **_: object) -> None:
        found.append(address)
        raise OSError("no network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse_name)
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("127.0.0.1", 9))
    assert len(found) == 1, "the guard sees what it should see"
    found.clear()
    return found


def test_the_window_opens_no_connection(
    begin_in: BeginIn, questions: FakeQuestions, scan: Path, tmp_path: Path, tried: list[object]
) -> None:
    user = begin_in(tmp_path / "home")
    mask = works(user, scan)
    assert_exported(user, questions, tmp_path / "mask.nii.gz", mask)
    questions.case = tmp_path / "x.bifseg"
    user.presses_key("Ctrl+Shift+S")
    user.waits_until(questions.case.exists)
    assert tried == []


def test_the_engine_opens_no_connection(tried: list[object]) -> None:
    ball = ball_volume()
    picture = replace(ball, data=ball.data[:, :, 9:10])
    engine = BifsegEngine(device=DeviceChoice.CPU)
    try:
        found = finish(engine.segment(SegmentRequest(picture, picture.box, Stage.INITIAL)))
    finally:
        engine.close()
    assert found.mask.any()
    assert tried == []
