"""The trainer: steps, averaged weights, checkpoints that survive a kill, validation, a log.

Everything random in a step follows from the seed and the step's number, and the pool's content
follows from both as well, so a resumed training repeats the uninterrupted one. Under torchrun
every process works on its own samples and the gradients are averaged.
"""

import copy
import hashlib
import math
import os
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, distributed
from torch.nn import functional

from bifseg_core.errors import DatasetError
from bifseg_core.networks import registry, weights
from bifseg_core.networks.base import SplitNetwork
from bifseg_core.training.batches import Batch, make_batch, random_grid
from bifseg_core.training.config import TrainingConfig
from bifseg_core.training.fields import Draw, Shape
from bifseg_core.training.inflation import inflate
from bifseg_core.training.instances import Library
from bifseg_core.training.log import TrainingLog
from bifseg_core.training.pool import RealPool, ScenePool
from bifseg_core.training.rounds import (
    ROUNDS,
    Correction,
    network_batch,
    simulated_correction,
)
from bifseg_core.training.validation import Scores, validate, validation_cases

_CHECKPOINT = "checkpoint.pt"
_WARM_UP = 0.02


@dataclass(frozen=True)
class TrainingProgress:
    """What a training reports: the step, its loss, and scores where it has validated."""

    step: int
    seconds: float
    loss: float
    scores: Scores | None


class Trainer:
    """Holds what changes during a training."""

    def __init__(
        self, config: TrainingConfig, output: Path, *, library: Library, device: torch.device
    ) -> None:
        """Build the network and the optimiser, or take them from a checkpoint in the output folder.

        Raises:
            DatasetError: If the checkpoint belongs to another configuration.
        """
        torch.manual_seed(config.seed)
        self.config, self.output, self.device = config, output, device
        begun = has_checkpoint(output)
        self.network = registry.create(config.network) if begun else _initial_network(config)
        self.network.to(device)
        self.average = copy.deepcopy(self.network).eval()
        self.optimiser = torch.optim.AdamW(
            self.network.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
        )
        self.step, self.seconds = 0, 0.0
        self.flat = self.network.dimension == 2
        shape = (config.field, config.field, 1 if self.flat else config.field)
        self._library, self._shape = library, shape
        self.rank = distributed.get_rank() if distributed.is_initialized() else 0
        self._seed = f"{config.seed}/{self.rank}"
        if begun:
            self._resume()

    def _resume(self) -> None:
        state = torch.load(self.output / _CHECKPOINT, map_location=self.device, weights_only=True)
        if TrainingConfig(**state["config"]) != self.config:
            raise DatasetError(
                f"The checkpoint in {self.output} belongs to another configuration; "
                "choose another output folder or the configuration it was made with."
            )
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds = state["step"], state["seconds"]

    def run(self) -> Iterator[TrainingProgress]:
        """Train to the end of the schedule, yielding progress after every step."""
        config = self.config
        scenes, real = self._sources()
        cases = self._validation_cases()
        log = TrainingLog(self.output / "log.csv", after=self.step)
        started = time.monotonic() - self.seconds
        while self._progress() < 1:
            scenes.advance(scenes.groups + self.step * config.renewed // _group(config))
            loss = self._train_step(scenes, real)
            self.step += 1
            self.seconds = self._agreed(time.monotonic() - started)
            last = self._progress() >= 1
            scores = None
            if self.step % config.validate_every == 0 or last:
                scores = validate(self.average, cases) if self.rank == 0 else None
            progress = TrainingProgress(self.step, self.seconds, loss, scores)
            if self.rank == 0:
                log.add(progress)
                if self.step % config.checkpoint_every == 0 or last:
                    self._save()
            yield progress

    def _sources(self) -> tuple[ScenePool, RealPool | None]:
        config, device = self.config, self.device
        scenes = ScenePool(
            _number(self._seed),
            capacity=config.capacity,
            group=_group(config),
            shape=self._shape,
            device=device,
            atlases=self._library.atlases,
        )
        instances = self._library.of(2, "train") + self._library.of(3, "train")
        wanted = config.real_share > 0 and bool(instances)
        return scenes, RealPool(instances, self._shape, device) if wanted else None

    def _validation_cases(self) -> tuple[Any, ...]:
        dimension = self.network.dimension
        instances = self._library.of(dimension, "validation")
        return validation_cases(instances, dimension, field=self.config.field)

    def _progress(self) -> float:
        """Return the share of the schedule that is done."""
        done = self.step / self.config.steps
        if self.config.minutes > 0:
            done = max(done, self.seconds / 60 / self.config.minutes)
        return done

    def _agreed(self, seconds: float) -> float:
        """Return the first process's seconds, so that all end a schedule at the same step."""
        if not distributed.is_initialized():
            return seconds
        told = torch.tensor([seconds], dtype=torch.float64, device=self.device)
        distributed.broadcast(told, src=0)
        return told.item()

    def _train_step(self, scenes: ScenePool, real: RealPool | None) -> float:
        seed = _number(f"{self._seed}/step/{self.step}")
        shared = random.Random(f"{self.config.seed}/step/{self.step}")
        torch.manual_seed(seed)
        shape = random_grid(self.config, shared, flat=self.flat)
        batch = make_batch(self.config, seed, shape, scenes=scenes, real=real)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self._half()):
            inputs = network_batch(self.network, batch.crops, self._correction(shared, seed, batch))
            self.network.train()
            scores = self.network(inputs).float()
        loss = segmentation_loss(scores, batch.objects.view(len(scores), *scores.shape[2:]))
        self._set_rate()
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        _average_gradients(self.network)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.config.gradient_norm)
        self.optimiser.step()
        self._update_average()
        return loss.detach().item()

    def _correction(self, shared: random.Random, seed: int, batch: Batch) -> Correction | None:
        """Return what a guided network is shown; the same number of rounds in every process."""
        wanted, rounds = shared.random() < self.config.guided_share, shared.choice(ROUNDS)
        if not self.network.guided or not wanted:
            return None
        count, shape = len(batch.crops), _shape(batch.crops)
        draw = Draw(seed + 1, count=count, shape=shape, device=self.device)
        return simulated_correction(draw, self.network, batch, rounds=rounds)

    def _half(self) -> bool:
        return self.config.half_precision and self.device.type == "cuda"

    def _set_rate(self) -> None:
        done = self._progress()
        factor = min(done / _WARM_UP + 0.01, 0.5 * (1 + math.cos(math.pi * min(done, 1.0))), 1.0)
        for group in self.optimiser.param_groups:
            group["lr"] = self.config.learning_rate * factor

    @torch.no_grad()
    def _update_average(self) -> None:
        decay = min(self.config.average_decay, (1 + self.step) / (10 + self.step))
        for average, value in zip(
            self.average.parameters(), self.network.parameters(), strict=True
        ):
            average.lerp_(value, 1 - decay)

    def _save(self) -> None:
        state = {
            "config": asdict(self.config),
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
        }
        self.output.mkdir(parents=True, exist_ok=True)
        weights.save(self.average, self.output, half=True)
        temporary = self.output / f".{_CHECKPOINT}.{os.getpid()}.part"
        torch.save(state, temporary)
        os.replace(temporary, self.output / _CHECKPOINT)


def has_checkpoint(output: Path) -> bool:
    """Return whether a training in a folder has been begun."""
    return (output / _CHECKPOINT).is_file()


def segmentation_loss(scores: Tensor, objects: Tensor) -> Tensor:
    """Return cross entropy plus soft Dice loss.

    Args:
        scores: Class scores (N, 2, *grid).
        objects: The true objects, bool (N, *grid).
    """
    entropy = functional.cross_entropy(scores, objects.long())
    probability = scores.softmax(dim=1)[:, 1].flatten(1)
    truth = objects.flatten(1).float()
    overlap = (probability * truth).sum(1)
    dice = (2 * overlap + 1) / (probability.sum(1) + truth.sum(1) + 1)
    return entropy + 1 - dice.mean()


def _initial_network(config: TrainingConfig) -> SplitNetwork:
    if config.start:
        return weights.load(config.network, folder=Path(config.start)).network
    network = registry.create(config.network)
    if config.start_flat:
        flat = config.network.replace("3d", "2d")
        inflate(weights.load(flat, folder=Path(config.start_flat)).network, network)
    return network


def _average_gradients(network: SplitNetwork) -> None:
    if not distributed.is_initialized():
        return
    gradients = [item.grad for item in network.parameters() if item.grad is not None]
    joined = torch.cat([gradient.flatten() for gradient in gradients])
    distributed.all_reduce(joined)
    joined /= distributed.get_world_size()
    start = 0
    for gradient in gradients:
        gradient.copy_(joined[start : start + gradient.numel()].view_as(gradient))
        start += gradient.numel()


def _group(config: TrainingConfig) -> int:
    return max(1, min(config.capacity, 2 * config.renewed))


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "little")


def _shape(fields: Tensor) -> Shape:
    return fields.shape[1], fields.shape[2], fields.shape[3]
