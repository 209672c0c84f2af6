"""Two-sided p-values of differences between pairs, by NumPy alone.

SciPy has them as well, but brings 50 MB of linear algebra along that nothing else in an installed
application uses.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_EXACT_UP_TO, _EXACT_UP_TO_WITH_TIES = 50, 13
"""Differences up to which every pattern of signs is counted; beyond, the normal distribution."""
_TERMS, _ENOUGH, _TINY = 500, 1e-15, 1e-300


def one_sample_t(differences: FloatArray) -> float:
    """Student's t-test that the mean is zero.

    Args:
        differences: two or more, not all zero.
    """
    spread = float(differences.std(ddof=1))
    if spread == 0.0:
        return 0.0
    t = float(differences.mean()) / spread * math.sqrt(differences.size)
    freedom = differences.size - 1
    return incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t))


def signed_rank(differences: FloatArray) -> float:
    """Wilcoxon's signed-rank test; zeros are left out, ties share their mean rank.

    Args:
        differences: two or more, not all zero.
    """
    moved = differences[differences != 0]
    ranks, is_tied = _doubled_ranks(np.abs(moved))
    positive = int(ranks[moved > 0].sum())
    is_tied = is_tied or moved.size < differences.size
    if differences.size > (_EXACT_UP_TO_WITH_TIES if is_tied else _EXACT_UP_TO):
        away = abs(positive - ranks.sum() / 2) / math.sqrt(np.square(ranks).sum() / 4)
        return math.erfc(away / math.sqrt(2))
    chances = _sums_of_ranks(ranks)
    tails = chances[: positive + 1].sum(), chances[positive:].sum()
    return min(1.0, 2 * float(min(tails)))


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function by its continued fraction.

    Source: NIST Digital Library of Mathematical Functions, 8.17.22, by the method of Lentz.

    Args:
        a: above 0.
        b: above 0.
        x: 0 to 1.
    """
    if x <= 0.0 or x >= 1.0:
        return float(x >= 1.0)
    if x > (a + 1) / (a + b + 2):
        return 1.0 - incomplete_beta(b, a, 1.0 - x)
    whole = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    return math.exp(a * math.log(x) + b * math.log1p(-x) - whole) / (a * _fraction(a, b, x))


def _fraction(a: float, b: float, x: float) -> float:
    value = numerator = 1.0
    denominator = 0.0
    for n in range(1, _TERMS):
        m = n // 2
        even = m * (b - m) * x / ((a + n - 1) * (a + n))
        odd = -(a + m) * (a + b + m) * x / ((a + n - 1) * (a + n))
        term = odd if n % 2 else even
        numerator = 1.0 + term / (numerator or _TINY)
        denominator = 1.0 / (1.0 + term * denominator or _TINY)
        value *= numerator * denominator
        if abs(numerator * denominator - 1.0) < _ENOUGH:
            break
    return value


def _doubled_ranks(sizes: FloatArray) -> tuple[IntArray, bool]:
    """Twice the mean ranks, which are whole numbers, and whether any are shared."""
    found, places, counts = np.unique(sizes, return_inverse=True, return_counts=True)
    doubled = 2 * np.cumsum(counts) - counts + 1
    return np.asarray(doubled[places], np.int64), found.size < sizes.size


def _sums_of_ranks(ranks: IntArray) -> FloatArray:
    """The chance of each sum of positive ranks where every sign is a coin's toss."""
    chances = np.ones(1)
    for rank in ranks.tolist():
        chances = (np.pad(chances, (0, rank)) + np.pad(chances, (rank, 0))) / 2
    return chances
