"""What a table of results says: one line a target, method and round, and tests between methods."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from bifseg_core.evaluation.rows import Row, Trial
from bifseg_core.evaluation.statistics import (
    holm,
    paired_t_test,
    spread,
    subject_means,
    wilcoxon_test,
)

GOALS = (0.85, 0.90)
"""Dice values whose first round is reported."""

_COSTS = (
    "strokes",
    "scribbled_voxels",
    "seconds_features",
    "seconds_fine_tuning",
    "seconds_graph_cut",
    "seconds_geodesic",
)


@dataclass(frozen=True)
class SummaryRow:
    """The results of one method at one round on one target; averages are over subjects.

    Attributes:
        dataset, target, method, round: what it is about; round is "initial", "unsupervised", "1", …
        n: objects times seeds.
        subjects: number of subjects.
        dice_mean, dice_std: in per cent, over the subjects' averages.
        seconds_mean: of the rounds in which something had to be computed; None without any.
        honoured_share: scribbled voxels that carry the user's label, in per cent of all.
    """

    dataset: str
    target: str
    method: str
    round: str
    n: int
    subjects: int
    dice_mean: float
    dice_std: float
    seconds_mean: float | None
    honoured_share: float


def summarise(rows: Sequence[Row]) -> list[SummaryRow]:
    """The summary of a table, in the order in which targets, methods and rounds first appear."""
    return [_summary_row(group) for group in _groups(rows)]


def summary_table(summary: Sequence[SummaryRow]) -> str:
    """The summary as text for people."""
    header = ("target", "method", "round", "n", "subjects", "Dice %", "seconds", "honoured %")
    lines = [header, *(_cells(row) for row in summary)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    return "\n".join(_aligned(line, widths) for line in lines)


def details(rows: Sequence[Row]) -> dict[str, object]:
    """Everything else: intervals, surfaces, volumes, strokes, rounds to a goal, tests."""
    return {
        "rounds": [_detail(group) for group in _groups(rows)],
        "goals": list(_goals(rows)),
        "comparisons": list(_comparisons(rows)),
        "steps_that_failed": sum(bool(row.note) for row in rows),
    }


def as_json(row: SummaryRow) -> dict[str, object]:
    """A summary row for summary.json."""
    return asdict(row)


def _summary_row(group: Sequence[Row]) -> SummaryRow:
    first = group[0]
    dice = spread([100 * row.dice for row in group], [row.subject for row in group])
    scribbled = sum(row.scribbled_voxels for row in group)
    obeyed = sum(row.honoured_voxels for row in group)
    return SummaryRow(
        dataset=first.dataset,
        target=first.target,
        method=first.method,
        round=first.round,
        n=len(group),
        subjects=dice.subjects,
        dice_mean=dice.mean,
        dice_std=dice.std,
        seconds_mean=_mean([row.seconds for row in group], [row.subject for row in group]),
        honoured_share=100 * obeyed / scribbled if scribbled else 100.0,
    )


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.dataset, row.target, row.method, row.round), []).append(row)
    return list(groups.values())


def _cells(row: SummaryRow) -> tuple[str, ...]:
    seconds = "" if row.seconds_mean is None else f"{row.seconds_mean:.2f}"
    dice = f"{row.dice_mean:.2f} ± {row.dice_std:.2f}"
    counts = str(row.n), str(row.subjects)
    return row.target, row.method, row.round, *counts, dice, seconds, f"{row.honoured_share:.1f}"


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.ljust(width) if column < 3 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(line, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def _detail(group: Sequence[Row]) -> dict[str, object]:
    first, subjects = group[0], [row.subject for row in group]
    dice = spread([100 * row.dice for row in group], subjects)
    surface = spread([100 * row.surface_dice for row in group], subjects)
    distance = spread([row.surface_distance_mm for row in group], subjects)
    volume = spread([abs(row.volume_error_ml) for row in group], subjects)
    return {
        "target": first.target,
        "method": first.method,
        "round": first.round,
        "dice_interval_95": [dice.interval.low, dice.interval.high],
        "surface_dice_mean": surface.mean,
        "surface_distance_mm_mean": _or_none(distance.mean),
        "without_surface_distance": sum(math.isnan(row.surface_distance_mm) for row in group),
        "absolute_volume_error_ml_mean": volume.mean,
        **{
            f"{name}_mean": _mean([getattr(row, name) for row in group], subjects)
            for name in _COSTS
        },
        "peak_memory_mb": max(
            (row.peak_memory_mb for row in group if not math.isnan(row.peak_memory_mb)),
            default=None,
        ),
    }


def _goals(rows: Sequence[Row]) -> Iterator[dict[str, object]]:
    """How many rounds of scribbles it took to a goal; 0 where none was needed."""
    for target in dict.fromkeys(row.target for row in rows):
        for method in dict.fromkeys(row.method for row in rows if row.target == target):
            chosen = [r for r in rows if (r.target, r.method) == (target, method)]
            for goal in GOALS:
                yield {"target": target, "method": method, **_rounds_to(goal, chosen)}


def _rounds_to(goal: float, rows: Sequence[Row]) -> dict[str, object]:
    first: dict[Trial, int] = {}
    for row in rows:
        if row.round == "initial" and any(r.round == "unsupervised" for r in rows):
            continue  # nobody is shown the mask without a cut
        number = int(row.round) if row.round.isdigit() else 0
        if row.dice >= goal:
            first[row.trial] = min(number, first.get(row.trial, number))
    subject_of = {row.trial: row.subject for row in rows}
    reached = [100.0 * (trial in first) for trial in subject_of]
    return {
        "dice_percent": round(100 * goal),
        "reached_share": _mean(reached, list(subject_of.values())),
        "rounds_mean_of_reached": _mean(
            list(first.values()), [subject_of[trial] for trial in first]
        ),
    }


def _comparisons(rows: Sequence[Row]) -> Iterator[dict[str, object]]:
    """The last method against each other one, round by round; Holm over a target's tests."""
    last = list(dict.fromkeys(row.method for row in rows))[-1:]
    for target in dict.fromkeys(row.target for row in rows):
        of_target = [row for row in rows if row.target == target]
        found = [_compared(pair) for pair in _pairs(of_target, last)]
        corrected = holm([_number(item["wilcoxon_p"]) for item in found])
        for item, p in zip(found, corrected, strict=True):
            cleaned = {name: _or_none(v) if isinstance(v, float) else v for name, v in item.items()}
            yield {**cleaned, "wilcoxon_p_holm": _or_none(p)}


def _pairs(rows: Sequence[Row], last: Sequence[str]) -> Iterator[tuple[list[Row], list[Row]]]:
    groups = _groups(rows)
    for first in groups:
        for second in groups:
            is_rival = first[0].method in last and second[0].method not in last
            if is_rival and first[0].round == second[0].round != "initial":
                yield first, second


def _compared(pair: tuple[list[Row], list[Row]]) -> dict[str, object]:
    first, second = (
        subject_means([100 * row.dice for row in rows], [row.subject for row in rows])
        for rows in pair
    )
    shared = [subject for subject in first if subject in second]
    a, b = (np.array([means[subject] for subject in shared]) for means in (first, second))
    return {
        "target": pair[0][0].target,
        "round": pair[0][0].round,
        "method": pair[0][0].method,
        "against": pair[1][0].method,
        "subjects": len(shared),
        "dice_difference": float(np.mean(a - b)),
        "paired_t_p": paired_t_test(a, b),
        "wilcoxon_p": wilcoxon_test(a, b),
    }


def _number(value: object) -> float:
    return value if isinstance(value, float) else float("nan")


def _mean(values: Sequence[float], subjects: Sequence[str]) -> float | None:
    """The mean of the subjects' averages; None where nothing is known."""
    means = list(subject_means(values, subjects).values())
    return float(np.mean(means)) if means else None


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value
