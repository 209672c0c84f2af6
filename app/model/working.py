"""What the status line shows of work that goes on."""

from __future__ import annotations

from dataclasses import dataclass

from bifseg_core.segmenter import Progress

UNKNOWN = -1.0
"""The fraction of a progress whose end nobody can foretell."""


@dataclass(frozen=True, eq=False)
class Working:
    """A sign of life of the work that is shown.

    Attributes:
        progress: how far it is.
        can_cancel: writing a file goes through to its end.
        remaining_s: seconds that it will still take, None where nobody can foretell.
    """

    progress: Progress
    can_cancel: bool = True
    remaining_s: float | None = None
