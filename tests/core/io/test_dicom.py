"""DICOM series: found, checked by position, and read."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from hypothesis import given, settings
from hypothesis import strategies as st

from bifseg_core.errors import BifsegError, GeometryError, ImageReadError
from bifseg_core.io import find_series, read_series, read_volume
from bifseg_core.io.slices import SlicePlace, stack_slices
from tests.core.io.make import corners_ras, itk_corners_ras, write_series, write_slice

HEIGHTS = (0, 2.5, 5, 7.5, 10, 12.5)
SAGITTAL = "0\\1\\0\\0\\0\\-1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Serie é (1)"


def refusal(path: Path, kind: type, capfd: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(kind) as caught:
        read_volume(path)
    text = str(caught.value)
    assert text.endswith(".")
    assert "\n" not in text
    assert "itk" not in text.lower()
    assert f'"{path.name}"' in text
    assert capfd.readouterr() == ("", "")
    return text


class TestReading:
    def test_a_series_lies_where_itk_places_it(self, folder: Path) -> None:
        files = write_series(folder, HEIGHTS)
        found = read_volume(folder)
        theirs = sitk.ReadImage([str(path) for path in files])
        assert found.shape == (5, 4, 6)
        assert np.array_equal(found.data.T, sitk.GetArrayFromImage(theirs))
        assert np.allclose(corners_ras(found.shape, found.affine.matrix), itk_corners_ras(theirs))
        assert found.spacing == (0.7, 0.9, 2.5)
        assert found.affine.axis_codes == "LPS"
        assert found.is_oriented
        assert not found.is_planar
        assert found.notes == ()
        assert found.source == folder
        assert found.data.dtype == np.int16

    def test_slices_are_ordered_by_position_not_by_name(self, folder: Path) -> None:
        write_series(folder, HEIGHTS[::-1])
        values = read_volume(folder).data[0, 0]
        assert values.tolist() == [500, 400, 300, 200, 100, 0]

    def test_positions_below_zero(self, folder: Path) -> None:
        write_series(folder, np.array(HEIGHTS) - 301.25)
        assert read_volume(folder).affine.to_ras((0, 0, 0)).tolist() == [10, 20, -301.25]

    def test_a_sagittal_series(self, folder: Path) -> None:
        for n in range(4):
            pixels = np.full((4, 5), n, np.int16)
            position = f"{3 * n}\\0\\0"
            tags = {"_00200037": SAGITTAL, "_00200032": position}
            write_slice(folder / f"{n}.dcm", pixels, 0, **tags)
        found = read_volume(folder)
        assert found.affine.axis_codes == "PIR"
        assert found.data[0, 0].tolist() == [3, 2, 1, 0]

    @given(turn=st.lists(st.floats(-3, 3), min_size=3, max_size=3), step=st.floats(0.3, 9))
    @settings(max_examples=40)
    def test_oblique_slices_make_a_grid_with_right_angles(self, turn: list, step: float) -> None:
        angle = float(np.linalg.norm(turn)) or 1.0
        x, y, z = np.array(turn) / angle
        cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
        rotation = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
        row, column, normal = rotation.T.round(6)
        places = [
            SlicePlace((normal * step * n).round(3), row, column, (0.7, 0.9), (5, 4), 1.0)
            for n in (2, 0, 1, 4, 3)
        ]
        stack = stack_slices(places, Path("series"))
        assert stack.order == (1, 2, 0, 4, 3)
        assert stack.grid.spacing == pytest.approx((0.7, 0.9, step), abs=1e-3)
        assert np.allclose(stack.grid.direction, rotation, atol=1e-4)
        assert np.allclose(stack.grid.direction.T @ stack.grid.direction, np.eye(3), atol=1e-5)

    def test_folders_below_and_other_files_beside(self, folder: Path) -> None:
        write_series(folder / "DICOM" / "a", HEIGHTS[:3])
        write_series(folder / "DICOM" / "b", HEIGHTS[3:], prefix="more")
        (folder / "DICOMDIR").write_bytes(bytes(128) + b"DICM")
        (folder / "readme.txt").write_text("hello")
        assert read_volume(folder).shape == (5, 4, 6)

    def test_files_without_ending(self, folder: Path) -> None:
        for path in write_series(folder, HEIGHTS):
            path.rename(path.with_suffix(""))
        assert read_volume(folder).shape == (5, 4, 6)

    def test_one_file_brings_its_series(self, folder: Path) -> None:
        files = write_series(folder, HEIGHTS)
        write_series(folder, HEIGHTS[:2], prefix="other", _0020000e="1.2.9")
        found = read_volume(files[2])
        assert found.shape == (5, 4, 6)
        assert found.source == files[2]
        (note,) = found.notes
        assert "6 files" in note

    def test_one_slice_alone(self, folder: Path) -> None:
        path = write_slice(folder / "alone.dcm", np.arange(20, dtype=np.int16).reshape(4, 5), 7)
        for source in (path, folder):
            found = read_volume(source)
            assert found.is_planar
            assert found.is_oriented
            assert found.shape == (5, 4, 1)
            assert found.spacing == (0.7, 0.9, 2.5)
            assert found.affine.to_ras((1, 1, 0)) == pytest.approx((9.3, 19.1, 7))
            assert found.data[1, 2, 0] == 11

    def test_values_scaled_differently_in_each_slice(self, folder: Path) -> None:
        pixels = np.full((4, 5), 10, np.int16)
        write_slice(folder / "a.dcm", pixels, 0)
        write_slice(folder / "b.dcm", pixels.astype(np.uint16) + 40000, 2.5)
        found = read_volume(folder)
        assert found.data[0, 0].tolist() == [10, 40010]

    def test_copies_of_files_are_left_out(self, folder: Path) -> None:
        files = write_series(folder, HEIGHTS)
        shutil.copy(files[1], folder / "copy.dcm")
        found = read_volume(folder)
        assert found.shape == (5, 4, 6)
        assert len(found.notes) == 1
        assert "copies" in found.notes[0]

    def test_positions_that_are_a_little_uneven(self, folder: Path) -> None:
        write_series(folder, (0, 2.6, 5, 7.4, 10, 12.5))
        found = read_volume(folder)
        assert found.spacing[2] == 2.5
        assert "0.1 mm beside" in found.notes[0]

    def test_rounded_positions_are_not_worth_a_note(self, folder: Path) -> None:
        write_series(folder, np.round(np.arange(12) * 10 / 3, 2))
        assert read_volume(folder).notes == ()

    def test_old_alphabets(self, folder: Path) -> None:
        path = write_slice(
            folder / "a.dcm", np.zeros((4, 5), np.int16), 0, _0008103e="Schadel mit KM"
        )
        path.write_bytes(path.read_bytes().replace(b"Schadel", "Schädel".encode("latin-1")))
        (info,) = find_series(folder)
        assert info.description == "Schädel mit KM"


class TestSeveralSeries:
    @pytest.fixture
    def both(self, folder: Path) -> Path:
        write_series(folder, HEIGHTS, _0008103e="T1 axial")
        write_series(folder, HEIGHTS[:4], prefix="t2", _0020000e="1.2.9", _00080060="MR")
        return folder

    def test_are_listed(self, both: Path) -> None:
        first, second = find_series(both)
        assert (first.uid, first.description, first.modality) == ("1.2.3.4", "T1 axial", "CT")
        assert (second.uid, second.description, second.modality) == ("1.2.9", "Axial", "MR")
        assert (first.size, second.size) == ((5, 4, 6), (5, 4, 4))
        assert len(first.files) == 6

    def test_can_be_read_one_by_one(self, both: Path) -> None:
        assert [read_series(info).shape for info in find_series(both)] == [(5, 4, 6), (5, 4, 4)]

    def test_are_not_guessed(self, both: Path, capfd: pytest.CaptureFixture[str]) -> None:
        text = refusal(both, ImageReadError, capfd)
        assert "2 DICOM series (T1 axial: 6 files, Axial: 4 files)" in text
        assert "choose one" in text


class TestRefusing:
    def test_a_missing_slice(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        files = write_series(folder, HEIGHTS)
        files[3].unlink()
        text = refusal(folder, GeometryError, capfd)
        assert "1 slice is missing" in text
        assert "between 5 mm and 10 mm" in text

    @pytest.mark.parametrize("gone", [(1,), (4,), (1, 2, 3), (1, 3, 4)])
    def test_missing_slices(
        self, gone: tuple[int, ...], folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        files = write_series(folder, np.arange(9) * 2.5)
        for n in gone:
            files[n].unlink()
        count = "1 slice is" if len(gone) == 1 else f"{len(gone)} slices are"
        assert f"{count} missing" in refusal(folder, GeometryError, capfd)

    def test_a_missing_slice_among_few(
        self, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        write_series(folder, (0, 2.5, 7.5))
        assert "1 slice is missing" in refusal(folder, GeometryError, capfd)

    def test_uneven_distances(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        write_series(folder, (0, 2.5, 4, 7.5, 9))
        assert "unevenly spaced" in refusal(folder, GeometryError, capfd)

    def test_slices_at_the_same_position(
        self, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        write_series(folder, (*HEIGHTS, 5))
        assert "same position (1 too many)" in refusal(folder, GeometryError, capfd)

    def test_slices_shifted_at_random(
        self, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        for n, shift in enumerate((0, 3, 1, 7, 2)):
            tags = {"_00200032": f"0\\{shift}\\{n * 2.5}"}
            write_slice(folder / f"{n}.dcm", np.zeros((4, 5), np.int16), 0, **tags)
        assert "not evenly" in refusal(folder, GeometryError, capfd)

    def test_slices_shifted_by_more_than_their_width(
        self, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        for n in range(5):
            tags = {"_00200032": f"0\\{n * 2.5}\\{n * 2.5}"}
            write_slice(folder / f"{n}.dcm", np.zeros((4, 5), np.int16), 0, **tags)
        assert "no straight grid" in refusal(folder, GeometryError, capfd)

    def test_mixed_orientations(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        write_series(folder, HEIGHTS)
        write_slice(folder / "s.dcm", np.zeros((4, 5), np.int16), 15, _00200037=SAGITTAL)
        assert "different orientations" in refusal(folder, GeometryError, capfd)

    def test_mixed_sizes(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        write_series(folder, HEIGHTS)
        write_slice(folder / "s.dcm", np.zeros((5, 5), np.int16), 15)
        assert "differ in size" in refusal(folder, GeometryError, capfd)

    def test_rows_and_columns_not_at_right_angles(self) -> None:
        place = SlicePlace(np.zeros(3), np.eye(3)[0], np.array([0.6, 0.8, 0]), (1, 1), (5, 4), 1.0)
        with pytest.raises(GeometryError, match=r"not at right angles.*\.$"):
            stack_slices([place], Path("series"))

    def test_slices_without_position(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        files = write_series(folder, HEIGHTS)
        for path in files:
            content = path.read_bytes()
            assert content.count(b"\x20\x00\x32\x00") == 1
            path.write_bytes(content.replace(b"\x20\x00\x32\x00", b"\x20\x00\x31\x00"))
        assert "do not say where" in refusal(folder, ImageReadError, capfd)

    def test_only_what_holds_no_image(
        self, folder: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        folder.mkdir()
        (folder / "report.dcm").write_bytes(report_file())
        assert "no DICOM images" in refusal(folder, ImageReadError, capfd)
        assert "no image" in refusal(folder / "report.dcm", ImageReadError, capfd)


def report_file() -> bytes:
    """The start of a structured report, which has no pixels."""
    uid = b"1.2.840.10008.5.1.4.1.1.88.11\0"
    element = b"\x02\x00\x02\x00UI" + len(uid).to_bytes(2, "little") + uid
    return bytes(128) + b"DICM" + element


def test_reports_beside_a_series_do_not_disturb(folder: Path) -> None:
    write_series(folder, HEIGHTS)
    (folder / "report.dcm").write_bytes(report_file())
    assert read_volume(folder).notes == ()


def test_a_damaged_slice_is_not_left_out_silently(folder: Path) -> None:
    files = write_series(folder, HEIGHTS)
    files[-1].write_bytes(files[-1].read_bytes()[:-30])
    found = read_volume(folder)
    assert found.shape == (5, 4, 5)
    (note,) = found.notes
    assert files[-1].name in note
    assert "missing" in note


def test_nothing_says_who_the_patient_is(folder: Path) -> None:
    write_series(folder, HEIGHTS, _00100010="Doe^Jane", _00100020="4711")
    (info,) = find_series(folder)
    assert "Doe" not in repr(info)
    assert "4711" not in repr(info)


def test_a_slice_that_vanishes_meanwhile(folder: Path) -> None:
    files = write_series(folder, HEIGHTS)
    (info,) = find_series(folder)
    files[2].unlink()
    with pytest.raises(BifsegError, match=r"\.$"):
        read_series(info)
