from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from bifseg_core.config import EngineConfig, EngineConfigs
from bifseg_core.device import DeviceChoice
from bifseg_core.errors import DatasetError
from bifseg_core.evaluation.bench import Bench, BenchOrder, RememberingNetwork
from bifseg_core.evaluation.contenders import Method
from bifseg_core.evaluation.episode import Protocol, Scene, play
from bifseg_core.evaluation.parameters import read_parameters
from bifseg_core.evaluation.robot import BoxKind
from bifseg_core.evaluation.rows import read_rows
from bifseg_core.evaluation.search_space import SearchSpace, Span, candidates
from bifseg_core.evaluation.tune import Search, _bench, score, training_tasks, tune
from bifseg_core.evaluation.tune_command import add_parser, run
from bifseg_core.evaluation.workshop import Workshop
from bifseg_core.networks import weights
from bifseg_core.networks.compact import CompactNetwork
from bifseg_core.networks.registry import create
from tests.core.evaluation.fakes import write_planar_dataset
from tests.core.toy import ToyNetwork


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    torch.manual_seed(0)
    weights.save(create("compact_2d"), tmp_path / "models")
    monkeypatch.setattr(weights, "models_folder", lambda: tmp_path / "models")
    _bench.cache_clear()
    return tmp_path / "models"


@pytest.fixture
def search(models: Path, tmp_path: Path) -> Search:
    tasks = training_tasks([write_planar_dataset(tmp_path / "flat")], split="train")
    start = EngineConfig.paper(2)
    strong = replace(start, graph_cut=replace(start.graph_cut, smoothness_weight=40.0))
    order = BenchOrder(2, "compact_2d")
    return Search(Method.CNN_CRF, (start, strong, start, start), tasks, order, Protocol(rounds=1))


def test_candidates_lie_in_the_space_and_the_first_is_the_start() -> None:
    start, space = EngineConfig.paper(3), SearchSpace(iterations=(7,))
    found = candidates(start, 40, fine_tuning=True, space=space)
    assert found[0] == start
    assert len({str(config) for config in found}) == 40
    for config in found[1:]:
        low, high = config.fine_tune.uncertain_range
        assert 0.1 <= config.graph_cut.smoothness_weight <= 50
        assert 0 <= low <= 0.45 < 0.5 <= high <= 0.95
        assert config.fine_tune.iterations == 7
        assert config.fine_tune.alternations == start.fine_tune.alternations
    assert candidates(start, 60, fine_tuning=True, space=space)[:40] == found
    assert candidates(start, 3, fine_tuning=True, seed=1) != found[:3]


def test_without_fine_tuning_the_graph_cut_alone_is_searched() -> None:
    start = EngineConfig.paper(2)
    for config in candidates(start, 5, fine_tuning=False)[1:]:
        assert config.fine_tune == start.fine_tune
        assert config.graph_cut.smoothness_weight != start.graph_cut.smoothness_weight
        assert config.graph_cut.intensity_sigma != start.graph_cut.intensity_sigma


def test_spans_are_searched_evenly_in_the_logarithm() -> None:
    generator = np.random.default_rng(0)
    drawn = [Span(0.01, 100.0).draw(generator) for _ in range(2000)]
    assert np.mean(np.array(drawn) < 1.0) == pytest.approx(0.5, abs=0.05)


def test_halving_ends_with_few_candidates_on_all_objects(search: Search) -> None:
    start, tasks = search.candidates[0], search.tasks[:1] * 30
    many = replace(search, candidates=(start,) * 27, tasks=tasks)
    assert many.steps() == [(27, 2), (9, 4), (3, 10), (1, 30)]
    assert replace(many, candidates=(start,)).steps() == [(1, 30)]


def test_data_that_judges_is_refused(tmp_path: Path) -> None:
    folder = write_planar_dataset(tmp_path / "eval" / "flat")
    with pytest.raises(DatasetError, match="data that judges"):
        training_tasks([folder], split="train")
    harmless = write_planar_dataset(tmp_path / "train" / "flat")
    with pytest.raises(DatasetError, match="data that judges"):
        training_tasks([harmless], split="test")
    with pytest.raises(DatasetError, match="no cases in the split validation"):
        training_tasks([harmless], split="validation")


def test_datasets_take_turns(tmp_path: Path) -> None:
    folders = [write_planar_dataset(tmp_path / name) for name in ("a", "b")]
    found = training_tasks(folders, split="train")
    assert [task.dataset for task in found] == ["a", "b", "a", "b"]


def test_the_score_weighs_datasets_and_subjects_alike(search: Search, tmp_path: Path) -> None:
    small = replace(search, candidates=search.candidates[:1], tasks=search.tasks[:1])
    tune(small, tmp_path / "t.csv")
    row = next(row for row in read_rows(tmp_path / "t.csv") if row.round == "1")
    rows = [
        replace(row, dataset="a", subject="x", dice=0.2),
        replace(row, dataset="a", subject="x", dice=0.4),
        replace(row, dataset="a", subject="y", dice=0.9),
        replace(row, dataset="b", subject="x", dice=1.0),
        replace(row, dataset="b", subject="x", dice=0.0, round="initial"),
    ]
    assert score(rows) == pytest.approx(100 * ((0.3 + 0.9) / 2 + 1.0) / 2)


def test_the_ranking_follows_the_scores_and_the_start_goes_through(
    search: Search, tmp_path: Path
) -> None:
    ranking = tune(search, tmp_path / "t.csv")
    assert {one.number for one in ranking} == {0, 1, 2, 3}
    assert any(one.number == 0 for one in ranking[: search.steps()[-1][0] + 1])
    rows = read_rows(tmp_path / "t.csv")
    own = [row for row in rows if row.method == f"cnn_crf {ranking[0].number}"]
    assert ranking[0].score == pytest.approx(score(own))


def test_a_search_goes_on_where_it_stopped_unless_boxes_or_weights_changed(
    search: Search, models: Path, tmp_path: Path
) -> None:
    search = replace(search, candidates=search.candidates[:2], tasks=search.tasks[:1])
    first = tune(search, tmp_path / "t.csv")
    count = len(read_rows(tmp_path / "t.csv"))
    assert tune(search, tmp_path / "t.csv") == first
    assert len(read_rows(tmp_path / "t.csv")) == count
    loose = replace(search, protocol=replace(search.protocol, boxes=BoxKind.LOOSE))
    tune(loose, tmp_path / "t.csv")
    assert len(read_rows(tmp_path / "t.csv")) == 2 * count
    torch.manual_seed(1)
    weights.save(create("compact_2d"), models)
    _bench.cache_clear()
    tune(search, tmp_path / "t.csv")
    assert len(read_rows(tmp_path / "t.csv")) == 3 * count


def test_the_bench_gives_what_the_workshop_gives(search: Search) -> None:
    config = EngineConfig.paper(2)
    scene = Scene.of(search.tasks[0], 0, search.protocol)
    bench = Bench(search.order)
    configs = EngineConfigs(planar=config)
    plain = Workshop(2, "compact_2d", DeviceChoice.CPU, configs, configs).build(Method.BIFSEG)
    for _ in range(2):
        rows = play(scene, Method.BIFSEG, bench.contender(config), search.protocol)
        expected = play(scene, Method.BIFSEG, plain, search.protocol)
        assert [row.dice for row in rows] == [row.dice for row in expected]


def test_candidates_share_the_features_of_a_box(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    whole = CompactNetwork.features_at

    def counted(
        self: CompactNetwork, inputs: torch.Tensor, spacing: Sequence[float]
    ) -> torch.Tensor:
        looks.append(1)
        return whole(self, inputs, spacing)

    monkeypatch.setattr(CompactNetwork, "features_at", counted)
    scene = Scene.of(search.tasks[0], 0, search.protocol)
    bench, protocol = Bench(search.order), replace(search.protocol, rounds=0)
    for smoothness in (1.0, 4.0, 16.0):
        config = EngineConfig.paper(2)
        cut = replace(config.graph_cut, smoothness_weight=smoothness)
        play(scene, Method.BIFSEG, bench.contender(replace(config, graph_cut=cut)), protocol)
    assert len(looks) == 1


def test_features_are_computed_once_per_input() -> None:
    calls: list[float] = []

    class Doubling(ToyNetwork):
        def features(self, inputs: torch.Tensor) -> torch.Tensor:
            calls.append(float(inputs.sum()))
            return inputs * 2

    remembered = RememberingNetwork(Doubling(2)).features_at
    for value in (1.0, 2.0, 1.0):
        found = remembered(torch.full((1, 1, 3), value), (1.0,))
        assert torch.equal(found, torch.full((1, 1, 3), 2 * value))
    assert calls == [3.0, 6.0]
    for value in range(10):
        remembered(torch.full((1, 1, 3), float(value)), (1.0,))
    remembered(torch.full((1, 1, 3), 1.0), (1.0,))
    assert calls.count(3.0) == 2
    remembered(torch.full((1, 1, 3), 1.0), (2.0,))
    assert calls.count(3.0) == 3


def test_inputs_with_strokes_do_not_drive_out_those_without() -> None:
    calls: list[int] = []

    class Plain(ToyNetwork):
        def features(self, inputs: torch.Tensor) -> torch.Tensor:
            calls.append(int(inputs[0, 0, 0]))
            return inputs

    remembered = RememberingNetwork(Plain(2)).features_at
    plain = torch.zeros(1, 10, 3)
    remembered(plain, (1.0,))
    for value in range(1, 10):
        guided = torch.full((1, 10, 3), float(value))
        remembered(guided, (1.0,))
        remembered(guided, (1.0,))
    remembered(plain, (1.0,))
    assert calls == [0, *(value for value in range(1, 10) for _ in range(2))]


def test_the_command_writes_parameters_that_evaluate_reads(
    models: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_planar_dataset(tmp_path / "flat")
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    given = parser.parse_args(
        ["tune", str(folder), "--output", str(tmp_path / "out"), "--candidates", "3"]
    )
    assert run(given) == 0
    out = capsys.readouterr().out
    assert "cnn_crf: mean Dice %" in out
    assert "bifseg: mean Dice %" in out
    path = tmp_path / "out/parameters.json"
    bifseg, cnn_crf = read_parameters(path, dimension=2)
    assert cnn_crf.planar.fine_tune.alternations == 0
    assert bifseg.planar.fine_tune.alternations == 4
    scores = json.loads(path.read_text(encoding="utf-8"))["scores"]
    assert scores["bifseg"] >= scores["bifseg_at_start"]
    assert scores["objects"] == 2
