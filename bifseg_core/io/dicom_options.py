"""What can be chosen for a DICOM file, and whether one can be written; imports nothing slow."""

from __future__ import annotations

from dataclasses import dataclass

from bifseg_core.io.terminology import Terminology
from bifseg_core.volume import SliceFit, Volume

_NOT_DICOM = "The scan was not opened from DICOM files."
_NO_PLACE = "The DICOM file does not say where in the patient it lies."
_OTHER_PIXELS = (
    "The file has the pixels of the straight grid that the tilted slices were shifted onto; "
    "not every viewer lays them over the scan."
)
_OTHER_PLANES = (
    "The file has the slices of the even grid that the scan was interpolated to; "
    "not every viewer lays them over the scan."
)


@dataclass(frozen=True)
class DicomOptions:
    """What the user chose for a DICOM file.

    Attributes:
        terminology: what the objects are.
        identified: whether the patient's name, ID and birth date go into the file.
    """

    terminology: Terminology = Terminology.TISSUE
    identified: bool = False


DE_IDENTIFIED = DicomOptions()
"""The default: nobody is named, nothing is claimed."""


def why_not_dicom(volume: Volume) -> str:
    """Why nothing can be written that refers to the image's DICOM files; "" where it can."""
    if volume.series is None:
        return _NOT_DICOM
    return "" if volume.is_oriented and volume.series.positions_ras else _NO_PLACE


def note_on_pixels(volume: Volume) -> str:
    """What to know of a file of pixels whose grid is not the scan's own; "" where it is."""
    if volume.series is None or volume.series.fit is SliceFit.OWN:
        return ""
    return _OTHER_PIXELS if volume.series.fit is SliceFit.SHIFTED else _OTHER_PLANES


def note_on_planes(volume: Volume) -> str:
    """What to know of outlines whose planes are not those of the scan; "" where they are."""
    if volume.series is None or volume.series.fit is not SliceFit.BETWEEN:
        return ""
    return _OTHER_PLANES
