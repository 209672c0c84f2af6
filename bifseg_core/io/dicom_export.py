"""What writing a DICOM SEG and an RT Structure Set begin and end with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydicom import Dataset

from bifseg_core.case import Segmentation, SegmentedObject
from bifseg_core.errors import WriteError
from bifseg_core.io.atomic import replace_file
from bifseg_core.io.dicom_files import UTF_8, dicom_bytes
from bifseg_core.io.dicom_options import DicomOptions
from bifseg_core.io.dicom_source import (
    Source,
    read_source,
    time_drawn_on,
    without_identity,
)
from bifseg_core.io.endings import ending_of
from bifseg_core.io.meshes import same_bytes
from bifseg_core.io.messages import named
from bifseg_core.io.source import keep_source
from bifseg_core.volume import Volume

RESEARCH_ONLY = "Research only: not a medical device"
_LONGEST_NAME = 64


@dataclass(frozen=True, eq=False)
class DrawnObject:
    """An object that has voxels.

    Attributes:
        number: from 1, in the file.
        name: as long as DICOM allows.
        found: its segmentation.
        source: the scan's slices at the time point that it was drawn on.
    """

    number: int
    name: str
    found: Segmentation
    source: Source

    @property
    def used_k(self) -> list[int]:
        """The image's slices that hold a part of it, ascending."""
        used = np.flatnonzero(self.found.mask.any(axis=(0, 1)))
        return (used + self.found.box.start_ijk[2]).tolist()


@dataclass(frozen=True, eq=False)
class DicomExport:
    """Masks on their way into one DICOM file.

    Attributes:
        drawn: the objects that have voxels, one or more.
        like: the image.
        path: where the file goes.
        options: what the user chose.
    """

    drawn: tuple[DrawnObject, ...]
    like: Volume
    path: Path
    options: DicomOptions

    @classmethod
    def prepare(
        cls,
        objects: Sequence[SegmentedObject],
        like: Volume,
        path: Path,
        options: DicomOptions,
    ) -> DicomExport:
        """Find out whether it can be written at all.

        Raises:
            WriteError: the ending is not .dcm, no object has voxels, or the image's files are not
                what they were.
        """
        if ending_of(path, (".dcm",)) is None:
            raise WriteError(f"{named(path)} has no known ending; use .dcm.")
        drawn = _drawn(objects, like, path)
        if not drawn:
            raise WriteError(f"{named(path)} was not written: no object has a mask yet.")
        return cls(drawn, like, path, options)

    @property
    def source(self) -> Source:
        """The slices that the first object was drawn on; they speak for study and places."""
        return self.drawn[0].source

    @property
    def sources(self) -> list[Source]:
        """The slices of each time point that an object was drawn on, once."""
        return list(dict.fromkeys(one.source for one in self.drawn))

    def check_frame_of_reference(self) -> None:
        """Refuse a scan that names no space that places in the patient could belong to.

        Raises:
            WriteError: it names none.
        """
        if not self.source.first.get("FrameOfReferenceUID"):
            raise WriteError(
                f"{named(self.path)} was not written: the scan's DICOM files name no frame of "
                "reference; export NIfTI instead."
            )

    def write(self, made: Dataset) -> None:
        """Write the file, and read it back; nobody is named in it unless the user chose so.

        Raises:
            WriteError: it cannot be written; one that was there before still is.
        """
        made.SpecificCharacterSet = UTF_8
        if not self.options.identified:
            without_identity(made)
        content = dicom_bytes(made)
        keep_source(self.like, self.path)
        replace_file(self.path, content, check=same_bytes(content, self.path))


def _drawn(objects: Sequence[SegmentedObject], like: Volume, path: Path) -> tuple[DrawnObject, ...]:
    with_voxels = [
        (one.name, one.segmentation)
        for one in objects
        if one.segmentation is not None and one.segmentation.mask.any()
    ]
    times = [time_drawn_on(found, like) for _, found in with_voxels]
    sources = {time: read_source(like, path, time=time) for time in dict.fromkeys(times)}
    return tuple(
        DrawnObject(number, name[:_LONGEST_NAME] or f"Object {number}", found, sources[time])
        for number, ((name, found), time) in enumerate(zip(with_voxels, times, strict=True), 1)
    )
