"""The image that is being segmented."""

from __future__ import annotations

import enum
import os
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import GeometryError
from bifseg_core.geometry import Affine, BoundingBox, Index3


class SliceFit(enum.Enum):
    """How an image's slices lie to those of the DICOM series that it was read from."""

    OWN = "own"
    """Slice k of the image is slice k of the series, pixel by pixel."""
    SHIFTED = "shifted"
    """It lies in the plane of slice k, but was shifted there: a tilted gantry."""
    BETWEEN = "between"
    """It lies in a plane of its own: uneven slices that were brought to even distances."""


@dataclass(frozen=True)
class DicomSeries:
    """The DICOM slices that an image was read from.

    Attributes:
        uid: their SeriesInstanceUID.
        files: one for each slice, in their order along the normal, time point after time point; a
            file of many frames stands there once for each.
        frames: which frame of its file each slice is, from 0; None where each file is one slice.
        positions_ras: centre of each slice's first pixel in mm; empty where the files do not say.
        fit: how the image's slices lie to them.
        times: how many time points they belong to, equally many slices to each.
    """

    uid: str
    files: tuple[Path, ...]
    frames: tuple[int, ...] | None = None
    positions_ras: tuple[tuple[float, float, float], ...] = ()
    fit: SliceFit = SliceFit.OWN
    times: int = 1

    def at_time(self, index: int) -> DicomSeries:
        """The slices of one time point, from 0; IndexError where there is none such."""
        if not 0 <= index < self.times:
            raise IndexError(f"time point {index} of {self.times}")
        count = len(self.files) // self.times
        own = slice(index * count, (index + 1) * count)
        frames = None if self.frames is None else self.frames[own]
        places = self.positions_ras[own]
        return replace(self, files=self.files[own], frames=frames, positions_ras=places, times=1)


@dataclass(frozen=True)
class ImageKey:
    """Which of a case's images one is.

    Attributes:
        number: 0 for the scan, then those that were added to it in their order.
        frame: its time point or channel, from 0.
    """

    number: int = 0
    frame: int = 0


@dataclass(frozen=True, eq=False)
class Volume:
    """A scalar image on a voxel grid; a 2D image is (I, J, 1) with i the column and j the row.

    Attributes:
        data: (I, J, K), any real number type, not to be written to.
        affine: voxel indices → RAS mm.
        source: the file or folder it was read from, None where it was made in memory.
        is_oriented: False for pictures (PNG, …), whose sides of the patient nobody knows.
        is_planar: True where the file itself is 2D.
        notes: sentences for the user about what reading had to decide.
        series: the DICOM files it was read from, None where it was not DICOM.
        frames: (I, J, K, T), every time point or channel of a 4D file, of which data is the first;
            None where there is one alone.
        colours: (I, J, K, 3) uint8, red, green and blue as a picture shows them, of which data is
            the luminance; None where it is grey.
        key: which of its case's images it is.
    """

    data: NDArray[np.generic]
    affine: Affine
    source: Path | None = None
    is_oriented: bool = True
    is_planar: bool = False
    notes: tuple[str, ...] = ()
    series: DicomSeries | None = None
    frames: NDArray[np.generic] | None = None
    colours: NDArray[np.uint8] | None = None
    key: ImageKey = ImageKey()

    def __post_init__(self) -> None:
        if self.data.ndim != 3 or 0 in self.data.shape:
            raise GeometryError(f"The image has shape {self.data.shape}; three axes are needed.")

    @property
    def shape(self) -> Index3:
        """(I, J, K) in voxels."""
        i, j, k = self.data.shape
        return i, j, k

    @property
    def spacing(self) -> tuple[float, float, float]:
        """Voxel spacing along i, j, k in mm."""
        return self.affine.spacing

    @property
    def box(self) -> BoundingBox:
        """The box that covers the whole image."""
        return BoundingBox.whole(self.shape)

    @property
    def name(self) -> str:
        """What to call it on screen: the file's or folder's name; what is not text in it is �."""
        if self.source is None:
            return "untitled"
        return os.fsencode(self.source.name).decode(errors="replace")

    @property
    def frame_count(self) -> int:
        """How many time points or channels there are, 1 for an ordinary image."""
        return 1 if self.frames is None else int(self.frames.shape[-1])

    def frame(self, index: int) -> Volume:
        """The image of one time point or channel, always the same one; 0 is the image itself."""
        return self if index == 0 else self._later_frames[index - 1]

    @cached_property
    def _later_frames(self) -> tuple[Volume, ...]:
        if self.frames is None:
            return ()
        return tuple(
            replace(
                self,
                data=self.frames[..., index],
                frames=None,
                series=self.series and self.series.at_time(index),
                key=replace(self.key, frame=index),
            )
            for index in range(1, self.frame_count)
        )

    def same_grid(self, other: Volume, *, tolerance_mm: float = 1e-3) -> bool:
        """Whether both have the same shape and place every corner alike within the tolerance."""
        if self.shape != other.shape:
            return False
        corners = np.array(np.meshgrid(*((0, n - 1) for n in self.shape))).reshape(3, -1).T
        gap = self.affine.to_ras(corners) - other.affine.to_ras(corners)
        return bool(np.abs(gap).max() <= tolerance_mm)
