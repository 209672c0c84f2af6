"""Python's garbage collector rests while large libraries are loaded, and then leaves them alone."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from app.tasks.task import Task


def rest_collector(during: Sequence[Task]) -> None:
    """Collect nothing until all tasks are over, and never again what is there by then.

    The collector looks at every object there is while it holds the interpreter's lock: with torch
    loaded that takes 0.2 s, in which no event of the window is seen. What it leaves alone is freed
    all the same when the last reference to it goes, unless it is part of a cycle.

    Args:
        during: have begun to load, and are not over.
    """
    gc.disable()

    def on_ended() -> None:
        if all(task.is_over for task in during):
            gc.freeze()
            gc.enable()

    for task in during:
        task.ended.connect(on_ended)
