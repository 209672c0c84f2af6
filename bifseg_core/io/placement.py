"""From the files' ways of placing voxels (LPS, direction) to the core's affine, and back."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bifseg_core.errors import GeometryError
from bifseg_core.geometry import Affine
from bifseg_core.io.messages import named

FloatArray = NDArray[np.float64]

LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])
NO_SIDES_NOTE = "The file does not say how the patient lies, so no sides are shown."
_SHEAR_TOLERANCE = 1e-3


@dataclass(frozen=True, eq=False)
class LpsGrid:
    """A grid as NRRD, MetaImage and DICOM describe it.

    Attributes:
        spacing: (3,) in mm.
        origin: (3,), the first voxel's centre in LPS mm.
        direction: (3, 3), column n is the unit vector of axis n in LPS.
    """

    spacing: FloatArray
    origin: FloatArray
    direction: FloatArray

    @classmethod
    def of(cls, affine: Affine) -> "LpsGrid":
        """The grid of an affine."""
        matrix = LPS_TO_RAS @ affine.matrix
        spacing = np.array(affine.spacing)
        return cls(spacing, matrix[:3, 3], matrix[:3, :3] / spacing)

    def to_affine(self, source: Path) -> Affine:
        """The affine of the grid.

        Raises:
            GeometryError: see `checked_affine`.
        """
        if not np.isfinite(self.spacing).all():
            raise no_number(source)
        matrix = np.eye(4)
        matrix[:3, :3] = self.direction * self.spacing
        matrix[:3, 3] = self.origin
        return checked_affine(LPS_TO_RAS @ matrix, source)


def checked_affine(matrix_ras: ArrayLike, source: Path) -> Affine:
    """The affine of a file's header, after checks whose sentences name the file.

    Raises:
        GeometryError: numbers that are not finite, a spacing of zero, or axes that are not at right
            angles.
    """
    matrix = np.asarray(matrix_ras, np.float64)
    if not np.isfinite(matrix).all():
        raise no_number(source)
    lengths = np.linalg.norm(matrix[:3, :3], axis=0)
    if not lengths.min() > 0 or not np.isfinite(lengths).all():
        raise zero_spacing(source)
    unit = matrix[:3, :3] / lengths
    if np.abs(unit.T @ unit - np.eye(3)).max() > _SHEAR_TOLERANCE:
        raise GeometryError(
            f"The axes of {named(source)} are not at right angles to each other; "
            "resample it to a grid with right angles first."
        )
    return Affine(matrix)


def no_number(source: Path) -> GeometryError:
    """The error for a header whose position or spacing is NaN or infinite."""
    return GeometryError(
        f"The spacing or position of {named(source)} is not a number; repair the file."
    )


def zero_spacing(source: Path) -> GeometryError:
    """The error for a header without distances."""
    return GeometryError(
        f"{named(source)} has a voxel spacing of zero, so nothing can be measured; repair the file."
    )


def picture_affine(spacing: ArrayLike = (1.0, 1.0, 1.0)) -> Affine:
    """The affine of an image without orientation: columns run to the left side, rows downward."""
    return Affine(LPS_TO_RAS @ np.diag([*np.asarray(spacing, float), 1.0]))


def largest_gap(first: FloatArray, second: FloatArray, shape: tuple[int, int, int]) -> float:
    """How far in mm two (4, 4) matrices place a corner of the grid from each other, at most."""
    corners = np.array(np.meshgrid(*((0, n - 1) for n in shape))).reshape(3, -1)
    homogeneous = np.vstack([corners, np.ones(corners.shape[1])])
    return float(np.linalg.norm(((first - second) @ homogeneous)[:3], axis=0).max())


def single_precision_gap(matrix: FloatArray, shape: tuple[int, int, int]) -> float:
    """How far in mm a corner of the grid moves, at most, where a file keeps 32 bits a number.

    NIfTI-1 does: see docs/decisions/0012-nifti-1.md.
    """
    return largest_gap(matrix.astype(np.float32).astype(np.float64), matrix, shape)
