"""How the views share the window, in a form that can be remembered."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.tools.slice_geometry import Plane

VOLUME = "3d"
"""The name of the 3D view among the planes' names."""

NAMES = (*(plane.value for plane in Plane), VOLUME)


class Layout(enum.Enum):
    """How many views are seen, and how large."""

    FOUR = "four"
    LARGE = "large"
    SINGLE = "single"


@dataclass(frozen=True)
class Arrangement:
    """A layout and the view that stands out in it.

    Attributes:
        layout: four of a size, one large beside three small ones, or one alone.
        main: the name of the view that is large or alone, one of `NAMES`.
    """

    layout: Layout = Layout.FOUR
    main: str = Plane.AXIAL.value

    @classmethod
    def parse(cls, text: str) -> Arrangement:
        """The arrangement that `str` wrote; four views where it is none."""
        layout, _, main = text.partition(" ")
        known = layout in [kind.value for kind in Layout] and main in NAMES
        return cls(Layout(layout), main) if known else cls()

    def __str__(self) -> str:
        return f"{self.layout.value} {self.main}"
