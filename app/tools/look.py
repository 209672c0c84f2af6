"""Window and level by a drag, and round numbers for a scale bar."""

from __future__ import annotations

import math

from app.tools.slice_geometry import Point

_DOUBLING = 250.0


def dragged_window_level(window: float, level: float, moved: Point) -> tuple[float, float]:
    """Window and level after a drag of so many screen pixels.

    To the right the window widens, doubling every 250; downwards the image gets brighter, by a
    part of the window, so that a drag feels the same in CT and MR.
    """
    across, along = moved
    return window * 2 ** (across / _DOUBLING), level - window * along / _DOUBLING


def nice_length(longest: float) -> float:
    """The largest of 1, 2, 5, 10, 20, 50 … that does not exceed a length; 0 < longest."""
    power = 10.0 ** math.floor(math.log10(longest))
    return max(factor * power for factor in (1, 2, 5) if factor * power <= longest)
