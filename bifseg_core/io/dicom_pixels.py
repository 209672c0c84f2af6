"""The pixels of a DICOM file: unpacked, in their own bits, grey, and rescaled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.encaps import encapsulate, get_frame
from pydicom.pixels.decoders.base import get_decoder
from pydicom.pixels.processing import apply_color_lut
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    RLELossless,
    SecondaryCaptureImageStorage,
    generate_uid,
)

from bifseg_core.errors import ImageReadError
from bifseg_core.io.dicom_header import (
    byte_count,
    frame_count,
    is_plain,
    making_sense_of,
    read_whole,
    text,
    transfer_syntax,
)
from bifseg_core.io.dicom_slice import DicomSlice
from bifseg_core.io.grey import Seen, seen_components
from bifseg_core.io.guarded import UnreadableError, guarded
from bifseg_core.io.itk import ItkError, read_voxels
from bifseg_core.io.messages import damaged, named, reading

Pixels = NDArray[Any]

INVERTED_NOTE = (
    "The file counts from white to black; its values were inverted to be shown as meant."
)
_USUAL = {
    "PhotometricInterpretation": "MONOCHROME2",
    "SamplesPerPixel": 1,
    "PixelRepresentation": 0,
}
"""What old files leave out."""
_AS_STORED: Any = {"correct_unused_bits": False}
_DEFLATED = "1.2.840.10008.1.2.1.99"
_BY_GDCM = tuple(f"1.2.840.10008.1.2.4.{n}" for n in (50, 51, 53, 55, 57, 70, 80, 81, 90, 91))
"""JPEG, JPEG lossless, JPEG-LS and JPEG 2000."""


def read_planes(path: Path, slices: Sequence[DicomSlice]) -> Iterator[Seen]:
    """The pixels (J, I) of slices that lie in one file, one after the other.

    Args:
        path: the file.
        slices: of that file.

    Raises:
        ImageReadError: they cannot be read, or are packed in a way that nobody here knows.
    """
    dataset = read_whole(path)
    with making_sense_of(path):
        _check_known(dataset, path)
        for keyword, usual in _USUAL.items():
            if keyword not in dataset:
                setattr(dataset, keyword, usual)
    for one in slices:
        with making_sense_of(path):
            seen = _plane(dataset, one, path)
        yield seen


def _plane(dataset: Dataset, one: DicomSlice, path: Path) -> Seen:
    pixels = _own_bits(_unpacked(dataset, one.frame or 0, path), dataset)
    kind = text(dataset, "PhotometricInterpretation")
    if kind == "PALETTE COLOR":
        pixels = apply_color_lut(pixels, dataset)
    seen = seen_components(pixels, path) if pixels.ndim > 2 else Seen(pixels, None, ())
    if seen.colours is not None or pixels.ndim > 2:
        return seen
    if kind == "MONOCHROME1":
        seen = Seen(_inverted(seen.grey, dataset), None, (INVERTED_NOTE,))
    return Seen(_rescaled(seen.grey, *one.rescale), None, seen.notes)


def _check_known(dataset: Dataset, path: Path) -> None:
    syntax = transfer_syntax(dataset)
    if not (is_plain(dataset) or syntax in (_DEFLATED, RLELossless, *_BY_GDCM)):
        raise ImageReadError(
            f"{named(path)} is packed in a way that is not known here; "
            "save it uncompressed or as JPEG 2000 first."
        )


def _unpacked(dataset: Dataset, frame: int, path: Path) -> Pixels:
    syntax = transfer_syntax(dataset)
    if syntax in _BY_GDCM:
        return _unpacked_by_gdcm(dataset, frame, path)
    if not syntax:  # an old file: pydicom found out how it is written
        is_little = dataset.original_encoding[1] is not False
        syntax = ExplicitVRLittleEndian if is_little else ExplicitVRBigEndian
    array: Pixels = get_decoder(syntax).as_array(dataset, index=frame, **_AS_STORED)[0]
    return array.astype(array.dtype.newbyteorder("="), copy=False)


def _unpacked_by_gdcm(dataset: Dataset, frame: int, path: Path) -> Pixels:
    """A frame unpacked by GDCM out of a file that holds nothing else, in the helper process."""
    content = get_frame(dataset.PixelData, frame, number_of_frames=frame_count(dataset))
    with reading(path), TemporaryDirectory(prefix="bifseg-") as folder:
        lone = Path(folder, "frame.dcm")
        _lone_frame(dataset, content).save_as(lone, enforce_file_format=True)
        needed = byte_count(dataset) // frame_count(dataset)
        try:
            voxels = guarded(len(content), needed, read_voxels, lone, image_io="GDCMImageIO")
        except (ItkError, UnreadableError) as error:
            raise damaged(path) from error
    return voxels[0] if voxels.shape[0] == 1 and voxels.ndim > 2 else voxels


def _lone_frame(dataset: Dataset, content: bytes) -> Dataset:
    """A file of one frame whose header says nothing but how it is packed."""
    lone = Dataset()
    for keyword in ("Rows", "Columns", "BitsAllocated", "BitsStored", "HighBit"):
        setattr(lone, keyword, int(dataset[keyword].value))
    for keyword in ("SamplesPerPixel", "PixelRepresentation", "PlanarConfiguration"):
        if keyword in dataset:
            setattr(lone, keyword, int(dataset[keyword].value))
    is_colour = int(dataset.get("SamplesPerPixel") or 1) > 1
    kind = text(dataset, "PhotometricInterpretation")
    lone.PhotometricInterpretation = kind if is_colour else "MONOCHROME2"
    lone.SOPClassUID, lone.SOPInstanceUID = SecondaryCaptureImageStorage, generate_uid(None)
    lone.ensure_file_meta()
    lone.file_meta.TransferSyntaxUID = UID(transfer_syntax(dataset))
    lone.PixelData = encapsulate([content])
    lone["PixelData"].VR = "OB"
    return lone


def _own_bits(pixels: Pixels, dataset: Dataset) -> Pixels:
    """The numbers without what old scanners kept in the bits beside them, with their sign."""
    if pixels.dtype.kind not in "iu":
        return pixels
    size = 8 * pixels.dtype.itemsize
    stored = min(int(dataset.get("BitsStored") or size), size)
    if stored == size or pixels.ndim > 2:
        return pixels
    lowest = max(int(dataset.get("HighBit", stored - 1)) + 1 - stored, 0)
    bits = pixels.view(f"u{pixels.dtype.itemsize}") << (size - stored - lowest)
    return bits.view(pixels.dtype) >> (size - stored)


def _inverted(pixels: Pixels, dataset: Dataset) -> Pixels:
    """The numbers counted from the other end of their range, so that black is the smallest."""
    if pixels.dtype.kind == "f":
        return -pixels
    if pixels.dtype.kind == "i":
        return ~pixels
    stored = min(int(dataset.get("BitsStored") or 64), 8 * pixels.dtype.itemsize)
    return np.asarray(pixels.dtype.type((1 << stored) - 1) - pixels)


def _rescaled(pixels: Pixels, slope: float, intercept: float) -> Pixels:
    """What the numbers mean, as whole numbers where they are whole."""
    if (slope, intercept) == (1.0, 0.0):
        return pixels
    if pixels.dtype.kind in "iu" and slope.is_integer() and intercept.is_integer():
        return _rescaled_whole(pixels, int(slope), int(intercept))
    scaled: Pixels = pixels.astype(np.float32 if pixels.dtype.itemsize <= 2 else np.float64)
    scaled *= slope
    scaled += intercept
    return scaled


def _rescaled_whole(pixels: Pixels, slope: int, intercept: int) -> Pixels:
    ends = [slope * int(end) + intercept for end in (pixels.min(), pixels.max())]
    for kind in (np.int16, np.uint16, np.int32):
        if np.iinfo(kind).min <= min(ends) and max(ends) <= np.iinfo(kind).max:
            return (pixels.astype(np.int64) * slope + intercept).astype(kind)
    return pixels.astype(np.float64) * slope + intercept
