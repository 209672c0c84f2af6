from __future__ import annotations

import csv
import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bifseg_core.errors import DatasetError
from bifseg_core.evaluation.contenders import STANDARD, Contender, Method
from bifseg_core.evaluation.dataset import Dataset
from bifseg_core.evaluation.episode import Protocol, Scene, ScribbleSource, play
from bifseg_core.evaluation.evaluate import Plan, evaluate
from bifseg_core.evaluation.robot import BoxKind, Interaction
from bifseg_core.evaluation.rows import COLUMNS, append_rows, read_rows
from bifseg_core.segmenter import Run, SegmentRequest
from tests.core.evaluation.fakes import FakeWorkshop, Threshold, write_dataset

MEASURED = {"peak_memory_mb"} | {name for name in COLUMNS if name.startswith("seconds")}


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    dataset = Dataset.read(write_dataset(tmp_path / "toy"))
    return Plan(dataset, STANDARD, seeds=(0, 1), protocol=Protocol(rounds=2))


def table(folder: Path) -> list[dict[str, str]]:
    with (folder / "cases.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def lasting(folder: Path) -> list[dict[str, str]]:
    return [{k: v for k, v in row.items() if k not in MEASURED} for row in table(folder)]


def test_a_row_for_every_object_seed_method_and_round(plan: Plan, tmp_path: Path) -> None:
    evaluate(plan, FakeWorkshop(), output=tmp_path / "out")
    rows = table(tmp_path / "out")
    assert len(rows) == 3 * 2 * 2 * (1 + 3 * 4)  # cases, objects, seeds; cnn is initial only
    rounds = [row["round"] for row in rows if row["method"] == "bifseg"][:4]
    assert rounds == ["initial", "unsupervised", "1", "2"]
    assert {row["round"] for row in rows if row["method"] == "cnn"} == {"initial"}
    assert {row["boxes"] for row in rows} == {"standard"}
    assert all(row["configuration"] and row["hardware"] for row in rows)
    assert all(row["scribbled_voxels"] == row["honoured_voxels"] for row in rows)


def test_summary_json_is_what_the_rows_say(plan: Plan, tmp_path: Path) -> None:
    returned = evaluate(plan, FakeWorkshop(), output=tmp_path / "out")
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert len(summary) == len(returned) == 1 + 3 * 4
    assert set(summary[0]) == {
        "dataset", "target", "method", "round", "n", "subjects",
        "dice_mean", "dice_std", "seconds_mean", "honoured_share",
    }  # fmt: skip
    (row,) = [r for r in summary if (r["method"], r["round"]) == ("bifseg", "1")]
    chosen = [r for r in table(tmp_path / "out") if (r["method"], r["round"]) == ("bifseg", "1")]
    by_subject = [
        [float(r["dice"]) for r in chosen if r["subject"] == subject]
        for subject in ("person0", "person1")
    ]
    means = [100 * sum(values) / len(values) for values in by_subject]
    assert (row["n"], row["subjects"]) == (12, 2)
    assert row["dice_mean"] == pytest.approx(sum(means) / 2)
    assert row["dice_std"] == pytest.approx(abs(means[0] - means[1]) / 2**0.5)
    assert (row["seconds_mean"], row["honoured_share"]) == (0.5, 100.0)
    assert row["dataset"] == row["target"] == "toy"


def test_scribbles_accumulate_and_mend_the_mask(plan: Plan, tmp_path: Path) -> None:
    evaluate(plan, FakeWorkshop(), output=tmp_path / "out")
    rows = [row for row in table(tmp_path / "out") if row["method"] == "bifseg"]
    for first, second in zip(rows[2::4], rows[3::4], strict=True):
        assert int(second["strokes"]) >= int(first["strokes"])
    mean = {
        name: sum(float(row["dice"]) for row in rows if row["round"] == name)
        for name in ("unsupervised", "2")
    }
    assert mean["2"] > mean["unsupervised"]


def test_results_do_not_depend_on_the_number_of_workers(plan: Plan, tmp_path: Path) -> None:
    evaluate(plan, FakeWorkshop(), output=tmp_path / "one", workers=1)
    evaluate(plan, FakeWorkshop(), output=tmp_path / "two", workers=2)
    assert lasting(tmp_path / "one") == lasting(tmp_path / "two")


def test_an_interrupted_run_goes_on_where_it_stopped(plan: Plan, tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    evaluate(plan, FakeWorkshop(), output=whole)

    def interrupt(done: int, total: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate(plan, FakeWorkshop(), output=broken, report=interrupt)
    path = broken / "cases.csv"
    path.write_text(path.read_text(encoding="utf-8")[:-40], encoding="utf-8")  # cut in mid-row
    seen: list[int] = []
    evaluate(plan, FakeWorkshop(), output=broken, report=lambda done, total: seen.append(done))
    assert seen == [5, 6, 7, 8, 9, 10, 11, 12]
    assert lasting(broken) == lasting(whole)


def test_what_is_there_is_not_computed_again(plan: Plan, tmp_path: Path) -> None:
    few = replace(plan, methods=(Method.CNN, Method.BIFSEG), seeds=(1,))
    evaluate(few, FakeWorkshop(), output=tmp_path / "out")
    kept = {
        (row.trial, row.round): row.peak_memory_mb for row in read_rows(tmp_path / "out/cases.csv")
    }
    summary = evaluate(plan, FakeWorkshop(), output=tmp_path / "out")
    later = {
        (row.trial, row.round): row.peak_memory_mb for row in read_rows(tmp_path / "out/cases.csv")
    }
    assert kept.items() <= later.items()
    assert len(later) == 3 * 2 * 2 * 13
    assert {row.n for row in summary} == {12}
    again = evaluate(few, FakeWorkshop(), output=tmp_path / "out")
    assert {row.n for row in again} == {6}
    assert len(read_rows(tmp_path / "out/cases.csv")) == len(later)


def test_more_rounds_than_there_are_make_the_trial_anew(plan: Plan, tmp_path: Path) -> None:
    plan = replace(plan, limit=1)
    evaluate(plan, FakeWorkshop(), output=tmp_path / "out")
    longer = replace(plan, protocol=Protocol(rounds=3))
    summary = evaluate(longer, FakeWorkshop(), output=tmp_path / "out")
    assert "3" in {row.round for row in summary}


def test_more_rounds_of_some_trials_leave_the_others(plan: Plan, tmp_path: Path) -> None:
    evaluate(plan, FakeWorkshop(), output=tmp_path / "out")
    before = {(row.trial, row.round) for row in read_rows(tmp_path / "out/cases.csv")}
    longer = replace(plan, methods=(Method.BIFSEG,), limit=1, protocol=Protocol(rounds=3))
    evaluate(longer, FakeWorkshop(), output=tmp_path / "out")
    after = {(row.trial, row.round) for row in read_rows(tmp_path / "out/cases.csv")}
    assert before < after


def test_other_objects_need_another_folder(plan: Plan, tmp_path: Path) -> None:
    plan = replace(plan, limit=1)
    evaluate(plan, FakeWorkshop(), output=tmp_path / "out")
    path = plan.dataset.folder / "dataset.json"
    described = json.loads(path.read_text())
    path.write_text(json.dumps({**described, "minimum_size": 11}))
    again = replace(plan, dataset=Dataset.read(plan.dataset.folder))
    with pytest.raises(DatasetError, match=r"dataset\.json"):
        evaluate(again, FakeWorkshop(), output=tmp_path / "out")


@pytest.mark.parametrize(
    ("protocol", "level", "told"),
    [
        (Protocol(rounds=2, boxes=BoxKind.TIGHT), 100.0, "boxes"),
        (Protocol(rounds=2, interaction=Interaction.CLICKS), 100.0, "interaction"),
        (Protocol(rounds=1, scribbles=ScribbleSource.SHARED), 100.0, "scribbles"),
        (Protocol(rounds=2), 90.0, "bifseg parameters"),
    ],
)
def test_other_settings_need_another_folder(
    plan: Plan, tmp_path: Path, protocol: Protocol, level: float, told: str
) -> None:
    evaluate(replace(plan, limit=1), FakeWorkshop(), output=tmp_path / "out")
    with pytest.raises(DatasetError, match=told):
        evaluate(replace(plan, protocol=protocol), FakeWorkshop(level), output=tmp_path / "out")


def test_shared_scribbles_start_every_method_from_its_initial_mask(
    plan: Plan, tmp_path: Path
) -> None:
    strokes = {}
    for source in ScribbleSource:
        chosen = replace(plan, protocol=Protocol(rounds=1, scribbles=source))
        evaluate(chosen, FakeWorkshop(), output=tmp_path / source.value)
        strokes[source] = [
            [row["scribbled_voxels"] for row in rows if row["round"] == "1"]
            for method in ("cnn_crf", "bifseg")
            for rows in [[r for r in table(tmp_path / source.value) if r["method"] == method]]
        ]
    assert strokes[ScribbleSource.SHARED][0] == strokes[ScribbleSource.SHARED][1]
    assert strokes[ScribbleSource.OWN][0] != strokes[ScribbleSource.OWN][1]


def test_shared_scribbles_make_one_round_and_need_a_network(plan: Plan) -> None:
    shared = replace(plan, protocol=Protocol(rounds=1, scribbles=ScribbleSource.SHARED))
    with pytest.raises(DatasetError, match="one round"):
        replace(shared, protocol=replace(shared.protocol, rounds=2))
    with pytest.raises(DatasetError, match="leave grabcut out"):
        replace(shared, methods=(Method.GRABCUT, Method.BIFSEG))


def test_the_initial_row_is_the_network_without_a_cut(plan: Plan, tmp_path: Path) -> None:
    evaluate(replace(plan, limit=1), FakeWorkshop(), output=tmp_path / "out")
    rows = [row for row in table(tmp_path / "out") if row["method"] == "bifseg"]
    spent = {(row["round"], row["seconds_graph_cut"], row["seconds"]) for row in rows}
    assert {item for item in spent if item[0] != "2"} == {
        ("initial", "0.0", "0.25"), ("unsupervised", "0.25", "0.5"), ("1", "0.25", "0.5"),
    }  # fmt: skip


def test_without_a_network_the_initial_row_is_the_methods_own_mask(plan: Plan) -> None:
    @dataclass(frozen=True)
    class Unsure(Threshold):
        """Its probability is below one half everywhere."""

        def segment(self, request: SegmentRequest) -> Run:
            found = yield from super().segment(request)
            return replace(found, foreground_probability=found.foreground_probability * 0.4)

    (job, *_) = plan.jobs()
    scene = Scene.of(job.task, 0, plan.protocol)
    dice = {
        method: play(scene, method, Contender(Unsure(), "{}"), plan.protocol)[0].dice
        for method in (Method.GRABCUT, Method.BIFSEG)
    }
    assert dice[Method.GRABCUT] > 0.5
    assert dice[Method.BIFSEG] == 0


@pytest.mark.parametrize("boxes", BoxKind)
@pytest.mark.parametrize("interaction", Interaction)
def test_every_kind_of_box_and_interaction(
    plan: Plan, tmp_path: Path, boxes: BoxKind, interaction: Interaction
) -> None:
    protocol = Protocol(rounds=1, boxes=boxes, interaction=interaction)
    small = replace(plan, limit=1, seeds=(0,), methods=(Method.BIFSEG,), protocol=protocol)
    evaluate(small, FakeWorkshop(), output=tmp_path / "out")
    (row, *_) = [row for row in table(tmp_path / "out") if row["round"] == "1"]
    assert (row["boxes"], row["interaction"]) == (boxes.value, interaction.value)
    if interaction is Interaction.CLICKS:
        assert row["strokes"] == row["scribbled_voxels"] == "1"


def test_a_box_that_a_method_refuses_scores_zero_and_says_why(plan: Plan, tmp_path: Path) -> None:
    evaluate(replace(plan, limit=1), FakeWorkshop(refuses=True), output=tmp_path / "out")
    rows = [row for row in table(tmp_path / "out") if row["round"] in ("initial", "unsupervised")]
    assert {float(row["dice"]) for row in rows} == {0.0}
    assert {row["note"] for row in rows} == {"The box cannot be used; draw another one."}
    assert {row["seconds"] for row in rows} == {""}
    statistics = json.loads((tmp_path / "out/statistics.json").read_text(encoding="utf-8"))
    assert statistics["steps_that_failed"] == len(rows)


def test_a_dataset_without_large_objects_is_refused(plan: Plan, tmp_path: Path) -> None:
    empty = replace(plan, dataset=replace(plan.dataset, minimum_size=10**6))
    with pytest.raises(DatasetError, match="no object that is large enough"):
        evaluate(empty, FakeWorkshop(), output=tmp_path / "out")


def test_statistics_compare_the_last_method_with_the_others(plan: Plan, tmp_path: Path) -> None:
    evaluate(plan, FakeWorkshop(), output=tmp_path / "out")
    found = json.loads((tmp_path / "out/statistics.json").read_text(encoding="utf-8"))
    pairs = {(item["method"], item["against"], item["round"]) for item in found["comparisons"]}
    rivals, rounds = ("cnn_crf", "bifseg_unweighted"), ("unsupervised", "1", "2")
    assert pairs == {("bifseg", rival, name) for rival in rivals for name in rounds}
    summary = json.loads((tmp_path / "out/summary.json").read_text(encoding="utf-8"))
    dice = {(row["method"], row["round"]): row["dice_mean"] for row in summary}
    for item in found["comparisons"]:
        expected = dice["bifseg", item["round"]] - dice[item["against"], item["round"]]
        assert item["dice_difference"] == pytest.approx(expected)
        assert item["wilcoxon_p_holm"] >= item["wilcoxon_p"]
    goals = [goal for goal in found["goals"] if goal["dice_percent"] == 85]
    assert all(0 <= goal["reached_share"] <= 100 for goal in goals)


def test_a_foreign_table_is_refused(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="another table"):
        evaluate(plan, FakeWorkshop(), output=tmp_path)


def test_rows_survive_the_file(plan: Plan, tmp_path: Path) -> None:
    evaluate(replace(plan, limit=1), FakeWorkshop(refuses=True), output=tmp_path / "out")
    rows = read_rows(tmp_path / "out/cases.csv")
    odd = [replace(rows[0], note='a "quoted", note', dice=1 / 3)]
    append_rows(tmp_path / "copy.csv", odd)
    append_rows(tmp_path / "copy.csv", rows)
    assert repr(read_rows(tmp_path / "copy.csv")) == repr([*odd, *rows])
