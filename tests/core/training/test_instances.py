import json
import random
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
import torch

from bifseg_core.errors import DatasetError
from bifseg_core.training.instances import Instance, library
from bifseg_core.training.pool import RealPool, ScenePool

CPU = torch.device("cpu")


def write_case(folder: Path, case: str, labels: np.ndarray, *, with_image: bool = True) -> None:
    for kind in ("images", "labels") if with_image else ("labels",):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        values = labels if kind == "labels" else labels * 20 + 5
        image = sitk.GetImageFromArray(values.T.astype(np.uint8))
        ending = ".png" if labels.ndim == 2 else ".nii.gz"
        sitk.WriteImage(image, str(folder / kind / (case + ending)))


def write_description(folder: Path, **content: object) -> None:
    cases = [{"case": "one", "subject": "one", "split": "train"}]
    (folder / "dataset.json").write_text(json.dumps({"cases": cases, **content}))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    deep = np.zeros((20, 18, 16), np.uint8)
    deep[3:9, 3:9, 3:9], deep[9:14, 3:9, 3:9] = 1, 2
    flat = np.zeros((30, 20), np.uint8)
    flat[2:8, 2:8] = flat[15:25, 5:15] = 3
    flat[28, 18] = 3
    for name, labels in (("union", deep), ("values", deep), ("parts", flat), ("maps", deep)):
        write_case(tmp_path / name, "one", labels, with_image=name != "maps")
    write_description(tmp_path / "union", dimension=3, targets={"both": {"labels": [1, 2]}})
    write_description(tmp_path / "values", dimension=3, instances="labels", minimum_size=100)
    write_description(tmp_path / "parts", dimension=2, instances="components", minimum_size=10)
    write_description(tmp_path / "maps", dimension=3, instances="labels")
    return tmp_path


def test_instances_are_what_the_description_says(data: Path, tmp_path: Path) -> None:
    found = library(data, tmp_path / "cache.npz")
    sizes = {name: [] for name in ("union", "values", "parts")}
    for item in found.instances:
        sizes[item.dataset].append(int(item.mask.sum()))
    assert sizes == {"union": [396], "values": [216, 180], "parts": [36, 100]}
    assert len(found.atlases) == 1


def test_parts_that_reach_as_far_as_the_whole_are_left_out(tmp_path: Path) -> None:
    labels = np.zeros((20, 20, 20), np.uint8)
    labels[3:17, 3:17, 3:17] = 1  # a shell once the others lie in it
    labels[5:15, 5:15, 5:15] = 2
    labels[7:12, 7:12, 7:12] = 3
    labels[5:8, 12:15, 12:15] = 4
    write_case(tmp_path / "head", "one", labels)
    write_description(tmp_path / "head", dimension=3, instances="labels", minimum_size=20)
    found = library(tmp_path, tmp_path / "cache.npz").instances
    assert [int(item.mask.sum()) for item in found] == [1000 - 125 - 27, 125, 27, 14**3]


def test_a_whole_of_parts_is_painted_on_too_where_it_is_trained_on(tmp_path: Path) -> None:
    labels = np.zeros((20, 20, 20), np.uint8)
    labels[4:8, 4:16, 4:16], labels[8:12, 4:16, 4:16], labels[12:16, 4:16, 4:16] = 1, 2, 3
    folder = tmp_path / "organ"
    for case in ("one", "two"):
        write_case(folder, case, labels)
    write_description(folder, dimension=3, instances="labels")
    described = json.loads((folder / "dataset.json").read_text())
    described["cases"].append({"case": "two", "subject": "two", "split": "validation"})
    (folder / "dataset.json").write_text(json.dumps(described))
    (painted,) = library(tmp_path, tmp_path / "cache.npz").atlases
    assert painted.shape == (14, 14, 14)
    assert len(np.unique(painted)) == 4


def test_the_cache_gives_the_same_instances(data: Path, tmp_path: Path) -> None:
    first = library(data, tmp_path / "cache.npz")
    again = library(None, tmp_path / "cache.npz")
    for one, two in zip(first.instances, again.instances, strict=True):
        assert (one.dataset, one.split, one.dimension) == (two.dataset, two.split, two.dimension)
        assert np.array_equal(one.image, two.image)
        assert np.array_equal(one.mask, two.mask)


def test_a_cache_of_an_earlier_version_is_made_anew(data: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache.npz"
    np.savez(cache, facts=np.frombuffer(b"[]", np.uint8), atlas_0=np.ones((2, 2, 2), np.uint8))
    with pytest.raises(DatasetError, match="no training images"):
        library(None, cache)
    assert len(library(data, cache).instances) == 5
    assert len(library(None, cache).instances) == 5


def test_without_images_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="set BIFSEG_DATA to the data folder"):
        library(tmp_path / "nowhere", tmp_path / "cache.npz")


def test_a_folder_without_datasets_is_not_taken_for_one(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no training images"):
        library(tmp_path, tmp_path / "cache.npz")
    assert not (tmp_path / "cache.npz").exists()


def test_datasets_are_drawn_by_the_square_root_of_their_sizes() -> None:
    mask = np.zeros((8, 8, 8), np.uint8)
    mask[2:6, 2:6, 2:6] = 1
    sizes = {"large": 9, "small": 1}
    items = [
        Instance(name, "train", 3, mask * np.uint8(200 if name == "large" else 100), mask)
        for name, size in sizes.items()
        for _ in range(size)
    ]
    samples = RealPool(items, (8, 8, 8), CPU).sample(random.Random(0), 400)
    assert samples.images.shape == samples.objects.shape == (400, 8, 8, 8)
    assert (samples.objects.flatten(1).sum(1) > 0).all()
    assert set(samples.objects.unique().tolist()) == {0, 1}
    large = int((samples.images.flatten(1).amax(1) > 0.6).sum())
    assert 270 < large < 330  # three of four


def test_flat_samples_come_from_slices_as_well(data: Path, tmp_path: Path) -> None:
    found = library(data, tmp_path / "cache.npz")
    items = found.of(2, "train") + found.of(3, "train")
    samples = RealPool(items, (16, 16, 1), CPU).sample(random.Random(0), 8)
    assert samples.images.shape == (8, 16, 16, 1)


def test_a_pool_that_jumps_ahead_holds_what_one_that_walked_holds() -> None:
    pools = [ScenePool(3, capacity=6, group=2, shape=(10, 10, 10), device=CPU) for _ in range(2)]
    for made in range(3, 9):
        pools[0].advance(made)
    pools[1].advance(8)
    one, two = (pool.sample(random.Random(1), 6) for pool in pools)
    assert torch.equal(one.images, two.images)
    assert torch.equal(one.objects, two.objects)


def test_instances_that_fill_their_box_are_drawn_more_often() -> None:
    full, sheet = np.zeros((16, 16, 16), np.uint8), np.zeros((16, 16, 16), np.uint8)
    full[4:12, 4:12, 4:12] = 1
    sheet[4:12, 4:12, 4], sheet[4:12, 4, 4:12] = 1, 1
    items = [
        Instance("atlas", "train", 3, np.full_like(mask, level), mask)
        for mask, level in ((full, 255), (sheet, 0))
    ]
    drawn = RealPool(items, (16, 16, 16), CPU).sample(random.Random(0), 200)
    assert (drawn.images.amax(dim=(1, 2, 3)) == 1).float().mean() > 0.85
