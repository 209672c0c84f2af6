"""What can be chosen for a DICOM file, and whether one can be written; imports nothing slow."""

from __future__ import annotations

from dataclasses import dataclass

from bifseg_core.io.terminology import Terminology
from bifseg_core.volume import Volume

_NOT_DICOM = "The scan was not opened from DICOM files."
_NO_PLACE = "The DICOM file does not say where in the patient it lies."
_NOT_ITS_SLICES = "The scan's slices are frames of one file or were shifted onto a straight grid."


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
    if not volume.series.is_slice_by_slice:
        return _NOT_ITS_SLICES
    return "" if volume.is_oriented else _NO_PLACE
