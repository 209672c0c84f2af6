"""Which part of a slice is seen, how large."""

from __future__ import annotations

from dataclasses import dataclass

from app.tools.slice_geometry import Point

_SMALLEST, _LARGEST = 0.05, 400.0


@dataclass(frozen=True)
class Camera:
    """Places the slice's millimetres on the screen: screen = mm · scale + origin.

    Attributes:
        scale: screen pixels for a millimetre.
        origin: where the slice's top left corner lies on the screen.
    """

    scale: float = 1.0
    origin: Point = (0.0, 0.0)

    @classmethod
    def fitting(cls, size_mm: Point, screen: Point, margin: float = 0.0) -> Camera:
        """The whole slice in the middle of a screen of that size in pixels."""
        room = [max(1.0, length - 2 * margin) for length in screen]
        scale = min(room[0] / size_mm[0], room[1] / size_mm[1])
        x, y = ((screen[n] - size_mm[n] * scale) / 2 for n in range(2))
        return cls(scale, (x, y))

    def to_screen(self, point_mm: Point) -> Point:
        """Where a point of the slice is seen."""
        x, y = (point_mm[n] * self.scale + self.origin[n] for n in range(2))
        return x, y

    def to_mm(self, point_screen: Point) -> Point:
        """Which point of the slice is seen there."""
        x, y = ((point_screen[n] - self.origin[n]) / self.scale for n in range(2))
        return x, y

    def panned(self, moved: Point) -> Camera:
        """The slice shifted on the screen."""
        return Camera(self.scale, (self.origin[0] + moved[0], self.origin[1] + moved[1]))

    def zoomed(self, factor: float, fixed_screen: Point) -> Camera:
        """The slice enlarged, with what is seen at a point of the screen staying there."""
        scale = max(_SMALLEST, min(_LARGEST, self.scale * factor))
        x, y = self.to_mm(fixed_screen)
        return Camera(scale, (fixed_screen[0] - x * scale, fixed_screen[1] - y * scale))
