"""Which image a case was made on: its place and a fingerprint, never a copy of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from bifseg_core.geometry import Index3
from bifseg_core.journal.frames import DamagedError
from bifseg_core.volume import Volume

_TOLERANCE_MM = 1e-3


@dataclass(frozen=True)
class ImageReference:
    """Where an image was, and how to tell whether another one is the same.

    Attributes:
        path: absolute, the file or folder.
        shape: (I, J, K).
        kind: numpy's name of the voxels' type.
        affine: the 16 numbers, row by row.
        sha256: of all voxels, of several time points or channels those of the first.
        later_sha256: of all voxels of the later ones; "" where there are none, and in older files.
    """

    path: Path
    shape: Index3
    kind: str
    affine: tuple[float, ...]
    sha256: str
    later_sha256: str = ""

    @classmethod
    def of(cls, volume: Volume) -> ImageReference:
        """The reference to an image that was read from a file; ValueError where it was not."""
        if volume.source is None:
            raise ValueError("an image without a file cannot be found again")
        affine = tuple(float(value) for value in volume.affine.matrix.ravel())
        path = volume.source.absolute()
        kind, later = volume.data.dtype.name, _later_checksum(volume)
        return cls(path, volume.shape, kind, affine, _checksum(volume), later)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> ImageReference:
        """The reference that `to_json` wrote; DamagedError where it is none."""
        try:
            i, j, k = (int(n) for n in values["shape"])
            affine = tuple(float(value) for value in values["affine"])
            kind, sha256 = str(values["kind"]), str(values["sha256"])
            later = str(values.get("later_sha256", ""))
            return cls(Path(str(values["path"])), (i, j, k), kind, affine, sha256, later)
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise DamagedError("no reference to an image") from error

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "path": str(self.path),
            "shape": list(self.shape),
            "kind": self.kind,
            "affine": list(self.affine),
            "sha256": self.sha256,
            **({"later_sha256": self.later_sha256} if self.later_sha256 else {}),
        }

    def at(self, path: Path) -> ImageReference:
        """The same image at another place."""
        return replace(self, path=path)

    def is_of(self, volume: Volume) -> bool:
        """Whether the image has the same voxels at the same places."""
        if (self.shape, self.kind) != (volume.shape, volume.data.dtype.name):
            return False
        affine = volume.affine.matrix.ravel()
        if len(self.affine) != 16 or not np.allclose(affine, self.affine, atol=_TOLERANCE_MM):
            return False
        if self.sha256 != _checksum(volume):
            return False
        return not self.later_sha256 or self.later_sha256 == _later_checksum(volume)


def _later_checksum(volume: Volume) -> str:
    later = [volume.frame(n) for n in range(1, volume.frame_count)]
    return _checksum(*later) if later else ""


def _checksum(*volumes: Volume) -> str:
    """Slice by slice, so that no second copy of the images is made."""
    digest = hashlib.sha256()
    for volume in volumes:
        for k in range(volume.shape[2]):
            plane = volume.data[:, :, k].T
            little = plane.astype(plane.dtype.newbyteorder("<"), copy=False)
            digest.update(np.ascontiguousarray(little).data)
    return digest.hexdigest()
