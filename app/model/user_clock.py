"""How long the user has worked: from the scan shown to Accept, with idle time told apart."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

ACTIVE_GAP_S = 5.0
"""A pause between two actions counts as active below this many seconds."""


@dataclass(frozen=True)
class UserTime:
    """Seconds of the user; none of them ever falls while a clock runs.

    Attributes:
        total: everything while the clock ran.
        active: the same without pauses of `ACTIVE_GAP_S` or longer.
        open_gap: of the pause that goes on, as long as nobody knows which of both it will be.
    """

    total: float
    active: float
    open_gap: float = 0.0

    @property
    def idle(self) -> float:
        """Pauses of `ACTIVE_GAP_S` or longer."""
        return max(0.0, self.total - self.active - self.open_gap)


class UserClock:
    """Runs from `start` to `stop`, and on again after the next `start`; knows no window.

    Args:
        clock: seconds, rising.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._total = 0.0
        self._active = 0.0
        self._since: float | None = None
        self._last_action = 0.0

    @property
    def is_running(self) -> bool:
        """Whether time is being counted."""
        return self._since is not None

    def resume(self, time_before: UserTime) -> None:
        """Count the time of an earlier session too."""
        self._total += time_before.total
        self._active += time_before.active

    def start(self) -> None:
        """Begin, or go on after a stop."""
        if self._since is None:
            self._since = self._last_action = self._clock()

    def touch(self) -> None:
        """The user did something: a mouse movement, a key."""
        if self._since is not None:
            self._active += self._gap()
            self._last_action = self._clock()

    def stop(self) -> None:
        """The object was accepted."""
        if self._since is not None:
            self.touch()
            self._total += self._clock() - self._since
            self._since = None

    def read(self) -> UserTime:
        """The time so far, without changing anything."""
        if self._since is None:
            return UserTime(self._total, self._active)
        return UserTime(self._total + self._clock() - self._since, self._active, self._gap())

    def _gap(self) -> float:
        gap = self._clock() - self._last_action
        return gap if gap < ACTIVE_GAP_S else 0.0
