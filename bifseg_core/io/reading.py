"""One door for every image: what a file is, is told by its content."""

from collections.abc import Callable
from pathlib import Path

from bifseg_core.errors import ImageReadError
from bifseg_core.io.counted import Reading, finished
from bifseg_core.io.dicom import reading_dicom_file, reading_dicom_folder
from bifseg_core.io.dicom_slice import is_dicom, is_marked_dicom
from bifseg_core.io.endings import IMAGE_ENDINGS, NIFTI_ENDINGS, ending_of
from bifseg_core.io.messages import damaged, named, reading
from bifseg_core.io.meta_image import read_meta_image
from bifseg_core.io.nifti import read_nifti
from bifseg_core.io.nrrd import read_nrrd
from bifseg_core.io.pictures import JPEG_MAGIC, PNG_MAGIC, TIFF_MAGICS, read_picture
from bifseg_core.volume import Volume

_START = 4096
_NIFTI_SIZES = tuple(size.to_bytes(4, order) for size in (348, 540) for order in ("little", "big"))


def read_volume(path: str | Path) -> Volume:
    """Read an image: NIfTI, NRRD, MetaImage, PNG, JPEG, TIFF, a DICOM file or a folder of DICOM.

    A DICOM file is read with the other slices of its series in the same folder. The data keeps its
    own type, is (I, J, K) with axial slices contiguous in memory, and is not to be written to.

    Args:
        path: the file or folder.

    Raises:
        ImageReadError: it is missing, unreadable, damaged, incomplete, no image, in colour (but for
            pictures), or a folder with no series or several.
        GeometryError: its voxels do not lie on a grid with right angles and known distances.
    """
    return finished(reading_volume(path))


def reading_volume(path: str | Path) -> Reading[Volume]:
    """Read as `read_volume` does, and yield after every file and slice of a DICOM series."""
    path = Path(path)
    with reading(path):
        if path.is_dir():
            return (yield from reading_dicom_folder(path))
        if path.exists() and not path.is_file():  # a pipe or a device would never end
            raise _unknown(path)
        with path.open("rb") as file:
            start = file.read(_START)
        if is_marked_dicom(start):  # before it may stand what another kind of file begins with
            return (yield from reading_dicom_file(path))
        reader = _reader(path, start)
        if reader is not None:
            return reader(path)
        if is_dicom(path):
            return (yield from reading_dicom_file(path))
    raise _unknown(path)


def _reader(path: Path, start: bytes) -> Callable[[Path], Volume] | None:
    """What reads a file of that start, None where it is DICOM or unknown."""
    if not start:
        raise ImageReadError(f"{named(path)} is empty; copy it again or choose another file.")
    if start.startswith((PNG_MAGIC, JPEG_MAGIC, *TIFF_MAGICS)):
        return lambda picture: read_picture(picture, start)
    if start.startswith(b"NRRD"):
        return read_nrrd
    if _is_meta_image(start):
        return read_meta_image
    if start.startswith(_NIFTI_SIZES) or start.startswith(b"\x1f\x8b"):
        return read_nifti
    return None


def _is_meta_image(start: bytes) -> bool:
    text = start[:_START].lower()
    return b"=" in text and any(text.lstrip().startswith(key) for key in (b"objecttype", b"ndims"))


def _unknown(path: Path) -> ImageReadError:
    """The error for a file whose content is of no known kind."""
    ending = ending_of(path, IMAGE_ENDINGS)
    if ending in NIFTI_ENDINGS:
        return ImageReadError(f"{named(path)} is not a NIfTI image or damaged; copy it again.")
    if ending:
        return damaged(path)
    return ImageReadError(
        f"{named(path)} is not an image; choose NIfTI, NRRD, MHA, DICOM, PNG, JPEG or TIFF."
    )
