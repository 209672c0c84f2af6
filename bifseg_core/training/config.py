"""The training configuration, read from a TOML file."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bifseg_core.errors import DatasetError


@dataclass(frozen=True)
class TrainingConfig:
    """What a training does; every key of the TOML file is one of these.

    Attributes:
        network: The registry's name.
        start: A folder with weights to start from; empty for random weights.
        start_flat: A folder with weights of the 2D network of the same layout to start from.
        seed: Everything random follows from it.
        steps: Optimiser steps.
        minutes: Where above 0, the schedule also ends after that time.
        batch: Crops in a step, on each process.
        learning_rate: The highest rate of AdamW; warm-up, then a cosine to 0.
        weight_decay: Of AdamW.
        gradient_norm: Gradients are clipped to it.
        average_decay: Of the exponential average of the weights, which is what is shipped.
        real_share: Share of real instances in a batch; the others are random scenes.
        field: Side of the fields that samples are kept on, in voxels.
        capacity: Random scenes in the pool.
        renewed: Scenes made anew in each step.
        smallest_side: Shortest longest side of a training crop.
        largest_side: Longest longest side of a training crop.
        guided_share: Share of steps with simulated strokes (guided networks).
        half_precision: Whether CUDA trains with bfloat16 where it can.
        validate_every: Steps between validations.
        checkpoint_every: Steps between checkpoints.
        threads: CPU threads of a process.
    """

    network: str
    start: str = ""
    start_flat: str = ""
    seed: int = 0
    steps: int = 10000
    minutes: float = 0.0
    batch: int = 4
    learning_rate: float = 2e-3
    weight_decay: float = 1e-4
    gradient_norm: float = 1.0
    average_decay: float = 0.998
    real_share: float = 0.4
    field: int = 64
    capacity: int = 512
    renewed: int = 2
    smallest_side: int = 48
    largest_side: int = 64
    guided_share: float = 0.55
    half_precision: bool = True
    validate_every: int = 500
    checkpoint_every: int = 200
    threads: int = 1


def read_config(path: Path) -> TrainingConfig:
    """Read a configuration.

    Raises:
        DatasetError: If the file cannot be read or a key or value is wrong.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, RecursionError, ValueError) as error:
        raise DatasetError(f"The configuration {_named(path)} cannot be read: {error}.") from error
    known = {item.name: item.type for item in fields(TrainingConfig)}
    for key, value in content.items():
        if key not in known:
            raise DatasetError(
                f"The configuration {_named(path)} has an unknown key {key[:40]!r}; "
                "the shipped configurations in resources/models show the known ones."
            )
        if not _fits(value, known[key]):
            raise DatasetError(f"The key '{key}' in {_named(path)} has a value of the wrong kind.")
    if "network" not in content:
        raise DatasetError(
            f'The configuration {_named(path)} names no network; add network = "NAME".'
        )
    return TrainingConfig(**content)


def _fits(value: Any, kind: Any) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is kind


def _named(path: Path) -> str:
    from bifseg_core.io.messages import named  # with all image readers, which training goes without

    return named(path)
