"""How space is looked at: turning like a ball under the hand, and where a point is seen."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from app.tools.slice_geometry import Point
from bifseg_core.geometry import FloatArray

VIEW_ANGLE = 30.0
"""Of the camera from top to bottom, in degrees."""

_HALF_ANGLE = math.radians(VIEW_ANGLE / 2)
_SMALLEST, _LARGEST = 0.2, 20.0
Row = tuple[float, float, float]

_FRONT = ((-1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0))


@dataclass(frozen=True)
class SpaceCamera:
    """A camera that looks at a ball.

    Attributes:
        orientation: rows: which direction (RAS) is right, up and towards the viewer.
        centre_ras: of the ball, in mm.
        radius: of the ball, in mm.
        zoom: 1 fits the ball into the window.
    """

    orientation: tuple[Row, Row, Row]
    centre_ras: Row = (0.0, 0.0, 0.0)
    radius: float = 1.0
    zoom: float = 1.0

    @classmethod
    def in_front(cls, points_ras: ArrayLike) -> SpaceCamera:
        """From in front of the patient, a little from above and the side; the points fit in."""
        points = np.asarray(points_ras, dtype=np.float64).reshape(-1, 3)
        low, high = points.min(axis=0), points.max(axis=0)
        radius = max(1e-3, float(np.linalg.norm(high - low)) / 2)
        centre = tuple(float(value) for value in (low + high) / 2)
        return cls(_FRONT, centre, radius).turned(25.0, 15.0)

    @property
    def right(self) -> FloatArray:
        """Unit vector to the right of the screen."""
        return np.array(self.orientation[0])

    @property
    def up(self) -> FloatArray:
        """Unit vector to the top of the screen."""
        return np.array(self.orientation[1])

    @property
    def towards(self) -> FloatArray:
        """Unit vector towards the viewer."""
        return np.array(self.orientation[2])

    def turned(self, across: float, along: float) -> SpaceCamera:
        """After the hand turned the ball by degrees to the right and downwards."""
        a, b = math.radians(across), math.radians(along)
        about_up = np.array(
            [[math.cos(a), 0, math.sin(a)], [0, 1, 0], [-math.sin(a), 0, math.cos(a)]]
        )
        about_right = np.array(
            [[1, 0, 0], [0, math.cos(b), -math.sin(b)], [0, math.sin(b), math.cos(b)]]
        )
        rows = about_right @ about_up @ np.array(self.orientation)
        # Rounding must not shear the ball after thousands of turns.
        left, _, right = np.linalg.svd(rows)
        i, j, k = (tuple(float(value) for value in row) for row in left @ right)
        return replace(self, orientation=(i, j, k))

    def zoomed(self, factor: float) -> SpaceCamera:
        """Nearer by that factor."""
        return replace(self, zoom=max(_SMALLEST, min(_LARGEST, self.zoom * factor)))

    def looking_at(self, other: SpaceCamera) -> SpaceCamera:
        """The same direction and zoom, but at another camera's ball."""
        return replace(self, centre_ras=other.centre_ras, radius=other.radius)

    def distance(self, size: Point) -> float:
        """From the ball's centre to the viewer in mm, in a window of that size."""
        narrow = max(1.0, size[1] / max(1.0, size[0]))
        return self.radius * narrow / math.sin(_HALF_ANGLE) / self.zoom

    def position(self, size: Point) -> FloatArray:
        """Where the viewer is (RAS, mm)."""
        return np.asarray(self.centre_ras) + self.towards * self.distance(size)

    def project(self, points_ras: ArrayLike, size: Point) -> FloatArray:
        """Where on a window of that size the points (N, 3) are seen, as (N, 2)."""
        offsets = np.asarray(points_ras, dtype=np.float64) - self.centre_ras
        seen = offsets @ np.array(self.orientation).T
        depth = np.maximum(self.distance(size) - seen[:, 2], 1e-3)
        scale = size[1] / 2 / math.tan(_HALF_ANGLE) / depth
        return np.stack([size[0] / 2 + seen[:, 0] * scale, size[1] / 2 - seen[:, 1] * scale], 1)
