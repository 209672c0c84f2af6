"""Measures how long the event loop was blocked, by a timer that should tick all the time.

Beside other work on the machine a tick is also late because the processor was elsewhere. What the
thread itself worked between two ticks tells these apart.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PyQt5.QtCore import QObject, Qt, QTimer, pyqtSignal

INTERVAL_MS = 5


class Heartbeat(QObject):
    """Ticks every 5 ms and remembers by how much each tick was late, and what was worked till then.

    Args:
        parent: owns it.
        clock: seconds on the wall.
        effort: seconds that the thread has had the processor.

    Signals:
        ticked: the event loop is turning.
    """

    ticked = pyqtSignal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        clock: Callable[[], float] = time.perf_counter,
        effort: Callable[[], float] = time.thread_time,
    ) -> None:
        super().__init__(parent)
        self._clock, self._effort = clock, effort
        self._last: tuple[float, float] | None = None
        self._blocks_ms: list[float] = []
        self._work_ms: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.on_tick)

    def start(self) -> None:
        """Forget what was measured and begin."""
        self._blocks_ms.clear()
        self._work_ms.clear()
        self.resume()

    def resume(self) -> None:
        """Go on after a stop."""
        self._last = self._clock(), self._effort()
        self._timer.start()

    def stop(self) -> None:
        """Stop ticking; what was measured stays."""
        if self._timer.isActive():
            self.on_tick()
            self._timer.stop()

    def on_tick(self) -> None:
        """The timer fired."""
        now = self._clock(), self._effort()
        if self._last is not None:
            passed, worked = (1000 * (b - a) for a, b in zip(self._last, now, strict=True))
            self._blocks_ms.append(max(0.0, passed - INTERVAL_MS))
            self._work_ms.append(worked)
        self._last = now
        self.ticked.emit()

    @property
    def longest_ms(self) -> float:
        """The longest block so far."""
        return max(self._blocks_ms, default=0.0)

    @property
    def longest_work_ms(self) -> float:
        """The most that the thread worked from one tick to the next."""
        return max(self._work_ms, default=0.0)

    def percentile_ms(self, share: float) -> float:
        """The block that this share (0..1) of all ticks stayed below."""
        return _percentile(self._blocks_ms, share)

    def work_percentile_ms(self, share: float) -> float:
        """The work that this share (0..1) of all ticks stayed below."""
        return _percentile(self._work_ms, share)


def _percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
