"""Statistics with the subject as the unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from bifseg_core.evaluation.significance import one_sample_t, signed_rank

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """A confidence interval."""

    low: float
    high: float


@dataclass(frozen=True)
class Spread:
    """Mean, standard deviation and 95 % bootstrap interval over subjects."""

    mean: float
    std: float
    interval: Interval
    subjects: int


def subject_means(values: Sequence[float], subjects: Sequence[str]) -> dict[str, float]:
    """Average of each subject's values (images, objects, seeds), subjects sorted by name.

    NaN values are left out; a subject with nothing else is left out too.
    """
    gathered: dict[str, list[float]] = defaultdict(list)
    for value, subject in zip(values, subjects, strict=True):
        if not np.isnan(value):
            gathered[subject].append(value)
    return {subject: float(np.mean(gathered[subject])) for subject in sorted(gathered)}


def spread(values: Sequence[float], subjects: Sequence[str]) -> Spread:
    """Describe values by their subjects' averages; NaN where there are none."""
    means = np.array(list(subject_means(values, subjects).values()))
    if not means.size:
        nan = float("nan")
        return Spread(nan, nan, Interval(nan, nan), 0)
    std = float(means.std(ddof=1)) if means.size > 1 else 0.0
    return Spread(float(means.mean()), std, bootstrap_interval(means), means.size)


def bootstrap_interval(
    values: ArrayLike, *, confidence: float = 0.95, samples: int = 10_000, seed: int = 0
) -> Interval:
    """Percentile bootstrap interval of the mean; the same seed gives the same interval.

    Args:
        values: one number a subject, at least one.
        confidence: share of resampled means that the interval holds.
        samples: number of resamplings.
        seed: of the resampling.
    """
    numbers = np.asarray(values, dtype=np.float64)
    picks = np.random.default_rng(seed).integers(numbers.size, size=(samples, numbers.size))
    tail = 50.0 * (1.0 - confidence)
    low, high = np.percentile(numbers[picks].mean(axis=1), [tail, 100.0 - tail])
    return Interval(float(low), float(high))


def paired_t_test(first: ArrayLike, second: ArrayLike) -> float:
    """Two-sided p of the paired t-test; 1 where nothing differs, NaN for fewer than two pairs."""
    difference = _difference(first, second)
    if difference.size < 2 or not difference.any():
        return _trivial(difference)
    return one_sample_t(difference)


def wilcoxon_test(first: ArrayLike, second: ArrayLike) -> float:
    """Two-sided p of the signed-rank test; 1 where nothing differs, NaN below two pairs."""
    difference = _difference(first, second)
    if difference.size < 2 or not difference.any():
        return _trivial(difference)
    return signed_rank(difference)


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's step-down correction, in the order given; NaN stays NaN and does not count."""
    corrected = [float("nan")] * len(p_values)
    tested = [index for index, p in enumerate(p_values) if not np.isnan(p)]
    floor = 0.0
    for rank, index in enumerate(sorted(tested, key=lambda index: p_values[index])):
        floor = max(floor, min(1.0, (len(tested) - rank) * p_values[index]))
        corrected[index] = floor
    return corrected


def _difference(first: ArrayLike, second: ArrayLike) -> FloatArray:
    return np.asarray(first, dtype=np.float64) - np.asarray(second, dtype=np.float64)


def _trivial(difference: FloatArray) -> float:
    return 1.0 if difference.size >= 2 else float("nan")
