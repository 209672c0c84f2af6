"""DICOM RT Structure Sets (PS3.3, A.19): outlines in the planes of their slices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom import Sequence as DicomSequence
from pydicom.dataset import FileMetaDataset
from pydicom.uid import ImplicitVRLittleEndian, RTStructureSetStorage, generate_uid

from bifseg_core.case import SegmentedObject
from bifseg_core.errors import WriteError
from bifseg_core.io.atomic import replace_file
from bifseg_core.io.contours import slice_outlines
from bifseg_core.io.dicom_files import (
    UTF_8,
    check_dicom_ending,
    dicom_bytes,
    drawn_objects,
    lenient,
)
from bifseg_core.io.dicom_options import DE_IDENTIFIED, DicomOptions
from bifseg_core.io.dicom_source import source_slices, without_identity
from bifseg_core.io.meshes import same_bytes
from bifseg_core.io.messages import named
from bifseg_core.io.placement import LPS_TO_RAS
from bifseg_core.io.source import keep_source
from bifseg_core.io.terminology import Concept, Terminology
from bifseg_core.version import __version__
from bifseg_core.volume import Volume

_STUDY_CLASS = "1.2.840.10008.3.1.2.3.1"
"""Detached Study Management: retired, but what the standard's reference to a study still names."""
_PATIENT_AND_STUDY = (
    "PatientName", "PatientID", "PatientBirthDate", "PatientSex",
    "StudyDate", "StudyTime", "StudyID", "AccessionNumber", "ReferringPhysicianName",
)  # fmt: skip
_SERIES_NUMBER = 901
_LONGEST_NAME = 64
_COLOURS = ((255, 99, 71), (65, 170, 255), (255, 205, 60), (120, 220, 120), (210, 130, 255))


@lenient()
def export_rtstruct(
    objects: Sequence[SegmentedObject],
    like: Volume,
    path: str | Path,
    *,
    options: DicomOptions = DE_IDENTIFIED,
) -> None:
    """Write the objects' outlines, slice by slice, as the structures of one RT Structure Set.

    Args:
        objects: those without a mask are left out.
        like: the image; read from DICOM.
        path: ends in .dcm.
        options: what the user chose.

    Raises:
        WriteError: there is no mask, the image's files are not there or lack a frame of reference,
            or the file cannot be written; one that was there before still is.
    """
    path = Path(path)
    check_dicom_ending(path)
    drawn = drawn_objects(objects, path)
    slices = source_slices(like, path)
    if not slices[0].get("FrameOfReferenceUID"):
        raise WriteError(
            f"{named(path)} was not written: the scan's DICOM files name no frame of reference; "
            "export a DICOM segmentation or NIfTI instead."
        )
    structures = _structure_set(drawn, slices, like, options.terminology)
    if not options.identified:
        without_identity(structures)
    content = dicom_bytes(structures)
    keep_source(like, path)
    replace_file(path, content, check=same_bytes(content, path))


def _structure_set(
    drawn: Sequence[SegmentedObject],
    slices: Sequence[Dataset],
    like: Volume,
    terminology: Terminology,
) -> Dataset:
    found = _head(slices[0])
    frame = str(slices[0].FrameOfReferenceUID)
    numbered = list(enumerate(drawn, start=1))
    found.ReferencedFrameOfReferenceSequence = [_references(slices, frame)]
    found.StructureSetROISequence = [_roi(n, one, frame) for n, one in numbered]
    found.ROIContourSequence = [_roi_contours(n, one, slices, like) for n, one in numbered]
    found.RTROIObservationsSequence = [_observation(n, terminology) for n, _ in numbered]
    return found


def _head(source: Dataset) -> Dataset:
    now = datetime.now()
    found = Dataset()
    found.SpecificCharacterSet = UTF_8
    found.SOPClassUID, found.SOPInstanceUID = RTStructureSetStorage, generate_uid()
    found.Modality, found.SeriesInstanceUID = "RTSTRUCT", generate_uid()
    found.SeriesNumber, found.InstanceNumber = _SERIES_NUMBER, 1
    found.SeriesDescription, found.OperatorsName = "BIFSeg structures", None
    found.StudyInstanceUID = source.StudyInstanceUID
    found.FrameOfReferenceUID = source.FrameOfReferenceUID
    found.PositionReferenceIndicator = source.get("PositionReferenceIndicator")
    for keyword in _PATIENT_AND_STUDY:
        setattr(found, keyword, source.get(keyword))
    found.Manufacturer = found.ManufacturerModelName = "BIFSeg"
    found.SoftwareVersions = __version__
    found.StructureSetLabel = "BIFSeg"
    found.StructureSetDescription = "Research only: not a medical device"
    found.StructureSetDate, found.StructureSetTime = f"{now:%Y%m%d}", f"{now:%H%M%S}"
    found.ApprovalStatus = "UNAPPROVED"
    found.file_meta = FileMetaDataset()
    found.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian  # coordinates need long elements
    return found


def _references(slices: Sequence[Dataset], frame: str) -> Dataset:
    series, study, found = Dataset(), Dataset(), Dataset()
    series.SeriesInstanceUID = slices[0].SeriesInstanceUID
    series.ContourImageSequence = [_reference(one) for one in slices]
    study.ReferencedSOPClassUID = _STUDY_CLASS
    study.ReferencedSOPInstanceUID = slices[0].StudyInstanceUID
    study.RTReferencedSeriesSequence = [series]
    found.FrameOfReferenceUID = frame
    found.RTReferencedStudySequence = [study]
    return found


def _reference(one: Dataset) -> Dataset:
    found = Dataset()
    found.ReferencedSOPClassUID = one.SOPClassUID
    found.ReferencedSOPInstanceUID = one.SOPInstanceUID
    return found


def _roi(number: int, one: SegmentedObject, frame: str) -> Dataset:
    found = Dataset()
    found.ROINumber = number
    found.ReferencedFrameOfReferenceUID = frame
    found.ROIName = one.name[:_LONGEST_NAME] or f"Object {number}"
    found.ROIGenerationAlgorithm = "SEMIAUTOMATIC"
    return found


def _roi_contours(
    number: int, one: SegmentedObject, slices: Sequence[Dataset], like: Volume
) -> Dataset:
    found = Dataset()
    found.ReferencedROINumber = number
    found.ROIDisplayColor = list(_COLOURS[(number - 1) % len(_COLOURS)])
    contours = _contours(one, slices, like)
    found.ContourSequence = DicomSequence(contours)
    return found


def _contours(one: SegmentedObject, slices: Sequence[Dataset], like: Volume) -> Iterator[Dataset]:
    assert one.segmentation is not None
    i, j, k = one.segmentation.box.start_ijk
    mask = one.segmentation.mask
    axes_lps = (LPS_TO_RAS @ like.affine.matrix)[:3, :2]
    for n in np.flatnonzero(mask.any(axis=(0, 1))):
        source = slices[k + int(n)]
        first_lps = np.array(source.ImagePositionPatient, np.float64)
        for outline in slice_outlines(mask[:, :, n]):
            yield _contour((outline + np.array((i, j))) @ axes_lps.T + first_lps, source)


def _contour(points_lps: NDArray[np.float64], source: Dataset) -> Dataset:
    found = Dataset()
    found.ContourImageSequence = [_reference(source)]
    found.ContourGeometricType = "CLOSED_PLANAR"
    found.NumberOfContourPoints = len(points_lps)
    found.ContourData = [f"{mm:.4f}" for mm in points_lps.ravel()]
    return found


def _observation(number: int, terminology: Terminology) -> Dataset:
    found = Dataset()
    found.ObservationNumber = found.ReferencedROINumber = number
    found.RTROIIdentificationCodeSequence = [_code(terminology.kind)]
    found.RTROIInterpretedType = None
    found.ROIInterpreter = None
    return found


def _code(concept: Concept) -> Dataset:
    found = Dataset()
    found.CodeValue, found.CodeMeaning = concept.code, concept.meaning
    found.CodingSchemeDesignator = concept.scheme
    return found
