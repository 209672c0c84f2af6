from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bifseg_core.evaluation import statistics


def test_the_subject_is_the_unit() -> None:
    values = [1.0, 2.0, 3.0, 10.0, float("nan")]
    subjects = ["b", "b", "b", "a", "c"]
    assert statistics.subject_means(values, subjects) == {"a": 10.0, "b": 2.0}
    found = statistics.spread(values, subjects)
    assert (found.mean, found.subjects) == (6.0, 2)
    assert found.std == pytest.approx(np.std([10.0, 2.0], ddof=1))


def test_one_subject_has_no_spread_and_none_has_no_mean() -> None:
    alone = statistics.spread([3.0, 5.0], ["a", "a"])
    assert (alone.mean, alone.std, alone.interval.low, alone.interval.high) == (4.0, 0.0, 4.0, 4.0)
    assert math.isnan(statistics.spread([], []).mean)


def test_bootstrap_interval_is_that_of_all_resamplings() -> None:
    values = [0.0, 1.0, 5.0]
    means = [np.mean(drawn) for drawn in itertools.product(values, repeat=3)]
    found = statistics.bootstrap_interval(values, confidence=0.8, samples=20_000)
    low, high = np.percentile(means, [10, 90])
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.34)
    assert found == statistics.bootstrap_interval(values, confidence=0.8, samples=20_000)


def test_bootstrap_interval_narrows_with_confidence_and_changes_with_the_seed() -> None:
    values = np.random.default_rng(1).normal(size=30)
    wide, narrow = (statistics.bootstrap_interval(values, confidence=c) for c in (0.95, 0.5))
    assert wide.low < narrow.low < values.mean() < narrow.high < wide.high
    assert statistics.bootstrap_interval(values, seed=1) != wide


def test_paired_t_test_on_a_worked_example() -> None:
    first, second = [5.0, 7.0, 9.0, 6.0], [4.0, 5.0, 9.0, 3.0]
    # differences 1, 2, 0, 3: mean 1.5, sd 1.2910, t = 2.3238 with 3 degrees of freedom
    assert statistics.paired_t_test(first, second) == pytest.approx(0.10278, abs=1e-4)


def test_wilcoxon_is_exact_on_a_small_sample() -> None:
    first = [1.0, 2.0, 3.0, 4.0, 5.0]
    # all five differences positive and distinct: 2 of 2^5 sign patterns are as extreme
    second = [0.9, 1.8, 2.7, 3.6, 4.5]
    assert statistics.wilcoxon_test(first, second) == pytest.approx(2 / 32)


@pytest.mark.parametrize("test", [statistics.paired_t_test, statistics.wilcoxon_test])
def test_nothing_to_tell_apart(test) -> None:  # type: ignore[no-untyped-def]
    assert test([1.0, 2.0], [1.0, 2.0]) == 1.0
    assert math.isnan(test([1.0], [2.0]))
    assert test([1.0, 2.0, 3.0], [2.0, 3.0, 4.0]) <= 0.26


def test_holm_on_a_worked_example() -> None:
    found = statistics.holm([0.01, float("nan"), 0.04, 0.03, 0.005])
    assert math.isnan(found[1])
    assert [found[i] for i in (0, 2, 3, 4)] == pytest.approx([0.03, 0.06, 0.06, 0.02])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm_never_lowers_a_p_and_keeps_their_order(p_values: list[float]) -> None:
    found = statistics.holm(p_values)
    assert all(p <= q <= 1.0 for p, q in zip(p_values, found, strict=True))
    order = np.argsort(p_values, kind="stable")
    assert np.all(np.diff(np.array(found)[order]) >= 0)
