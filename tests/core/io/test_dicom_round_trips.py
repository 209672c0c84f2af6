"""DICOM SEG and RT Structure Sets of scans in any orientation, and of one slice alone."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from highdicom.seg import segread
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from scipy.spatial.transform import Rotation

from bifseg_core.case import Segmentation, SegmentedObject, Stage
from bifseg_core.errors import WriteError
from bifseg_core.geometry import BoundingBox
from bifseg_core.io import atomic, export_mask, read_volume
from bifseg_core.io.dicom_seg import export_dicom_seg
from bifseg_core.io.rtstruct import export_rtstruct
from bifseg_core.volume import Volume
from tests.core.io.make import ORIENTATIONS, corners_ras, itk_corners_ras
from tests.core.io.make_dicom import TILTED, write_scan
from tests.core.io.test_dicom_seg import OBJECTS
from tests.core.io.test_rtstruct import inside

SMALL = SegmentedObject(
    4,
    "Small",
    segmentation=Segmentation(
        BoundingBox((1, 2, 1), (5, 5, 3)),
        np.arange(24).reshape(4, 3, 2) % 5 > 0,
        np.ones((4, 3, 2), np.float32),
        Stage.INITIAL,
    ),
)
FLAT = replace(
    SMALL,
    segmentation=Segmentation(
        BoundingBox((2, 3, 0), (9, 8, 1)),
        np.arange(35).reshape(7, 5, 1) % 4 > 0,
        np.ones((7, 5, 1), np.float32),
        Stage.INITIAL,
    ),
)


@st.composite
def scans(draw: st.DrawFn) -> dict[str, object]:
    """Series in any orientation, as their writer takes them."""
    turn = Rotation.from_rotvec(draw(st.tuples(*[st.floats(-0.7, 0.7)] * 3))).as_matrix()
    axes = turn @ draw(st.sampled_from(ORIENTATIONS))
    step = draw(st.floats(0.1, 8))
    return {
        "count": 4,
        "size": (8, 7),
        "axes": (axes[:, 0], axes[:, 1]),
        "heights": [step * n for n in range(4)],
        "spacing": draw(st.tuples(st.floats(0.05, 3), st.floats(0.05, 3))),
        "first": draw(st.tuples(*[st.floats(-300, 300)] * 3)),
        "reverse": draw(st.booleans()),
    }


def places_of(mask: np.ndarray, like: Volume) -> np.ndarray:
    """The centres of a mask's voxels in LPS mm, in a fixed order."""
    return in_order(like.affine.to_ras(np.argwhere(mask)) * (-1, -1, 1), like)


def in_order(places: np.ndarray, like: Volume) -> np.ndarray:
    ijk = like.affine.to_ijk(places * (-1, -1, 1)).round().astype(int)
    return places[np.lexsort(ijk.T)]


@given(options=scans())
@settings(max_examples=10)
def test_a_segmentation_lies_where_highdicom_finds_it(options: dict) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_scan(Path(folder, "scan"), **options)
        scan = read_volume(Path(folder, "scan"))
        export_dicom_seg([SMALL], scan, Path(folder, "seg.dcm"))
        found = segread(Path(folder, "seg.dcm")).get_volume(combine_segments=True)
    theirs = np.argwhere(found.array) @ found.affine[:3, :3].T + found.affine[:3, 3]
    ours = places_of(SMALL.segmentation.full_mask(scan.shape), scan)
    assert in_order(theirs, scan) == pytest.approx(ours, abs=2e-5)


@given(options=scans())
@settings(max_examples=10)
def test_outlines_hold_the_voxels_wherever_the_scan_lies(options: dict) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_scan(Path(folder, "scan"), **options)
        scan = read_volume(Path(folder, "scan"))
        export_rtstruct([SMALL], scan, Path(folder, "structures.dcm"))
        (roi,) = dcmread(Path(folder, "structures.dcm")).ROIContourSequence
    found = np.zeros(scan.shape, bool)
    for contour in roi.ContourSequence:
        points = np.array(contour.ContourData, float).reshape(-1, 3) * (-1, -1, 1)
        points_ijk = scan.affine.to_ijk(points)
        k = round(points_ijk[0, 2])
        found[:, :, k] ^= inside(points_ijk[:, :2], scan.shape[:2])
    assert np.array_equal(found, SMALL.segmentation.full_mask(scan.shape))


class TestOneSlice:
    """A 2D image that says where in the patient it lies, and askew."""

    @pytest.fixture
    def scan(self, tmp_path: Path) -> Volume:
        write_scan(tmp_path / "scan", count=1, size=(12, 10), axes=TILTED)
        volume = read_volume(tmp_path / "scan")
        assert volume.is_planar
        assert volume.is_oriented
        return volume

    @pytest.mark.parametrize("ending", [".nrrd", ".mha", ".nii.gz"])
    def test_its_mask_lies_on_it(self, scan: Volume, ending: str, tmp_path: Path) -> None:
        path = tmp_path / f"mask{ending}"
        export_mask(FLAT.segmentation.full_mask(scan.shape), scan, path)
        again = read_volume(path)
        assert again.is_planar or ending != ".nii.gz"
        assert again.same_grid(scan, tolerance_mm=1e-5)
        if ending != ".nii.gz":
            seen = itk_corners_ras(sitk.ReadImage(str(path)))
            assert np.abs(seen - corners_ras(scan.shape, scan.affine.matrix)).max() < 1e-5

    def test_its_segmentation_and_outlines(self, scan: Volume, tmp_path: Path) -> None:
        export_dicom_seg([FLAT], scan, tmp_path / "seg.dcm")
        (frame,) = segread(tmp_path / "seg.dcm").PerFrameFunctionalGroupsSequence
        source = dcmread(scan.series.files[0])
        assert frame.PlanePositionSequence[0].ImagePositionPatient == source.ImagePositionPatient
        pixels = dcmread(tmp_path / "seg.dcm").pixel_array
        assert np.array_equal(pixels.T > 0, FLAT.segmentation.full_mask(scan.shape)[:, :, 0])
        export_rtstruct([FLAT], scan, tmp_path / "structures.dcm")
        (roi,) = dcmread(tmp_path / "structures.dcm").ROIContourSequence
        found = np.zeros(scan.shape[:2], bool)
        for contour in roi.ContourSequence:
            points = np.array(contour.ContourData, float).reshape(-1, 3) * (-1, -1, 1)
            found ^= inside(scan.affine.to_ijk(points)[:, :2], scan.shape[:2])
        assert np.array_equal(found, FLAT.segmentation.full_mask(scan.shape)[:, :, 0])


@pytest.mark.parametrize("export", [export_dicom_seg, export_rtstruct])
def test_a_failed_write_keeps_the_old_file(
    export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_scan(tmp_path / "scan")
    scan = read_volume(tmp_path / "scan")
    path = tmp_path / "out.dcm"
    path.write_bytes(b"what was there before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(WriteError, match=r"full.*\.$"):
        export(OBJECTS, scan, path)
    assert path.read_bytes() == b"what was there before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.dcm", "scan"]
