"""Measures how long the event loop was blocked, by a timer that should tick all the time."""

from __future__ import annotations

import time
from collections.abc import Callable

from PyQt5.QtCore import QObject, Qt, QTimer

INTERVAL_MS = 5


class Heartbeat(QObject):
    """Ticks every 5 ms and remembers by how much each tick was late."""

    def __init__(
        self, parent: QObject | None = None, *, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._last: float | None = None
        self._blocks_ms: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.on_tick)

    def start(self) -> None:
        """Forget what was measured and begin."""
        self._blocks_ms.clear()
        self.resume()

    def resume(self) -> None:
        """Go on after a stop."""
        self._last = self._clock()
        self._timer.start()

    def stop(self) -> None:
        """Stop ticking; what was measured stays."""
        if self._timer.isActive():
            self.on_tick()
            self._timer.stop()

    def on_tick(self) -> None:
        """The timer fired."""
        now = self._clock()
        if self._last is not None:
            self._blocks_ms.append(max(0.0, (now - self._last) * 1000 - INTERVAL_MS))
        self._last = now

    @property
    def longest_ms(self) -> float:
        """The longest block so far."""
        return max(self._blocks_ms, default=0.0)

    def percentile_ms(self, share: float) -> float:
        """The block that this share (0..1) of all ticks stayed below."""
        ordered = sorted(self._blocks_ms)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
