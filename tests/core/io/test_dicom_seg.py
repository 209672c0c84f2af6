"""DICOM SEG: the masks lie on the slices they were drawn on, and nobody's name goes along."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from highdicom.seg import segread
from pydicom import DataElement, dcmread
from pydicom.config import IGNORE, settings
from pydicom.datadict import dictionary_VR

from bifseg_core.case import Segmentation, SegmentedObject, Stage
from bifseg_core.errors import WriteError
from bifseg_core.geometry import BoundingBox
from bifseg_core.io import read_volume
from bifseg_core.io.dicom_options import DicomOptions
from bifseg_core.io.dicom_seg import export_dicom_seg
from bifseg_core.io.rtstruct import export_rtstruct
from bifseg_core.io.terminology import Terminology
from bifseg_core.volume import Volume
from tests.core.io.make import volume
from tests.core.io.make_dicom import NAME, PATIENT_ID, TILTED, write_scan


def segmented(number: int, name: str, start: tuple[int, int, int], radius: int) -> SegmentedObject:
    side = 2 * radius + 1
    box = BoundingBox(start, tuple(n + side for n in start))
    grid = np.mgrid[:side, :side, :side] - radius
    mask = (np.abs(grid).sum(axis=0) <= radius) & (grid[0] - 2 * grid[1] < 3)
    found = Segmentation(box, mask, mask.astype(np.float32), Stage.INITIAL)
    return SegmentedObject(number, name, segmentation=found)


OBJECTS = (
    segmented(1, "Liver", (2, 3, 1), 4),
    SegmentedObject(2, "Nothing yet"),
    segmented(3, "Läsion", (12, 9, 4), 3),
)


@pytest.fixture(params=["CT", "MR", "oblique", "backwards"])
def scan(request: pytest.FixtureRequest, tmp_path: Path) -> Volume:
    options = {
        "CT": {},
        "MR": {"modality": "MR"},
        "oblique": {"axes": TILTED},
        "backwards": {"reverse": True},
    }
    write_scan(tmp_path / "scan", **options[request.param])
    return read_volume(tmp_path / "scan")


@pytest.fixture
def ct(tmp_path: Path) -> Volume:
    write_scan(tmp_path / "scan")
    return read_volume(tmp_path / "scan")


def test_each_frame_refers_to_the_slice_that_it_was_drawn_on(scan: Volume, tmp_path: Path) -> None:
    path = tmp_path / "seg é.dcm"
    export_dicom_seg(OBJECTS, scan, path)
    found = segread(path)
    uids = [dcmread(file).SOPInstanceUID for file in scan.series.files]
    pixels = found.get_pixels_by_source_instance(uids, assert_missing_frames_are_empty=True)
    for segment, one in enumerate((OBJECTS[0], OBJECTS[2])):
        wanted = one.segmentation.full_mask(scan.shape)
        assert np.array_equal(pixels[..., segment].T.astype(bool), wanted)
    assert [s.SegmentLabel for s in found.SegmentSequence] == ["Liver", "Läsion"]


def test_frames_lie_where_the_voxels_lie(scan: Volume, tmp_path: Path) -> None:
    path = tmp_path / "seg.dcm"
    export_dicom_seg(OBJECTS[:1], scan, path)
    found = dcmread(path)
    mask = OBJECTS[0].segmentation.full_mask(scan.shape)
    groups = found.PerFrameFunctionalGroupsSequence
    for frame, group in zip(found.pixel_array, groups, strict=True):
        position = np.array(group.PlanePositionSequence[0].ImagePositionPatient, float)
        i, j, k = scan.affine.to_ijk(position * (-1, -1, 1))
        assert np.allclose((i, j, k), (0, 0, round(k)), atol=1e-4)
        assert np.array_equal(frame.T.astype(bool), mask[:, :, round(k)])
    assert len(groups) == np.count_nonzero(mask.any(axis=(0, 1)))


def test_nobody_is_named_unless_asked_for(ct: Volume, tmp_path: Path) -> None:
    path = tmp_path / "seg.dcm"
    export_dicom_seg(OBJECTS, ct, path)
    content = path.read_bytes()
    for secret in ("Muster", PATIENT_ID, "Haus", "A-815", "19700101", "Erika", "Hospital"):
        assert secret.encode() not in content
    assert dcmread(path).PatientIdentityRemoved == "YES"
    export_dicom_seg(OBJECTS, ct, path, options=DicomOptions(identified=True))
    found = dcmread(path)
    assert (found.PatientName, found.PatientID) == (NAME, PATIENT_ID)


def test_it_belongs_to_the_scan_and_says_what_it_shows(ct: Volume, tmp_path: Path) -> None:
    path = tmp_path / "seg.dcm"
    export_dicom_seg(OBJECTS, ct, path, options=DicomOptions(Terminology.LIVER))
    found, source = dcmread(path), dcmread(ct.series.files[0])
    assert found.StudyInstanceUID == source.StudyInstanceUID
    assert found.FrameOfReferenceUID == source.FrameOfReferenceUID
    assert found.ReferencedSeriesSequence[0].SeriesInstanceUID == source.SeriesInstanceUID
    kind = found.SegmentSequence[0].SegmentedPropertyTypeCodeSequence[0]
    assert (kind.CodeValue, kind.CodingSchemeDesignator) == ("10200004", "SCT")


@pytest.mark.skipif(shutil.which("dciodvfy") is None, reason="dicom3tools is not installed")
@pytest.mark.parametrize("identified", [False, True])
def test_it_passes_dciodvfy(scan: Volume, tmp_path: Path, identified: bool) -> None:
    path = tmp_path / "seg.dcm"
    export_dicom_seg(OBJECTS, scan, path, options=DicomOptions(identified=identified))
    said = subprocess.run(["dciodvfy", path], capture_output=True, check=False)
    text = said.stderr.decode("utf-8", "replace")
    errors = [line for line in text.splitlines() if line.startswith("Error")]
    assert errors == []
    assert "Segmentation" in text


def rewrite(like: Volume, **values: object) -> None:
    """Change attributes of the source's files, None takes one out, against the rules if need be."""
    for file in like.series.files:
        found = dcmread(file)
        for keyword, value in values.items():
            if value is None:
                delattr(found, keyword)
            else:
                found.add(DataElement(keyword, dictionary_VR(keyword), value, IGNORE))
        mode, settings.writing_validation_mode = settings.writing_validation_mode, IGNORE
        found.save_as(file)
        settings.writing_validation_mode = mode


@pytest.mark.filterwarnings("ignore:(?s).*(Invalid value|The value length)")
@pytest.mark.parametrize("export", [export_dicom_seg, export_rtstruct])
def test_sources_that_anonymisers_left_bare(ct: Volume, tmp_path: Path, export) -> None:
    gone = ("PatientBirthDate", "PatientSex", "StudyID", "AccessionNumber", "StudyDate")
    rewrite(ct, **dict.fromkeys(gone), PatientID="x" * 90, StudyTime="noon")
    export(OBJECTS, ct, tmp_path / "out.dcm")
    assert dcmread(tmp_path / "out.dcm").PatientID == ""


@pytest.mark.filterwarnings("ignore:(?s).*(Invalid value|The value length)")
def test_an_identity_that_breaks_the_rules_is_one_sentence(ct: Volume, tmp_path: Path) -> None:
    rewrite(ct, PatientBirthDate="01.01.1970x")
    path = tmp_path / "seg.dcm"
    with pytest.raises(WriteError, match="leave out who the patient is"):
        export_dicom_seg(OBJECTS, ct, path, options=DicomOptions(identified=True))


def test_names_in_another_alphabet(ct: Volume, tmp_path: Path) -> None:
    rewrite(ct, SpecificCharacterSet="ISO_IR 100", PatientName="Müller^Jörg")
    path = tmp_path / "seg.dcm"
    export_dicom_seg(OBJECTS, ct, path, options=DicomOptions(identified=True))
    assert str(dcmread(path).PatientName) == "Müller^Jörg"


def test_beside_the_scan_it_does_not_disturb_it(ct: Volume, tmp_path: Path) -> None:
    flat = segmented(1, "Flat", (2, 3, 1), 1)
    mask = flat.segmentation.mask & (np.arange(3) == 1)
    flat = replace(flat, segmentation=replace(flat.segmentation, mask=mask))
    export_dicom_seg([flat], ct, tmp_path / "scan" / "seg.dcm")
    again = read_volume(tmp_path / "scan")
    assert again.same_grid(ct)
    assert again.notes == ()


class TestRefusals:
    def refusal(self, like: Volume, path: Path, objects=OBJECTS) -> str:
        with pytest.raises(WriteError) as caught:
            export_dicom_seg(objects, like, path)
        assert not path.exists()
        text = str(caught.value)
        assert text.endswith(".")
        assert "\n" not in text
        return text

    def test_no_dicom(self, tmp_path: Path) -> None:
        assert "not opened from DICOM" in self.refusal(volume(), tmp_path / "a.dcm")

    def test_another_ending(self, ct: Volume, tmp_path: Path) -> None:
        assert "use .dcm" in self.refusal(ct, tmp_path / "a.nii")

    def test_no_mask(self, ct: Volume, tmp_path: Path) -> None:
        assert "no object has a mask" in self.refusal(ct, tmp_path / "a.dcm", OBJECTS[1:2])

    def test_a_source_that_is_gone(self, ct: Volume, tmp_path: Path) -> None:
        ct.series.files[3].unlink()
        assert '"003.dcm" is gone' in self.refusal(ct, tmp_path / "a.dcm")

    def test_a_source_that_was_replaced(self, ct: Volume, tmp_path: Path) -> None:
        shutil.copy(ct.series.files[5], ct.series.files[3])
        assert '"003.dcm" is gone or has changed' in self.refusal(ct, tmp_path / "a.dcm")

    def test_a_source_of_another_series(self, ct: Volume, tmp_path: Path) -> None:
        write_scan(tmp_path / "scan")
        assert "has changed" in self.refusal(ct, tmp_path / "a.dcm")

    def test_a_source_without_a_frame_of_reference(self, ct: Volume, tmp_path: Path) -> None:
        for file in ct.series.files:
            found = dcmread(file)
            del found.StudyInstanceUID
            found.save_as(file)
        assert "no StudyInstanceUID" in self.refusal(ct, tmp_path / "a.dcm")

    @pytest.mark.parametrize("export", [export_dicom_seg, export_rtstruct])
    def test_slices_of_several_frames_of_reference(
        self, ct: Volume, tmp_path: Path, export
    ) -> None:
        found = dcmread(ct.series.files[3])
        found.FrameOfReferenceUID = "1.2.3"
        found.save_as(ct.series.files[3])
        with pytest.raises(WriteError, match="name different frames of reference; export NIfTI"):
            export(OBJECTS, ct, tmp_path / "a.dcm")

    def test_without_sides(self, ct: Volume, tmp_path: Path) -> None:
        lost = replace(ct, is_oriented=False)
        assert "where in the patient" in self.refusal(lost, tmp_path / "a.dcm")
