"""BIFSeg behind the segmenter's door: box → mask, scribbles → better mask."""

from __future__ import annotations

import contextlib
import weakref
from collections.abc import Callable, Generator
from dataclasses import dataclass

import torch
from torch import Tensor

from bifseg_core.attempts import (
    COARSE_SHARE,
    Attempt,
    attempts_on,
    check_room_for,
    is_shortage,
    no_room,
    notes_on_detail,
)
from bifseg_core.box_run import BoxRun, FloatImage
from bifseg_core.case import Segmentation, Stage
from bifseg_core.config import EngineConfig, EngineConfigs
from bifseg_core.device import DeviceChoice, resolve
from bifseg_core.errors import NetworkError
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles
from bifseg_core.networks import registry
from bifseg_core.networks.base import GridSide
from bifseg_core.networks.weights import LoadedNetwork, load
from bifseg_core.preprocessing import GridMap, grid_map, usable_box
from bifseg_core.segmenter import Progress, RefineRequest, Run, SegmentRequest
from bifseg_core.volume import Volume
from bifseg_core.worker import Runner, WorkerProcess

_PROBABILITIES_KEPT = 6


class BifsegEngine:
    """Segments boxes and refines masks with a network that is fine-tuned to each image.

    Args:
        network: name of the network; by default the best one for the box's dimension.
        device: where the network runs.
        configs: parameters of the method for 2D and 3D boxes; by default those of `configs_for`.
        runner: where graph cuts and geodesic distances are computed; by default a helper process.
        load_network: gives the network of a name with its weights; by default the shipped ones.

    Raises:
        NetworkError: the network is unknown.
        DeviceError: the device cannot be had.
    """

    def __init__(
        self,
        network: str | None = None,
        *,
        device: DeviceChoice = DeviceChoice.AUTO,
        configs: EngineConfigs | None = None,
        runner: Runner | None = None,
        load_network: Callable[[str], LoadedNetwork] = load,
    ) -> None:
        if network is not None:
            registry.entry(network)
        self._network_name = network
        self._device = resolve(device)
        self._configs = configs or configs_for(network)
        self._runner = runner or WorkerProcess()
        self._load_network = load_network
        self._loaded: dict[tuple[str, str], LoadedNetwork] = {}
        self._prepared: _Prepared | None = None
        self._probabilities: weakref.WeakKeyDictionary[Segmentation, FloatImage] = (
            weakref.WeakKeyDictionary()
        )

    @property
    def device(self) -> str:
        """The device that the network runs on: "cpu" or "cuda"."""
        return self._device.type

    def warm_up(self) -> None:
        """Start the helper process and load the default weights ahead of the first box."""
        self._runner.warm_up()
        for dimension in (2, 3):
            if (
                self._network_name is None
                or registry.entry(self._network_name).dimension == dimension
            ):
                self._load_ahead(dimension)

    def _load_ahead(self, dimension: int) -> None:
        """Load a network; where the device has no room for it now, a run will look further."""
        try:
            self.loaded_network(dimension)
        except (RuntimeError, MemoryError) as error:
            if not is_shortage(error, self._device):
                raise

    def close(self) -> None:
        """End the helper process; the engine can still be used and starts a new one."""
        self._runner.close()

    def loaded_network(self, dimension: int) -> LoadedNetwork:
        """The network for boxes of 2 or 3 dimensions with its weights on the device.

        Raises:
            NetworkError: the chosen network is made for the other dimension, or has no weights.
        """
        return self._network_on(self._device, dimension)

    def segment(self, request: SegmentRequest) -> Run:
        """Segment from a box alone: initial, then unsupervised fine-tuning.

        Progress carries the initial mask as a preview before fine-tuning begins. Where memory runs
        out or the graphics card fails, the run begins anew on the processor, then on a coarser
        grid; the segmentation's notes say so.

        Raises:
            BoxError: the box cannot be used, or memory has no room for it.
        """
        result = yield from self._tried(lambda attempt: self._segment(request, attempt))
        return result

    def refine(self, request: RefineRequest) -> Run:
        """Correct a mask by scribbles: supervised fine-tuning from the last round's classifier.

        Where memory runs out it goes on as `segment` does.

        Raises:
            InteractionError: nothing has been scribbled in the box.
            BoxError: the box that the scribbles made cannot be used, or memory has no room for it.
        """
        result = yield from self._tried(lambda attempt: self._refine(request, attempt))
        return result

    def _tried(self, begin: Callable[[Attempt], Run]) -> Run:
        for attempt in attempts_on(self._device):
            try:
                result = yield from begin(attempt)
            except (RuntimeError, MemoryError) as error:
                if not is_shortage(error, attempt.device):
                    raise
            else:
                return result
            self._prepared = None
            _give_back_memory(attempt.device)
            yield Progress(0.0, "Memory is short; trying another way")
        raise no_room()

    def _segment(self, request: SegmentRequest, attempt: Attempt) -> Run:
        box, notes = usable_box(request.volume, request.box)
        run = self._begun(request.volume, box, notes, attempt, configs=request.configs)
        yield Progress(0.0, "Looking at the box")
        run.present((yield from self._extracted(run)))
        yield from run.update_labels(0.2)
        if request.stage is Stage.INITIAL:
            return self._kept(run, run.delivered(Stage.INITIAL, 0))
        yield Progress(0.3, "First mask", preview=run.delivered(Stage.INITIAL, 0))
        yield from run.alternate()
        return self._kept(run, run.delivered(Stage.UNSUPERVISED, 0))

    def _refine(self, request: RefineRequest, attempt: Attempt) -> Run:
        before = request.segmentation
        box, notes = grown_box(
            before.box, request.scribbles, request.volume, self._margin(before.box, request.configs)
        )
        run = self._begun(request.volume, box, notes, attempt, configs=request.configs)
        run.scribble(request.scribbles)
        yield Progress(0.0, "Reading the scribbles")
        features = yield from self._extracted(run, previous=before)
        run.present(features, classifier=before.classifier)
        yield from run.measure_distances()
        yield from run.update_labels(0.2)
        yield from run.alternate()
        return self._kept(run, run.delivered(Stage.REFINED, before.round + 1))

    def relabel(self, request: RefineRequest) -> Run:
        """Only the label update again, under other parameters of the cut; a fraction of a second.

        Probability, classifier and round stay those of the segmentation in the request. Where
        memory runs out it goes on as `segment` does.

        Raises:
            BoxError: memory has no room for the box.
        """
        result = yield from self._tried(lambda attempt: self._relabel(request, attempt))
        return result

    def _relabel(self, request: RefineRequest, attempt: Attempt) -> Run:
        before = request.segmentation
        run = self._begun(
            request.volume, before.box, before.notes, attempt, configs=request.configs
        )
        yield Progress(0.0, "Cutting along the edges")
        run.recall(before, request.scribbles, self._probabilities.get(before))
        yield from run.update_labels(0.2)
        return self._kept(run, run.relabelled(before))

    def _kept(self, run: BoxRun, made: Segmentation) -> Segmentation:
        """The segmentation, whose probability on the network's grid is kept for `relabel`."""
        self._probabilities[made] = run.probability
        for oldest in list(self._probabilities)[:-_PROBABILITIES_KEPT]:
            del self._probabilities[oldest]
        return made

    def _network_on(
        self, device: torch.device, dimension: int, wanted: str | None = None
    ) -> LoadedNetwork:
        name = wanted or self._network_name or registry.default_name(dimension)
        if registry.entry(name).dimension != dimension:
            raise NetworkError(
                f"The network {name} is made for {5 - dimension}D boxes; "
                f"choose one for {dimension}D."
            )
        key = (name, device.type)
        if key not in self._loaded:
            found = self._load_network(name)
            found.network.to(device).requires_grad_(False)
            self._loaded[key] = found
        return self._loaded[key]

    def _margin(self, box: BoundingBox, configs: EngineConfigs | None) -> int:
        return (configs or self._configs).of(box.dimension).box_margin

    def _begun(
        self,
        volume: Volume,
        box: BoundingBox,
        notes: tuple[str, ...],
        attempt: Attempt,
        *,
        configs: EngineConfigs | None,
    ) -> BoxRun:
        check_room_for(box)
        config = (configs or self._configs).of(box.dimension)
        found = self._network_on(attempt.device, box.dimension, config.network)
        rule = found.network.grid
        size = round(rule.size * COARSE_SHARE) if attempt.is_coarse else rule.size
        grid = grid_map(box, volume.spacing, size=size, fix_smallest=rule.side is GridSide.SMALLEST)
        told = (*notes, *(attempt.notes or notes_on_detail(grid.step_voxels)))
        return BoxRun(volume, box, grid, found, config, self._runner, attempt.device, told)

    def _extracted(
        self, run: BoxRun, *, previous: Segmentation | None = None
    ) -> Generator[Progress, None, Tensor]:
        """The features of the box, (V, F); cached where they do not depend on scribbles."""
        guided = previous is not None and run.found.network.guided and run.config.guided
        cached = self._prepared
        if cached is not None and not guided and cached.fits(run):
            return cached.features
        features = yield from run.extract(previous if guided else None)
        if not guided:
            self._prepared = _Prepared(
                weakref.ref(run.volume), run.box, run.grid, run.found, run.config.mirrored, features
            )
        return features


def configs_for(network: str | None) -> EngineConfigs:
    """The parameters that suit a network: the published ones, but for the defaults (None)."""
    if network is None or network in map(registry.default_name, (2, 3)):
        return EngineConfigs()
    return EngineConfigs(EngineConfig.paper(2), EngineConfig.paper(3))


@dataclass(frozen=True, eq=False)
class _Prepared:
    """The features of the box that was looked at last; keeps no closed case's image alive."""

    volume: weakref.ref[Volume]
    box: BoundingBox
    grid: GridMap
    found: LoadedNetwork
    mirrored: bool
    features: Tensor

    def fits(self, run: BoxRun) -> bool:
        is_same_place = self.volume() is run.volume and self.box == run.box
        is_same_network = self.found is run.found and self.mirrored == run.config.mirrored
        return is_same_place and self.grid == run.grid and is_same_network


def _give_back_memory(device: torch.device) -> None:
    """Let go of what torch keeps for itself; a card that failed for good cannot do that either."""
    if device.type != "cpu":
        with contextlib.suppress(RuntimeError):
            torch.cuda.empty_cache()


def grown_box(
    box: BoundingBox, scribbles: Scribbles, volume: Volume, margin: int
) -> tuple[BoundingBox, tuple[str, ...]]:
    """The box, grown where a foreground scribble lies outside it, with a note for the user.

    Raises:
        BoxError: the grown box cannot be used.
    """
    foreground = scribbles.foreground_ijk()
    outside = foreground[~box.contains(foreground)]
    if len(outside) == 0:
        return usable_box(volume, box)
    around = BoundingBox.around(outside)
    flat = tuple(axis for axis in range(3) if box.union(around).shape[axis] == 1)
    grown = box.union(_expanded(around, margin, keep=flat))
    usable, _ = usable_box(volume, grown.clipped_to(volume.shape))
    return usable, ("The box grew to hold a scribble outside it.",)


def _expanded(box: BoundingBox, margin: int, *, keep: tuple[int, ...]) -> BoundingBox:
    wide = box.expanded(margin)
    ends = [(box if axis in keep else wide, axis) for axis in range(3)]
    start = [source.start_ijk[axis] for source, axis in ends]
    stop = [source.stop_ijk[axis] for source, axis in ends]
    return BoundingBox((start[0], start[1], start[2]), (stop[0], stop[1], stop[2]))
