"""A bench for many engines with one network: what depends on the box alone is computed once."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from torch import Tensor

from bifseg_core.config import EngineConfig, EngineConfigs
from bifseg_core.device import DeviceChoice
from bifseg_core.engine import BifsegEngine
from bifseg_core.evaluation.contenders import Contender
from bifseg_core.evaluation.workshop import as_json
from bifseg_core.networks.base import SplitNetwork
from bifseg_core.networks.guidance import GUIDANCE_CHANNELS
from bifseg_core.worker import InProcess

_KEPT = 6


class RememberingNetwork(SplitNetwork):
    """A network that remembers its features of the last few inputs without strokes.

    Those depend on the box alone; inputs with strokes differ from candidate to candidate.

    Args:
        network: computes them.
    """

    def __init__(self, network: SplitNetwork) -> None:
        super().__init__()
        self.name, self.dimension, self.grid = network.name, network.dimension, network.grid
        self.guided, self.feature_channels = network.guided, network.feature_channels
        self.classifier = network.classifier
        self._network = network
        self._kept: OrderedDict[bytes, Tensor] = OrderedDict()

    def features(self, inputs: Tensor) -> Tensor:
        """As the network's own."""
        return self._network.features(inputs)

    def features_at(self, inputs: Tensor, spacing: Sequence[float]) -> Tensor:
        """The features of these inputs on a grid of that spacing in mm."""
        if _is_guided(inputs):
            return self._network.features_at(inputs, spacing)
        told = f"{tuple(inputs.shape)} {tuple(spacing)}".encode()
        key = hashlib.sha256(inputs.cpu().numpy().tobytes() + told).digest()
        if key not in self._kept:
            self._kept[key] = self._network.features_at(inputs, spacing)
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
        engine = BifsegEngine(order.network, device=order.device, runner=InProcess())
        found = engine.loaded_network(order.dimension)
        self.network, self.weights_sha256 = found.network.name, found.weights_sha256
        self._loaded = replace(found, network=RememberingNetwork(found.network))

    def contender(self, config: EngineConfig) -> Contender:
        """An engine with these parameters, to be dropped after its trial."""
        engine = BifsegEngine(
            self._order.network,
            device=self._order.device,
            configs=EngineConfigs(config, config),
            runner=InProcess(),
            load_network=lambda _: self._loaded,
        )
        return Contender(engine, as_json(config), self.weights_sha256)
