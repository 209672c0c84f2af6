import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from bifseg_core.errors import DatasetError
from bifseg_core.networks.base import GridRule, GridSide
from bifseg_core.networks.pc_net import PCNet
from bifseg_core.training import command

ROOT = Path(__file__).resolve().parents[3]
CONFIG = """
network = "pc_net"
steps = 2
batch = 1
field = 12
capacity = 2
smallest_side = 8
largest_side = 8
real_share = 0.0
"""


@pytest.fixture(autouse=True)
def _small_validation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bifseg_core.training.validation._SCENES", 1)
    monkeypatch.setattr(PCNet, "grid", GridRule(GridSide.LARGEST, 8))


def arguments(folder: Path, *more: str) -> argparse.Namespace:
    (folder / "config.toml").write_text(CONFIG)
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    given = ["train", str(folder / "config.toml"), "--output", str(folder / "out"), *more]
    return parser.parse_args([*given, "--device", "cpu"])


def test_the_command_trains_and_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = arguments(tmp_path)
    assert args.run(args) == 0
    assert "random_scenes:" in capsys.readouterr().out
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {
        "checkpoint.pt",
        "log.csv",
        "curves.png",
        "pc_net.safetensors",
        "pc_net.sha256",
    }


def test_a_training_is_not_overwritten_but_resumed(tmp_path: Path) -> None:
    command.run(arguments(tmp_path))
    with pytest.raises(DatasetError, match=r"a training in .* already; add --resume"):
        command.run(arguments(tmp_path))
    assert command.run(arguments(tmp_path, "--resume")) == 0


def test_without_images_a_training_on_images_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIFSEG_DATA", str(tmp_path / "nowhere"))
    args = arguments(tmp_path)
    text = CONFIG.replace("real_share = 0.0", "real_share = 0.5")
    (tmp_path / "config.toml").write_text(text)
    with pytest.raises(DatasetError, match="There are no training images"):
        command.run(args)


def test_a_machine_that_trains_needs_no_image_readers() -> None:
    program = (
        "import sys\n"
        "for name in ('SimpleITK', 'pydicom', 'PyQt5', 'vtk', 'GeodisTK', 'maxflow'):\n"
        "    sys.modules[name] = None\n"
        "import bifseg_core.training.command\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
