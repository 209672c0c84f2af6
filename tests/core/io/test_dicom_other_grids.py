"""DICOM SEG and RT Structure Sets of scans whose slices are frames, tilted, or uneven."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from highdicom.seg import segread
from pydicom import Dataset, dcmread

from bifseg_core.errors import WriteError
from bifseg_core.io import read_volume
from bifseg_core.io.dicom_options import (
    DicomOptions,
    note_on_pixels,
    note_on_planes,
    why_not_dicom,
)
from bifseg_core.io.dicom_seg import export_dicom_seg
from bifseg_core.io.rtstruct import export_rtstruct
from bifseg_core.volume import SliceFit, Volume
from tests.core.io.make_dicom import NAME, PATIENT_ID, TILTED, write_enhanced, write_scan
from tests.core.io.test_dicom_seg import OBJECTS
from tests.core.io.test_rtstruct import dice, inside

SIZE = (30, 26)
EVEN = [2.5 * n for n in range(12)]
SHUFFLED = [EVEN[n] for n in (3, 0, 7, 1, 11, 2, 10, 4, 9, 5, 8, 6)]
UNEVEN = [0, 2, 5, 7, 10, 13, 15, 18, 20, 23, 25]
KINDS = {
    "frames": SliceFit.OWN,
    "oblique frames": SliceFit.OWN,
    "frames over time": SliceFit.OWN,
    "frames in two files": SliceFit.OWN,
    "tilted": SliceFit.SHIFTED,
    "tilted frames": SliceFit.SHIFTED,
    "uneven": SliceFit.BETWEEN,
    "uneven frames": SliceFit.BETWEEN,
    "uneven, oblique and tilted": SliceFit.BETWEEN,
}


def write_frames_in_two_files(folder: Path) -> None:
    """The lower and the upper half of a scan, as enhanced CT of one series."""
    write_enhanced(folder / "a.dcm", EVEN[:6], size=SIZE)
    write_enhanced(folder / "b.dcm", EVEN[6:], size=SIZE)
    first, second = dcmread(folder / "a.dcm"), dcmread(folder / "b.dcm")
    for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID"):
        setattr(second, keyword, first[keyword].value)
    second.save_as(folder / "b.dcm")


def write_kind(kind: str, folder: Path) -> None:
    folder.mkdir()
    one = folder / "e.dcm"
    if kind == "frames in two files":
        write_frames_in_two_files(folder)
    elif kind == "frames over time":
        write_enhanced(one, EVEN * 2, size=SIZE)
    elif kind == "tilted frames":
        write_enhanced(one, EVEN, size=SIZE, lean=0.2)
    elif kind == "uneven frames":
        write_enhanced(one, UNEVEN, size=SIZE)
    elif "frames" in kind:
        write_enhanced(one, SHUFFLED, size=SIZE, **({"axes": TILTED} if "oblique" in kind else {}))
    else:
        heights = UNEVEN if "uneven" in kind else EVEN
        axes = {"axes": TILTED} if "oblique" in kind else {}
        write_scan(folder, heights=heights, lean=0.2 if "tilted" in kind else 0.0, **axes)


@pytest.fixture(scope="module", params=KINDS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("kind")
    write_kind(request.param, found / request.param)
    return found / request.param


@pytest.fixture(scope="module")
def scan(folder: Path) -> Volume:
    volume = read_volume(folder)
    assert volume.series.fit is KINDS[folder.name]
    return volume


@pytest.fixture(scope="module")
def segmentation(scan: Volume, folder: Path) -> Path:
    export_dicom_seg(OBJECTS, scan, folder.parent / "seg.dcm")
    return folder.parent / "seg.dcm"


@pytest.fixture(scope="module")
def structures(scan: Volume, folder: Path) -> Path:
    export_rtstruct(OBJECTS, scan, folder.parent / "structures.dcm")
    return folder.parent / "structures.dcm"


def mask_of(number: int, like: Volume) -> np.ndarray:
    return OBJECTS[number].segmentation.full_mask(like.shape)


def index_of(place_lps: object, like: Volume) -> np.ndarray:
    return like.affine.to_ijk(np.array(place_lps, float) * (-1, -1, 1))


def place_of_source(reference: Dataset, like: Volume) -> np.ndarray:
    """Where the slice lies that a reference names, from the scan's own files (LPS)."""
    for file in set(like.series.files):
        found = dcmread(file)
        if found.SOPInstanceUID == reference.ReferencedSOPInstanceUID:
            assert found.SOPClassUID == reference.ReferencedSOPClassUID
            if "PerFrameFunctionalGroupsSequence" not in found:
                assert "ReferencedFrameNumber" not in reference
                return np.array(found.ImagePositionPatient, float)
            groups = found.PerFrameFunctionalGroupsSequence[reference.ReferencedFrameNumber - 1]
            return np.array(groups.PlanePositionSequence[0].ImagePositionPatient, float)
    raise AssertionError("the reference leads nowhere")


def test_it_can_be_written(scan: Volume) -> None:
    assert why_not_dicom(scan) == ""
    is_own, is_between = scan.series.fit is SliceFit.OWN, scan.series.fit is SliceFit.BETWEEN
    assert (note_on_pixels(scan) == "") is is_own
    assert (note_on_planes(scan) != "") is is_between


class TestSegmentation:
    def test_highdicom_finds_the_masks_where_they_are(
        self, scan: Volume, segmentation: Path
    ) -> None:
        found = segread(segmentation).get_volume(combine_segments=False)
        for segment, number in enumerate((0, 2)):
            theirs = np.argwhere(found.array[..., segment])
            places = theirs @ found.affine[:3, :3].T + found.affine[:3, 3]
            ours = np.argwhere(mask_of(number, scan))
            there = np.array(sorted(index_of(places, scan).round(3).tolist()))
            assert np.allclose(there, ours, atol=2e-3)

    def test_each_frame_names_what_it_was_made_of(self, scan: Volume, segmentation: Path) -> None:
        found = dcmread(segmentation)
        fit = scan.series.fit
        named = set()
        for groups in found.PerFrameFunctionalGroupsSequence:
            place = groups.PlanePositionSequence[0].ImagePositionPatient
            k = index_of(place, scan)[2]
            sources = groups.DerivationImageSequence[0].SourceImageSequence
            named |= {one.ReferencedSOPInstanceUID for one in sources}
            heights = [index_of(place_of_source(one, scan), scan)[2] for one in sources]
            if fit is SliceFit.BETWEEN and len(heights) == 2:
                assert heights[0] < k < heights[1]
            else:
                assert heights == pytest.approx([k], abs=1e-3)
            preserved = {one.SpatialLocationsPreserved for one in sources}
            assert preserved == {"YES" if fit is SliceFit.OWN else "NO"}
        (series,) = found.ReferencedSeriesSequence
        listed = {one.ReferencedSOPInstanceUID for one in series.ReferencedInstanceSequence}
        assert named <= listed
        assert series.SeriesInstanceUID == scan.series.uid
        assert ("resampled" in found.ContentDescription) is (fit is not SliceFit.OWN)

    def test_nobody_is_named_unless_asked_for(
        self, scan: Volume, segmentation: Path, tmp_path: Path
    ) -> None:
        for secret in ("Muster", PATIENT_ID, "Haus", "A-815", "19700101", "Erika", "Hospital"):
            assert secret.encode() not in segmentation.read_bytes()
        path = tmp_path / "seg.dcm"
        export_dicom_seg(OBJECTS, scan, path, options=DicomOptions(identified=True))
        assert dcmread(path).PatientName == NAME

    @pytest.mark.skipif(shutil.which("dciodvfy") is None, reason="dicom3tools is not installed")
    def test_it_passes_dciodvfy(self, segmentation: Path) -> None:
        assert errors_in(segmentation, "Segmentation") == []


class TestStructures:
    def test_outlines_rasterise_back(self, scan: Volume, structures: Path) -> None:
        for number, roi in zip((0, 2), dcmread(structures).ROIContourSequence, strict=True):
            found = np.zeros(scan.shape, bool)
            for contour in roi.ContourSequence:
                points = index_of(np.array(contour.ContourData, float).reshape(-1, 3), scan)
                k = round(points[0, 2])
                assert np.allclose(points[:, 2], k, atol=1e-3)
                found[:, :, k] ^= inside(points[:, :2], scan.shape[:2])
                for one in contour.get("ContourImageSequence", ()):
                    height = index_of(place_of_source(one, scan), scan)[2]
                    assert height == pytest.approx(k, abs=2e-3)
            assert dice(found, mask_of(number, scan)) >= 0.99

    def test_outlines_in_planes_of_the_scan_name_them(self, scan: Volume, structures: Path) -> None:
        rois = dcmread(structures).ROIContourSequence
        named = ["ContourImageSequence" in one for roi in rois for one in roi.ContourSequence]
        assert all(named) is (scan.series.fit is not SliceFit.BETWEEN)

    @pytest.mark.skipif(shutil.which("dciodvfy") is None, reason="dicom3tools is not installed")
    def test_they_pass_dciodvfy(self, structures: Path) -> None:
        assert errors_in(structures, "RTStructureSet") == []


def errors_in(path: Path, kind: str) -> list[str]:
    said = subprocess.run(["dciodvfy", path], capture_output=True, check=False)
    text = said.stderr.decode("utf-8", "replace")
    assert kind in text
    return [line for line in text.splitlines() if line.startswith("Error")]


class TestRefusals:
    @pytest.mark.parametrize("export", [export_dicom_seg, export_rtstruct])
    def test_frames_that_moved_meanwhile(self, export, tmp_path: Path) -> None:
        write_kind("frames", tmp_path / "scan")
        scan = read_volume(tmp_path / "scan")
        whole = dcmread(tmp_path / "scan" / "e.dcm")
        uids = whole.SeriesInstanceUID, whole.StudyInstanceUID
        write_enhanced(tmp_path / "scan" / "e.dcm", EVEN, size=SIZE)
        again = dcmread(tmp_path / "scan" / "e.dcm")
        again.SeriesInstanceUID, again.StudyInstanceUID = uids
        again.save_as(tmp_path / "scan" / "e.dcm")
        with pytest.raises(WriteError, match=r'"e.dcm" is gone or has changed'):
            export(OBJECTS, scan, tmp_path / "out.dcm")
        assert not (tmp_path / "out.dcm").exists()

    @pytest.mark.parametrize("export", [export_dicom_seg, export_rtstruct])
    @pytest.mark.parametrize("kind", ["tilted", "uneven frames"])
    def test_no_space_that_places_belong_to(self, kind: str, export, tmp_path: Path) -> None:
        write_kind(kind, tmp_path / "scan")
        scan = read_volume(tmp_path / "scan")
        for file in set(scan.series.files):
            found = dcmread(file)
            del found.FrameOfReferenceUID
            found.save_as(file)
        with pytest.raises(WriteError, match="no frame of reference"):
            export(OBJECTS, scan, tmp_path / "out.dcm")
