"""What happens between a press of the mouse and its release."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol

from app.tools.drag import Drag, Drawn, Preview
from app.tools.slice_geometry import Point


@dataclass(frozen=True)
class Pointer:
    """Where the mouse is.

    Attributes:
        px: in pixels of the slice.
        screen: in pixels of the view.
    """

    px: Point
    screen: Point


class Gesture(Protocol):
    """A press that goes on."""

    def move(self, pointer: Pointer) -> None:
        """The mouse went there."""
        ...

    def release(self) -> None:
        """The button went up."""
        ...

    def cancel(self) -> None:
        """Take it all back."""
        ...


class DrawingGesture(Generic[Preview, Drawn]):
    """A tool that draws something.

    Args:
        drag: the tool's drag.
        show: shows a preview, or None when the drag is over.
        tell: takes what was drawn.
        abandon: called where nothing was drawn.
    """

    def __init__(
        self,
        drag: Drag[Preview, Drawn],
        *,
        show: Callable[[Preview | None], None],
        tell: Callable[[Drawn], None],
        abandon: Callable[[], None] = lambda: None,
    ) -> None:
        self._drag, self._show, self._tell, self._abandon = drag, show, tell, abandon
        show(drag.preview)

    def move(self, pointer: Pointer) -> None:
        """Show what would be drawn."""
        self._show(self._drag.move(pointer.px))

    def release(self) -> None:
        """Tell what was drawn, if anything."""
        drawn = self._drag.release()
        self._show(None)
        if drawn is None:
            self._abandon()
        else:
            self._tell(drawn)

    def cancel(self) -> None:
        """Nothing was drawn."""
        self._drag.cancel()
        self._show(None)
        self._abandon()


class AdjustingGesture:
    """A drag that changes at once how the scan is looked at.

    Args:
        start: where it began.
        adjust: takes the pointer and how far it moved on the screen since the start.
        undo: takes everything back.
    """

    def __init__(
        self,
        start: Pointer,
        adjust: Callable[[Pointer, Point], None],
        undo: Callable[[], None],
    ) -> None:
        self._start, self._adjust, self._undo = start, adjust, undo

    def move(self, pointer: Pointer) -> None:
        """Adjust."""
        x0, y0 = self._start.screen
        self._adjust(pointer, (pointer.screen[0] - x0, pointer.screen[1] - y0))

    def release(self) -> None:
        """What was adjusted stays."""

    def cancel(self) -> None:
        """Back to the start."""
        self._undo()
