"""What all DICOM files that are written have in common."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pydicom import Dataset

UTF_8 = "ISO_IR 192"
"""The character set in which any name of an object can be written."""


@contextmanager
def lenient() -> Iterator[None]:
    """Keep quiet about what scanners write against the rules: the warnings quote the values."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def dicom_bytes(dataset: Dataset) -> bytes:
    """A whole DICOM file."""
    buffer = BytesIO()
    dataset.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()
