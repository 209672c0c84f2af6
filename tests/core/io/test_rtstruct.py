"""RT Structure Sets: outlines that rasterise back to the masks, in the planes of their slices."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra import numpy as hnp
from matplotlib.path import Path as Polygon
from PIL import Image, ImageDraw
from pydicom import dcmread

from bifseg_core.case import Segmentation, SegmentedObject, Stage
from bifseg_core.errors import WriteError
from bifseg_core.geometry import BoundingBox
from bifseg_core.io import read_volume
from bifseg_core.io.contours import slice_outlines
from bifseg_core.io.dicom_options import DicomOptions
from bifseg_core.io.rtstruct import export_rtstruct
from bifseg_core.io.terminology import Terminology
from bifseg_core.volume import Volume
from tests.core.io.make import volume
from tests.core.io.make_dicom import NAME, PATIENT_ID, TILTED, write_scan
from tests.core.io.test_dicom_seg import OBJECTS


def inside(outline: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Which voxel centres a polygon holds, by crossings (even-odd)."""
    i, j = (axis.ravel() for axis in np.indices(shape))
    (a, b), (c, d) = outline.T, np.roll(outline, -1, axis=0).T
    between = (b > j[:, None]) != (d > j[:, None])
    with np.errstate(divide="ignore", invalid="ignore"):
        where = a + (j[:, None] - b) * (c - a) / (d - b)
    return (np.sum(between & (i[:, None] < where), axis=1) % 2 == 1).reshape(shape)


def dice(a: np.ndarray, b: np.ndarray) -> float:
    return 2 * np.count_nonzero(a & b) / (np.count_nonzero(a) + np.count_nonzero(b))


class TestOutlines:
    @given(plane=hnp.arrays(bool, (7, 6)))
    @settings(max_examples=200)
    def test_they_hold_exactly_the_voxels(self, plane: np.ndarray) -> None:
        found = np.zeros(plane.shape, int)
        for outline in slice_outlines(plane):
            found += inside(outline, plane.shape)
        assert np.array_equal(found, plane)

    def test_a_hole_is_joined_by_a_channel(self) -> None:
        plane = np.ones((9, 9), bool)
        plane[3:6, 4] = False
        plane[1, 1] = False
        (outline,) = slice_outlines(plane)
        assert np.array_equal(inside(outline, plane.shape), plane)
        assert not Polygon(outline).contains_point((4, 4))

    def test_another_program_draws_the_same(self) -> None:
        grid = np.hypot(*np.mgrid[-40:41, -30:31])
        plane = (grid < 28) & (grid > 9)
        image = Image.new("1", plane.shape)
        for outline in slice_outlines(plane):
            ImageDraw.Draw(image).polygon([tuple(point) for point in outline], fill=1)
        assert dice(np.asarray(image).T, plane) >= 0.96

    def test_points_on_the_way_are_left_out(self) -> None:
        (outline,) = slice_outlines(np.ones((20, 10), bool))
        assert len(outline) == 8

    def test_nothing(self) -> None:
        assert slice_outlines(np.zeros((3, 3), bool)) == []


@pytest.fixture(params=["CT", "oblique", "backwards"])
def scan(request: pytest.FixtureRequest, tmp_path: Path) -> Volume:
    options = {"CT": {}, "oblique": {"axes": TILTED}, "backwards": {"reverse": True}}
    write_scan(tmp_path / "scan", **options[request.param])
    return read_volume(tmp_path / "scan")


@pytest.fixture
def ct(tmp_path: Path) -> Volume:
    write_scan(tmp_path / "scan")
    return read_volume(tmp_path / "scan")


def rasterised(path: Path, number: int, like: Volume) -> np.ndarray:
    """The mask of a structure, from nothing but the file and the image's grid."""
    found = np.zeros(like.shape, bool)
    contours = next(
        roi.ContourSequence
        for roi in dcmread(path).ROIContourSequence
        if roi.ReferencedROINumber == number
    )
    for contour in contours:
        points_lps = np.array(contour.ContourData, float).reshape(-1, 3)
        assert len(points_lps) == contour.NumberOfContourPoints
        points_ijk = like.affine.to_ijk(points_lps * (-1, -1, 1))
        k = round(points_ijk[0, 2])
        assert np.allclose(points_ijk[:, 2], k, atol=1e-3)
        uid = contour.ContourImageSequence[0].ReferencedSOPInstanceUID
        assert uid == dcmread(like.series.files[k]).SOPInstanceUID
        found[:, :, k] ^= inside(points_ijk[:, :2], like.shape[:2])
    return found


def shell_object() -> SegmentedObject:
    """A ball with a hollow in it and an island in the hollow."""
    distance = np.linalg.norm(np.mgrid[-5:6, -5:6, -5:6], axis=0)
    mask = (distance <= 5) & ~((distance < 3.5) & (distance > 1.5))
    box = BoundingBox((8, 7, 1), (19, 18, 12))
    found = Segmentation(box, mask, mask.astype(np.float32), Stage.INITIAL)
    return SegmentedObject(7, "Hohlraum ä", segmentation=found)


def test_it_rasterises_back(scan: Volume, tmp_path: Path) -> None:
    path = tmp_path / "structures.dcm"
    drawn = (*OBJECTS, shell_object())
    export_rtstruct(drawn, scan, path)
    with_masks = [one for one in drawn if one.segmentation is not None]
    for number, one in enumerate(with_masks, start=1):
        wanted = one.segmentation.full_mask(scan.shape)
        assert dice(rasterised(path, number, scan), wanted) >= 0.99
    names = [roi.ROIName for roi in dcmread(path).StructureSetROISequence]
    assert names == ["Liver", "Läsion", "Hohlraum ä"]


def test_nobody_is_named_unless_asked_for(ct: Volume, tmp_path: Path) -> None:
    path = tmp_path / "structures.dcm"
    export_rtstruct(OBJECTS, ct, path)
    for secret in ("Muster", PATIENT_ID, "Haus", "A-815", "19700101", "Erika", "Hospital"):
        assert secret.encode() not in path.read_bytes()
    options = DicomOptions(Terminology.LIVER, identified=True)
    export_rtstruct(OBJECTS, ct, path, options=options)
    found = dcmread(path)
    assert (found.PatientName, found.PatientID) == (NAME, PATIENT_ID)
    code = found.RTROIObservationsSequence[0].RTROIIdentificationCodeSequence[0]
    assert code.CodeValue == "10200004"


def test_it_belongs_to_the_scan(ct: Volume, tmp_path: Path) -> None:
    path = tmp_path / "structures.dcm"
    export_rtstruct(OBJECTS, ct, path)
    found, source = dcmread(path), dcmread(ct.series.files[0])
    assert found.StudyInstanceUID == source.StudyInstanceUID
    (frame,) = found.ReferencedFrameOfReferenceSequence
    assert frame.FrameOfReferenceUID == source.FrameOfReferenceUID
    (series,) = frame.RTReferencedStudySequence[0].RTReferencedSeriesSequence
    assert series.SeriesInstanceUID == source.SeriesInstanceUID
    assert len(series.ContourImageSequence) == len(ct.series.files)


@pytest.mark.skipif(shutil.which("dciodvfy") is None, reason="dicom3tools is not installed")
@pytest.mark.parametrize("identified", [False, True])
def test_it_passes_dciodvfy(scan: Volume, tmp_path: Path, identified: bool) -> None:
    path = tmp_path / "structures.dcm"
    options = DicomOptions(identified=identified)
    export_rtstruct((*OBJECTS, shell_object()), scan, path, options=options)
    said = subprocess.run(["dciodvfy", path], capture_output=True, check=False)
    text = said.stderr.decode("utf-8", "replace")
    assert [line for line in text.splitlines() if line.startswith("Error")] == []
    assert "RTStructureSet" in text


class TestRefusals:
    def refusal(self, like: Volume, path: Path) -> str:
        with pytest.raises(WriteError) as caught:
            export_rtstruct(OBJECTS, like, path)
        assert not path.exists()
        return str(caught.value)

    def test_no_dicom(self, tmp_path: Path) -> None:
        assert "not opened from DICOM" in self.refusal(volume(), tmp_path / "a.dcm")

    def test_no_frame_of_reference(self, ct: Volume, tmp_path: Path) -> None:
        for file in ct.series.files:
            found = dcmread(file)
            del found.FrameOfReferenceUID
            found.save_as(file)
        assert "no frame of reference" in self.refusal(ct, tmp_path / "a.dcm")
