"""Surfaces as STL and PLY files, in millimetres.

Neither format says where its axes point; the header's words `SPACE=LPS` or `SPACE=RAS` do, which 3D
Slicer reads. Without them it, like most programs that print or plan, takes a surface for LPS.
"""

from __future__ import annotations

import enum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.errors import WriteError
from bifseg_core.geometry import BoundingBox
from bifseg_core.io.atomic import replace_file
from bifseg_core.io.endings import ending_of, listed
from bifseg_core.io.messages import named
from bifseg_core.io.surface import ClosedSurface, closed_surface
from bifseg_core.version import MADE_BY
from bifseg_core.volume import Volume

SURFACE_ENDINGS = (".stl", ".ply")
"""What `export_surface` writes."""

_STL_HEADER_BYTES = 80
_STL_TRIANGLE = np.dtype(
    [("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")], align=False
)
_PLY_FACE = np.dtype([("count", "u1"), ("corners", "<i4", 3)], align=False)


class Frame(enum.Enum):
    """Where the axes of a surface file point; the values are its signs against RAS."""

    LPS = (-1.0, -1.0, 1.0)
    """To the patient's left, back and head: DICOM's, and the default."""

    RAS = (1.0, 1.0, 1.0)
    """To the patient's right, front and head: NIfTI's."""


def export_surface(
    mask: NDArray[np.bool_], like: Volume, path: str | Path, *, frame: Frame = Frame.LPS
) -> ClosedSurface:
    """Write a mask's closed surface in mm; it encloses the mask's volume.

    Args:
        mask: bool (I, J, K).
        like: the image.
        path: its ending chooses the kind: .stl or .ply.
        frame: where the file's axes point.

    Returns:
        The surface, in RAS.

    Raises:
        WriteError: the mask is empty, the image 2D, or the file cannot be written; one that was
            there before still is.
    """
    path = Path(path)
    encode = {".stl": stl_bytes, ".ply": ply_bytes}.get(ending_of(path, SURFACE_ENDINGS) or "")
    if encode is None:
        raise WriteError(f"{named(path)} has no known ending; use {listed(SURFACE_ENDINGS)}.")
    surface = _surface(mask, like, path)
    content = encode(surface, frame)
    replace_file(path, content, check=same_bytes(content, path))
    return surface


def _surface(mask: NDArray[np.bool_], like: Volume, path: Path) -> ClosedSurface:
    extent = BoundingBox.of_mask(mask)
    if extent is None:
        raise WriteError(f"{named(path)} was not written: the mask is empty and has no surface.")
    if like.is_planar:
        raise WriteError(f"{named(path)} was not written: a 2D image has no surface.")
    surface = closed_surface(mask[extent.slices], like.affine, start_ijk=extent.start_ijk)
    assert surface is not None
    return surface


def stl_bytes(surface: ClosedSurface, frame: Frame) -> bytes:
    """A whole binary STL file."""
    points, triangles = _in_frame(surface, frame)
    records = np.zeros(len(triangles), _STL_TRIANGLE)
    records["corners"] = points[triangles]
    a, b, c = np.moveaxis(records["corners"].astype(np.float64), 1, 0)
    normals = np.cross(b - a, c - a)
    lengths = np.linalg.norm(normals, axis=1, keepdims=True)
    records["normal"] = normals / np.maximum(lengths, np.finfo(float).tiny)
    words = f"{MADE_BY}: surface; SPACE={frame.name}; UNIT=mm; not a medical device"
    count = np.array(len(triangles), "<u4").tobytes()
    return words.encode("ascii").ljust(_STL_HEADER_BYTES) + count + records.tobytes()


def ply_bytes(surface: ClosedSurface, frame: Frame) -> bytes:
    """A whole binary PLY file."""
    points, triangles = _in_frame(surface, frame)
    faces = np.zeros(len(triangles), _PLY_FACE)
    faces["count"], faces["corners"] = 3, triangles
    lines = (
        "ply",
        "format binary_little_endian 1.0",
        f"comment {MADE_BY}: surface, not a medical device",
        f"comment SPACE={frame.name}",
        "comment UNIT=mm",
        f"element vertex {len(points)}",
        *(f"property float {axis}" for axis in "xyz"),
        f"element face {len(faces)}",
        "property list uchar int vertex_indices",
        "end_header",
    )
    return "\n".join((*lines, "")).encode("ascii") + points.tobytes() + faces.tobytes()


def same_bytes(content: bytes, path: Path) -> _SameBytes:
    """A check for `replace_file`: reading back gives these bytes."""
    return _SameBytes(content, path)


class _SameBytes:
    def __init__(self, content: bytes, path: Path) -> None:
        self._content = content
        self._path = path

    def __call__(self, written: Path) -> None:
        if written.read_bytes() != self._content:
            raise WriteError(
                f"{named(self._path)} was not written correctly: reading it back gave something "
                "else; check the disk and try again."
            )


def _in_frame(
    surface: ClosedSurface, frame: Frame
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Points in a frame; both frames are right-handed, so triangles stay as they are."""
    points = (surface.points_ras * np.array(frame.value)).astype("<f4")
    return points, surface.triangles
