"""Where the frames of a DICOM SEG lie, and which slices of the scan they were made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import highdicom
import numpy as np
from pydicom import Dataset
from pydicom.sr.coding import Code

from bifseg_core.io.dicom_source import Source, SourceSlice, file_reference
from bifseg_core.volume import SliceFit

_PATIENT = highdicom.CoordinateSystemNames.PATIENT
_SEGMENTATION = Code("113076", "DCM", "Segmentation")
_SOURCE = Code("121322", "DCM", "Source image for image processing operation")


def geometry_of(source: Source, slices_k: Sequence[int]) -> dict[str, Any]:
    """What highdicom's `Segmentation` is told of where each of the image's slices lies."""
    return {
        "plane_positions": _positions(source, slices_k),
        "plane_orientation": _orientation(source),
        "pixel_measures": _measures(source),
    }


def as_frames(source: Source, slices_k: Sequence[int]) -> Dataset:
    """A header of one file whose frames are the image's slices, in that order.

    highdicom copies study, patient and places from it. Scanners write those in many ways, in one
    file or several, with other frames between; here they stand as the standard has them.
    """
    shared, stands = Dataset(), source.first
    shared.PlaneOrientationSequence = _orientation(source)
    shared.PixelMeasuresSequence = _measures(source)
    stands.SharedFunctionalGroupsSequence = [shared]
    stands.PerFrameFunctionalGroupsSequence = [_own(p) for p in _positions(source, slices_k)]
    stands.NumberOfFrames = len(slices_k)
    return stands


def refer_to_sources(made: Dataset, sources: Sequence[Source], slices_k: Sequence[int]) -> None:
    """Let a segmentation and each of its frames name the slices that it was made of.

    Args:
        made: the segmentation.
        sources: of its segments, in their order.
        slices_k: the image's slices from the first to the last that it has.
    """
    behind = (
        one for source in dict.fromkeys(sources) for k in slices_k for one in source.behind(k)
    )
    headers = {id(one.header): one.header for one in behind}
    files = [file_reference(header) for header in headers.values()]
    series = Dataset()
    series.SeriesInstanceUID = sources[0].first.SeriesInstanceUID
    series.ReferencedInstanceSequence = files
    made.SourceImageSequence, made.ReferencedSeriesSequence = files, [series]
    for groups in made.PerFrameFunctionalGroupsSequence:
        source, derivation = sources[_segment_of(groups) - 1], Dataset()
        derivation.DerivationCodeSequence = [_coded(_SEGMENTATION)]
        derivation.SourceImageSequence = [
            _reference(one, source) for one in source.behind(_slice_of(groups, source))
        ]
        groups.DerivationImageSequence = [derivation]


def _segment_of(groups: Dataset) -> int:
    """The number of the segment that a frame belongs to, from 1; one that is alone is not named."""
    named = groups.get("SegmentIdentificationSequence")
    return int(named[0].ReferencedSegmentNumber) if named else 1


def _slice_of(groups: Dataset, source: Source) -> int:
    """Which of the image's slices a frame is, by its place."""
    place = np.array(groups.PlanePositionSequence[0].ImagePositionPatient, np.float64)
    height = (place - source.grid.origin) @ source.grid.direction[:, 2]
    return round(float(height / source.grid.spacing[2]))


def _reference(one: SourceSlice, source: Source) -> Dataset:
    found = one.reference()
    found.PurposeOfReferenceCodeSequence = [_coded(_SOURCE)]
    found.SpatialLocationsPreserved = "YES" if source.fit is SliceFit.OWN else "NO"
    return found


def _positions(source: Source, slices_k: Sequence[int]) -> list[Any]:
    places = [source.place_lps(k).tolist() for k in slices_k]
    return [highdicom.PlanePositionSequence(_PATIENT, place) for place in places]


def _orientation(source: Source) -> Any:
    axes = source.grid.direction[:, :2].T.ravel().tolist()
    return highdicom.PlaneOrientationSequence(_PATIENT, axes)


def _measures(source: Source) -> Any:
    """DICOM names the distance of the rows first."""
    i, j, k = (float(mm) for mm in source.grid.spacing)
    return highdicom.PixelMeasuresSequence((j, i), slice_thickness=k, spacing_between_slices=k)


def _own(position: Any) -> Dataset:
    found = Dataset()
    found.PlanePositionSequence = position
    return found


def _coded(code: Code) -> Dataset:
    return highdicom.sr.CodedConcept.from_code(code)
