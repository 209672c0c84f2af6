"""The subject is the unit: whoever has more objects does not count more."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from bifseg_core.evaluation.rows import Row
from bifseg_core.evaluation.summary import details, summarise


def row(subject: str, number: int, *, seconds: float, dice: float, at: str = "1") -> Row:
    plain = {"int": 0, "float": 0.0, "str": ""}
    values: dict[str, Any] = {
        entry.name: plain[str(entry.type)] for entry in dataclasses.fields(Row)
    }
    values |= {"case": subject, "subject": subject, "object": number, "round": at, "dice": dice}
    values |= {"seconds": seconds, "seconds_features": seconds}
    values["strokes"] = 1 if subject == "one" else 5
    return Row(**values)


def told() -> Any:
    """The details as they come into statistics.json."""
    return json.loads(json.dumps(details(ROWS)))


ROWS = [
    *(row("one", number, seconds=1.0, dice=0.5) for number in range(3)),
    row("two", 0, seconds=5.0, dice=0.9),
]


def test_means_are_over_subjects() -> None:
    (summary,) = summarise(ROWS)
    assert (summary.n, summary.subjects) == (4, 2)
    assert summary.dice_mean == pytest.approx(70.0)
    assert summary.seconds_mean == pytest.approx(3.0)
    (detail,) = told()["rounds"]
    assert detail["seconds_features_mean"] == pytest.approx(3.0)
    assert detail["strokes_mean"] == pytest.approx(3.0)


def test_goals_are_reached_by_shares_of_subjects() -> None:
    first, _ = told()["goals"]
    assert first["dice_percent"] == 85
    assert first["reached_share"] == pytest.approx(50.0)
    assert first["rounds_mean_of_reached"] == pytest.approx(1.0)


def test_the_peak_of_memory_is_that_of_the_steps_that_were_measured() -> None:
    peaks = (float("nan"), 70.0, 90.0)
    rows = [
        dataclasses.replace(row(str(peak), 0, seconds=1.0, dice=0.5), peak_memory_mb=peak)
        for peak in peaks
    ]
    for chosen, expected in ((rows, 90.0), (rows[::-1], 90.0), (rows[:1], None)):
        (detail,) = json.loads(json.dumps(details(chosen)))["rounds"]
        assert detail["peak_memory_mb"] == expected
