"""The helper process is killed in the middle of a cut: another one makes the same mask."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import numpy as np
import pytest
from scipy import ndimage

from bifseg_core.case import Segmentation, Stage
from bifseg_core.config import EngineConfig, EngineConfigs, FineTuneConfig, GraphCutConfig
from bifseg_core.device import DeviceChoice
from bifseg_core.engine import BifsegEngine
from bifseg_core.errors import WorkerError
from bifseg_core.geometry import Affine
from bifseg_core.networks.base import GridRule, GridSide
from bifseg_core.networks.weights import LoadedNetwork
from bifseg_core.segmenter import Run, SegmentRequest, finish
from bifseg_core.volume import Volume
from bifseg_core.worker import InProcess, Runner, WorkerProcess
from tests.core.toy import ToyNetwork

SIDE = 40
"""A cut through noise of this side takes a third of a second at least."""
CUTS_SLOWLY = EngineConfigs(
    spatial=EngineConfig(GraphCutConfig(30.0, 1.0), FineTuneConfig((0.2, 0.6)))
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")


def load_toy(_: str) -> LoadedNetwork:
    network = ToyNetwork(3)
    network.grid = GridRule(GridSide.LARGEST, SIDE)
    return LoadedNetwork(network.eval(), "0" * 64)


def cutting(runner: Runner) -> tuple[BifsegEngine, Run]:
    """An engine, and a run of it that does nothing but a slow cut."""
    noise = np.random.default_rng(3).normal(size=(SIDE,) * 3)
    data = ndimage.gaussian_filter(noise, 1.5).astype(np.float32)
    volume = Volume(data, Affine.from_spacing((1, 1, 1)))
    engine = BifsegEngine(
        device=DeviceChoice.CPU, configs=CUTS_SLOWLY, runner=runner, load_network=load_toy
    )
    return engine, engine.segment(SegmentRequest(volume, volume.box, Stage.INITIAL))


@pytest.fixture
def worker() -> Iterator[WorkerProcess]:
    worker = WorkerProcess()
    for _ in worker.run(os.getpid):
        pass  # until it listens, so that a later wait is one for its work
    yield worker
    worker.close()


def finished_with_kills(run: Run, worker: WorkerProcess, kills: int) -> Segmentation:
    """Finish a run, while the helper is killed some time after it has begun to cut."""
    waits = 0
    while True:
        try:
            waits += "Cutting" in next(run).message
        except StopIteration as stop:
            assert kills == 0, "it was done before it could be killed"
            result: Segmentation = stop.value
            return result
        if kills and waits == 4:
            assert worker._helper is not None
            os.kill(worker._helper.process.pid or 0, signal.SIGKILL)
            kills, waits = kills - 1, 0


def test_one_death_changes_nothing(worker: WorkerProcess) -> None:
    _, undisturbed = cutting(InProcess())
    expected = finish(undisturbed)
    _, run = cutting(worker)
    found = finished_with_kills(run, worker, 1)
    assert expected.mask.any()
    np.testing.assert_array_equal(found.mask, expected.mask)
    assert found.notes == expected.notes


def test_two_deaths_are_told_and_the_next_run_works(worker: WorkerProcess) -> None:
    engine, run = cutting(worker)
    with pytest.raises(WorkerError, match=r"stopped twice.*try again\.$"):
        finished_with_kills(run, worker, 2)
    data = np.eye(8, dtype=np.float32)[:, :, None].repeat(8, axis=2)
    small = Volume(data, Affine.from_spacing((1, 1, 1)))
    assert finish(engine.segment(SegmentRequest(small, small.box, Stage.INITIAL))).mask.any()
