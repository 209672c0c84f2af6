"""The real engine behind every method, with random weights on a small grid."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from bifseg_core.config import EngineConfig, EngineConfigs
from bifseg_core.device import DeviceChoice
from bifseg_core.errors import DatasetError, NetworkError
from bifseg_core.evaluation.contenders import STANDARD, Contender, Method
from bifseg_core.evaluation.dataset import Dataset
from bifseg_core.evaluation.episode import Protocol
from bifseg_core.evaluation.evaluate import Plan, evaluate
from bifseg_core.evaluation.parameters import Found, read_parameters, write_parameters
from bifseg_core.evaluation.rows import Row, read_rows
from bifseg_core.evaluation.workshop import Workshop
from bifseg_core.networks import weights
from bifseg_core.networks.registry import create
from tests.core.evaluation.fakes import write_planar_dataset


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    folder = tmp_path_factory.mktemp("models")
    torch.manual_seed(0)
    weights.save(create("compact_2d"), folder)
    dataset = Dataset.read(write_planar_dataset(folder / "flat"))
    methods = (*STANDARD, Method.GRABCUT)
    plan = Plan(dataset, methods, seeds=(0,), protocol=Protocol(rounds=1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weights, "models_folder", lambda: folder)
        evaluate(plan, Workshop(2, "compact_2d", DeviceChoice.CPU), output=folder / "out")
    return read_rows(folder / "out" / "cases.csv")


def of(rows: list[Row], method: str, round_name: str) -> list[Row]:
    return [row for row in rows if (row.method, row.round) == (method, round_name)]


def test_every_method_runs_and_obeys_scribbles(rows: list[Row]) -> None:
    assert len(rows) == 2 * (1 + 4 * 3)
    assert {row.note for row in rows} == {""}
    assert all(row.honoured_voxels == row.scribbled_voxels for row in rows)
    with_network = [row for row in rows if row.method != "grabcut"]
    assert {row.network for row in with_network} == {"compact_2d"}
    assert len({row.weights_sha256 for row in with_network}) == 1


def test_the_initial_mask_is_the_same_for_all_methods(rows: list[Row]) -> None:
    first = [row.dice for row in of(rows, "cnn", "initial")]
    for method in ("cnn_crf", "bifseg_unweighted", "bifseg"):
        assert [row.dice for row in of(rows, method, "initial")] == first


def test_only_bifseg_is_fine_tuned(rows: list[Row]) -> None:
    for name in ("unsupervised", "1"):
        assert {row.seconds_fine_tuning for row in of(rows, "cnn_crf", name)} == {0.0}
        assert all(row.seconds_fine_tuning > 0 for row in of(rows, "bifseg", name))
    configurations = {
        row.method: json.loads(row.configuration).get("fine_tune", {}) for row in rows
    }
    assert configurations["cnn_crf"]["alternations"] == 0
    assert not configurations["bifseg_unweighted"]["weighted"]
    assert configurations["bifseg"]["weighted"]


def test_methods_without_weights_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(weights, "models_folder", lambda: tmp_path)
    with pytest.raises(NetworkError, match="no trained weights"):
        Workshop(2).build(Method.CNN)


def test_parameters_survive_the_file(tmp_path: Path) -> None:
    bifseg, cnn_crf = EngineConfig.paper(2), EngineConfig.paper(3)
    path = tmp_path / "found.json"
    write_parameters(path, Found("compact_2d", 2, bifseg, cnn_crf, {"dice": 90.0}))
    read = read_parameters(path, dimension=2)
    assert read == (
        EngineConfigs(bifseg, EngineConfig.default(3)),
        EngineConfigs(cnn_crf, EngineConfig.default(3)),
    )
    with pytest.raises(DatasetError, match="2D images; choose those for 3D"):
        read_parameters(path, dimension=3)
    path.write_text(path.read_text().replace('"face"', '"nose"'))
    with pytest.raises(DatasetError, match="make it with tune"):
        read_parameters(path, dimension=2)


def test_the_workshop_gives_each_method_its_parameters(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    weights.save(create("compact_2d"), tmp_path)
    monkeypatch.setattr(weights, "models_folder", lambda: tmp_path)
    other = EngineConfigs(planar=EngineConfig.paper(3))
    workshop = Workshop(2, None, DeviceChoice.CPU, bifseg=other)

    def smoothness(made: Contender) -> float:
        return float(json.loads(made.configuration)["graph_cut"]["smoothness_weight"])

    assert smoothness(workshop.build(Method.BIFSEG)) == 10.0
    assert smoothness(workshop.build(Method.BIFSEG_UNWEIGHTED)) == 10.0
    untouched = EngineConfig.default(2).graph_cut.smoothness_weight
    assert smoothness(workshop.build(Method.CNN_CRF)) == untouched != 10.0
    assert smoothness(workshop.build(Method.CNN_GUIDED_CRF)) == 10.0


def test_only_bifseg_without_fine_tuning_shows_the_network_the_scribbles(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    weights.save(create("compact_2d"), tmp_path)
    monkeypatch.setattr(weights, "models_folder", lambda: tmp_path)
    workshop = Workshop(2, None, DeviceChoice.CPU)
    made = {
        method: json.loads(workshop.build(method).configuration)
        for method in (Method.CNN_CRF, Method.CNN_GUIDED_CRF, Method.BIFSEG)
    }
    assert {method: config["guided"] for method, config in made.items()} == {
        Method.CNN_CRF: False,
        Method.CNN_GUIDED_CRF: True,
        Method.BIFSEG: True,
    }
    assert made[Method.CNN_CRF]["fine_tune"]["alternations"] == 0
    assert made[Method.CNN_GUIDED_CRF]["fine_tune"]["alternations"] == 0
