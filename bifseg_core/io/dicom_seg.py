"""DICOM Segmentation objects (PS3.3, A.51): masks that name the slices they were drawn on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import highdicom
import numpy as np
from highdicom.seg import SegmentDescription
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.sr.codedict import codes
from pydicom.sr.coding import Code

from bifseg_core.case import SegmentedObject
from bifseg_core.errors import WriteError
from bifseg_core.io.dicom_export import RESEARCH_ONLY, DicomExport, DrawnObject
from bifseg_core.io.dicom_files import lenient
from bifseg_core.io.dicom_geometry import as_frames, geometry_of, refer_to_sources
from bifseg_core.io.dicom_options import DE_IDENTIFIED, DicomOptions
from bifseg_core.io.dicom_source import complete, without_identity
from bifseg_core.io.messages import named
from bifseg_core.io.terminology import Concept, Terminology
from bifseg_core.version import __version__
from bifseg_core.volume import SliceFit, Volume

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

    Its frames lie on the image's grid, which they describe; where that is not the scan's own
    (`note_on_pixels`) each names the slices that it was made of, and says that pixels differ.
    An object drawn on a later time point names the slices of that one.

    Args:
        objects: those without a mask are left out.
        like: the image; read from DICOM.
        path: ends in .dcm.
        options: what the user chose.

    Raises:
        WriteError: there is no mask, the image's files are not there or lack what a segmentation
            refers to, or the file cannot be written; one that was there before still is.
    """
    export = DicomExport.prepare(objects, like, Path(path), options)
    if export.source.fit is not SliceFit.OWN:
        export.check_frame_of_reference()
    for one in export.source.headers:  # before: what must not be copied need not be well-formed
        complete(one) if options.identified else without_identity(one)
    export.write(_segmentation(export))


def _lacking(path: Path, error: Exception) -> WriteError:
    """The error for source files without an attribute that the new file must repeat."""
    return WriteError(
        f"{named(path)} was not written: the scan's DICOM files lack or misspell an attribute "
        f"that it must repeat ({type(error).__name__}); "
        "leave out who the patient is, or export NIfTI instead."
    )


def _segmentation(export: DicomExport) -> Dataset:
    used = [k for one in export.drawn for k in one.used_k]
    first, last = min(used), max(used) + 1
    source = export.source
    is_own = source.fit is SliceFit.OWN
    is_of_frames = source.slices[0].frame is not None
    try:
        made = highdicom.seg.Segmentation(
            source_images=_source_images(export, first, last),
            pixel_array=_frames(export, first, last),
            segmentation_type=highdicom.seg.SegmentationTypeValues.BINARY,
            segment_descriptions=_descriptions(export.drawn, export.options.terminology),
            series_instance_uid=highdicom.UID(),
            series_number=_SERIES_NUMBER,
            sop_instance_uid=highdicom.UID(),
            instance_number=1,
            manufacturer="BIFSeg",
            manufacturer_model_name="BIFSeg",
            software_versions=__version__,
            device_serial_number="0",
            content_label="SEGMENTATION",
            content_description=RESEARCH_ONLY + ("" if is_own else "; on a resampled grid"),
            series_description="BIFSeg segmentation",
            **_geometry(export, first, last),
        )
        if is_of_frames or not is_own or len(export.sources) > 1:
            refer_to_sources(made, [one.source for one in export.drawn], range(first, last))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise _lacking(export.path, error) from error
    return made


def _source_images(export: DicomExport, first: int, last: int) -> list[Dataset]:
    """The headers as highdicom wants them."""
    source = export.source
    if source.slices[0].frame is not None:
        return [as_frames(source, range(first, last))]
    return source.headers[first:last] if source.fit is SliceFit.OWN else source.headers


def _geometry(export: DicomExport, first: int, last: int) -> dict[str, Any]:
    """Where the frames lie; nothing where that is copied from the slices."""
    source = export.source
    return {} if source.fit is SliceFit.OWN else geometry_of(source, range(first, last))


def _frames(export: DicomExport, first: int, last: int) -> NDArray[np.uint8]:
    """The masks as (slice, row, column, segment)."""
    columns, rows, _ = export.like.shape
    frames = np.zeros((last - first, rows, columns, len(export.drawn)), np.uint8)
    for segment, one in enumerate(export.drawn):
        whole = one.found.full_mask(export.like.shape)
        frames[..., segment] = whole[:, :, first:last].T
    return frames


def _descriptions(
    drawn: Sequence[DrawnObject], terminology: Terminology
) -> list[SegmentDescription]:
    return [
        SegmentDescription(
            segment_number=one.number,
            segment_label=one.name,
            segmented_property_category=_code(terminology.category),
            segmented_property_type=_code(terminology.kind),
            algorithm_type=highdicom.seg.SegmentAlgorithmTypeValues.SEMIAUTOMATIC,
            algorithm_identification=highdicom.AlgorithmIdentificationSequence(
                name="BIFSeg",
                version=__version__,
                family=codes.cid7162.ArtificialIntelligence,
            ),
            tracking_uid=highdicom.UID(),
            tracking_id=f"BIFSeg object {one.number}",
        )
        for one in drawn
    ]


def _code(concept: Concept) -> Code:
    return Code(concept.code, concept.scheme, concept.meaning)
