"""From a mask to a smooth surface in millimetres. Slow for large masks: not for the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bifseg_core.geometry import Affine, BoundingBox, Index3

_SMOOTHING_STEPS = 30
_PASS_BAND = 0.02
_FEW_TRIANGLES = 60_000
"""Drawn in about 10 ms without a graphics card."""

Shares = NDArray[np.float32] | NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Surface:
    """Triangles.

    Attributes:
        points_ras: (N, 3) float32, in mm.
        triangles: (M, 3) int64, indices of points, anticlockwise seen from outside.
    """

    points_ras: NDArray[np.float32]
    triangles: NDArray[np.int64]


def extract_surface(
    mask: NDArray[np.bool_],
    affine: Affine,
    *,
    start_ijk: Index3 = (0, 0, 0),
    most_triangles: int = 500_000,
    coarseness: int = 1,
) -> Surface | None:
    """The smoothed surface of a mask, None where the mask is empty.

    Args:
        mask: bool (I, J, K), a part of a volume or all of it.
        affine: of the volume, ijk → RAS mm.
        start_ijk: where in the volume the mask begins.
        most_triangles: a finer surface is taken from a coarser mask.
        coarseness: voxels a side that are taken together to begin with.
    """
    extent = BoundingBox.of_mask(mask)
    if extent is None:
        return None
    while True:
        shares = _coarser(np.pad(mask[extent.slices], coarseness), coarseness)
        points, triangles = _contour(shares)
        if len(triangles) <= most_triangles or max(shares.shape) <= 8:
            break
        coarseness += 1
    corner = np.add(start_ijk, extent.start_ijk) - coarseness
    points_ijk = points * coarseness + (coarseness - 1) / 2 + corner
    if np.linalg.det(affine.matrix[:3, :3]) < 0:
        triangles = triangles[:, ::-1]
    return Surface(affine.to_ras(points_ijk).astype(np.float32), np.ascontiguousarray(triangles))


def light_surface(
    fine: Surface, mask: NDArray[np.bool_], affine: Affine, *, start_ijk: Index3 = (0, 0, 0)
) -> Surface:
    """A surface of the same mask that is drawn in a blink; the fine one where that is small."""
    share = len(fine.triangles) / _FEW_TRIANGLES
    if share <= 1:
        return fine
    light = extract_surface(
        mask,
        affine,
        start_ijk=start_ijk,
        most_triangles=_FEW_TRIANGLES,
        coarseness=max(2, round(share**0.5)),
    )
    return light or fine


def _coarser(mask: NDArray[np.bool_], factor: int) -> Shares:
    """The share of mask in cubes of factor³ voxels, with a rim of nothing."""
    if factor == 1:
        return mask.view(np.uint8)
    padded = np.pad(mask, [(0, -n % factor + factor) for n in mask.shape])
    blocks = [part for n in padded.shape for part in (n // factor, factor)]
    return padded.reshape(blocks).mean(axis=(1, 3, 5), dtype=np.float32)


def _contour(shares: Shares) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Points (N, 3) in indices of the array, and triangles (M, 3), where the share is one half."""
    from vtkmodules.util.numpy_support import vtk_to_numpy
    from vtkmodules.vtkFiltersCore import vtkFlyingEdges3D, vtkWindowedSincPolyDataFilter

    values = shares.ravel(order="F")
    edges = vtkFlyingEdges3D()
    edges.SetInputData(_image(values, shares.shape))
    edges.SetValue(0, 0.5)
    edges.ComputeNormalsOff()
    edges.ComputeScalarsOff()
    smooth = vtkWindowedSincPolyDataFilter()
    smooth.SetInputConnection(edges.GetOutputPort())
    smooth.SetNumberOfIterations(_SMOOTHING_STEPS)
    smooth.SetPassBand(_PASS_BAND)
    smooth.NormalizeCoordinatesOn()
    smooth.Update()
    mesh = smooth.GetOutput()
    points = vtk_to_numpy(mesh.GetPoints().GetData()).astype(np.float64)
    triangles = vtk_to_numpy(mesh.GetPolys().GetConnectivityArray()).reshape(-1, 3)
    return points, triangles.astype(np.int64)


def _image(values: Shares, shape: Index3) -> object:
    """The values, (N,) with the first index fastest, as an image that they have to outlive.

    VTK does not copy them: its own copying keeps the interpreter's lock, half a second for 50 MB.
    """
    from vtkmodules.util.numpy_support import numpy_to_vtk
    from vtkmodules.vtkCommonDataModel import vtkImageData

    image = vtkImageData()
    image.SetDimensions(*shape)
    image.GetPointData().SetScalars(numpy_to_vtk(values))
    return image
