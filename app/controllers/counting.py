"""Progress of what the core counts: files and slices of DICOM series."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from bifseg_core.segmenter import Progress

if TYPE_CHECKING:
    from bifseg_core.io import Reading

R = TypeVar("R")


def counted(steps: Reading[R], words: Callable[[str, str], str]) -> Generator[Progress, None, R]:
    """Read, and tell how far it is; stopping this stops the reading.

    Args:
        steps: the reading.
        words: says it, given how many of how many, such as "312" and "1,000".
    """
    with closing(steps):
        while True:
            try:
                step = next(steps)
            except StopIteration as stop:
                result: R = stop.value
                return result
            yield Progress(step.fraction, words(f"{step.done:,}", f"{step.total:,}"))
