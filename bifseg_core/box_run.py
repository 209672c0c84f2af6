"""One run on one box: features, label updates and network updates in turn."""

from __future__ import annotations

import copy
import itertools
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from bifseg_core.case import ClassifierState, Segmentation, Stage, StepSeconds
from bifseg_core.config import EngineConfig
from bifseg_core.device import wait_for
from bifseg_core.energy.geodesic import geodesic_distance
from bifseg_core.energy.graphcut import GraphCutProblem, minimise
from bifseg_core.errors import InteractionError
from bifseg_core.finetune import (
    StrokeDistances,
    lesson,
    network_update,
    taught_by,
    weight_map,
)
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel
from bifseg_core.networks.guidance import network_inputs
from bifseg_core.networks.weights import LoadedNetwork
from bifseg_core.preprocessing import GridMap, normalised, tellable
from bifseg_core.segmenter import Progress
from bifseg_core.taught import TaughtMap
from bifseg_core.volume import Volume
from bifseg_core.worker import Runner

FloatImage = NDArray[np.float32]
Mask = NDArray[np.bool_]
Seeds = NDArray[np.uint8]
Steps = Generator[Progress, None, None]
Result = TypeVar("Result")

_ITERATIONS_BETWEEN_SIGNS = 5
_LEAST_CERTAINTY = np.float32(0.6)
"""Of a label that the cut gave against p, or where p is undecided; it holds the voxel's middle."""


class Stopwatch:
    """Adds up the seconds of each step of a run."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._begun = time.perf_counter()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count the time of the block towards a step; blocks of one step add up."""
        begun = time.perf_counter()
        yield
        self._seconds[name] = self._seconds.get(name, 0.0) + time.perf_counter() - begun

    def read(self) -> StepSeconds:
        """The seconds so far."""
        return StepSeconds(**self._seconds, total=time.perf_counter() - self._begun)


@dataclass
class BoxRun:
    """One run on one box: the state that label and network updates pass to and fro."""

    volume: Volume
    box: BoundingBox
    grid: GridMap
    found: LoadedNetwork
    config: EngineConfig
    runner: Runner
    device: torch.device
    notes: tuple[str, ...]
    clock: Stopwatch = field(default_factory=Stopwatch)

    def __post_init__(self) -> None:
        inside = self.volume.data[self.box.slices]
        self.crop = normalised(self.grid.to_grid(inside, as_floats=tellable(inside)))
        self.box_seeds: Seeds = np.zeros(self.box.shape, np.uint8)
        self.seeds: Seeds = np.zeros(self.crop.shape, np.uint8)
        self.distances = StrokeDistances.without_strokes(self.crop.shape)
        self.labels: Mask = np.zeros(self.crop.shape, bool)
        self.weights: FloatImage | None = None
        self.probability: FloatImage = np.zeros(self.crop.shape, np.float32)

    def scribble(self, scribbles: Scribbles) -> None:
        """Take the user's strokes in; InteractionError where none lies in the box."""
        self.box_seeds = scribbles.seeds_in(self.box)
        if not self.box_seeds.any():
            raise InteractionError(
                "There is no scribble in the box; draw one where the mask is wrong."
            )
        self.seeds = self.grid.seeds_to_grid(self.box_seeds)

    def extract(self, previous: Segmentation | None) -> Generator[Progress, None, Tensor]:
        """The features (V, F) of every grid voxel, the mean over the views of the box."""
        inputs = self._inputs(previous).to(self.device)
        views = self._views(inputs)
        features = self._features_of(inputs, views[0])
        for done, view in enumerate(views[1:], start=1):
            yield Progress(0.2 * done / len(views), "Looking at the box")
            features += self._features_of(inputs, view)
        return (features / len(views))[0].flatten(1).T.contiguous()

    def _inputs(self, previous: Segmentation | None) -> Tensor:
        if previous is None:  # nor are strokes shown: these features are used again for others
            return network_inputs(self.found.network, self.crop)
        inside = previous.full_mask(self.volume.shape)[self.box.slices]
        mask = self.grid.mask_to_grid(inside)
        return network_inputs(self.found.network, self.crop, seeds=self.seeds, previous=mask)

    def _views(self, inputs: Tensor) -> list[tuple[int, ...]]:
        """The axes to flip for each view: none, then one of a plane or two of a volume."""
        if not self.config.mirrored:
            return [()]
        axes = range(2, inputs.ndim)
        return [(), *itertools.combinations(axes, len(axes) - 1)]

    @torch.no_grad()
    def _features_of(self, inputs: Tensor, flipped: tuple[int, ...]) -> Tensor:
        with self.clock.step("features"):
            spacing = self.grid.spacing[: inputs.ndim - 2]
            found = self.found.network.features_at(inputs.flip(flipped), spacing).flip(flipped)
            wait_for(self.device)
            return found

    def present(self, features: Tensor, *, classifier: ClassifierState | None = None) -> None:
        """Take the features (V, F) in and predict with the classifier that the run starts from."""
        self.features = features
        self.classifier = copy.deepcopy(self.found.network.classifier).requires_grad_(True)
        if classifier is not None and classifier.network == self.found.network.name:
            _restore(self.classifier, classifier)
        self.predict()

    @torch.no_grad()
    def predict(self) -> None:
        """Update p to what the classifier says of every grid voxel."""
        share = self.config.fine_tune.pretrained_share
        scores = self.classifier(self.features)
        if share > 0:
            scores = torch.lerp(scores, self.found.network.classifier(self.features), share)
        probability = torch.softmax(scores, dim=1)[:, 1].float().cpu().numpy()
        self.probability = probability.reshape(self.crop.shape)

    def measure_distances(self) -> Steps:
        """Geodesic distances to the scribbles, for U_s of Eq. 12."""
        if not self.config.fine_tune.weighted or self.config.fine_tune.alternations == 0:
            return
        found = []
        with self.clock.step("geodesic"):
            for label in (SeedLabel.FOREGROUND, SeedLabel.BACKGROUND):
                work = self.runner.run(
                    geodesic_distance,
                    self.crop,
                    self.seeds == label,
                    self.grid.spacing,
                    self.config.fine_tune.geodesic_threshold,
                )
                found.append(
                    (yield from _telling(work, Progress(0.2, "Measuring around the scribbles")))
                )
        self.distances = StrokeDistances(*found)

    def update_labels(self, fraction: float) -> Steps:
        """Ŷ ← the minimum of Eq. 1 under the scribbles (Eq. 4-6)."""
        problem = GraphCutProblem(
            self.probability, self.crop, self.seeds, self.grid.spacing, self.config.graph_cut
        )
        with self.clock.step("graph_cut"):
            work = self.runner.run(minimise, problem)
            labels = yield from _telling(work, Progress(fraction, "Cutting along the edges"))
        self.labels = labels if labels.any() else self._likeliest()

    def _likeliest(self) -> Mask:
        """The label map without smoothness, where smoothness would erase the object.

        Whoever draws a box says that there is an object in it; a classifier fitted to an empty
        label map would never find it again.
        """
        likely = self.probability > 0.5
        likely[self.seeds == SeedLabel.FOREGROUND] = True
        likely[self.seeds == SeedLabel.BACKGROUND] = False
        return likely

    def alternate(self) -> Steps:
        """Network update and label update in turn (Eq. 7-12)."""
        alternations = self.config.fine_tune.alternations
        for done in range(alternations):
            fraction = 0.3 + 0.7 * done / alternations
            yield from self.update_network(fraction)
            yield from self.update_labels(fraction)

    def update_network(self, fraction: float) -> Steps:
        """The classifier ← fitted to Ŷ with the weights of Eq. 12."""
        config = self.config.fine_tune
        with self.clock.step("fine_tuning"):
            weights = weight_map(
                self.probability,
                self.labels,
                seeds=self.seeds,
                distances=self.distances,
                config=config,
            )
            taught = lesson(
                self.features,
                self.labels,
                weights,
                seeds=self.seeds,
                sample_size=config.sample_size,
            )
            if taught.is_one_sided:
                return
            self.weights = weights
            for number, _ in enumerate(network_update(self.classifier, taught, config)):
                if number % _ITERATIONS_BETWEEN_SIGNS == 0:
                    yield Progress(fraction, "Learning this image")
            self.predict()

    def delivered(self, stage: Stage, round_number: int) -> Segmentation:
        """What the run has so far, at full resolution, every scribbled voxel as the user said."""
        name = self.found.network.name
        return Segmentation(
            box=self.box,
            mask=self._mask(),
            foreground_probability=self.grid.to_box(self.probability),
            stage=stage,
            round=round_number,
            classifier=ClassifierState(name, _saved(self.classifier)),
            seconds=self.clock.read(),
            network=name,
            device=self.device.type,
            notes=self.notes,
            taught=self._taught(),
            config=self.config,
            made_on=self.volume.key,
            weights_sha256=self.found.weights_sha256,
        )

    def recall(
        self, before: Segmentation, scribbles: Scribbles, probability: FloatImage | None
    ) -> None:
        """Go on where a segmentation of the same box ended, without features.

        Args:
            before: the segmentation.
            scribbles: all strokes so far; they bind the labels.
            probability: its own on this grid; None computes it from the box's.
        """
        self.box_seeds = scribbles.seeds_in(self.box)
        self.seeds = self.grid.seeds_to_grid(self.box_seeds)
        if probability is None or probability.shape != self.crop.shape:
            probability = self.grid.to_grid(before.foreground_probability)
        self.probability = probability

    def relabelled(self, before: Segmentation) -> Segmentation:
        """That segmentation with the run's labels."""
        return replace(
            before,
            mask=self._mask(),
            seconds=self.clock.read(),
            notes=tuple(dict.fromkeys(self.notes)),
            config=self.config,
            made_on=self.volume.key,
        )

    def _mask(self) -> Mask:
        """The labels at full resolution, every scribbled voxel as the user said.

        Between grid voxels of different labels the border lies where p, which is taken as
        surely for the label as it was for or against it, passes one half: finer than the grid.
        """
        surer = np.maximum(self.probability, 1 - self.probability).clip(_LEAST_CERTAINTY)
        mask = self.grid.mask_to_box(np.where(self.labels, surer, 1 - surer))
        mask[self.box_seeds == SeedLabel.FOREGROUND] = True
        mask[self.box_seeds == SeedLabel.BACKGROUND] = False
        return mask

    def _taught(self) -> TaughtMap | None:
        if self.weights is None:
            return None
        values = np.moveaxis(taught_by(self.weights, self.seeds), 2, self.grid.thin_axis)
        return TaughtMap(values, self.box.shape)


def _telling(
    work: Generator[None, None, Result], sign: Progress
) -> Generator[Progress, None, Result]:
    """Turn each wait for the helper process into a sign of life."""
    while True:
        try:
            next(work)
        except StopIteration as stop:
            result: Result = stop.value
            return result
        try:
            yield sign
        except GeneratorExit:
            work.close()
            raise


def _saved(classifier: nn.Module) -> dict[str, FloatImage]:
    return {name: p.detach().cpu().numpy().copy() for name, p in classifier.named_parameters()}


def _restore(classifier: nn.Module, state: ClassifierState) -> None:
    values = {name: torch.from_numpy(array) for name, array in state.parameters.items()}
    classifier.load_state_dict(values)
