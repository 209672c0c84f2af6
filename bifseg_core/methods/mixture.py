"""A mixture of Gaussians over grey values: what an object or its surroundings look like."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

_BINS = 256
_ITERATIONS = 30


@dataclass(frozen=True, eq=False)
class GreyMixture:
    """A mixture of Gaussians of one variable.

    Attributes:
        weights: (K,), they sum to 1.
        means: (K,).
        variances: (K,), > 0.
    """

    weights: FloatArray
    means: FloatArray
    variances: FloatArray

    @classmethod
    def fit(
        cls, values: NDArray[np.floating], *, components: int, smallest_deviation: float
    ) -> GreyMixture:
        """The mixture that explains the values, by expectation maximisation on their histogram.

        It starts from the values' quantiles, so that the same values give the same mixture.

        Args:
            values: (N,), N ≥ 1.
            components: number of Gaussians.
            smallest_deviation: > 0, so that no Gaussian collapses onto one value.
        """
        counts, edges = np.histogram(values, bins=_BINS)
        used = counts > 0
        centres, share = (edges[:-1] + edges[1:])[used] / 2, counts[used] / counts.sum()
        quantiles = (np.arange(components) + 0.5) / components
        start = np.quantile(values, quantiles).astype(np.float64)
        floor = smallest_deviation**2
        spread = max(float(np.var(values)) / components**2, floor)
        mixture = cls(np.full(components, 1 / components), start, np.full(components, spread))
        for _ in range(_ITERATIONS):
            mixture = mixture._improved(centres, share, floor)
        return mixture

    def log_likelihood(self, values: NDArray[np.floating]) -> FloatArray:
        """Logarithm of the density at every value, of the values' shape."""
        joint = self._joint(values)
        highest = joint.max(axis=0)
        return np.asarray(highest + np.log(np.exp(joint - highest).sum(axis=0)))

    def _joint(self, values: NDArray[np.floating]) -> FloatArray:
        """Logarithm of weight times density of every component, (K, …)."""
        column = (-1, *[1] * np.ndim(values))
        means, variances = self.means.reshape(column), self.variances.reshape(column)
        scale = np.log(np.maximum(self.weights, 1e-12)) - 0.5 * np.log(2 * np.pi * self.variances)
        squares = (np.asarray(values, dtype=np.float64)[None] - means) ** 2
        return np.asarray(scale.reshape(column) - squares / (2 * variances))

    def _improved(self, centres: FloatArray, share: FloatArray, floor: float) -> GreyMixture:
        joint = self._joint(centres)
        belongs = np.exp(joint - joint.max(axis=0))
        belongs *= share / belongs.sum(axis=0)
        mass = np.maximum(belongs.sum(axis=1), 1e-12)
        means = belongs @ centres / mass
        variances = (belongs * (centres - means[:, None]) ** 2).sum(axis=1) / mass
        return GreyMixture(mass / mass.sum(), means, np.maximum(variances, floor))
