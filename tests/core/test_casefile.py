"""Case files: saved whole, opened on the same scan only, every bad one refused in one sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import nibabel as nib
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bifseg_core.case import Case
from bifseg_core.casefile import read_case, read_case_header, save_case
from bifseg_core.errors import CaseFileError, WriteError
from bifseg_core.geometry import Affine
from bifseg_core.history import History
from bifseg_core.io import read_volume
from bifseg_core.journal import steps_of
from bifseg_core.journal.image import ImageReference
from bifseg_core.volume import Volume
from tests.core.journal_cases import assert_same_case, random_steps, small_volume


def worked(volume: Volume, seed: int = 4, count: int = 14) -> tuple[Case, History]:
    case = Case(volume)
    history = History(case)
    for _ in random_steps(np.random.default_rng(seed), case, history, count):
        pass
    return case, history


@pytest.fixture
def scan(tmp_path: Path) -> Volume:
    path = tmp_path / "scän 1.nii"
    path.touch()
    return small_volume(path)


@pytest.fixture
def saved(tmp_path: Path, scan: Volume) -> Path:
    case, history = worked(scan)
    path = tmp_path / "fäll 1.bifseg"
    save_case(path, scan, steps_of(case.state, history))
    return path


def refusal(path: Path, volume: Volume) -> str:
    with pytest.raises(CaseFileError) as caught:
        read_case(path, volume)
    text = str(caught.value)
    assert text.endswith(".")
    assert "\n" not in text
    return text


@settings(max_examples=25)
@given(st.integers(0, 2**32), st.integers(0, 25))
def test_saved_and_opened_it_is_the_same_case(
    tmp_path_factory: pytest.TempPathFactory, seed: int, count: int
) -> None:
    volume = small_volume()
    case, history = worked(volume, seed, count)
    path = tmp_path_factory.mktemp("cases") / "case.bifseg"
    save_case(path, volume, steps_of(case.state, history))
    restored = read_case(path, volume)
    assert_same_case((case, history), (restored.case, restored.history))


def test_it_knows_where_its_scan_is(saved: Path, scan: Volume) -> None:
    assert read_case_header(saved).scan == scan.source


def test_scan_and_case_file_may_move_together(saved: Path, scan: Volume, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    for path in (saved, scan.source):
        path.rename(other / path.name)
    assert read_case_header(other / saved.name).scan.samefile(other / scan.source.name)


def test_a_scan_that_is_gone(saved: Path, scan: Volume) -> None:
    scan.source.unlink()
    with pytest.raises(CaseFileError, match=r'"scän 1.nii" .* is not there any more; .*\.$'):
        _ = read_case_header(saved).scan


@pytest.mark.parametrize(
    "change",
    [
        lambda scan: replace(scan, data=scan.data + 1),
        lambda scan: replace(scan, data=scan.data.astype(np.int32)),
        lambda scan: replace(scan, data=scan.data[1:]),
        lambda scan: replace(scan, affine=Affine.from_spacing((1, 1, 1))),
    ],
    ids=("voxels", "type", "size", "place"),
)
def test_another_scan(saved: Path, scan: Volume, change) -> None:
    assert "has changed" in refusal(saved, change(scan))


def test_the_same_scan_in_another_order_of_memory(saved: Path, scan: Volume) -> None:
    read_case(saved, replace(scan, data=np.asfortranarray(scan.data)))


def test_cut_anywhere_it_is_refused(saved: Path, scan: Volume) -> None:
    content = saved.read_bytes()
    for length in range(0, len(content), 3):
        saved.write_bytes(content[:length])
        assert "damaged" in refusal(saved, scan)


def test_changed_anywhere_it_is_refused(saved: Path, scan: Volume) -> None:
    content = saved.read_bytes()
    for offset in range(0, len(content), 5):
        changed = bytearray(content)
        changed[offset] ^= 1 << (offset % 8)
        saved.write_bytes(changed)
        refusal(saved, scan)


def test_more_after_its_end_is_refused(saved: Path, scan: Volume) -> None:
    with saved.open("ab") as file:
        file.write(b"x")
    assert "damaged" in refusal(saved, scan)


def test_a_later_version(saved: Path, scan: Volume) -> None:
    content = bytearray(saved.read_bytes())
    content[6] += 1
    saved.write_bytes(content)
    assert "later version" in refusal(saved, scan)


def test_no_such_file(scan: Volume, tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path / "gone.bifseg", scan)


def test_a_failed_save_keeps_the_old_file(saved: Path, scan: Volume, monkeypatch) -> None:
    content = saved.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(WriteError, match="disk is full"):
        save_case(saved, scan, [])
    assert saved.read_bytes() == content
    assert len(list(saved.parent.iterdir())) == 2


def test_a_scan_without_a_file_cannot_be_found_again(tmp_path: Path) -> None:
    with pytest.raises(CaseFileError, match="not read from a file"):
        save_case(tmp_path / "case.bifseg", small_volume(None), [])


class TestOverTime:
    """A scan of several time points is the same one only if all of them are."""

    @staticmethod
    def written(path: Path, frames: np.ndarray) -> Volume:
        nib.save(nib.Nifti1Image(frames, np.eye(4)), path)
        return read_volume(path)

    @pytest.fixture
    def frames(self) -> np.ndarray:
        return np.arange(5 * 4 * 3 * 3, dtype=np.int16).reshape(5, 4, 3, 3)

    def test_a_later_time_point_that_changed(self, frames: np.ndarray, tmp_path: Path) -> None:
        reference = ImageReference.of(self.written(tmp_path / "a.nii", frames))
        again = ImageReference.from_json(reference.to_json())
        assert again.is_of(self.written(tmp_path / "a.nii", frames))
        frames[..., 2] += 1
        assert not again.is_of(self.written(tmp_path / "a.nii", frames))

    def test_later_time_points_that_are_gone(self, frames: np.ndarray, tmp_path: Path) -> None:
        reference = ImageReference.of(self.written(tmp_path / "a.nii", frames))
        assert not reference.is_of(self.written(tmp_path / "a.nii", frames[..., 0].copy()))

    def test_files_before_looked_at_the_first_alone(
        self, frames: np.ndarray, tmp_path: Path
    ) -> None:
        older = ImageReference.of(self.written(tmp_path / "a.nii", frames)).to_json()
        del older["later_sha256"]
        frames[..., 2] += 1
        changed = self.written(tmp_path / "a.nii", frames)
        assert ImageReference.from_json(older).is_of(changed)
        frames[..., 0] += 1
        assert not ImageReference.from_json(older).is_of(self.written(tmp_path / "a.nii", frames))
