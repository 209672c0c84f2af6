"""One user clock per object, whatever its boxes; the active object's runs until it is accepted."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PyQt5.QtCore import QEvent, QObject
from PyQt5.QtWidgets import QWidget

from app.model.case_model import CaseModel
from app.model.user_clock import UserClock, UserTime
from bifseg_core.case import ObjectStatus, Segmentation, StepSeconds
from bifseg_core.journal import WorkSeconds
from bifseg_core.volume import Volume

_ACTIONS = frozenset(
    {
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
    }
)


@dataclass
class _Stopwatch:
    user: UserClock
    machine_s: float = 0.0
    steps: StepSeconds = field(default_factory=StepSeconds)


class Timekeeper(QObject):
    """Watches the case and the user's actions.

    It is an event filter for single widgets, not for the application: a Python filter that sees
    every event of Qt has to wait for the interpreter's lock at each while the engine computes.

    Args:
        case_model: whose objects are timed.
        clock: seconds, rising.
    """

    def __init__(
        self, case_model: CaseModel, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._clock = clock
        self._watches: dict[int, _Stopwatch] = {}
        case_model.opened.connect(self.on_opened)
        case_model.changed.connect(self.on_changed)

    def watch(self, window: QWidget) -> None:
        """Count what the user does to that widget and to all inside it as actions."""
        for widget in (window, *window.findChildren(QWidget)):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count mouse and key events as actions; swallows nothing."""
        if event.type() in _ACTIONS:
            self.touch()
        return False

    def touch(self) -> None:
        """The user did something."""
        if self._case_model.is_open:
            self._watch(self._case_model.state.active.whole_id).user.touch()

    def add_machine_time(self, object_id: int, segmentation: Segmentation) -> None:
        """A run for that object delivered a mask, if only its first before it was stopped."""
        watch = self._watch(object_id)
        watch.machine_s += segmentation.seconds.total
        watch.steps = watch.steps.plus(segmentation.seconds)

    def resume(self, object_id: int, seconds: WorkSeconds) -> None:
        """Go on from the time that was spent on that object in an earlier session."""
        watch = self._watch(object_id)
        watch.user.resume(UserTime(seconds.total, seconds.active))
        watch.machine_s += seconds.machine

    def seconds(self, object_id: int) -> WorkSeconds:
        """All time spent on that object so far."""
        user = self.user_time(object_id)
        return WorkSeconds(user.total, user.active, self.machine_seconds(object_id))

    def user_time(self, object_id: int) -> UserTime:
        """The user's time so far on that object, and on those that were merged into it."""
        spent = [watch.user.read() for watch in self._watches_of(object_id)]
        return UserTime(sum(one.total for one in spent), sum(one.active for one in spent))

    def machine_seconds(self, object_id: int) -> float:
        """Machine time so far of all runs that gave that object, or parts of it, a mask."""
        return sum(watch.machine_s for watch in self._watches_of(object_id))

    def machine_steps(self, object_id: int) -> StepSeconds:
        """The same by step; without the time of earlier sessions, of which only the sum is kept."""
        steps = [watch.steps for watch in self._watches_of(object_id)]
        return functools.reduce(StepSeconds.plus, steps, StepSeconds())

    def on_opened(self, _: Volume) -> None:
        """A scan is shown: the clock of its first object begins."""
        self._watches.clear()
        self.on_changed(None)

    def on_changed(self, _: object) -> None:
        """Let the active object's clock run unless it is accepted; all others stand."""
        active = self._case_model.state.active
        running = self._watch(active.whole_id) if active.status is ObjectStatus.OPEN else None
        for watch in self._watches.values():
            if watch is not running:
                watch.user.stop()
        if running is not None:
            running.user.start()

    def _watches_of(self, object_id: int) -> list[_Stopwatch]:
        """Those of the object's own number and of its further boxes'."""
        objects = self._case_model.state.objects if self._case_model.is_open else ()
        parts = {one.object_id for one in objects if one.whole_id == object_id}
        return [self._watch(number) for number in sorted({object_id, *parts})]

    def _watch(self, object_id: int) -> _Stopwatch:
        if object_id not in self._watches:
            self._watches[object_id] = _Stopwatch(UserClock(self._clock))
        return self._watches[object_id]
