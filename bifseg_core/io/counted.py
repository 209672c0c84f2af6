"""Long reading as steps that can be counted, and stopped between any two."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

R = TypeVar("R")


@dataclass(frozen=True)
class Counted:
    """A sign of life while files are read.

    Attributes:
        done: how many have been read.
        total: of how many, 1 or more.
    """

    done: int
    total: int

    @property
    def fraction(self) -> float:
        """The share that has been read, 0 to 1."""
        return self.done / self.total


Reading = Generator[Counted, None, R]
"""Reads, yields after each file, and returns what was read; closing it stops the reading."""


def finished(steps: Generator[object, None, R]) -> R:
    """Take all steps, and return what they lead to."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            result: R = stop.value
            return result
