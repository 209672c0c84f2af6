"""Building the methods that are compared, each behind the segmenter's door."""

from __future__ import annotations

import dataclasses
import enum
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bifseg_core.config import EngineConfig, EngineConfigs
from bifseg_core.device import DeviceChoice
from bifseg_core.engine import BifsegEngine
from bifseg_core.evaluation.contenders import Contender, Method
from bifseg_core.methods import GrabCut, GrabCutConfig
from bifseg_core.worker import InProcess


@dataclass(frozen=True)
class Workshop:
    """What methods are built with; small enough to be sent to another process.

    Attributes:
        dimension: of the images, 2 or 3.
        network: its name, None for the default of the dimension.
        device: where networks run.
        bifseg: parameters of BIFSeg and BIFSeg(-w).
        cnn_crf: parameters of CNN + CRF, searched like BIFSeg's.
    """

    dimension: int
    network: str | None = None
    device: DeviceChoice = DeviceChoice.AUTO
    bifseg: EngineConfigs = field(default_factory=EngineConfigs)
    cnn_crf: EngineConfigs = field(default_factory=EngineConfigs)

    def build(self, method: Method) -> Contender:
        """The method with its network loaded.

        Raises:
            NetworkError: the network is unknown, of another dimension or without weights.
            DeviceError: the device cannot be had.
        """
        if method is Method.GRABCUT:
            return _grabcut()
        configs = self._configs(method)
        engine = BifsegEngine(self.network, device=self.device, configs=configs, runner=InProcess())
        loaded = engine.loaded_network(self.dimension)
        return Contender(engine, as_json(configs.of(self.dimension)), loaded.weights_sha256)

    def _configs(self, method: Method) -> EngineConfigs:
        if method is Method.BIFSEG:
            return self.bifseg
        if method is Method.BIFSEG_UNWEIGHTED:
            return _each(self.bifseg, unweighted)
        if method is Method.CNN_GUIDED_CRF:
            return _each(self.bifseg, without_fine_tuning)
        return _each(self.cnn_crf, as_published_crf)


def without_fine_tuning(config: EngineConfig) -> EngineConfig:
    """The same engine with label updates alone, with BIFSeg's own post-processing."""
    return replace(config, fine_tune=replace(config.fine_tune, alternations=0))


def as_published_crf(config: EngineConfig) -> EngineConfig:
    """CNN + CRF: label updates alone, and a network that sees the box and no scribbles."""
    return replace(without_fine_tuning(config), guided=False)


def unweighted(config: EngineConfig) -> EngineConfig:
    """The same engine with every voxel weighing 1: BIFSeg(-w)."""
    return config.with_weights(False)


def as_json(config: EngineConfig | GrabCutConfig) -> str:
    """The parameters in one line of JSON."""
    return json.dumps(dataclasses.asdict(config), default=_plain, sort_keys=True)


def _grabcut() -> Contender:
    config = GrabCutConfig()
    return Contender(GrabCut(config, runner=InProcess()), as_json(config))


def _each(configs: EngineConfigs, change: Callable[[EngineConfig], EngineConfig]) -> EngineConfigs:
    return EngineConfigs(change(configs.planar), change(configs.spatial))


def _plain(value: object) -> object:
    return value.value if isinstance(value, enum.Enum) else str(value)
