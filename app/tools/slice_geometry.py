"""How a slice of a volume lies on the screen: pixels ↔ voxels, by the radiological convention.

A slice is looked at in *pixels* (column, row), continuous: pixel n covers [n, n + 1) and has its
centre at n + 0.5. Voxel coordinates ijk are continuous too, but voxel n has its centre at n.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bifseg_core.geometry import BoundingBox, FloatArray, Index3
from bifseg_core.volume import Volume

Point = tuple[float, float]
Rect = tuple[int, int, int, int]

_OPPOSITE = {"R": "L", "L": "R", "A": "P", "P": "A", "S": "I", "I": "S"}
_AXIS_OF_LETTER = {"R": 0, "L": 0, "A": 1, "P": 1, "S": 2, "I": 2}


class Plane(enum.Enum):
    """The three anatomical planes."""

    AXIAL = "axial"
    CORONAL = "coronal"
    SAGITTAL = "sagittal"


_NORMAL = {Plane.AXIAL: "S", Plane.CORONAL: "A", Plane.SAGITTAL: "R"}
_RIGHT = {Plane.AXIAL: "L", Plane.CORONAL: "L", Plane.SAGITTAL: "P"}
_DOWN = {Plane.AXIAL: "P", Plane.CORONAL: "I", Plane.SAGITTAL: "I"}
_PICTURE_AXES = {Plane.AXIAL: (2, 0, 1), Plane.CORONAL: (1, 0, 2), Plane.SAGITTAL: (0, 1, 2)}


@dataclass(frozen=True)
class ScreenAxis:
    """A direction on the screen.

    Attributes:
        axis: the voxel axis (0, 1, 2) along it.
        rises: whether the voxel index rises in that direction.
        length: voxels along it.
        spacing: mm from voxel to voxel.
    """

    axis: int
    rises: bool
    length: int
    spacing: float

    def to_index(self, pixel: ArrayLike) -> FloatArray:
        """Continuous voxel index of a continuous pixel coordinate; see `to_pixel`."""
        shifted = np.asarray(pixel, dtype=np.float64)
        return shifted - 0.5 if self.rises else (self.length - 0.5) - shifted

    def to_pixel(self, index: ArrayLike) -> FloatArray:
        """Continuous pixel coordinate of a continuous voxel index, the inverse of `to_index`."""
        position = np.asarray(index, dtype=np.float64)
        return position + 0.5 if self.rises else (self.length - 0.5) - position

    def span_to_pixels(self, start: int, stop: int) -> tuple[int, int]:
        """The half-open range of pixels that shows the half-open range of voxels, and back."""
        return (start, stop) if self.rises else (self.length - stop, self.length - start)


@dataclass(frozen=True)
class SliceGeometry:
    """How the slices of one plane are shown.

    Attributes:
        plane: the plane.
        normal: away along the slices; "rises" means towards superior, anterior, right.
        right: the screen's direction to the right.
        down: the screen's direction downwards.
        letters: of the left, top, right and bottom edge, empty where nobody knows.
    """

    plane: Plane
    normal: ScreenAxis
    right: ScreenAxis
    down: ScreenAxis
    letters: tuple[str, str, str, str]

    @classmethod
    def of(cls, volume: Volume, plane: Plane, *, radiological: bool = True) -> SliceGeometry:
        """The conventional view of that plane of a volume.

        Axial and coronal slices have the patient's left on the right where radiological is true;
        sagittal ones have anterior on the left always. Unoriented volumes are shown as stored.
        """
        if not volume.is_oriented:
            axes = (_as_stored(volume, axis) for axis in _PICTURE_AXES[plane])
            return cls(plane, *axes, ("", "", "", ""))
        right = _RIGHT[plane]
        if right == "L" and not radiological:
            right = "R"
        letters = (_OPPOSITE[right], _OPPOSITE[_DOWN[plane]], right, _DOWN[plane])
        axes = (_towards(volume, letter) for letter in (_NORMAL[plane], right, _DOWN[plane]))
        return cls(plane, *axes, letters)

    @property
    def size_px(self) -> tuple[int, int]:
        """Columns and rows of the slice."""
        return self.right.length, self.down.length

    @property
    def size_mm(self) -> Point:
        """Width and height of the slice in mm."""
        return self.right.length * self.right.spacing, self.down.length * self.down.spacing

    @property
    def slice_count(self) -> int:
        """How many slices there are."""
        return self.normal.length

    def slice_of(self, voxel_ijk: Sequence[int]) -> int:
        """The number of the slice that holds the voxel, clipped to the volume."""
        return int(min(max(voxel_ijk[self.normal.axis], 0), self.normal.length - 1))

    def px_to_ijk(self, points_px: ArrayLike, slice_index: float) -> FloatArray:
        """Continuous voxel coordinates (…, 3) of pixels (…, 2) on a slice."""
        points = np.asarray(points_px, dtype=np.float64)
        voxels = np.empty((*points.shape[:-1], 3))
        voxels[..., self.normal.axis] = slice_index
        voxels[..., self.right.axis] = self.right.to_index(points[..., 0])
        voxels[..., self.down.axis] = self.down.to_index(points[..., 1])
        return voxels

    def ijk_to_px(self, points_ijk: ArrayLike) -> FloatArray:
        """Pixels (…, 2) over which voxel coordinates (…, 3) lie, the inverse of `px_to_ijk`."""
        points = np.asarray(points_ijk, dtype=np.float64)
        columns = self.right.to_pixel(points[..., self.right.axis])
        return np.stack([columns, self.down.to_pixel(points[..., self.down.axis])], axis=-1)

    def voxel_at(self, point_px: Point, slice_index: int) -> Index3 | None:
        """The voxel under a point of the slice, None beside the image."""
        column, row = int(np.floor(point_px[0])), int(np.floor(point_px[1]))
        if not (0 <= column < self.right.length and 0 <= row < self.down.length):
            return None
        return self._index3(self.px_to_ijk((column + 0.5, row + 0.5), slice_index))

    def nearest_voxel(self, point_px: Point, slice_index: int) -> Index3:
        """The voxel of the slice that is nearest to a point."""
        column = np.clip(np.floor(point_px[0]), 0, self.right.length - 1)
        row = np.clip(np.floor(point_px[1]), 0, self.down.length - 1)
        return self._index3(self.px_to_ijk((column + 0.5, row + 0.5), slice_index))

    def pixels_to_voxels(self, pixels: NDArray[np.integer], slice_index: int) -> NDArray[np.int32]:
        """The voxels (N, 3) int32 under whole pixels (N, 2)."""
        return np.rint(self.px_to_ijk(pixels + 0.5, slice_index)).astype(np.int32)

    def section(self, array: NDArray[np.generic], index: int) -> NDArray[np.generic]:
        """The slice (rows, columns) of an array (I, J, K) as it is looked at, without a copy.

        The array may be a part of the volume; index counts along the array's own axis.
        """
        plane = np.moveaxis(array, self.normal.axis, 0)[index]
        if self.down.axis > self.right.axis:
            plane = plane.T
        return plane[:: 1 if self.down.rises else -1, :: 1 if self.right.rises else -1]

    def rect_of(self, box: BoundingBox) -> Rect:
        """Left, top, right, bottom of a box in pixels, right and bottom not included."""
        left, right = self.right.span_to_pixels(*self._span(box, self.right))
        top, bottom = self.down.span_to_pixels(*self._span(box, self.down))
        return left, top, right, bottom

    def depth_of(self, box: BoundingBox) -> tuple[int, int]:
        """The half-open range of slices that a box covers."""
        return self._span(box, self.normal)

    def box_of(self, rect: Rect, depth: tuple[int, int]) -> BoundingBox:
        """The box of that rectangle and range of slices, the inverse of rect_of and depth_of."""
        left, top, right, bottom = rect
        spans = {
            self.normal.axis: depth,
            self.right.axis: self.right.span_to_pixels(left, right),
            self.down.axis: self.down.span_to_pixels(top, bottom),
        }
        (i0, i1), (j0, j1), (k0, k1) = (spans[axis] for axis in range(3))
        return BoundingBox((i0, j0, k0), (i1, j1, k1))

    @staticmethod
    def _span(box: BoundingBox, axis: ScreenAxis) -> tuple[int, int]:
        return box.start_ijk[axis.axis], box.stop_ijk[axis.axis]

    @staticmethod
    def _index3(voxel: FloatArray) -> Index3:
        i, j, k = (int(value) for value in np.rint(voxel))
        return i, j, k


def plane_of_picture(volume: Volume) -> Plane | None:
    """The only plane worth showing of a volume of a single slice, None where there are more."""
    for plane in Plane:
        if SliceGeometry.of(volume, plane).slice_count == 1:
            return plane
    return None


def _towards(volume: Volume, letter: str) -> ScreenAxis:
    codes = volume.affine.axis_codes
    axis = [_AXIS_OF_LETTER[code] for code in codes].index(_AXIS_OF_LETTER[letter])
    return ScreenAxis(axis, codes[axis] == letter, volume.shape[axis], volume.spacing[axis])


def _as_stored(volume: Volume, axis: int) -> ScreenAxis:
    return ScreenAxis(axis, True, volume.shape[axis], volume.spacing[axis])
