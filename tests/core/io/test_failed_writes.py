"""A write that fails says why, keeps the old file and leaves nothing else."""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bifseg_core.errors import WriteError
from bifseg_core.io import export, export_mask, read_mask, write_json, write_volume
from tests.core.io.make import picture, ramp, volume

IMAGE = volume()
MASK = ramp() % 3 == 0
ENDINGS = (".nii.gz", ".nii", ".nrrd", ".mha")
ERRORS = (errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS, errno.EDQUOT, errno.EIO)


def refusal(path: Path, write: Callable[[], None] | None = None) -> str:
    before = listing(path.parent)
    with pytest.raises(WriteError) as caught:
        (write or (lambda: export_mask(MASK, IMAGE, path)))()
    text = str(caught.value)
    assert text.endswith(".")
    assert "\n" not in text
    assert ". " not in text.replace(path.name, "")
    assert f'"{path.name}"' in text
    assert listing(path.parent) == before
    return text


def listing(folder: Path) -> dict[str, bytes | None]:
    if not folder.is_dir():
        return {}
    return {p.name: p.read_bytes() if p.is_file() else None for p in folder.iterdir()}


@pytest.fixture(params=ENDINGS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"mask é{request.param}"
    path.write_bytes(b"what was there before")
    return path


@pytest.mark.parametrize("number", ERRORS)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_the_system_refuses(
    old: Path, step: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, step, refuse)
    text = refusal(old)
    if number == errno.ENOSPC:
        assert "disk is full" in text


def test_the_disk_fills_up_on_the_way(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class FillingUp:
        def __init__(self, file: object) -> None:
            self.file = file

        def __enter__(self) -> FillingUp:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, content: bytes) -> None:
            self.file.write(content[: len(content) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")

    plain_open = Path.open

    def open_filling_up(path: Path, mode: str = "r", **options: object) -> object:
        file = plain_open(path, mode, **options)
        return FillingUp(file) if "x" in mode else file

    monkeypatch.setattr(Path, "open", open_filling_up)
    assert "disk is full" in refusal(old)


def test_what_was_written_is_read_back(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain_sync = os.fsync

    def spoil(descriptor: int) -> None:
        plain_sync(descriptor)
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.ftruncate(descriptor, os.fstat(descriptor).st_size - 3)

    monkeypatch.setattr(os, "fsync", spoil)
    assert "reading it back" in refusal(old)


def test_other_voxels_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def others(data: np.ndarray, *_: object, **__: object) -> bytes:
        return plain(1 - data, IMAGE, packed=True)

    plain = export.nifti_bytes
    monkeypatch.setattr(export, "nifti_bytes", others)
    assert "reading it back" in refusal(tmp_path / "mask.nii.gz")


def test_another_place_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def elsewhere(data: np.ndarray, *_: object, **__: object) -> bytes:
        return plain(data, volume(affine=picture().affine), packed=True)

    plain = export.nifti_bytes
    monkeypatch.setattr(export, "nifti_bytes", elsewhere)
    assert "reading it back" in refusal(tmp_path / "mask.nii.gz")


def test_a_folder_has_the_name(tmp_path: Path) -> None:
    (tmp_path / "mask.nii.gz").mkdir()
    assert "folder has that name" in refusal(tmp_path / "mask.nii.gz")


def test_no_such_folder(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "gone" / "mask.nii.gz")


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "is a file" in refusal(tmp_path / "file" / "mask.nii.gz")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no folder to refuse root")
def test_a_folder_that_allows_no_writing() -> None:
    with pytest.raises(WriteError, match=r"cannot be written.*\.$"):
        export_mask(MASK, IMAGE, "/proc/mask.nii.gz")


def test_a_write_protected_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "write-protected" in refusal(old)


@pytest.mark.parametrize("name", ["mask", "mask.txt", "mask.gz", "mask.jpg", ".nii", ".png"])
def test_an_unknown_ending(name: str, tmp_path: Path) -> None:
    assert ".nii.gz, .nii, .nrrd, .mha or .png" in refusal(tmp_path / name)


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert "too long" in refusal(tmp_path / f"{'m' * 300}.nii.gz")


def test_a_volume_in_a_picture(tmp_path: Path) -> None:
    assert "3D" in refusal(tmp_path / "mask.png")


def test_sixteen_bits_in_a_picture(tmp_path: Path) -> None:
    image = volume((5, 4, 1))
    path = tmp_path / "image.png"
    assert "8-bit" in refusal(path, lambda: write_volume(image, path))


def test_a_mask_of_another_size_is_a_mistake_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="grid"):
        export_mask(MASK[1:], IMAGE, tmp_path / "mask.nii")


# --- and one that succeeds ------------------------------------------------------------------------


def test_the_old_file_is_replaced_and_nothing_else_left(old: Path) -> None:
    export_mask(MASK, IMAGE, old)
    assert [path.name for path in old.parent.iterdir()] == [old.name]
    assert np.array_equal(read_mask(old, IMAGE), MASK)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_are_those_of_the_old_file_or_the_usual_ones(tmp_path: Path) -> None:
    path = tmp_path / "mask.nii"
    export_mask(MASK, IMAGE, path)
    (tmp_path / "other").touch()
    assert path.stat().st_mode == (tmp_path / "other").stat().st_mode
    path.chmod(0o640)
    export_mask(~MASK, IMAGE, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "mask.nii"
    link.symlink_to(tmp_path / "real" / "mask.nii")
    export_mask(MASK, IMAGE, link)
    assert link.is_symlink()
    assert np.array_equal(read_mask(tmp_path / "real" / "mask.nii", IMAGE), MASK)


def test_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    export_mask(MASK, IMAGE, "mask.nii.gz")
    assert np.array_equal(read_mask("mask.nii.gz", IMAGE), MASK)


def test_the_mask_and_the_image_are_not_changed(tmp_path: Path) -> None:
    mask = (ramp() % 3).astype(np.uint8)
    kept = mask.copy()
    export_mask(mask, IMAGE, tmp_path / "mask.nii")
    assert np.array_equal(mask, kept)


REPORT = {"dice": {"initial": 0.5, "refined": None}, "network": "Größe", "volume_ml": 1.25}


class TestJson:
    def test_written_and_read(self, tmp_path: Path) -> None:
        path = tmp_path / "report é.json"
        write_json(path, REPORT)
        assert json.loads(path.read_text(encoding="utf-8")) == REPORT
        assert list(tmp_path.iterdir()) == [path]

    def test_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "report.json"
        path.write_text("old")

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "replace", refuse)
        assert "disk is full" in refusal(path, lambda: write_json(path, REPORT))

    def test_nan_is_a_mistake_of_the_program(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="JSON"):
            write_json(tmp_path / "report.json", {"dice": float("nan")})
        assert not list(tmp_path.iterdir())
