"""What a check is, and how it says that something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Check = Callable[[Path], str]
"""Works in an empty folder; says what it found, or raises."""


class CheckFailedError(Exception):
    """A check that came to its end and found something wrong."""


def require(condition: bool, otherwise: str) -> None:
    """Go on, or fail with a sentence."""
    if not condition:
        raise CheckFailedError(otherwise)
