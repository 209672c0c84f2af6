"""The slices that a DICOM file holds: one, or many frames; where they lie and what they measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from bifseg_core.errors import ImageReadError
from bifseg_core.io.dicom_header import (
    frame_count,
    making_sense_of,
    numbers,
    read_header,
    text,
)
from bifseg_core.io.endings import DICOM_ENDINGS, ending_of
from bifseg_core.io.messages import named
from bifseg_core.io.slices import SlicePlace

FloatArray = NDArray[np.float64]

_START = 1024
_MAGIC, _MAGIC_OFFSET = b"DICM", 128
_NO_IMAGES = (b"1.2.840.10008.1.3.10", *(b"1.2.840.10008.5.1.4.1.1." + n for n in (
    b"88", b"11", b"481.2", b"481.3", b"481.5", b"66", b"104", b"9.1", b"9.2",
)))  # fmt: skip
"""Classes without pixels: directory, report, presentation, radiotherapy, raw data, PDF, curve."""


@dataclass(frozen=True, eq=False)
class DicomSlice:
    """What a file says about one slice.

    Attributes:
        path: the file.
        frame: which of the file's frames it is, from 0; None where the file holds no frames.
        series_uid, instance_uid: its series, and the file itself.
        description, modality: of the series.
        number: its place in the order in which the scanner counted: of the file, of the frame.
        moment: when it was taken: the number of the time point, of the acquisition, the time.
        place: where it lies.
        has_spacing: whether the file says how large its pixels are.
        rescale: what stored numbers are multiplied by, and what is added.
    """

    path: Path
    frame: int | None
    series_uid: str
    instance_uid: str
    description: str
    modality: str
    number: tuple[int, int]
    moment: tuple[int, int, str]
    place: SlicePlace
    has_spacing: bool
    rescale: tuple[float, float]


def is_dicom(path: Path) -> bool:
    """Whether the file says that it is DICOM, by its mark or, in old files, by its name."""
    if not path.is_file() or path.name.upper() == "DICOMDIR":
        return False
    with path.open("rb") as file:
        return _is_dicom(file.read(_START), path)


def is_marked_dicom(start: bytes) -> bool:
    """Whether a file of that start carries DICOM's mark."""
    return start[_MAGIC_OFFSET:].startswith(_MAGIC)


def is_dicom_image(path: Path) -> bool:
    """Whether the file is DICOM, and of a class that has pixels or does not say its class.

    Raises:
        OSError: it cannot be opened.
    """
    if not path.is_file() or path.name.upper() == "DICOMDIR":
        return False
    with path.open("rb") as file:
        start = file.read(_START)
    mark = start.find(b"\x02\x00\x02\x00UI")
    has_pixels = mark < 0 or not start[mark + 8 :].startswith(_NO_IMAGES)
    return has_pixels and _is_dicom(start, path)


def read_slices(path: Path) -> tuple[DicomSlice, ...]:
    """The slices of a DICOM file: one, or one a frame.

    Raises:
        ImageReadError: it is damaged, or holds no image.
    """
    return slices_in(read_header(path), path)


def slices_in(header: Dataset, path: Path) -> tuple[DicomSlice, ...]:
    """The slices that a header speaks of.

    Args:
        header: of the file, or all of it.
        path: the file.

    Raises:
        ImageReadError: it is damaged, or holds no image.
    """
    if "Rows" not in header:
        raise no_image(path)
    with making_sense_of(path):
        if min(int(header.Rows), int(header.Columns)) < 1:
            raise ValueError
        if frame_count(header) == 1 and "PerFrameFunctionalGroupsSequence" not in header:
            return (_slice(path, header, [header], None),)
        frames = tuple(_slice(path, header, groups, n) for n, groups in enumerate(_frames(header)))
        if len(frames) != frame_count(header):
            raise ValueError
    return frames


def no_image(path: Path) -> ImageReadError:
    """The error for a DICOM file that is something else: a report, a plan, a segmentation."""
    return ImageReadError(f"{named(path)} is DICOM but no image; choose a file of the scan.")


def _is_dicom(start: bytes, path: Path) -> bool:
    return is_marked_dicom(start) or ending_of(path, DICOM_ENDINGS) is not None


def _slice(path: Path, header: Dataset, groups: list[Dataset], frame: int | None) -> DicomSlice:
    """One slice, whose entries stand in the first of the groups that has them."""
    spacing = _pixel_spacing(groups)
    slope, intercept = (_first(groups, f"Rescale{word}", 1) for word in ("Slope", "Intercept"))
    return DicomSlice(
        path,
        frame,
        series_uid=text(header, "SeriesInstanceUID"),
        instance_uid=text(header, "SOPInstanceUID"),
        description=text(header, "SeriesDescription"),
        modality=text(header, "Modality"),
        number=(int(header.get("InstanceNumber") or 0), frame or 0),
        moment=_moment(header),
        place=_place(header, groups, (1.0, 1.0) if spacing is None else spacing),
        has_spacing=spacing is not None,
        rescale=(
            1.0 if slope is None or slope[0] == 0 else float(slope[0]),
            0.0 if intercept is None else float(intercept[0]),
        ),
    )


def _moment(header: Dataset) -> tuple[int, int, str]:
    when = text(header, "AcquisitionDateTime")
    when = when or text(header, "AcquisitionDate") + text(header, "AcquisitionTime")
    point, acquisition = (
        int(said) if (said := text(header, keyword)).isdecimal() else 0
        for keyword in ("TemporalPositionIdentifier", "AcquisitionNumber")
    )
    return point, acquisition, when


def _frames(header: Dataset) -> Iterator[list[Dataset]]:
    """For each frame the groups of entries that hold for it, its own before the common ones."""
    if "PerFrameFunctionalGroupsSequence" in header:
        common = _groups_in(header.get("SharedFunctionalGroupsSequence"))
        for own in header.PerFrameFunctionalGroupsSequence:
            yield [*_groups_of(own), *common, header]
    elif "TOMO" in (header.get("ImageType") or ()) and header.get("DetectorInformationSequence"):
        yield from _nuclear_frames(header)
    else:  # a film
        yield from [[header]] * frame_count(header)


def _groups_in(sequence: list[Dataset] | None) -> list[Dataset]:
    return [group for item in sequence or () for group in _groups_of(item)]


def _groups_of(item: Dataset) -> list[Dataset]:
    """The functional groups of a frame: each is a sequence of one."""
    return [group for element in item if element.VR == "SQ" for group in element.value]


def _nuclear_frames(header: Dataset) -> Iterator[list[Dataset]]:
    """Slices of nuclear medicine: the first one's place, and the way to the next."""
    detector = header.DetectorInformationSequence[0]
    position = numbers(detector, "ImagePositionPatient", 3)
    axes = numbers(detector, "ImageOrientationPatient", 6)
    step = numbers(header, "SpacingBetweenSlices", 1)
    if position is None or axes is None or step is None:
        raise ValueError
    way = np.cross(axes[:3], axes[3:]) * step[0]
    for n in range(frame_count(header)):
        here = Dataset()
        here.ImagePositionPatient = [float(f"{value:.9g}") for value in position + n * way]
        yield [here, detector, header]


def _place(header: Dataset, groups: list[Dataset], spacing: tuple[float, float]) -> SlicePlace:
    axes = _first(groups, "ImageOrientationPatient", 6)
    thickness = _first(groups, "SliceThickness", 1)
    return SlicePlace(
        position=_first(groups, "ImagePositionPatient", 3),
        row=None if axes is None else _unit(axes[:3]),
        column=None if axes is None else _unit(axes[3:]),
        pixel_spacing=spacing,
        size=(int(header.Columns), int(header.Rows)),
        thickness=float(thickness[0]) if thickness is not None and thickness[0] > 0 else 1.0,
    )


def _pixel_spacing(groups: list[Dataset]) -> tuple[float, float] | None:
    """The distance of pixels in mm along i and j; DICOM names the one of the rows first."""
    for keyword in ("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing"):
        found = _first(groups, keyword, 2)
        if found is not None and found.min() > 0:
            return float(found[1]), float(found[0])
    for region in groups[-1].get("SequenceOfUltrasoundRegions") or ():
        deltas = [numbers(region, f"PhysicalDelta{axis}", 1) for axis in "XY"]
        units = {region.get(f"PhysicalUnits{axis}Direction") for axis in "XY"}
        if units == {3} and None not in (*deltas,) and min(map(_size, deltas)) > 0:
            return 10 * _size(deltas[0]), 10 * _size(deltas[1])  # they are in cm
    return None


def _size(number: FloatArray | None) -> float:
    return 0.0 if number is None else abs(float(number[0]))


def _first(groups: list[Dataset], keyword: str, count: int) -> FloatArray | None:
    found = (numbers(group, keyword, count) for group in groups)
    return next((value for value in found if value is not None), None)


def _unit(vector: FloatArray) -> FloatArray | None:
    length = float(np.linalg.norm(vector))
    return vector / length if length > 0 else None
