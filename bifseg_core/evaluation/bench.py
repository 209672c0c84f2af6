"""A bench for many engines with one network: what depends on the box alone is computed once."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from torch import Tensor

from bifseg_core.config import EngineConfig, EngineConfigs
from bifseg_core.device import DeviceChoice
from bifseg_core.engine import BifsegEngine
from bifseg_core.evaluation.contenders import Contender
from bifseg_core.evaluation.workshop import as_json
from bifseg_core.networks.guidance import GUIDANCE_CHANNELS
from bifseg_core.worker import InProcess

_KEPT = 6


class RememberedFeatures:
    """A network's features, remembered for the last few inputs without strokes.

    Those depend on the box alone; inputs with strokes differ from candidate to candidate.

    Args:
        features: computes them.
    """

    def __init__(self, features: Callable[[Tensor, Sequence[float]], Tensor]) -> None:
        self._features = features
        self._kept: OrderedDict[bytes, Tensor] = OrderedDict()

    def __call__(self, inputs: Tensor, spacing: Sequence[float]) -> Tensor:
        """The features of these inputs on a grid of that spacing in mm."""
        if _is_guided(inputs):
            return self._features(inputs, spacing)
        told = f"{tuple(inputs.shape)} {tuple(spacing)}".encode()
        key = hashlib.sha256(inputs.cpu().numpy().tobytes() + told).digest()
        if key not in self._kept:
            self._kept[key] = self._features(inputs, spacing)
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]


def _is_guided(inputs: Tensor) -> bool:
    """Whether inputs (N, C_in, *grid) hold strokes or a mask that they correct."""
    return bool(inputs[:, GUIDANCE_CHANNELS].any())


@dataclass(frozen=True)
class BenchOrder:
    """What a bench is made of; small enough to be sent to another process.

    Attributes:
        dimension: of the images, 2 or 3.
        network: its name, None for the default of the dimension.
        device: where it runs.
    """

    dimension: int
    network: str | None = None
    device: DeviceChoice = DeviceChoice.CPU


class Bench:
    """Makes engines that differ in their parameters and share a network's features.

    Args:
        order: which network.

    Raises:
        NetworkError: it is unknown, of another dimension or without weights.
    """

    def __init__(self, order: BenchOrder) -> None:
        self._order = order
        first = self._engine(EngineConfigs()).loaded_network(order.dimension)
        self.network = first.network.name
        self.weights_sha256 = first.weights_sha256
        self._features = RememberedFeatures(first.network.features_at)

    def contender(self, config: EngineConfig) -> Contender:
        """An engine with these parameters, to be dropped after its trial."""
        engine = self._engine(EngineConfigs(config, config))
        network = engine.loaded_network(self._order.dimension).network
        setattr(network, "features_at", self._features)  # noqa: B010 - a method is shadowed
        return Contender(engine, as_json(config), self.weights_sha256)

    def _engine(self, configs: EngineConfigs) -> BifsegEngine:
        order = self._order
        return BifsegEngine(order.network, device=order.device, configs=configs, runner=InProcess())
