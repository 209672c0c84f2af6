"""Other parameters for a mask that is there: only the cut again, or everything."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from bifseg_core.case import Segmentation
from bifseg_core.config import Connectivity, EngineConfig, EngineConfigs, GraphCutConfig
from bifseg_core.device import DeviceChoice
from bifseg_core.engine import BifsegEngine
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.segmenter import RefineRequest, SegmentRequest, finish
from bifseg_core.worker import InProcess
from tests.core.toy import ball_scene, load_toy

VOLUME, BALL = ball_scene()
BOX = BoundingBox((2, 2, 2), (28, 26, 24))
CORNER = np.argwhere(np.ones((2, 2, 5))).astype(np.int32) + 2
SCRIBBLES = Scribbles((Stroke(SeedLabel.BACKGROUND, CORNER),))
USUAL = EngineConfig.default(3)


@pytest.fixture
def engine() -> Iterator[BifsegEngine]:
    made = BifsegEngine(device=DeviceChoice.CPU, runner=InProcess(), load_network=load_toy)
    yield made
    made.close()


def with_cut(*cut: float | Connectivity) -> EngineConfigs:
    return EngineConfigs().having(3, replace(USUAL, graph_cut=GraphCutConfig(*cut)))


def relabelled(
    engine: BifsegEngine, found: Segmentation, configs: EngineConfigs | None = None
) -> Segmentation:
    return finish(engine.relabel(RefineRequest(VOLUME, SCRIBBLES, found, configs=configs)))


@pytest.fixture
def refined(engine: BifsegEngine) -> Segmentation:
    found = finish(engine.segment(SegmentRequest(VOLUME, BOX)))
    return finish(engine.refine(RefineRequest(VOLUME, SCRIBBLES, found)))


def test_unchanged_parameters_give_the_same_mask(
    engine: BifsegEngine, refined: Segmentation
) -> None:
    again = relabelled(engine, refined)
    assert np.array_equal(again.mask, refined.mask)
    assert np.array_equal(relabelled(engine, again).mask, refined.mask)


def test_another_engine_comes_close_from_the_boxs_probability(refined: Segmentation) -> None:
    """As after a case was restored, when the network's own probability is gone."""
    other = BifsegEngine(device=DeviceChoice.CPU, runner=InProcess(), load_network=load_toy)
    again = relabelled(other, refined)
    assert (again.mask != refined.mask).mean() < 0.01


@pytest.mark.parametrize(
    "configs", [with_cut(60.0), with_cut(2.0, 5.0), with_cut(2.0, 0.1, Connectivity.FULL)]
)
def test_every_parameter_of_the_cut_changes_the_mask_and_nothing_else(
    engine: BifsegEngine, refined: Segmentation, configs: EngineConfigs
) -> None:
    calls = engine.loaded_network(3).network.calls
    again = relabelled(engine, refined, configs)
    assert engine.loaded_network(3).network.calls == calls
    assert not np.array_equal(again.mask, refined.mask)
    assert again.foreground_probability is refined.foreground_probability
    assert again.classifier is refined.classifier
    assert again.round == refined.round
    assert again.config == configs.of(3)
    assert again.seconds.fine_tuning == 0


def test_scribbles_bind_whatever_the_parameters(
    engine: BifsegEngine, refined: Segmentation
) -> None:
    again = relabelled(engine, refined, with_cut(0.0))
    assert not again.full_mask(VOLUME.shape)[tuple(CORNER.T)].any()


def test_a_request_brings_its_own_parameters(engine: BifsegEngine) -> None:
    plain = EngineConfigs().having(3, replace(USUAL, mirrored=False))
    usual = finish(engine.segment(SegmentRequest(VOLUME, BOX)))
    calls = engine.loaded_network(3).network.calls
    other = finish(engine.segment(SegmentRequest(VOLUME, BOX, configs=plain)))
    assert engine.loaded_network(3).network.calls == calls + 1, "features of other views were kept"
    assert usual.config == USUAL
    assert other.config == plain.of(3)


def test_a_request_names_its_network(engine: BifsegEngine) -> None:
    asked = []
    other = BifsegEngine(
        device=DeviceChoice.CPU,
        runner=InProcess(),
        load_network=lambda name: asked.append(name) or load_toy("compact_3d"),
    )
    named = EngineConfigs().having(3, replace(USUAL, network="pc_net"))
    finish(other.segment(SegmentRequest(VOLUME, BOX, configs=named)))
    assert asked == ["pc_net"]
