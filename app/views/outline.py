"""The outline of a mask along the edges of its voxels."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PyQt5.QtGui import QPainterPath

from app.tools.slice_geometry import Point

Lines = tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]


def outline(mask: NDArray[np.bool_], corner_px: Point = (0, 0)) -> QPainterPath:
    """The edges (in pixels) between a mask (rows, columns) and what is not mask.

    Edges in one line are one piece of the path: drawing takes time by the piece.

    Args:
        mask: a part of a slice.
        corner_px: where its top left corner lies on the slice.
    """
    inside = np.zeros((mask.shape[0] + 2, mask.shape[1] + 2), bool)
    inside[1:-1, 1:-1] = mask
    rows, left, right = _runs(inside[1:, 1:-1] != inside[:-1, 1:-1])
    columns, top, bottom = _runs((inside[1:-1, 1:] != inside[1:-1, :-1]).T)
    level = np.array([[left, right], [rows, rows]])
    upright = np.array([[columns, columns], [top, bottom]])
    ends = np.concatenate([level, upright], axis=2) + np.reshape(corner_px, (2, 1, 1))
    x, y = ends.transpose(0, 2, 1).reshape(2, -1).astype(np.float64)
    return pg.arrayToQPath(x, y, connect="pairs")


def _runs(edges: NDArray[np.bool_]) -> Lines:
    """Line, start and end of every run of edges along the lines (first axis)."""
    count, width = edges.shape[0], edges.shape[1] + 1
    flat = np.zeros(count * width + 1, bool)  # every line begins with nothing, and so does the end
    flat[:-1].reshape(count, width)[:, 1:] = edges
    steps = np.flatnonzero(flat[1:] != flat[:-1])
    starts, ends = steps[::2], steps[1::2]
    lines = starts // width
    return lines, starts - lines * width, ends - lines * width
