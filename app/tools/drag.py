"""A drag of the mouse as one generator: press, move …, release.

The generator is made at the press. It yields what to show meanwhile, is sent the pointer's position
with every move and None at the release, and returns what was drawn, or None where that is nothing.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Generic, TypeVar

from app.tools.slice_geometry import Point

Preview = TypeVar("Preview")
Drawn = TypeVar("Drawn")
DragSteps = Generator[Preview, Point | None, Drawn | None]


class Drag(Generic[Preview, Drawn]):
    """Runs the steps of one drag.

    Args:
        steps: a drag generator that has not begun.

    Attributes:
        preview: what to show now.
    """

    def __init__(self, steps: DragSteps[Preview, Drawn]) -> None:
        self._steps = steps
        self.preview: Preview = next(steps)

    def move(self, point_px: Point) -> Preview:
        """The pointer went there; returns what to show."""
        self.preview = self._steps.send(point_px)
        return self.preview

    def release(self) -> Drawn | None:
        """The button went up; returns what was drawn."""
        try:
            self._steps.send(None)
        except StopIteration as stop:
            drawn: Drawn | None = stop.value
            return drawn
        raise RuntimeError("a drag must end at the release")

    def cancel(self) -> None:
        """Forget it all."""
        self._steps.close()
