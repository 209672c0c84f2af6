"""How long work will still take, from how far it has come; no Qt."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.translation import tr

_TOO_EARLY_S = 1.0
_TOO_LITTLE = 0.05
_SMOOTHING = 0.3


class RemainingTime:
    """Follows one piece of work.

    Args:
        clock: seconds, rising.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun = clock()
        self._ends_at: float | None = None

    def begin(self) -> None:
        """Other work begins."""
        self._begun, self._ends_at = self._clock(), None

    def seconds(self, fraction: float) -> float | None:
        """What is left at that fraction (0..1, negative where unknown), None where it is too early.

        Steps of different speed make it jump; it is smoothed, and never less than nothing.
        """
        now = self._clock()
        elapsed = now - self._begun
        if fraction < _TOO_LITTLE or elapsed < _TOO_EARLY_S:
            return None
        ends_at = self._begun + elapsed / min(fraction, 1.0)
        if self._ends_at is not None:
            ends_at = self._ends_at + _SMOOTHING * (ends_at - self._ends_at)
        self._ends_at = ends_at
        return max(0.0, ends_at - now)


def remaining_words(seconds: float | None) -> str:
    """Seconds in words: "about 4 s left", "about 2 min left", nothing below one second."""
    if seconds is None or seconds < 1:
        return ""
    if seconds < 60:
        return tr("about {seconds:.0f} s left", seconds=seconds)
    return tr("about {minutes:.0f} min left", minutes=seconds / 60)
