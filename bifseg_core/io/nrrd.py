"""NRRD files (.nrrd, .nhdr), read by SimpleITK after a look at the header."""

import math
from pathlib import Path

import numpy as np

from bifseg_core.errors import GeometryError, ImageReadError
from bifseg_core.io.itk import ItkError, ItkHeader, read_header, read_voxels
from bifseg_core.io.messages import colour, damaged, four_dimensional, named, reading, too_large
from bifseg_core.io.placement import NO_SIDES_NOTE, zero_spacing
from bifseg_core.io.text_header import text_fields
from bifseg_core.volume import Volume

_IMAGE_IO = "NrrdImageIO"
_LARGEST_PACKING = 1040


def read_nrrd(path: Path) -> Volume:
    """The image of an NRRD file.

    Raises:
        ImageReadError: it is damaged, incomplete, or not a grey 2D or 3D image.
        GeometryError: its grid cannot be used.
    """
    try:
        with reading(path):
            fields, _ = text_fields(path, ":")
            _check_spacing(fields, path)
            header = read_header(path, image_io=_IMAGE_IO)
            _check_header(header, path)
            affine = header.grid.to_affine(path)
            voxels = read_voxels(path, image_io=_IMAGE_IO)
    except ItkError as error:
        raise damaged(path) from error
    data = voxels.reshape((*header.size, 1)[2::-1]).T
    data.setflags(write=False)
    is_oriented = "space" in fields
    notes = () if is_oriented else (NO_SIDES_NOTE,)
    return Volume(data, affine, path, is_oriented, len(header.size) == 2, notes)


def _check_header(header: ItkHeader, path: Path) -> None:
    if header.components > 1:
        raise colour(path)
    if header.is_complex:
        raise ImageReadError(f"{named(path)} holds complex numbers; save their magnitude first.")
    if len(header.size) < 2 or 0 in header.size:
        raise damaged(path)
    if math.prod(header.size[3:]) > 1:
        raise four_dimensional(path, math.prod(header.size[3:]))
    attached = path.suffix.lower() != ".nhdr"
    if attached and math.prod(header.size) > path.stat().st_size * _LARGEST_PACKING:
        raise too_large(path)


def _check_spacing(fields: dict[str, str], path: Path) -> None:
    """Refuse what ITK would refuse too, in words of our own."""
    vectors = fields.get("space directions", "").replace("none", "").split(")")
    directions = [_numbers(vector.strip(" ("), path) for vector in vectors]
    spacings = _numbers(fields.get("spacings", "").replace(" ", ","), path)
    if not all(np.isfinite(numbers).all() for numbers in (*directions, spacings)):
        raise GeometryError(
            f"The voxel spacing of {named(path)} is not a finite number; repair the file."
        )
    if not spacings.all() or any(len(step) and not step.any() for step in directions):
        raise zero_spacing(path)


def _numbers(text: str, path: Path) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    try:
        return np.array([float(word) for word in text.split(",") if word.strip()])
    except ValueError as error:
        raise damaged(path) from error
