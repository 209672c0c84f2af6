from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from bifseg_core.errors import DatasetError
from bifseg_core.evaluation.data_folder import data_folder
from bifseg_core.evaluation.dataset import Dataset, Task
from tests.core.evaluation.fakes import write_dataset, write_planar_dataset


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "toy")


def tasks_of(folder: Path) -> list[Task]:
    dataset = Dataset.read(folder)
    return [task for entry in dataset.chosen() for task in dataset.tasks(entry)]


def rewrite(folder: Path, **changes: object) -> Path:
    path = folder / "dataset.json"
    described = json.loads(path.read_text()) | changes
    path.write_text(json.dumps({k: v for k, v in described.items() if v is not None}))
    return folder


def test_each_label_is_an_object_without_targets(folder: Path) -> None:
    found = tasks_of(folder)
    assert [(t.case, t.target, t.object_index, t.labels) for t in found[:3]] == [
        ("case0", "toy", 0, (1,)),
        ("case0", "toy", 1, (2,)),
        ("case1", "toy", 0, (1,)),
    ]
    assert {task.subject for task in found} == {"person0", "person1"}
    assert len({task.name for task in found}) == len(found)


def test_an_object_is_read_on_the_grid_of_its_image(folder: Path) -> None:
    task = tasks_of(folder)[1]
    volume = task.volume()
    mask = task.object_mask(volume)
    assert volume.shape == mask.shape == (24, 26, 20)
    assert mask[18, 18, 10]
    assert not mask[9, 11, 10]
    assert volume.data[mask].mean() > volume.data[~mask].mean() + 20


def test_targets_join_labels_and_exist_in_their_modality_only(tmp_path: Path) -> None:
    found = tasks_of(write_dataset(tmp_path / "toy", targets=True))
    assert [(task.case, task.target) for task in found] == [
        ("case0", "both"),
        ("case1", "both"),
        ("case1", "small"),
        ("case2", "both"),
    ]
    volume = found[0].volume()
    assert found[0].object_mask(volume)[[9, 18], [11, 18], [10, 10]].all()


def test_components_are_objects_and_specks_are_skipped(tmp_path: Path) -> None:
    found = tasks_of(write_planar_dataset(tmp_path / "flat"))
    assert [(task.object_index, task.component) for task in found] == [
        (1, 2),
        (2, 3),
    ]  # (0, 1) is a speck
    sizes = [int(np.count_nonzero(task.object_mask(task.volume()))) for task in found]
    assert sizes == [70, 120]
    assert found[0].volume().shape == (40, 30, 1)


def test_minimum_size_is_a_limit_that_still_counts(folder: Path) -> None:
    size = int(np.count_nonzero(tasks_of(folder)[0].object_mask(tasks_of(folder)[0].volume())))
    assert tasks_of(rewrite(folder, minimum_size=size))[0].case == "case0"
    assert tasks_of(rewrite(folder, minimum_size=size + 1))[0].case == "case1"


def test_splits_and_limits(folder: Path) -> None:
    dataset = Dataset.read(
        rewrite(
            folder,
            cases=[{"case": f"c{n:02}", "subject": "s", "split": "ab"[n % 2]} for n in range(20)],
        )
    )
    assert [entry.case for entry in dataset.chosen(split="b")][:2] == ["c01", "c03"]
    assert [entry.case for entry in dataset.chosen(limit=4)] == ["c00", "c05", "c10", "c15"]
    assert len(dataset.chosen(limit=99)) == 20
    with pytest.raises(DatasetError, match=r"split test; choose one of a, b\."):
        dataset.chosen(split="test")
    with pytest.raises(DatasetError, match="at least 1"):
        dataset.chosen(limit=0)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"cases": None}, "cases"),
        ({"cases": []}, "cases"),
        ({"cases": [{"case": "a"}]}, "subject"),
        ({"cases": [{"case": "a", "subject": "s"}] * 2}, "same name"),
        ({"dimension": 4}, "not 2 or 3"),
        ({"dimension": None}, "dimension"),
        ({"instances": "pixels"}, "pixels"),
        ({"minimum_size": "many"}, "many"),
        ({"targets": ["a"]}, "targets"),
        ({"targets": {"a": {}}}, "labels"),
    ],
)
def test_wrong_descriptions_are_refused(
    folder: Path, changes: dict[str, object], told: str
) -> None:
    with pytest.raises(DatasetError, match=told):
        Dataset.read(rewrite(folder, **changes))


def test_folders_without_a_description_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"has no dataset\.json"):
        Dataset.read(tmp_path)
    (tmp_path / "dataset.json").write_text("{")
    with pytest.raises(DatasetError, match="not JSON"):
        Dataset.read(tmp_path)
    (tmp_path / "dataset.json").write_text("[]")
    with pytest.raises(DatasetError, match="does not hold an object"):
        Dataset.read(tmp_path)


def test_a_missing_image_and_a_foreign_grid_are_refused(folder: Path) -> None:
    first, second, *_ = tasks_of(folder)
    volume = first.volume()
    first.image_path.unlink()
    with pytest.raises(DatasetError, match="no image for the case case0"):
        first.volume()
    other = Task(**{**asdict(second), "label_path": second.label_path})
    shrunk = type(volume)(volume.data[:-1], volume.affine)
    with pytest.raises(DatasetError, match="not on its image's grid"):
        other.object_mask(shrunk)


def test_the_data_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BIFSEG_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    monkeypatch.delenv("BIFSEG_DATA")
    assert data_folder().parts[-2:] == ("shared", "data")


@pytest.mark.parametrize(
    ("name", "objects"), [("brain_tumour_mr", 12), ("heart_mr", 120), ("kidney_mr_2d", 25)]
)
def test_real_datasets(name: str, objects: int) -> None:
    folder = data_folder() / "eval" / name
    if not folder.is_dir():
        pytest.skip(f"the dataset {name} is absent (BIFSEG_DATA)")
    found = tasks_of(folder)
    assert len(found) >= objects
    assert all(task.image_path.is_file() for task in found)


def test_random_scenes_are_written_as_a_dataset(tmp_path: Path) -> None:
    script = Path(__file__).resolve().parents[3] / "scripts" / "make_scene_dataset.py"
    subprocess.run(
        [sys.executable, str(script), str(tmp_path / "scenes"), "--count", "2"], check=True
    )
    even, stack = tasks_of(tmp_path / "scenes")
    for task, thickness in ((even, [1.0]), (stack, [4.0, 8.0])):
        volume = task.volume()
        assert volume.spacing[2] in thickness
        assert volume.shape[2] == 64 / volume.spacing[2]
        mask = task.object_mask(volume)
        assert mask.any()
        assert mask.sum() == mask[1:-1, 1:-1, 1:-1].sum()
