"""The checks of the self-test that draw nothing, so that they can be done beside the window."""

from __future__ import annotations

from collections.abc import Iterator

from app import self_test
from app.logbook import before_quotation

_NAMES = ("Weights", "Graph cut", "Geodesic distance", "DICOM", "Exports")


def quiet_checks() -> Iterator[str]:
    """A line for each; of what went wrong nothing is told that may be a path."""
    for outcome in self_test.run({name: self_test.CHECKS[name] for name in _NAMES}):
        detail = outcome.detail if outcome.is_good else before_quotation(outcome.detail)
        yield f"{'ok' if outcome.is_good else 'FAILED':<8}{outcome.name:<22}{detail}"
