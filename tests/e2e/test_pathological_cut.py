"""The real engine on an image without any object, whose graph cut takes seconds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from scipy import ndimage

from app.application import Shell
from app.tasks.heartbeat import Heartbeat
from bifseg_core.config import EngineConfig, EngineConfigs, FineTuneConfig, GraphCutConfig
from bifseg_core.device import DeviceChoice
from bifseg_core.engine import BifsegEngine
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.networks.base import GridRule, GridSide
from bifseg_core.networks.weights import LoadedNetwork
from bifseg_core.segmenter import Progress
from bifseg_core.volume import Volume
from tests.app.fakes import FakeQuestions
from tests.core.toy import ToyNetwork
from tests.e2e.starting import running
from tests.e2e.user import User

SIDE = 56
STRONG = EngineConfig(
    GraphCutConfig(smoothness_weight=30.0, intensity_sigma=1.0), FineTuneConfig((0.2, 0.6))
)


def load_unsure(name: str) -> LoadedNetwork:
    """A network that finds everything about as likely as not."""
    network = ToyNetwork(2 if name.endswith("2d") else 3)
    network.grid = GridRule(GridSide.LARGEST, SIDE)
    return LoadedNetwork(network.eval(), "0" * 64)


def noise() -> Volume:
    random = np.random.default_rng(3).normal(size=(SIDE + 8,) * 3)
    data = ndimage.gaussian_filter(random, 1.5).astype(np.float32)
    return Volume(data, Affine.from_spacing((1, 1, 1)))


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    configs = EngineConfigs(spatial=STRONG)

    def engine() -> BifsegEngine:
        return BifsegEngine(device=DeviceChoice.CPU, configs=configs, load_network=load_unsure)

    with running(qtbot, engine, FakeQuestions(), tmp_path) as made:
        made.controllers.segmenting.configs = lambda: configs
        yield made


def test_the_window_lives_and_cancel_answers(shell: Shell, qtbot: QtBot) -> None:
    user = User(shell, qtbot)
    shell.warm_up()
    user.waits_until(lambda: shell.is_ready, timeout_ms=60_000)
    shell.models.case_model.open(noise())
    seen: list[Progress] = []
    segmenting = shell.controllers.segmenting
    segmenting.run_started.connect(lambda task: task.progressed.connect(seen.append))
    heartbeat = Heartbeat()
    heartbeat.start()
    user.draws_box(BoundingBox((4, 4, 4), (4 + SIDE,) * 3))
    user.waits_until(lambda: _while_cutting(seen) >= 5, timeout_ms=60_000)

    asked = time.monotonic()
    user.presses_key("Esc")
    assert not segmenting.is_running
    user.waits_until(lambda: not shell.engine_runner.is_busy)
    assert time.monotonic() - asked < 0.5
    heartbeat.stop()
    assert heartbeat.longest_ms < 500
    assert user.active.segmentation is None
    assert user.active.box is not None


def _while_cutting(seen: list[Progress]) -> int:
    return sum("Cutting" in progress.message for progress in seen)
