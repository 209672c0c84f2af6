from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bifseg_core.config import EngineConfigs
from bifseg_core.errors import DatasetError
from bifseg_core.evaluation import command
from bifseg_core.evaluation.command import ProgressBar, add_parser, run
from bifseg_core.evaluation.contenders import STANDARD, Contender, Method
from tests.core.evaluation.fakes import FakeWorkshop, write_dataset


def parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    return parser.parse_args(["evaluate", *arguments])


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Replace the workshop by one of thresholds; remembers what it was asked for."""
    asked: list[tuple[object, ...]] = []

    def workshop(*given: object) -> FakeWorkshop:
        asked.append(given)
        return FakeWorkshop()

    monkeypatch.setattr(command, "Workshop", workshop)
    return asked


def test_the_command_prints_the_table_and_a_progress_line(
    built: list[tuple[object, ...]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_dataset(tmp_path / "toy")
    given = ("--methods", "cnn,bifseg", "--rounds", "1", "--seeds", "4", "--limit", "2")
    status = run(parsed(str(folder), "--output", str(tmp_path / "out"), *given))
    out, err = capsys.readouterr()
    assert status == 0
    assert built == [(3, None, command.DeviceChoice.CPU, EngineConfigs(), EngineConfigs())]
    lines = out.splitlines()
    assert lines[0] == "toy"
    assert lines[1].split() == [
        "target", "method", "round", "n", "subjects", "Dice", "%", "seconds", "honoured", "%",
    ]  # fmt: skip
    assert [line.split()[1:3] for line in lines[2:]] == [
        ["cnn", "initial"],
        ["bifseg", "initial"],
        ["bifseg", "unsupervised"],
        ["bifseg", "1"],
    ]
    assert "4/4 objects" in err
    summary = json.loads((tmp_path / "out/summary.json").read_text(encoding="utf-8"))
    assert {row["n"] for row in summary} == {4}


def test_every_option_reaches_the_plan(built: list[tuple[object, ...]], tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "toy")
    given = parsed(
        str(folder), "--output", str(tmp_path / "out"), "--methods", "bifseg", "--rounds", "1",
        "--seeds", "0", "--split", "validation", "--boxes", "loose", "--scribbles", "shared",
        "--interaction", "jitter", "--network", "p_net", "--device", "auto",
    )  # fmt: skip
    run(given)
    assert built[0][1:3] == ("p_net", command.DeviceChoice.AUTO)
    settings = json.loads((tmp_path / "out/settings.json").read_text(encoding="utf-8"))
    assert (settings["boxes"], settings["scribbles"], settings["interaction"]) == (
        "loose", "shared", "jitter",
    )  # fmt: skip
    assert "case1" in (tmp_path / "out/cases.csv").read_text(encoding="utf-8")
    assert "case0" not in (tmp_path / "out/cases.csv").read_text(encoding="utf-8")


def test_defaults_are_those_of_the_method_card() -> None:
    given = parsed("data", "--output", "out")
    assert given.methods == STANDARD
    assert (given.rounds, given.seeds) == (5, (0, 1, 2))
    assert (given.boxes, given.scribbles, given.interaction) == ("standard", "own", "scribbles")
    assert (given.split, given.limit, given.network, given.workers) == (None, None, None, 1)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--methods", "cnn,magic"),
        ("--seeds", "0,x"),
        ("--seeds=-1", ""),
        ("--rounds", "some"),
        ("--rounds=-1", ""),
        ("--limit", "0"),
        ("--workers", "0"),
        ("--boxes", "round"),
    ],
)
def test_wrong_options_are_refused(option: str, value: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        parsed("data", "--output", "out", *filter(None, (option, value)))


def test_a_progress_bar_is_redrawn_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    bar = ProgressBar("objects")
    bar.show(1, 2)
    bar.show(2, 2)
    shown = capsys.readouterr().err
    assert shown.count("\r") == 2
    assert "1/2 objects" in shown
    assert shown.endswith("\n")


def test_a_log_gets_a_few_lines_only(capsys: pytest.CaptureFixture[str]) -> None:
    bar = ProgressBar("objects")
    for done in range(1, 1001):
        bar.show(done, 1000)
    lines = capsys.readouterr().err.splitlines()
    assert 15 <= len(lines) <= 25
    assert lines[-1].startswith("1000/1000")


def test_a_wrong_folder_is_one_sentence_and_status_2(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bifseg_core", "evaluate", str(tmp_path), "--output", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ran.returncode == 2
    assert "has no dataset.json" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_results_of_another_network_are_not_mixed_in(tmp_path: Path) -> None:
    from bifseg_core.evaluation.dataset import Dataset
    from bifseg_core.evaluation.evaluate import Plan, evaluate

    class Other(FakeWorkshop):
        def build(self, method: Method) -> Contender:
            return Contender(super().build(method).segmenter, '{"level": 100.0}', "abc")

    plan = Plan(Dataset.read(write_dataset(tmp_path / "toy")), (Method.CNN,), limit=1)
    evaluate(plan, FakeWorkshop(), output=tmp_path / "out")
    with pytest.raises(DatasetError, match="cnn weights"):
        evaluate(plan, Other(), output=tmp_path / "out")
