"""Where parameters are looked for: λ, σ, t0, t1, ε, ω, learning rate, iterations, sample size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bifseg_core.config import EngineConfig


@dataclass(frozen=True)
class Span:
    """A range of positive numbers that is searched evenly in its logarithm."""

    low: float
    high: float

    def draw(self, generator: np.random.Generator) -> float:
        """A number of the range with three digits, which is all that a search can tell."""
        drawn = float(np.exp(generator.uniform(np.log(self.low), np.log(self.high))))
        return float(f"{drawn:.3g}")


@dataclass(frozen=True)
class SearchSpace:
    """The ranges of all parameters, with the paper's symbols.

    Attributes:
        smoothness_weight: λ.
        intensity_sigma: σ.
        uncertain_low: t0, searched evenly.
        uncertain_high: t1, searched evenly.
        geodesic_threshold: ε.
        scribble_weight: ω.
        learning_rate: of the network update.
        iterations: of one network update, one of these.
        sample_sizes: voxels that an iteration visits, one of these.
        pretrained_share: of the scores, searched evenly.
    """

    smoothness_weight: Span = Span(0.1, 50.0)
    intensity_sigma: Span = Span(0.03, 1.0)
    uncertain_low: tuple[float, float] = (0.0, 0.45)
    uncertain_high: tuple[float, float] = (0.5, 0.95)
    geodesic_threshold: Span = Span(0.05, 1.0)
    scribble_weight: Span = Span(1.0, 100.0)
    learning_rate: Span = Span(1e-4, 5e-2)
    iterations: tuple[int, ...] = (5, 10, 20, 40)
    sample_sizes: tuple[int, ...] = (16384, 65536)
    pretrained_share: tuple[float, float] = (0.0, 0.9)

    def draw(
        self, start: EngineConfig, generator: np.random.Generator, *, fine_tuning: bool
    ) -> EngineConfig:
        """Parameters by chance; without fine-tuning only λ and σ differ from the start's."""
        graph_cut = replace(
            start.graph_cut,
            smoothness_weight=self.smoothness_weight.draw(generator),
            intensity_sigma=self.intensity_sigma.draw(generator),
        )
        if not fine_tuning:
            return replace(start, graph_cut=graph_cut)
        fine_tune = replace(
            start.fine_tune,
            uncertain_range=(
                _even(self.uncertain_low, generator),
                _even(self.uncertain_high, generator),
            ),
            geodesic_threshold=self.geodesic_threshold.draw(generator),
            scribble_weight=self.scribble_weight.draw(generator),
            learning_rate=self.learning_rate.draw(generator),
            iterations=_one_of(self.iterations, generator),
            sample_size=_one_of(self.sample_sizes, generator),
            pretrained_share=_even(self.pretrained_share, generator),
        )
        return replace(start, graph_cut=graph_cut, fine_tune=fine_tune)


def candidates(
    start: EngineConfig,
    count: int,
    *,
    fine_tuning: bool,
    seed: int = 0,
    space: SearchSpace | None = None,
) -> list[EngineConfig]:
    """The start itself and others by chance, `count` in all; the same seed gives the same ones.

    Args:
        start: the parameters to beat.
        count: at least 1.
        fine_tuning: whether the parameters of the network update are searched as well.
        seed: of the chance.
        space: where to look.
    """
    generator, where = np.random.default_rng(seed), space or SearchSpace()
    drawn = [where.draw(start, generator, fine_tuning=fine_tuning) for _ in range(count - 1)]
    return [start, *drawn]


def _even(ends: tuple[float, float], generator: np.random.Generator) -> float:
    return round(float(generator.uniform(*ends)), 3)


def _one_of(values: Sequence[int], generator: np.random.Generator) -> int:
    return int(generator.choice(np.array(values)))
