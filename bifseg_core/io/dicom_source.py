"""The DICOM files that an image came from, read again for what is written about them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pydicom import Dataset, dcmread
from pydicom.errors import InvalidDicomError

from bifseg_core.errors import WriteError
from bifseg_core.io.dicom_options import why_not_dicom
from bifseg_core.io.messages import named
from bifseg_core.io.placement import LPS_TO_RAS
from bifseg_core.volume import Volume

_NEEDED = ("SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID")
_PATIENT_GROUP = 0x0010
_EMPTIED = (
    "PatientName",
    "PatientID",
    "PatientBirthDate",
    "PatientSex",
    "AccessionNumber",
    "ReferringPhysicianName",
    "StudyID",
    "StudyDate",
    "StudyTime",
)
"""Attributes that a file must have but that may be empty."""
_PEOPLE_AND_PLACES = (
    "StudyDescription",
    "InstitutionName",
    "InstitutionAddress",
    "InstitutionalDepartmentName",
    "StationName",
    "OperatorsName",
    "PerformingPhysicianName",
    "PhysiciansOfRecord",
    "NameOfPhysiciansReadingStudy",
    "RequestingPhysician",
    "ContentCreatorName",
)


def source_slices(volume: Volume, path: Path) -> list[Dataset]:
    """The headers of the image's files, in the order of k.

    Args:
        volume: the image.
        path: what is to be written, for messages.

    Raises:
        WriteError: the image was not DICOM, or its files are not what they were.
    """
    reason = why_not_dicom(volume)
    if reason or volume.series is None:
        raise WriteError(f"{named(path)} was not written: {reason[0].lower()}{reason[1:]}")
    slices = [_header(file, path) for file in volume.series.files]
    for k, one in enumerate(slices):
        if not _is_unchanged(one, volume, k):
            raise _moved(volume.series.files[k], path)
    return slices


def without_identity(dataset: Dataset) -> None:
    """Take out who the patient is, and where and when the study was; the UIDs stay.

    They are what ties the file to its scan; whoever has the scan can follow them.
    """
    _strip(dataset)
    for keyword in _EMPTIED:
        setattr(dataset, keyword, None)
    dataset.PatientIdentityRemoved = "YES"
    dataset.DeidentificationMethod = "Patient and study attributes removed by BIFSeg; UIDs kept"


def complete(dataset: Dataset) -> None:
    """Add what a file must have but may leave empty; anonymising programs often take it out."""
    for keyword in _EMPTIED:
        if keyword not in dataset:
            setattr(dataset, keyword, None)


def _strip(dataset: Dataset) -> None:
    """Take out all that may name people and places, from the items of sequences too."""
    for element in list(dataset):
        if element.tag.group == _PATIENT_GROUP:
            del dataset[element.tag]
        elif element.keyword in _PEOPLE_AND_PLACES:
            element.value = None
        elif element.VR == "SQ":
            for item in element.value:
                _strip(item)


def _header(file: Path, path: Path) -> Dataset:
    try:
        found = dcmread(file, stop_before_pixels=True, force=True)
    except (OSError, InvalidDicomError) as error:
        raise _moved(file, path) from error
    for keyword in _NEEDED:
        if not found.get(keyword):
            raise WriteError(
                f"{named(path)} was not written: {named(file)} has no {keyword}, "
                "so nothing can refer to it."
            )
    return found


def _is_unchanged(found: Dataset, volume: Volume, k: int) -> bool:
    """Whether a file is still the slice k of the image."""
    same_size = (found.get("Columns"), found.get("Rows")) == volume.shape[:2]
    position = found.get("ImagePositionPatient")
    if volume.series is None or position is None or not same_size:
        return False
    place_ras = LPS_TO_RAS[:3, :3] @ np.array(position, np.float64)
    gap = np.linalg.norm(place_ras - volume.affine.to_ras((0, 0, k)))
    return bool(gap <= max(volume.spacing)) and (
        str(found.SeriesInstanceUID) == volume.series.uid or not volume.series.uid
    )


def _moved(file: Path, path: Path) -> WriteError:
    return WriteError(
        f"{named(path)} was not written: the scan's file {named(file)} is gone or has changed; "
        "open the scan again."
    )
