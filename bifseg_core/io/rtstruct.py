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
from bifseg_core.io.contours import slice_outlines
from bifseg_core.io.dicom_export import RESEARCH_ONLY, DicomExport, DrawnObject
from bifseg_core.io.dicom_files import lenient
from bifseg_core.io.dicom_options import DE_IDENTIFIED, DicomOptions
from bifseg_core.io.dicom_source import Source, SourceSlice, file_reference
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

    They lie in the planes of the image's slices; where those are not planes of the scan
    (`note_on_planes`) an outline names no slice. What was drawn on a later time point names the
    slices of that one.

    Args:
        objects: those without a mask are left out.
        like: the image; read from DICOM.
        path: ends in .dcm.
        options: what the user chose.

    Raises:
        WriteError: there is no mask, the image's files are not there or lack a frame of reference,
            or the file cannot be written; one that was there before still is.
    """
    export = DicomExport.prepare(objects, like, Path(path), options)
    export.check_frame_of_reference()
    export.write(_structure_set(export))


def _structure_set(export: DicomExport) -> Dataset:
    source, drawn = export.source, export.drawn
    found = _head(source.first)
    frame = str(source.first.FrameOfReferenceUID)
    found.ReferencedFrameOfReferenceSequence = [_references(export.sources, frame)]
    found.StructureSetROISequence = [_roi(one, frame) for one in drawn]
    found.ROIContourSequence = [_roi_contours(one) for one in drawn]
    terminology = export.options.terminology
    found.RTROIObservationsSequence = [_observation(one.number, terminology) for one in drawn]
    return found


def _head(source: Dataset) -> Dataset:
    now = datetime.now()
    found = Dataset()
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
    found.StructureSetDescription = RESEARCH_ONLY
    found.StructureSetDate, found.StructureSetTime = f"{now:%Y%m%d}", f"{now:%H%M%S}"
    found.ApprovalStatus = "UNAPPROVED"
    found.file_meta = FileMetaDataset()
    found.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian  # coordinates need long elements
    return found


def _references(sources: Sequence[Source], frame: str) -> Dataset:
    series, study, found = Dataset(), Dataset(), Dataset()
    source = sources[0]
    series.SeriesInstanceUID = source.first.SeriesInstanceUID
    headers = [header for one in sources for header in one.headers]
    series.ContourImageSequence = [file_reference(header) for header in headers]
    study.ReferencedSOPClassUID = _STUDY_CLASS
    study.ReferencedSOPInstanceUID = source.first.StudyInstanceUID
    study.RTReferencedSeriesSequence = [series]
    found.FrameOfReferenceUID = frame
    found.RTReferencedStudySequence = [study]
    return found


def _roi(one: DrawnObject, frame: str) -> Dataset:
    found = Dataset()
    found.ROINumber = one.number
    found.ReferencedFrameOfReferenceUID = frame
    found.ROIName = one.name
    found.ROIGenerationAlgorithm = "SEMIAUTOMATIC"
    return found


def _roi_contours(one: DrawnObject) -> Dataset:
    found = Dataset()
    found.ReferencedROINumber = one.number
    found.ROIDisplayColor = list(_COLOURS[(one.number - 1) % len(_COLOURS)])
    found.ContourSequence = DicomSequence(_contours(one))
    return found


def _contours(one: DrawnObject) -> Iterator[Dataset]:
    source = one.source
    i, j, start = one.found.box.start_ijk
    axes_lps = source.grid.direction[:, :2] * source.grid.spacing[:2]
    for k in one.used_k:
        in_plane = source.behind(k)
        for outline in slice_outlines(one.found.mask[:, :, k - start]):
            points_lps = (outline + np.array((i, j))) @ axes_lps.T + source.place_lps(k)
            yield _contour(points_lps, in_plane[0] if len(in_plane) == 1 else None)


def _contour(points_lps: NDArray[np.float64], in_plane: SourceSlice | None) -> Dataset:
    found = Dataset()
    if in_plane is not None:
        found.ContourImageSequence = [in_plane.reference()]
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
