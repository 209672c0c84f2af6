"""The real engine on an image without any object, whose graph cut takes seconds."""

from __future__ import annotations

import multiprocessing
import os
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
BOX = BoundingBox((4, 4, 4), (4 + SIDE,) * 3)
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
def strangers() -> set[int | None]:
    """Helpers that other tests' programs have left to the garbage collector."""
    return {child.pid for child in multiprocessing.active_children()}


@pytest.fixture
def shell(strangers: set[int | None], qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    configs = EngineConfigs(spatial=STRONG)

    def engine() -> BifsegEngine:
        return BifsegEngine(device=DeviceChoice.CPU, configs=configs, load_network=load_unsure)

    with running(qtbot, engine, FakeQuestions(), tmp_path) as made:
        made.controllers.segmenting.configs = lambda: configs
        yield made


@pytest.fixture
def user(shell: Shell, qtbot: QtBot) -> User:
    user = User(shell, qtbot)
    shell.warm_up()
    user.waits_until(lambda: shell.is_ready, timeout_ms=60_000)
    shell.models.case_model.open(noise())
    return user


@pytest.fixture
def seen(shell: Shell) -> list[Progress]:
    """What the run says of its progress."""
    found: list[Progress] = []
    segmenting = shell.controllers.segmenting
    segmenting.run_started.connect(lambda task: task.progressed.connect(found.append))
    return found


def test_the_window_lives_and_cancel_answers(user: User, seen: list[Progress]) -> None:
    segmenting = user.shell.controllers.segmenting
    heartbeat = Heartbeat()
    heartbeat.start()
    user.draws_box(BOX)
    user.waits_until(lambda: _while_cutting(seen) >= 5, timeout_ms=60_000)

    asked = time.monotonic()
    user.presses_key("Esc")
    assert not segmenting.is_running
    user.waits_until(lambda: not user.shell.engine_runner.is_busy)
    assert time.monotonic() - asked < 0.5
    heartbeat.stop()
    assert heartbeat.longest_ms < 500
    assert user.active.segmentation is None
    assert user.active.box is not None


@pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")
def test_a_helper_that_dies_twice_costs_the_run_alone(
    user: User, seen: list[Progress], strangers: set[int | None]
) -> None:
    user.draws_box(BOX)
    for _ in range(2):
        seen.clear()
        user.waits_until(lambda: _while_cutting(seen) >= 5, timeout_ms=60_000)
        kill_helper(strangers)
    user.waits_until(lambda: "stopped twice" in user.sees_banner)
    assert not user.shell.controllers.segmenting.is_running
    assert user.active.box is not None
    seen.clear()
    user.presses("Segment")
    user.waits_until(lambda: _while_cutting(seen) >= 5, timeout_ms=60_000)
    user.presses_key("Esc")
    user.waits_until(lambda: not user.shell.engine_runner.is_busy)


def kill_helper(strangers: set[int | None]) -> None:
    children = (child for child in multiprocessing.active_children() if child.pid not in strangers)
    (helper,) = (child for child in children if child.name == "bifseg-helper")
    helper.kill()


def _while_cutting(seen: list[Progress]) -> int:
    return sum("Cutting" in progress.message for progress in seen)
