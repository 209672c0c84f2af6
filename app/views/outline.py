"""The outline of a mask along the edges of its voxels."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PyQt5.QtGui import QPainterPath

Lines = tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]


def outline(mask: NDArray[np.bool_]) -> QPainterPath:
    """The edges (in pixels) between a mask (rows, columns) and what is not mask.

    Edges in one line are one piece of the path: drawing takes time by the piece.
    """
    inside = np.zeros((mask.shape[0] + 2, mask.shape[1] + 2), bool)
    inside[1:-1, 1:-1] = mask
    rows, left, right = _runs(inside[1:, 1:-1] != inside[:-1, 1:-1])
    columns, top, bottom = _runs((inside[1:-1, 1:] != inside[1:-1, :-1]).T)
    level = np.stack([left, rows, right, rows], axis=1)
    upright = np.stack([columns, top, columns, bottom], axis=1)
    ends = np.concatenate([level, upright]).reshape(-1, 2).astype(np.float64)
    return pg.arrayToQPath(ends[:, 0], ends[:, 1], connect="pairs")


def _runs(edges: NDArray[np.bool_]) -> Lines:
    """Line, start and end of every run of edges along the lines (first axis)."""
    framed = np.zeros((edges.shape[0], edges.shape[1] + 2), np.int8)
    framed[:, 1:-1] = edges
    steps = np.diff(framed, axis=1).ravel()
    lines, starts = np.divmod(np.flatnonzero(steps == 1), edges.shape[1] + 1)
    return lines, starts, np.flatnonzero(steps == -1) - lines * (edges.shape[1] + 1)
