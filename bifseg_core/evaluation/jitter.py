"""An unsteady hand: shaken stroke ends, spills over the border, wrong labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bifseg_core.evaluation.strokes import Path, Pixel, joined, line_between
from bifseg_core.interactions import SeedLabel

MaskArray = NDArray[np.bool_]


@dataclass(frozen=True)
class Hand:
    """How unsteady a hand is.

    Attributes:
        end_shake_px: standard deviation of the displacement of each stroke end.
        spill_share: share of strokes that run over the component's border.
        spill_px: how far they run at most.
        wrong_share: share of strokes with the wrong label.
    """

    end_shake_px: float = 2.0
    spill_share: float = 0.05
    spill_px: int = 2
    wrong_share: float = 0.02


UNSTEADY = Hand()
"""The hand of the evaluation."""


def shaken(
    path: Path, component: MaskArray, *, generator: np.random.Generator, hand: Hand = UNSTEADY
) -> Path:
    """A stroke as an unsteady hand draws it.

    Both ends move at random and the stroke follows them linearly; what leaves the component is
    not drawn, unless this stroke is one of the few that spill. At least one pixel is left.

    Args:
        path: the pixels of the steady stroke, inside the component.
        component: (A, B), the error component that it corrects.
        generator: the source of chance.
        hand: how unsteady.
    """
    ends = generator.normal(0.0, hand.end_shake_px, size=(2, 2))
    blend = np.linspace(0.0, 1.0, len(path))[:, None]
    moved = joined(np.asarray(path) + (1.0 - blend) * ends[0] + blend * ends[1])
    drawn = [pixel for pixel in moved if _is_in(pixel, component)] or path
    if generator.random() < hand.spill_share:
        return joined([*drawn, *_spill(drawn[-1], component, hand.spill_px)])
    return drawn


def misjudged(
    label: SeedLabel, *, generator: np.random.Generator, hand: Hand = UNSTEADY
) -> SeedLabel:
    """The label, or now and then the other one."""
    other = SeedLabel.BACKGROUND if label is SeedLabel.FOREGROUND else SeedLabel.FOREGROUND
    return other if generator.random() < hand.wrong_share else label


def _spill(end: Pixel, component: MaskArray, reach: int) -> Path:
    inside = np.pad(component, reach + 1)
    distance = ndimage.distance_transform_edt(~inside)[
        reach + 1 : -reach - 1, reach + 1 : -reach - 1
    ]
    beyond = np.argwhere((distance > 0) & (distance <= reach))
    if not len(beyond):
        return []
    far = distance[tuple(beyond.T)] == distance[tuple(beyond.T)].max()
    candidates = beyond[far]
    nearest = candidates[int(np.argmin(((candidates - end) ** 2).sum(axis=1)))]
    line = line_between(end, (int(nearest[0]), int(nearest[1])))
    return [pixel for pixel in line if distance[pixel] <= reach]


def _is_in(pixel: Pixel, component: MaskArray) -> bool:
    i, j = pixel
    return 0 <= i < component.shape[0] and 0 <= j < component.shape[1] and bool(component[i, j])
