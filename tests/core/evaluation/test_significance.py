"""The p-values are those of SciPy, which the tests may ask."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special, stats

from bifseg_core.evaluation import significance


@pytest.mark.parametrize("size", [2, 3, 8, 31, 120])
@pytest.mark.parametrize("shift", [0.0, 0.3, 5.0])
def test_students_t(size: int, shift: float) -> None:
    differences = np.random.default_rng(size).normal(shift, size=size)
    expected = stats.ttest_1samp(differences, 0.0).pvalue
    assert significance.one_sample_t(differences) == pytest.approx(expected, rel=1e-10)


def test_equal_differences_are_no_chance() -> None:
    assert significance.one_sample_t(np.full(5, 0.25)) == 0.0


@pytest.mark.parametrize("x", [0.0, 1e-9, 0.1, 0.5, 0.9, 1 - 1e-9, 1.0])
@pytest.mark.parametrize(("a", "b"), [(0.5, 0.5), (2.0, 3.0), (60.0, 0.5), (0.5, 60.0)])
def test_the_incomplete_beta_function(a: float, b: float, x: float) -> None:
    found = significance.incomplete_beta(a, b, x)
    assert found == pytest.approx(special.betainc(a, b, x), rel=1e-10, abs=1e-13)


@pytest.mark.parametrize("size", [2, 5, 13, 14, 50, 51, 200])
@pytest.mark.parametrize("shift", [0.0, 0.5])
def test_signed_ranks(size: int, shift: float) -> None:
    differences = np.random.default_rng(size).normal(shift, size=size)
    expected = stats.wilcoxon(differences).pvalue
    assert significance.signed_rank(differences) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("size", [6, 13, 14, 60])
def test_signed_ranks_with_ties_and_zeros(size: int) -> None:
    differences = np.random.default_rng(size).integers(-3, 5, size).astype(float)
    differences[0], differences[1] = 0.0, 2.0
    expected = stats.wilcoxon(differences).pvalue
    assert significance.signed_rank(differences) == pytest.approx(expected, rel=1e-10)
