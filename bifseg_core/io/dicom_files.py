"""What all DICOM files that are written have in common."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from pydicom import Dataset

from bifseg_core.case import SegmentedObject
from bifseg_core.errors import WriteError
from bifseg_core.io.endings import ending_of
from bifseg_core.io.messages import named

UTF_8 = "ISO_IR 192"
"""The character set in which any name of an object can be written."""


@contextmanager
def lenient() -> Iterator[None]:
    """Keep quiet about what scanners write against the rules: the warnings quote the values."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def check_dicom_ending(path: Path) -> None:
    """Refuse another ending than .dcm.

    Raises:
        WriteError: it has another one.
    """
    if ending_of(path, (".dcm",)) is None:
        raise WriteError(f"{named(path)} has no known ending; use .dcm.")


def drawn_objects(objects: Sequence[SegmentedObject], path: Path) -> list[SegmentedObject]:
    """The objects that have voxels.

    Raises:
        WriteError: none has.
    """
    drawn = [one for one in objects if one.segmentation is not None and one.segmentation.mask.any()]
    if not drawn:
        raise WriteError(f"{named(path)} was not written: no object has a mask yet.")
    return drawn


def dicom_bytes(dataset: Dataset) -> bytes:
    """A whole DICOM file."""
    buffer = BytesIO()
    dataset.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()
