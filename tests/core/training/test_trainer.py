import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from bifseg_core.errors import DatasetError
from bifseg_core.networks import weights
from bifseg_core.networks.base import GridRule, GridSide
from bifseg_core.networks.pc_net import PCNet
from bifseg_core.training.anatomy import FLUID, GREY, OUTSIDE
from bifseg_core.training.config import TrainingConfig, read_config
from bifseg_core.training.instances import Bytes, Instance, Library
from bifseg_core.training.log import draw_curves, read_rows
from bifseg_core.training.trainer import Trainer, segmentation_loss

CPU = torch.device("cpu")
ROOT = Path(__file__).resolve().parents[3]
TINY = TrainingConfig(
    network="pc_net",
    steps=4,
    batch=2,
    field=16,
    capacity=8,
    smallest_side=8,
    largest_side=12,
    real_share=0.5,
    validate_every=100,
    checkpoint_every=2,
)

GUIDED = replace(TINY, network="compact_2d", guided_share=1.0)


def ball(dataset: str, split: str) -> Instance:
    grid = np.stack(np.meshgrid(*[np.arange(14)] * 3, indexing="ij"))
    mask = (np.square(grid - 7).sum(0) < 20).astype(np.uint8)
    return Instance(dataset, split, 3, mask * np.uint8(180), mask)


def label_map() -> Bytes:
    """A brain in fluid in a head."""
    labels = np.full((40, 40, 40), OUTSIDE.start, np.uint8)
    labels[6:34, 6:34, 6:34] = FLUID[-1]
    labels[8:32, 8:32, 8:32] = GREY.start
    return labels


LIBRARY = Library((ball("a", "train"), ball("b", "train"), ball("a", "validation")), (label_map(),))


@pytest.fixture(autouse=True)
def _few_scenes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bifseg_core.training.validation._SCENES", 1)
    monkeypatch.setattr(PCNet, "grid", GridRule(GridSide.LARGEST, 8))


def trainer(config: TrainingConfig, output: Path) -> Trainer:
    return Trainer(config, output, library=LIBRARY, device=CPU)


@pytest.mark.parametrize("config", [TINY, GUIDED], ids=lambda config: config.network)
def test_an_interrupted_training_goes_on_exactly(config: TrainingConfig, tmp_path: Path) -> None:
    whole = trainer(config, tmp_path / "whole")
    losses = [progress.loss for progress in whole.run()]
    broken = trainer(config, tmp_path / "broken")
    for progress in broken.run():
        if progress.step == 3:
            break
    again = trainer(config, tmp_path / "broken")
    assert again.step == 2
    assert [progress.loss for progress in again.run()] == losses[2:]
    for key, value in whole.average.state_dict().items():
        assert torch.equal(again.average.state_dict()[key], value)


def test_weights_that_a_killed_training_did_not_write_are_written_by_a_resumed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(trainer(TINY, tmp_path / "whole").run())
    steps = trainer(TINY, tmp_path / "killed").run()
    for _ in range(TINY.steps - 1):
        next(steps)
    with monkeypatch.context() as patch:
        patch.setattr(weights, "save", _killed)
        with pytest.raises(KeyboardInterrupt):
            next(steps)
    list(trainer(TINY, tmp_path / "killed").run())
    whole, resumed = (tmp_path / name / "pc_net.safetensors" for name in ("whole", "killed"))
    assert resumed.read_bytes() == whole.read_bytes()


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_training_leaves_weights_a_log_and_curves(tmp_path: Path) -> None:
    last = list(trainer(TINY, tmp_path).run())[-1]
    assert last.scores is not None
    assert set(last.scores.initial) == {"a", "random_scenes"}
    assert not last.scores.corrected  # the network takes no strokes
    assert weights.load("pc_net", folder=tmp_path).network.name == "pc_net"
    rows = read_rows(tmp_path / "log.csv")
    assert {row["dataset"] for row in rows} == {"a", "random_scenes"}
    draw_curves(tmp_path / "log.csv", tmp_path / "curves.png")
    assert (tmp_path / "curves.png").stat().st_size > 1000


def test_a_guided_network_is_judged_after_a_correction_too(tmp_path: Path) -> None:
    last = list(trainer(replace(GUIDED, steps=1), tmp_path).run())[-1]
    assert last.scores is not None
    assert set(last.scores.corrected) == set(last.scores.initial) == {"random_scenes"}
    (row,) = [row for row in read_rows(tmp_path / "log.csv") if row["dataset"]]
    assert float(row["dice_corrected"]) >= 0


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 5},
        {"learning_rate": 1e-2},
        {"real_share": 0.0},
        {"gradient_norm": 1e-3},
        {"smallest_side": 12},
        {"batch": 3},
        {"average_decay": 0.1},
        {"weight_decay": 0.5},
        {"renewed": 8},
    ],
)
def test_every_parameter_changes_something(tmp_path: Path, change: dict[str, float]) -> None:
    plain, other = trainer(TINY, tmp_path / "a"), trainer(replace(TINY, **change), tmp_path / "b")
    for item in (plain, other):
        list(item.run())
    pairs = zip(plain.average.parameters(), other.average.parameters(), strict=True)
    assert any(not torch.equal(first, second) for first, second in pairs)


def test_a_short_training_learns(tmp_path: Path) -> None:
    config = replace(TINY, steps=20, real_share=1.0)
    losses = [progress.loss for progress in trainer(config, tmp_path).run()]
    assert np.mean(losses[-5:]) < 0.97 * np.mean(losses[:5])


def test_a_training_may_start_from_weights(tmp_path: Path) -> None:
    list(trainer(TINY, tmp_path / "first").run())
    second = trainer(replace(TINY, start=str(tmp_path / "first")), tmp_path / "second")
    stored = weights.load("pc_net", folder=tmp_path / "first").network
    for key, value in stored.state_dict().items():
        assert torch.equal(second.network.state_dict()[key], value)


def test_a_training_is_resumed_without_the_weights_it_started_from(tmp_path: Path) -> None:
    list(trainer(TINY, tmp_path / "first").run())
    config = replace(TINY, start=str(tmp_path / "first"))
    second = trainer(config, tmp_path / "second")
    list(second.run())
    shutil.rmtree(tmp_path / "first")
    again = trainer(config, tmp_path / "second")
    assert again.step == config.steps
    for key, value in second.network.state_dict().items():
        assert torch.equal(again.network.state_dict()[key], value)


def test_a_checkpoint_of_another_configuration_is_refused(tmp_path: Path) -> None:
    list(trainer(TINY, tmp_path).run())
    with pytest.raises(DatasetError, match=r"another configuration; choose .*\.$"):
        trainer(replace(TINY, batch=1), tmp_path)


def test_the_loss_is_small_for_the_truth_and_large_for_its_opposite() -> None:
    objects = torch.zeros(1, 4, 4, 4, dtype=torch.bool)
    objects[:, 1:3] = True
    scores = torch.stack([~objects, objects], dim=1).float() * 20
    assert float(segmentation_loss(scores, objects)) < 0.01
    assert float(segmentation_loss(scores.flip(1), objects)) > 10


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("batch = 2", "names no network"),
        ('network = "p_net"\nwidth = 3', "unknown key 'width'"),
        ('network = "p_net"\nbatch = "two"', "'batch'.*wrong kind"),
        ("network = ", "cannot be read"),
    ],
)
def test_a_wrong_configuration_is_told(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(content)
    with pytest.raises(DatasetError, match=complaint):
        read_config(path)


@pytest.mark.parametrize("path", sorted((ROOT / "resources/models").glob("*.toml")))
def test_shipped_configurations_are_whole(path: Path) -> None:
    assert read_config(path).network in path.stem


@pytest.mark.timeout(300)
@pytest.mark.parametrize("schedule", ["steps = 2", "steps = 100000\nminutes = 0.01"])
def test_two_processes_train_together(tmp_path: Path, schedule: str) -> None:
    """Under torchrun each process has its own samples and both end with the same weights.

    The second one's clock runs twice as fast. A process was aborted here once, perhaps by gloo as
    it ends (github.com/pytorch/pytorch/pull/179291); only after such an abort both start again.
    """
    path = tmp_path / "config.toml"
    path.write_text(
        f'network = "pc_net"\n{schedule}\nbatch = 1\nfield = 12\ncapacity = 2\n'
        "smallest_side = 8\nlargest_side = 8\nreal_share = 0.0\nvalidate_every = 100000\n"
    )
    program = tmp_path / "both.py"
    program.write_text(
        "import sys, time, torch\n"
        "from types import SimpleNamespace\n"
        "from pathlib import Path\n"
        "from torch import distributed\n"
        "import bifseg_core.training.validation as validation\n"
        "from bifseg_core.networks.base import GridRule, GridSide\n"
        "from bifseg_core.networks.pc_net import PCNet\n"
        "from bifseg_core.training.config import read_config\n"
        "from bifseg_core.training.instances import Library\n"
        "from bifseg_core.training.trainer import Trainer\n"
        "validation._SCENES = 1\n"
        "PCNet.grid = GridRule(GridSide.LARGEST, 8)\n"
        "torch.set_num_threads(1)\n"
        "distributed.init_process_group('gloo')\n"
        "pace = 1 + distributed.get_rank()\n"
        "clock = SimpleNamespace(monotonic=lambda: time.monotonic() * pace)\n"
        "import bifseg_core.training.trainer\n"
        "bifseg_core.training.trainer.time = clock\n"
        "trainer = Trainer(read_config(Path(sys.argv[1])), Path(sys.argv[2]),\n"
        "                  library=Library((), ()), device=torch.device('cpu'))\n"
        "list(trainer.run())\n"
        "flat = torch.cat([p.detach().flatten() for p in trainer.network.parameters()])\n"
        "both = [torch.empty_like(flat) for _ in range(2)]\n"
        "distributed.all_gather(both, flat)\n"
        "assert torch.equal(both[0], both[1])\n"
        "distributed.barrier()\n"
        "distributed.destroy_process_group()\n"
    )
    for attempt in range(3):
        output = tmp_path / f"out_{attempt}"
        done = _launched(program, path, output)
        if "Signal 6 (SIGABRT)" not in done.stderr:
            break
    assert done.returncode == 0, done.stderr
    assert (output / "checkpoint.pt").is_file()


def _launched(program: Path, *arguments: Path) -> "subprocess.CompletedProcess[str]":
    launch = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2", "--standalone"]
    return subprocess.run(
        [*launch, str(program), *map(str, arguments)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
