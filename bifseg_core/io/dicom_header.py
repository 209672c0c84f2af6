"""DICOM headers read by pydicom, which is trusted with nothing: damage is one error.

GDCM, behind SimpleITK, hung for seconds on damaged headers and is only given compressed pixels.
"""

from __future__ import annotations

import logging
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset, dcmread
from pydicom.errors import BytesLengthException, InvalidDicomError
from pydicom.uid import DeflatedExplicitVRLittleEndian

from bifseg_core.io.dicom_files import lenient
from bifseg_core.io.messages import damaged, reading, too_large

FloatArray = NDArray[np.float64]

PIXEL_DATA = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")
_PLACE = (
    "ImagePositionPatient",
    "ImageOrientationPatient",
    "PixelSpacing",
    "ImagerPixelSpacing",
    "NominalScannedPixelSpacing",
    "SequenceOfUltrasoundRegions",
    "SliceThickness",
    "SpacingBetweenSlices",
    "DetectorInformationSequence",
    "SharedFunctionalGroupsSequence",
    "PerFrameFunctionalGroupsSequence",
)
_PIXELS = (
    "Rows",
    "Columns",
    "NumberOfFrames",
    "SamplesPerPixel",
    "PhotometricInterpretation",
    "PlanarConfiguration",
    "BitsAllocated",
    "BitsStored",
    "HighBit",
    "PixelRepresentation",
    "RescaleSlope",
    "RescaleIntercept",
    "RedPaletteColorLookupTableDescriptor",
    "GreenPaletteColorLookupTableDescriptor",
    "BluePaletteColorLookupTableDescriptor",
    "RedPaletteColorLookupTableData",
    "GreenPaletteColorLookupTableData",
    "BluePaletteColorLookupTableData",
    "ExtendedOffsetTable",
    "ExtendedOffsetTableLengths",
)
_SERIES = (
    "SpecificCharacterSet",
    "SOPInstanceUID",
    "SeriesInstanceUID",
    "SeriesDescription",
    "Modality",
    "ImageType",
    "InstanceNumber",
    "TemporalPositionIdentifier",
    "AcquisitionNumber",
    "AcquisitionDateTime",
    "AcquisitionDate",
    "AcquisitionTime",
)
_ENTRIES = (*_SERIES, *_PLACE, *_PIXELS)
_NONSENSE = (
    AssertionError,
    AttributeError,
    BytesLengthException,
    EOFError,
    InvalidDicomError,
    LookupError,
    MemoryError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pydicom raises where a file makes no sense; it has no error of its own for that."""
_LARGEST_PACKING = 1040
"""No deflated file unpacks to more than 1032 times its size."""
_LARGEST_UNPACKED = 1 << 30

logging.getLogger("pydicom").setLevel(logging.CRITICAL + 1)  # it quotes what it cannot read


@contextmanager
def making_sense_of(path: Path) -> Iterator[None]:
    """Turn whatever pydicom raises over a file, while it reads or converts, into one sentence.

    Raises:
        ImageReadError: the file is damaged, or the system cannot read it.
    """
    with reading(path), lenient():
        try:
            yield
        except _NONSENSE as error:
            raise damaged(path) from error


def read_header(path: Path) -> Dataset:
    """What a DICOM file says before its pixels, as far as reading an image needs it.

    Raises:
        ImageReadError: the file is damaged or incomplete.
    """
    with making_sense_of(path):
        _check_deflated(path)
        with path.open("rb") as file:
            found = dcmread(
                file,
                stop_before_pixels=True,
                force=True,
                specific_tags=[*_SERIES, *_PLACE, *_PIXELS],
            )
            held = path.stat().st_size - file.tell()
        if is_plain(found) and held < byte_count(found):
            raise EOFError
    return found


def read_whole(path: Path) -> Dataset:
    """A DICOM file with its pixels, without what reading an image does not need.

    Raises:
        ImageReadError: the file is damaged.
    """
    with making_sense_of(path):
        _check_deflated(path)
        return dcmread(path, force=True, specific_tags=[*_ENTRIES, *PIXEL_DATA])


def transfer_syntax(dataset: Dataset) -> str:
    """The UID of how the file is encoded; "" in old files that do not say."""
    meta = getattr(dataset, "file_meta", None)
    return str(meta.get("TransferSyntaxUID") or "") if meta is not None else ""


def is_plain(dataset: Dataset) -> bool:
    """Whether the pixels stand in the file as they are, in no packing."""
    syntax = transfer_syntax(dataset)
    return syntax in ("", "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2")


def frame_count(dataset: Dataset) -> int:
    """How many frames the file holds, 1 in a file of a single one."""
    return max(int(dataset.get("NumberOfFrames") or 1), 1)


def byte_count(dataset: Dataset) -> int:
    """Bytes of the pixels of all frames, unpacked."""
    samples = int(dataset.get("SamplesPerPixel") or 1)
    if dataset.get("PhotometricInterpretation") == "YBR_FULL_422":
        samples = 2
    bits = int(dataset.Rows) * int(dataset.Columns) * samples * int(dataset.get("BitsAllocated", 8))
    return frame_count(dataset) * bits // 8


def numbers(dataset: Dataset, keyword: str, count: int) -> FloatArray | None:
    """An entry of so many finite numbers, None where there is none or something else."""
    value = dataset.get(keyword)
    listed = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    try:
        found = np.array([float(number) for number in listed])
    except (TypeError, ValueError):
        return None
    return found if len(found) == count and np.isfinite(found).all() else None


def text(dataset: Dataset, keyword: str) -> str:
    """An entry as text on one line, "" where there is none."""
    value = dataset.get(keyword)
    return "" if value is None else " ".join(str(value).replace("\0", " ").split())


def _check_deflated(path: Path) -> None:
    """Refuse a deflated file that unpacks to more than memory can bear; pydicom unpacks any."""
    with path.open("rb") as file:
        start = file.read(1024)
        if DeflatedExplicitVRLittleEndian.encode() not in start:
            return
        file.seek(0)
        content = file.read()
    length = start.find(b"\x02\x00\x00\x00UL\x04\x00")
    begin = 144 + int.from_bytes(start[length + 8 : length + 12], "little") if length >= 0 else 0
    most = min(len(content) * _LARGEST_PACKING, _LARGEST_UNPACKED)
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    inflate.decompress(content[begin:], most)
    if inflate.unconsumed_tail:
        raise too_large(path)
