"""Where voxels are: affine maps from voxel indices to RAS millimetres, and boxes of voxels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bifseg_core.errors import BoxError, GeometryError

Index3 = tuple[int, int, int]
FloatArray = NDArray[np.float64]

_POSITIVE_CODES = "RAS"
_NEGATIVE_CODES = "LPI"


class Affine:
    """A map from voxel indices ijk to RAS world coordinates in mm.

    Args:
        matrix: (4, 4), invertible, last row 0 0 0 1.

    Raises:
        GeometryError: the matrix has a zero spacing, or is not an affine map of three dimensions.
    """

    def __init__(self, matrix: ArrayLike) -> None:
        self._matrix = np.array(matrix, dtype=np.float64)
        self._matrix.setflags(write=False)
        self._check()

    def _check(self) -> None:
        is_finite = self._matrix.shape == (4, 4) and np.isfinite(self._matrix).all()
        if not is_finite or not np.array_equal(self._matrix[3], (0.0, 0.0, 0.0, 1.0)):
            raise GeometryError(
                "The image does not say properly where it lies; save it again with its position."
            )
        unit = self._matrix[:3, :3] / np.maximum(self.spacing, np.finfo(float).tiny)
        if min(self.spacing) <= 0 or abs(np.linalg.det(unit)) < 1e-6:
            raise GeometryError(
                "The image has a voxel spacing of zero, so nothing can be measured."
            )

    @classmethod
    def from_spacing(cls, spacing: Sequence[float]) -> Affine:
        """An affine along the RAS axes with its origin at voxel 0; spacing in mm, three numbers."""
        return cls(np.diag([*spacing, 1.0]))

    @property
    def matrix(self) -> FloatArray:
        """The (4, 4) matrix, read-only."""
        return self._matrix

    @cached_property
    def spacing(self) -> tuple[float, float, float]:
        """Distance between neighbouring voxels along i, j, k in mm."""
        i, j, k = np.linalg.norm(self._matrix[:3, :3], axis=0)
        return float(i), float(j), float(k)

    @property
    def voxel_volume(self) -> float:
        """Volume of a voxel in mm³."""
        return float(abs(np.linalg.det(self._matrix[:3, :3])))

    @cached_property
    def axis_codes(self) -> str:
        """Three letters, the direction in which i, j, k rise, such as "RAS" or "LPS".

        Oblique axes get the letter of the anatomical axis that is nearest, each used once.
        """
        strength = np.abs(self._matrix[:3, :3] / np.array(self.spacing))
        codes = ["", "", ""]
        for _ in range(3):
            axis_ras, axis_ijk = np.unravel_index(int(np.argmax(strength)), (3, 3))
            rising = self._matrix[axis_ras, axis_ijk] > 0
            codes[axis_ijk] = (_POSITIVE_CODES if rising else _NEGATIVE_CODES)[axis_ras]
            strength[axis_ras, :] = -1
            strength[:, axis_ijk] = -1
        return "".join(codes)

    def to_ras(self, points_ijk: ArrayLike) -> FloatArray:
        """World coordinates (…, 3) in mm of voxel coordinates (…, 3)."""
        points = np.asarray(points_ijk, dtype=np.float64)
        return np.asarray(points @ self._matrix[:3, :3].T + self._matrix[:3, 3])

    def to_ijk(self, points_ras: ArrayLike) -> FloatArray:
        """Voxel coordinates (…, 3), not rounded, of world coordinates (…, 3) in mm."""
        shifted = np.asarray(points_ras, dtype=np.float64) - self._matrix[:3, 3]
        return np.asarray(np.linalg.solve(self._matrix[:3, :3], shifted[..., None])[..., 0])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Affine) and bool(np.array_equal(self._matrix, other._matrix))

    def __hash__(self) -> int:
        return hash(self._matrix.tobytes())

    def __repr__(self) -> str:
        return f"Affine({self._matrix.tolist()})"


@dataclass(frozen=True)
class BoundingBox:
    """A half-open box of voxels: start_ijk is inside, stop_ijk is not.

    Raises:
        BoxError: stop does not exceed start on every axis.
    """

    start_ijk: Index3
    stop_ijk: Index3

    def __post_init__(self) -> None:
        if any(stop <= start for start, stop in zip(self.start_ijk, self.stop_ijk, strict=True)):
            raise BoxError("The box is empty: each of its ranges must end after it starts.")

    @classmethod
    def parse(cls, text: str) -> BoundingBox:
        """The box written as "i0:i1,j0:j1,k0:k1"; a 2D box leaves the last range out.

        Raises:
            BoxError: the text is not two or three ranges of whole numbers, or the box is empty.
        """
        try:
            ranges = [tuple(int(end) for end in part.split(":")) for part in text.split(",")]
        except ValueError:
            ranges = []
        if len(ranges) not in (2, 3) or any(len(ends) != 2 for ends in ranges):
            raise BoxError(
                f'The box "{text}" is not of the form i0:i1,j0:j1,k0:k1 (2D: i0:i1,j0:j1).'
            )
        (i0, i1), (j0, j1), (k0, k1) = [*ranges, (0, 1)][:3]
        return cls((i0, j0, k0), (i1, j1, k1))

    @classmethod
    def around(cls, voxels_ijk: ArrayLike) -> BoundingBox:
        """The smallest box that holds all voxels (N, 3), N ≥ 1."""
        voxels = np.asarray(voxels_ijk)
        return cls(_index3(voxels.min(axis=0)), _index3(voxels.max(axis=0) + 1))

    @classmethod
    def of_mask(cls, mask: NDArray[np.bool_]) -> BoundingBox | None:
        """The smallest box around the true voxels of a mask (I, J, K), or None."""
        ends = []
        for axis in range(3):
            others = tuple(other for other in range(3) if other != axis)
            used = np.flatnonzero(mask.any(axis=others))
            if used.size == 0:
                return None
            ends.append((int(used[0]), int(used[-1]) + 1))
        (i0, i1), (j0, j1), (k0, k1) = ends
        return cls((i0, j0, k0), (i1, j1, k1))

    @classmethod
    def whole(cls, shape: Sequence[int]) -> BoundingBox:
        """The box that covers a grid of that shape (I, J, K)."""
        return cls((0, 0, 0), _index3(shape))

    @property
    def shape(self) -> Index3:
        """Its extent in voxels along i, j, k."""
        return _index3(np.subtract(self.stop_ijk, self.start_ijk))

    @property
    def size(self) -> int:
        """Number of voxels."""
        return int(np.prod(self.shape))

    @property
    def slices(self) -> tuple[slice, slice, slice]:
        """Index expression that cuts the box out of an array (I, J, K)."""
        i, j, k = (slice(a, b) for a, b in zip(self.start_ijk, self.stop_ijk, strict=True))
        return i, j, k

    @property
    def middle_ijk(self) -> Index3:
        """The voxel in its middle."""
        return _index3(np.add(self.start_ijk, self.stop_ijk) // 2)

    @property
    def dimension(self) -> int:
        """2 where one axis is a single slice, else 3."""
        return 2 if 1 in self.shape else 3

    def expanded(self, margin: int) -> BoundingBox:
        """The box with margin voxels more on each of its six sides."""
        start, stop = np.subtract(self.start_ijk, margin), np.add(self.stop_ijk, margin)
        return BoundingBox(_index3(start), _index3(stop))

    def union(self, other: BoundingBox) -> BoundingBox:
        """The smallest box that holds both."""
        start = np.minimum(self.start_ijk, other.start_ijk)
        return BoundingBox(_index3(start), _index3(np.maximum(self.stop_ijk, other.stop_ijk)))

    def intersection(self, other: BoundingBox) -> BoundingBox | None:
        """The voxels that both hold, or None."""
        start = np.maximum(self.start_ijk, other.start_ijk)
        stop = np.minimum(self.stop_ijk, other.stop_ijk)
        return BoundingBox(_index3(start), _index3(stop)) if (stop > start).all() else None

    def seen_from(self, other: BoundingBox) -> BoundingBox:
        """The same box with the first voxel of another one as its origin."""
        start, stop = (np.subtract(end, other.start_ijk) for end in (self.start_ijk, self.stop_ijk))
        return BoundingBox(_index3(start), _index3(stop))

    def clipped_to(self, shape: Sequence[int]) -> BoundingBox:
        """The part of the box that lies on a grid of that shape (I, J, K).

        Raises:
            BoxError: the box lies wholly outside.
        """
        start = np.maximum(self.start_ijk, 0)
        stop = np.minimum(self.stop_ijk, shape)
        if (stop <= start).any():
            raise BoxError("The box lies outside the image; draw it over the object.")
        return BoundingBox(_index3(start), _index3(stop))

    def contains(self, voxels_ijk: ArrayLike) -> NDArray[np.bool_]:
        """Which voxels (…, 3) lie inside, as booleans (…)."""
        voxels = np.asarray(voxels_ijk)
        inside = (voxels >= self.start_ijk) & (voxels < self.stop_ijk)
        return np.asarray(inside.all(axis=-1))

    def __str__(self) -> str:
        ends = zip(self.start_ijk, self.stop_ijk, strict=True)
        return ",".join(f"{start}:{stop}" for start, stop in ends)


def _index3(values: ArrayLike) -> Index3:
    i, j, k = (int(value) for value in np.asarray(values))
    return i, j, k
