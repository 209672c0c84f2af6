"""Masks and volumes out: the image's own geometry, whole or not at all, read back and compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.case import Segmentation, SegmentedObject
from bifseg_core.errors import BifsegError, WriteError
from bifseg_core.io.atomic import check_place, replace_file
from bifseg_core.io.encoding import meta_image_bytes, nrrd_bytes, png_bytes
from bifseg_core.io.endings import MASK_ENDINGS, NIFTI_ENDINGS, ending_of, listed
from bifseg_core.io.messages import named
from bifseg_core.io.nifti_encoding import nifti_bytes
from bifseg_core.io.placement import largest_gap, single_precision_gap
from bifseg_core.io.reading import read_volume
from bifseg_core.io.source import keep_source
from bifseg_core.volume import Volume

_PNG_WHITE = 255
_ROUNDING = 1e-12
"""The share of the image's extent by which 64 bits may move a corner."""


@dataclass(frozen=True)
class WrittenLabels:
    """What a label map holds.

    Attributes:
        names: of the objects, in the order of their labels.
        hidden_voxels: voxels of objects that a later one covers.
    """

    names: tuple[str, ...]
    hidden_voxels: int


def export_mask(
    mask: NDArray[np.bool_] | NDArray[np.uint8], like: Volume, path: str | Path
) -> None:
    """Write a mask on its image's grid: 0 and 1, in a PNG 0 and 255 so that it can be seen.

    Args:
        mask: (I, J, K), whatever is not 0 is the object.
        like: the image.
        path: its ending chooses the kind: .nii.gz, .nii, .nrrd, .mha, or .png for a 2D image.

    Raises:
        WriteError: the file cannot be written; one that was there before still is.
    """
    if mask.shape != like.shape:
        raise ValueError(f"mask {mask.shape} is not on the grid {like.shape}")
    keep_source(like, Path(path))
    _write((mask != 0).astype(np.uint8), like, Path(path), white=_PNG_WHITE)


def check_mask_target(like: Volume, path: str | Path) -> None:
    """Find out before a mask is computed whether `export_mask` could write it there.

    Args:
        like: the image that the mask will belong to.
        path: where it is to go.

    Raises:
        WriteError: it could not.
    """
    path = Path(path)
    keep_source(like, path)
    if _known_ending(path) == ".png":
        _check_planar(like.shape, path)
    check_place(path)


def export_labels(
    objects: Sequence[SegmentedObject], like: Volume, path: str | Path
) -> WrittenLabels:
    """Write all objects as one label map: 1 for the first with a mask, and so on.

    Args:
        objects: those without a mask are left out; where two overlap, the later one wins.
        like: the image.
        path: as for `export_mask`; a PNG holds the labels themselves.

    Returns:
        What the file holds.

    Raises:
        WriteError: no object has a mask, there are more than 65,535, or the file cannot be written;
            one that was there before still is.
    """
    drawn = [(one.name, one.segmentation) for one in objects if one.segmentation is not None]
    if not 0 < len(drawn) <= np.iinfo(np.uint16).max:
        raise WriteError(f"{named(Path(path))} was not written: no object has a mask yet.")
    labels = np.zeros(like.shape, np.min_scalar_type(len(drawn)), order="F")
    for label, (_, found) in enumerate(drawn, start=1):
        labels[found.box.slices][found.mask] = label
    keep_source(like, Path(path))
    _write(labels, like, Path(path))
    hidden = sum(found.voxel_count for _, found in drawn) - int(np.count_nonzero(labels))
    return WrittenLabels(tuple(name for name, _ in drawn), hidden)


def export_probability(found: Segmentation, like: Volume, path: str | Path) -> None:
    """Write the probability of the object as float32 on the image's grid, 0 outside the box.

    Raises:
        WriteError: the ending is .png, or the file cannot be written; one that was there before
            still is.
    """
    probability = np.zeros(like.shape, np.float32, order="F")
    probability[found.box.slices] = found.foreground_probability
    keep_source(like, Path(path))
    _write(probability, like, Path(path))


def write_volume(volume: Volume, path: str | Path) -> None:
    """Write an image as .nii.gz, .nii, .nrrd, .mha, or, where it is 2D and uint8, as .png.

    Raises:
        WriteError: the file cannot be written; one that was there before still is.
    """
    _write(volume.data, volume, Path(path))


def _write(data: NDArray[np.generic], like: Volume, path: Path, *, white: int = 1) -> None:
    ending = _known_ending(path)
    if ending == ".png":
        plane = _plane(data, path) * np.uint8(white)
        replace_file(path, png_bytes(plane), check=_Comparison(plane[:, :, None], like, path))
        return
    content = _encoded(data, like, ending)
    replace_file(path, content, check=_Comparison(data, like, path))


def _known_ending(path: Path) -> str:
    ending = ending_of(path, MASK_ENDINGS)
    if ending is None:
        raise WriteError(f"{named(path)} has no known ending; use {listed(MASK_ENDINGS)}.")
    return ending


def _encoded(data: NDArray[np.generic], like: Volume, ending: str) -> bytes:
    if ending in NIFTI_ENDINGS:
        return nifti_bytes(data, like, packed=ending == ".nii.gz")
    return (nrrd_bytes if ending == ".nrrd" else meta_image_bytes)(data, like.affine)


def _plane(data: NDArray[np.generic], path: Path) -> NDArray[np.uint8]:
    _check_planar(data.shape, path)
    if data.dtype != np.uint8:
        raise WriteError(f"{named(path)} holds 8-bit values only; choose another ending than .png.")
    return np.asarray(data[:, :, 0], np.uint8)


def _check_planar(shape: tuple[int, ...], path: Path) -> None:
    if shape[2] > 1:
        raise WriteError(f"{named(path)} cannot hold a 3D image; use {listed(MASK_ENDINGS[:-1])}.")


class _Comparison:
    """Reads a file back and compares it with what it should hold.

    Args:
        data: the voxels (I, J, K).
        like: where they lie.
        path: the file's name, for messages.
    """

    def __init__(self, data: NDArray[np.generic], like: Volume, path: Path) -> None:
        self._data = data
        self._like = like
        self._path = path

    def __call__(self, written: Path) -> None:
        """Raise a WriteError where the written file differs."""
        try:
            found = read_volume(written)
        except BifsegError as error:
            raise self._failure() from error
        same = np.array_equal(found.data, self._data, equal_nan=self._data.dtype.kind == "f")
        if not same or not self._is_in_place(found):
            raise self._failure()

    def _is_in_place(self, found: Volume) -> bool:
        ending = ending_of(self._path, MASK_ENDINGS)
        if ending == ".png":
            return True
        matrix, shape = self._like.affine.matrix, self._like.shape
        allowed = _ROUNDING * float(np.abs(matrix[:3]).max() * max(shape))
        if ending in NIFTI_ENDINGS:
            allowed += single_precision_gap(matrix, shape)
        return largest_gap(found.affine.matrix, matrix, shape) <= allowed

    def _failure(self) -> WriteError:
        return WriteError(
            f"{named(self._path)} was not written correctly: reading it back gave something else; "
            "check the disk and try again."
        )
