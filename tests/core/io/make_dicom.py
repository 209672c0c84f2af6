"""Whole DICOM series as scanners write them, for what refers back to them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydicom import dcmread
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import (
    CTImageStorage,
    EnhancedCTImageStorage,
    ExplicitVRLittleEndian,
    MRImageStorage,
    generate_uid,
)

ROW, COLUMN = np.array([1.0, 0, 0]), np.array([0, 1.0, 0])
TILTED = np.array([0.8, 0.6, 0]), np.array([-0.36, 0.48, 0.8])
NAME, PATIENT_ID = "Muster^Erika", "PAT-4711"


def write_scan(
    folder: Path,
    *,
    count: int = 12,
    size: tuple[int, int] = (30, 26),
    axes: tuple[np.ndarray, np.ndarray] = (ROW, COLUMN),
    modality: str = "CT",
    description: str = "Abdomen 2.5 mm",
    reverse: bool = False,
    heights: Sequence[float] | None = None,
    lean: float = 0.0,
    spacing: tuple[float, float] = (0.7, 0.9),
    first: Sequence[float] = (-40, -30, 15),
) -> list[Path]:
    """A series of (columns, rows) size with everything that its class asks for.

    Slices lie 2.5 mm apart or at these heights, and shifted by lean for each mm as a gantry tilts;
    spacing is that of columns and rows.
    """
    folder.mkdir(parents=True, exist_ok=True)
    uids = [generate_uid() for _ in range(3)]
    normal = np.cross(*axes)
    files = []
    for n, height in enumerate(2.5 * np.arange(count) if heights is None else heights):
        position = np.array(first) + height * (normal + lean * np.array(axes[1]))
        one = _slice(uids, n, size, position, axes, modality, description)
        one.PixelSpacing = [round(mm, 6) for mm in reversed(spacing)]
        path = folder / f"{count - n if reverse else n:03}.dcm"
        one.save_as(path, enforce_file_format=True)
        files.append(path)
    return files


def _slice(
    uids: list[str],
    n: int,
    size: tuple[int, int],
    position: np.ndarray,
    axes: tuple[np.ndarray, np.ndarray],
    modality: str,
    description: str,
) -> Dataset:
    one = Dataset()
    one.SOPClassUID = CTImageStorage if modality == "CT" else MRImageStorage
    one.SOPInstanceUID = generate_uid()
    one.StudyInstanceUID, one.SeriesInstanceUID, one.FrameOfReferenceUID = uids
    one.PatientName, one.PatientID = NAME, PATIENT_ID
    one.PatientBirthDate, one.PatientSex, one.PatientAge = "19700101", "F", "056Y"
    one.StudyDate, one.StudyTime, one.StudyID = "20260102", "101112", "S1"
    one.AccessionNumber, one.ReferringPhysicianName = "A-815", "Haus^Gregor"
    one.StudyDescription, one.InstitutionName = "Erika Muster's scan", "General Hospital"
    one.Modality, one.SeriesDescription, one.SeriesNumber = modality, description, 3
    one.ImageType, one.InstanceNumber, one.Manufacturer = (
        ["ORIGINAL", "PRIMARY", "AXIAL"],
        n + 1,
        "X",
    )
    one.PositionReferenceIndicator = ""
    one.ContentDate, one.ContentTime, one.AcquisitionNumber = "20260102", "101112", 1
    one.KVP, one.SliceThickness, one.PixelSpacing = "120", 2.5, [0.9, 0.7]
    one.ImagePositionPatient = [round(float(v), 6) for v in position]
    one.ImageOrientationPatient = [round(float(v), 6) for v in np.concatenate(axes)]
    one.Columns, one.Rows = size
    one.SamplesPerPixel, one.PhotometricInterpretation = 1, "MONOCHROME2"
    one.BitsAllocated, one.BitsStored, one.HighBit, one.PixelRepresentation = 16, 16, 15, 1
    one.RescaleIntercept, one.RescaleSlope = 0, 1
    pixels = np.arange(size[0] * size[1], dtype="<i2").reshape(size[::-1]) + 10 * n
    one.PixelData = pixels.astype("<i2").tobytes()
    one.file_meta = FileMetaDataset()
    one.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return one


def write_enhanced(
    path: Path,
    heights: list[float],
    *,
    axes: tuple[np.ndarray, np.ndarray] = (ROW, COLUMN),
    slopes: list[float] | None = None,
    size: tuple[int, int] = (12, 10),
    lean: float = 0.0,
) -> np.ndarray:
    """One file of frames at these heights, as enhanced CT; returns the stored frames (K, J, I)."""
    (template,) = write_scan(path.parent / "template", count=1, size=size, axes=axes)
    whole = dcmread(template)
    shutil.rmtree(template.parent)
    count = len(heights) * size[0] * size[1]
    frames = np.arange(count).astype("<i2").reshape(-1, size[1], size[0])
    for keyword in ("PixelSpacing", "SliceThickness", "ImagePositionPatient", "RescaleSlope",
                    "ImageOrientationPatient", "RescaleIntercept"):  # fmt: skip
        del whole[keyword]
    whole.SOPClassUID = EnhancedCTImageStorage
    whole.NumberOfFrames, whole.PixelData = len(frames), frames.tobytes()
    whole.SharedFunctionalGroupsSequence = [_shared(axes)]
    way = np.cross(*axes) + lean * np.array(axes[1])
    whole.PerFrameFunctionalGroupsSequence = [
        _own(np.array([-40.0, -30, 15]) + height * way, slopes[n] if slopes else 1)
        for n, height in enumerate(heights)
    ]
    whole.file_meta.MediaStorageSOPClassUID = EnhancedCTImageStorage
    whole.save_as(path, enforce_file_format=True)
    return frames


def _shared(axes: tuple[np.ndarray, np.ndarray]) -> Dataset:
    found, orientation, measures = Dataset(), Dataset(), Dataset()
    orientation.ImageOrientationPatient = [round(float(v), 6) for v in np.concatenate(axes)]
    measures.PixelSpacing, measures.SliceThickness = [0.9, 0.7], 2.5
    found.PlaneOrientationSequence, found.PixelMeasuresSequence = [orientation], [measures]
    return found


def _own(position: np.ndarray, slope: float) -> Dataset:
    found, place, scale = Dataset(), Dataset(), Dataset()
    place.ImagePositionPatient = [round(float(v), 6) for v in position]
    scale.RescaleSlope, scale.RescaleIntercept = slope, -5
    found.PlanePositionSequence, found.PixelValueTransformationSequence = [place], [scale]
    return found
