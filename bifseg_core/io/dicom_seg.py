"""DICOM Segmentation objects (PS3.3, A.51): masks that name the slices they were drawn on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import highdicom
import numpy as np
from highdicom.seg import SegmentDescription
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.sr.codedict import codes
from pydicom.sr.coding import Code

from bifseg_core.case import SegmentedObject
from bifseg_core.errors import WriteError
from bifseg_core.io.atomic import replace_file
from bifseg_core.io.dicom_files import (
    UTF_8,
    check_dicom_ending,
    dicom_bytes,
    drawn_objects,
    lenient,
)
from bifseg_core.io.dicom_options import DE_IDENTIFIED, DicomOptions
from bifseg_core.io.dicom_source import complete, source_slices, without_identity
from bifseg_core.io.meshes import same_bytes
from bifseg_core.io.messages import named
from bifseg_core.io.source import keep_source
from bifseg_core.io.terminology import Concept, Terminology
from bifseg_core.version import __version__
from bifseg_core.volume import Volume

_LONGEST_LABEL = 64
_SERIES_NUMBER = 900


@lenient()
def export_dicom_seg(
    objects: Sequence[SegmentedObject],
    like: Volume,
    path: str | Path,
    *,
    options: DicomOptions = DE_IDENTIFIED,
) -> None:
    """Write the objects' masks as the segments of one DICOM SEG file, one bit a voxel.

    Args:
        objects: those without a mask are left out.
        like: the image; read from DICOM.
        path: ends in .dcm.
        options: what the user chose.

    Raises:
        WriteError: there is no mask, the image's files are not there or lack what a segmentation
            refers to, or the file cannot be written; one that was there before still is.
    """
    path = Path(path)
    check_dicom_ending(path)
    drawn = drawn_objects(objects, path)
    slices = source_slices(like, path)
    for one in slices:  # before: what must not be copied need not be well-formed either
        complete(one) if options.identified else without_identity(one)
    segmentation = _segmentation(drawn, slices, like, path, options)
    segmentation.SpecificCharacterSet = UTF_8
    if not options.identified:
        without_identity(segmentation)
    content = dicom_bytes(segmentation)
    keep_source(like, path)
    replace_file(path, content, check=same_bytes(content, path))


def _lacking(path: Path, error: Exception) -> WriteError:
    """The error for source files without an attribute that the new file must repeat."""
    return WriteError(
        f"{named(path)} was not written: the scan's DICOM files lack or misspell an attribute "
        f"that it must repeat ({type(error).__name__}); "
        "leave out who the patient is, or export NIfTI instead."
    )


def _segmentation(
    drawn: Sequence[SegmentedObject],
    slices: Sequence[Dataset],
    like: Volume,
    path: Path,
    options: DicomOptions,
) -> Dataset:
    first, last = _range(drawn)
    frames = _frames(drawn, like, first, last)
    try:
        return highdicom.seg.Segmentation(
            source_images=slices[first:last],
            pixel_array=frames,
            segmentation_type=highdicom.seg.SegmentationTypeValues.BINARY,
            segment_descriptions=_descriptions(drawn, options.terminology),
            series_instance_uid=highdicom.UID(),
            series_number=_SERIES_NUMBER,
            sop_instance_uid=highdicom.UID(),
            instance_number=1,
            manufacturer="BIFSeg",
            manufacturer_model_name="BIFSeg",
            software_versions=__version__,
            device_serial_number="0",
            content_label="SEGMENTATION",
            content_description="Research only: not a medical device",
            series_description="BIFSeg segmentation",
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _lacking(path, error) from error


def _range(drawn: Sequence[SegmentedObject]) -> tuple[int, int]:
    """The slices k that hold an object, first to one after the last."""
    ends: list[int] = []
    for one in drawn:
        assert one.segmentation is not None
        used = np.flatnonzero(one.segmentation.mask.any(axis=(0, 1)))
        ends += (used[[0, -1]] + one.segmentation.box.start_ijk[2]).tolist()
    return min(ends), max(ends) + 1


def _frames(
    drawn: Sequence[SegmentedObject], like: Volume, first: int, last: int
) -> NDArray[np.uint8]:
    """The masks as (slice, row, column, segment)."""
    columns, rows, _ = like.shape
    frames = np.zeros((last - first, rows, columns, len(drawn)), np.uint8)
    for segment, one in enumerate(drawn):
        assert one.segmentation is not None
        i, j, k = one.segmentation.box.slices
        whole = np.zeros((columns, rows, like.shape[2]), bool)
        whole[i, j, k] = one.segmentation.mask
        frames[..., segment] = whole[:, :, first:last].T
    return frames


def _descriptions(
    drawn: Sequence[SegmentedObject], terminology: Terminology
) -> list[SegmentDescription]:
    return [
        SegmentDescription(
            segment_number=number,
            segment_label=one.name[:_LONGEST_LABEL] or f"Object {number}",
            segmented_property_category=_code(terminology.category),
            segmented_property_type=_code(terminology.kind),
            algorithm_type=highdicom.seg.SegmentAlgorithmTypeValues.SEMIAUTOMATIC,
            algorithm_identification=highdicom.AlgorithmIdentificationSequence(
                name="BIFSeg",
                version=__version__,
                family=codes.cid7162.ArtificialIntelligence,
            ),
            tracking_uid=highdicom.UID(),
            tracking_id=f"BIFSeg object {number}",
        )
        for number, one in enumerate(drawn, start=1)
    ]


def _code(concept: Concept) -> Code:
    return Code(concept.code, concept.scheme, concept.meaning)
