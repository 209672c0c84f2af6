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
) -> Surface | None:
    """The smoothed surface of a mask, None where the mask is empty.

    Args:
        mask: bool (I, J, K), a part of a volume or all of it.
        affine: of the volume, ijk → RAS mm.
        start_ijk: where in the volume the mask begins.
        most_triangles: a finer surface is taken from a coarser mask.
    """
    extent = BoundingBox.of_mask(mask)
    if extent is None:
        return None
    coarseness = 1
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


def light_surface(fine: Surface) -> Surface:
    """About the same surface, drawn in a blink; the fine one itself where that is small.

    Points that share a cell of a grid become one; the cells are as large as their number asks for.
    """
    if len(fine.triangles) <= _FEW_TRIANGLES:
        return fine
    from vtkmodules.vtkFiltersCore import vtkQuadricClustering

    cell = np.sqrt(3 * _area(fine) / _FEW_TRIANGLES)
    clusters = vtkQuadricClustering()
    clusters.SetInputData(triangle_mesh(fine))
    clusters.AutoAdjustNumberOfDivisionsOff()
    extent = np.ptp(fine.points_ras, axis=0)
    clusters.SetNumberOfDivisions(*(int(n) for n in np.maximum(2, np.ceil(extent / cell))))
    clusters.Update()
    points, triangles = _arrays(clusters.GetOutput())
    return Surface(points.astype(np.float32), triangles)


def triangle_mesh(surface: Surface) -> object:
    """The surface for VTK."""
    return poly_data(surface.points_ras, surface.triangles, lines=False)


def poly_data(points: NDArray[np.floating], cells: NDArray[np.integer], *, lines: bool) -> object:
    """Points (N, 3) and cells (M, number of corners) for VTK."""
    from vtkmodules.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray
    from vtkmodules.vtkCommonCore import vtkPoints
    from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData

    positions = vtkPoints()
    positions.SetData(numpy_to_vtk(np.ascontiguousarray(points, np.float32), deep=True))
    array = vtkCellArray()
    connectivity = np.ascontiguousarray(cells, np.int64).ravel()
    array.SetData(cells.shape[1], numpy_to_vtkIdTypeArray(connectivity, deep=True))
    mesh = vtkPolyData()
    mesh.SetPoints(positions)
    mesh.SetLines(array) if lines else mesh.SetPolys(array)
    return mesh


def _area(surface: Surface) -> float:
    a, b, c = (surface.points_ras[surface.triangles[:, n]] for n in range(3))
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


def _coarser(mask: NDArray[np.bool_], factor: int) -> Shares:
    """The share of mask in cubes of factor³ voxels, with a rim of nothing."""
    if factor == 1:
        return mask.view(np.uint8)
    padded = np.pad(mask, [(0, -n % factor + factor) for n in mask.shape])
    blocks = [part for n in padded.shape for part in (n // factor, factor)]
    return padded.reshape(blocks).mean(axis=(1, 3, 5), dtype=np.float32)


def _contour(shares: Shares) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Points (N, 3) in indices of the array, and triangles (M, 3), where the share is one half."""
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
    return _arrays(smooth.GetOutput())


def _arrays(mesh: object) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    from vtkmodules.util.numpy_support import vtk_to_numpy

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
