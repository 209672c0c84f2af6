"""The DICOM slices that an image came from, read again for what is written about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset, dcmread
from pydicom.errors import InvalidDicomError

from bifseg_core.case import Segmentation
from bifseg_core.errors import ImageReadError, WriteError
from bifseg_core.io.dicom_options import why_not_dicom
from bifseg_core.io.dicom_slice import DicomSlice, slices_in
from bifseg_core.io.even_slices import place_between
from bifseg_core.io.messages import named
from bifseg_core.io.placement import LPS_TO_RAS, LpsGrid
from bifseg_core.volume import DicomSeries, SliceFit, Volume

FloatArray = NDArray[np.float64]

_NEEDED = ("SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID")
_SAME_PLACE_MM = 1e-3
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


@dataclass(frozen=True, eq=False)
class SourceSlice:
    """A slice of the scan.

    Attributes:
        header: all that its file says before the pixels; one and the same for all of its frames.
        place_lps: (3,), centre of its first pixel in mm.
        frame: which of the file's frames it is, from 0; None where the file holds no frames.
    """

    header: Dataset
    place_lps: FloatArray
    frame: int | None

    def reference(self) -> Dataset:
        """What another file names it by."""
        found = file_reference(self.header)
        if self.frame is not None:
            found.ReferencedFrameNumber = self.frame + 1
        return found


def file_reference(header: Dataset) -> Dataset:
    """What another file names a whole file by."""
    found = Dataset()
    found.ReferencedSOPClassUID = header.SOPClassUID
    found.ReferencedSOPInstanceUID = header.SOPInstanceUID
    return found


class Source:
    """The slices of the scan, and how those of the image lie to them.

    Args:
        volume: the image.
        slices: of the scan, in their order along the normal.
        fit: how the image's slices lie to them.
    """

    def __init__(self, volume: Volume, slices: list[SourceSlice], fit: SliceFit) -> None:
        self.slices = slices
        self.fit = fit
        self._volume = volume

    @property
    def first(self) -> Dataset:
        """The header of the first slice, which speaks for study and patient."""
        return self.slices[0].header

    @cached_property
    def headers(self) -> list[Dataset]:
        """The header of each file, once."""
        return list({id(one.header): one.header for one in self.slices}.values())

    @cached_property
    def grid(self) -> LpsGrid:
        """The image's grid."""
        return LpsGrid.of(self._volume.affine)

    def place_lps(self, k: int) -> FloatArray:
        """Centre of the first pixel of the image's slice k in mm, as the scan itself has it."""
        if self.fit is SliceFit.OWN:
            return self.slices[k].place_lps
        step = self.grid.spacing[2] * self.grid.direction[:, 2]
        return np.asarray(self.grid.origin + k * step)

    def behind(self, k: int) -> list[SourceSlice]:
        """What the image's slice k was made of: one slice of the scan, or the two around it."""
        if self.fit is not SliceFit.BETWEEN:
            return [self.slices[k]]
        below, share = place_between(self._steps_k, k)
        return self.slices[below : below + (2 if share else 1)]

    @cached_property
    def _steps_k(self) -> FloatArray:
        """How many of the image's steps each slice of the scan lies above the first."""
        places = np.array([one.place_lps for one in self.slices])
        heights = (places - places[0]) @ self.grid.direction[:, 2]
        return np.asarray(heights / self.grid.spacing[2])


def time_drawn_on(found: Segmentation, volume: Volume) -> int:
    """The scan's time point that a mask was made on; the first where that is not known.

    A mask that was made on another image of the case belongs to the scan's slices by its place
    alone, so to the first ones too.
    """
    key, times = found.made_on, volume.series.times if volume.series else 1
    return key.frame if key is not None and key.number == 0 and key.frame < times else 0


def read_source(volume: Volume, path: Path, *, time: int = 0) -> Source:
    """The slices of the image's scan, from its files.

    Args:
        volume: the image.
        path: what is to be written, for messages.
        time: which of the scan's time points.

    Raises:
        WriteError: the image was not DICOM, or its files are not what they were.
    """
    reason = why_not_dicom(volume)
    if reason or volume.series is None:
        raise WriteError(f"{named(path)} was not written: {reason[0].lower()}{reason[1:]}")
    series = volume.series.at_time(time)
    files = {file: _header(file, path) for file in dict.fromkeys(series.files)}
    if len({header.get("FrameOfReferenceUID") for header, _ in files.values()}) > 1:
        raise WriteError(
            f"{named(path)} was not written: the scan's slices name different frames of reference; "
            "export NIfTI instead."
        )
    slices = []
    for n, file in enumerate(series.files):
        found = _slice(*files[file], series, n)
        if found is None:
            raise _moved(file, path)
        slices.append(found)
    return Source(volume, slices, series.fit)


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


def _header(file: Path, path: Path) -> tuple[Dataset, tuple[DicomSlice, ...]]:
    try:
        found = dcmread(file, stop_before_pixels=True, force=True)
        slices = slices_in(found, file)
    except (OSError, InvalidDicomError, ImageReadError) as error:
        raise _moved(file, path) from error
    for keyword in _NEEDED:
        if not found.get(keyword):
            raise WriteError(
                f"{named(path)} was not written: {named(file)} has no {keyword}, "
                "so nothing can refer to it."
            )
    return found, slices


def _slice(
    header: Dataset, slices: tuple[DicomSlice, ...], series: DicomSeries, n: int
) -> SourceSlice | None:
    """Slice n of the series; None where the file is not the one that was read."""
    frame = None if series.frames is None else series.frames[n]
    if (frame or 0) >= len(slices):
        return None
    place = slices[frame or 0].place.position
    if place is None or str(header.SeriesInstanceUID) != (series.uid or header.SeriesInstanceUID):
        return None
    gap = np.linalg.norm(LPS_TO_RAS[:3, :3] @ place - series.positions_ras[n])
    return SourceSlice(header, place, frame) if gap <= _SAME_PLACE_MM else None


def _moved(file: Path, path: Path) -> WriteError:
    return WriteError(
        f"{named(path)} was not written: the scan's file {named(file)} is gone or has changed; "
        "open the scan again."
    )
