"""Grids, volumes and DICOM files for the tests of reading and writing."""

from __future__ import annotations

import itertools
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import SimpleITK as sitk
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.spatial.transform import Rotation

from bifseg_core.geometry import Affine
from bifseg_core.volume import Volume

SHAPE = (5, 4, 3)


def signed_permutations() -> list[np.ndarray]:
    """The 48 ways in which three axes can lie along three directions."""
    found = []
    for order in itertools.permutations(range(3)):
        for signs in itertools.product((1.0, -1.0), repeat=3):
            matrix = np.zeros((3, 3))
            matrix[order, range(3)] = signs
            found.append(matrix)
    return found


ORIENTATIONS = signed_permutations()


def affine_of(rotation: np.ndarray, spacing: Any, origin: Any) -> Affine:
    matrix = np.eye(4)
    matrix[:3, :3] = rotation * np.asarray(spacing)
    matrix[:3, 3] = origin
    return Affine(matrix)


@st.composite
def affines(draw: st.DrawFn) -> Affine:
    """Any orientation, oblique ones too, as a scanner could have it."""
    turn = draw(hnp.arrays(float, 3, elements=st.floats(-3.2, 3.2)))
    rotation = Rotation.from_rotvec(turn).as_matrix() if draw(st.booleans()) else np.eye(3)
    spacing = draw(hnp.arrays(float, 3, elements=st.floats(0.05, 9)))
    origin = draw(hnp.arrays(float, 3, elements=st.floats(-300, 300)))
    return affine_of(rotation @ draw(st.sampled_from(ORIENTATIONS)), spacing, origin)


def shapes() -> st.SearchStrategy[tuple[int, ...]]:
    return hnp.array_shapes(min_dims=3, max_dims=3, min_side=1, max_side=6)


DTYPES = ("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8")


@st.composite
def volumes(draw: st.DrawFn) -> Volume:
    """Small images of any type, on any grid."""
    dtype = np.dtype(draw(st.sampled_from(DTYPES)))
    data = draw(hnp.arrays(dtype, draw(shapes())))
    return Volume(data, draw(affines()))


def ramp(shape: tuple[int, int, int] = SHAPE, dtype: Any = np.int16) -> np.ndarray:
    """A different value at each voxel."""
    return np.arange(np.prod(shape), dtype=dtype).reshape(shape)


def volume(shape: tuple[int, int, int] = SHAPE, **options: Any) -> Volume:
    options.setdefault("affine", affine_of(np.diag([-1.0, -1, 1]), (0.5, 0.75, 2), (10, 20, -30)))
    return Volume(ramp(shape), **options)


def picture(shape: tuple[int, int] = (6, 4)) -> Volume:
    """An 8-bit picture in memory, as reading a PNG makes it."""
    data = ramp((*shape, 1), np.uint8)
    return Volume(data, Affine(np.diag([-1.0, -1, 1, 1])), is_oriented=False, is_planar=True)


def single_precision_bound(affine: Affine, shape: tuple[int, ...]) -> float:
    """The most by which 32 bits a number can move a corner along an axis: half a last digit each.

    Not what they do move it by, which the program computes itself.
    """
    last = np.spacing(np.abs(affine.matrix[:3]).astype(np.float32)).astype(float)
    return float((last / 2 @ [*(n - 1 for n in shape), 1]).max())


def corners_ras(shape: tuple[int, ...], matrix: np.ndarray) -> np.ndarray:
    corners = np.array(list(itertools.product(*((0, n - 1) for n in shape))))
    return corners @ matrix[:3, :3].T + matrix[:3, 3]


def itk_corners_ras(image: sitk.Image) -> np.ndarray:
    """Where SimpleITK places the corners, in RAS."""
    corners = itertools.product(*((0, n - 1) for n in image.GetSize()))
    found = [image.TransformIndexToPhysicalPoint([int(n) for n in corner]) for corner in corners]
    return np.array(found) * (-1, -1, 1)


# --- DICOM ----------------------------------------------------------------------------------------


def write_slice(path: Path, pixels: np.ndarray, z: float, **tags: str) -> Path:
    """Write one slice (J, I) at a height; tags as group_element="value" replace the usual ones."""
    image = sitk.GetImageFromArray(pixels, isVector=pixels.ndim == 3)
    image.SetSpacing((0.7, 0.9))
    values = {
        "0008|0060": "CT",
        "0008|103e": "Axial",
        "0018|0050": "2.5",
        "0020|000d": "1.2.3",
        "0020|000e": "1.2.3.4",
        "0008|0018": f"1.2.3.4.{zlib.crc32(path.name.encode())}",
        "0020|0032": f"-10\\-20\\{z}",
        "0020|0037": "1\\0\\0\\0\\1\\0",
    }
    values.update({f"{key[1:5]}|{key[5:]}": value for key, value in tags.items()})
    for key, value in values.items():
        image.SetMetaData(key, value)
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = sitk.ImageFileWriter()
    writer.KeepOriginalImageUIDOn()
    writer.SetImageIO("GDCMImageIO")
    writer.SetFileName(str(path))
    writer.Execute(image)
    return path


def write_series(folder: Path, heights: Any, *, prefix: str = "im", **tags: str) -> list[Path]:
    """Write a series of slices (4, 5) whose values are 100 times their number plus a ramp."""
    ramp_ji = np.arange(20, dtype=np.int16).reshape(4, 5)
    return [
        write_slice(folder / f"{prefix}{n:03}.dcm", ramp_ji + np.int16(100 * n), z, **tags)
        for n, z in enumerate(heights)
    ]
