"""Instances of labelled images: one object each, cropped with its surroundings.

Reads the ``train`` half of a data folder (each dataset's ``dataset.json`` says what one object
is) once and keeps the crops in one compressed file, so that a training starts in seconds and
needs no image reader.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bifseg_core.errors import DatasetError
from bifseg_core.training.anatomy import box_of, by_part, by_tissue, reaches_as_far

if TYPE_CHECKING:
    from bifseg_core.evaluation.dataset import CaseEntry, Dataset

_CONTEXT = 0.4
_LONGEST_SIDE = {2: 192, 3: 80}
_FEWEST_PARTS = 3
_CACHE_LAYOUT = 5  # label maps of images with many labels are there since then

Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Instance:
    """One object in its surroundings.

    Attributes:
        dataset: The folder's name.
        split: "train" or "validation", as the dataset says.
        dimension: 2 or 3.
        image: Intensities scaled to 0..255, (I, J, K), K = 1 for 2D.
        mask: 1 inside the object, (I, J, K).
    """

    dataset: str
    split: str
    dimension: int
    image: Bytes
    mask: Bytes


@dataclass(frozen=True)
class Library:
    """All instances, and label maps to paint on, numbered by tissue."""

    instances: tuple[Instance, ...]
    atlases: tuple[Bytes, ...]

    def of(self, dimension: int, split: str) -> tuple[Instance, ...]:
        """Return the instances of one dimension and split."""
        return tuple(
            item for item in self.instances if (item.dimension, item.split) == (dimension, split)
        )


def library(data_folder: Path | None, cache: Path) -> Library:
    """Return the instances from the cache file, making it from the data folder if need be.

    A cache that an earlier version left behind is made anew.

    Raises:
        DatasetError: If there is neither a cache nor a data folder.
    """
    if not _is_usable(cache):
        if data_folder is None or not any(data_folder.glob("*/dataset.json")):
            raise DatasetError(
                f"There are no training images at '{data_folder}'; set BIFSEG_DATA to the data "
                "folder, or set real_share to 0 to train on random scenes alone."
            )
        _write(_read_all(data_folder), cache)
    return _read_cache(cache)


def _read_all(data_folder: Path) -> Library:
    from bifseg_core.evaluation.dataset import Dataset  # a machine that trains reads no images

    instances: list[Instance] = []
    atlases: list[Bytes] = []
    for description in sorted(data_folder.glob("*/dataset.json")):
        dataset = Dataset.read(description.parent)
        for entry in dataset.entries:
            if dataset.has_images:
                found, parts = _case_objects(dataset, entry)
                instances += found
                if parts and entry.split == "train":
                    atlases.append(by_part(parts))
            else:
                atlases.append(by_tissue(np.asarray(dataset.label_map(entry).data)))
    return Library(tuple(instances), tuple(atlases))


def _case_objects(
    dataset: "Dataset", entry: "CaseEntry"
) -> tuple[list[Instance], list[NDArray[np.bool_]]]:
    """Return the objects of a case, and the masks of the parts where they make up a whole.

    The whole is an object too; a part whose box is about that of the whole is none.
    """
    tasks = list(dataset.tasks(entry))
    if not tasks:
        return [], []
    volume = tasks[0].volume()
    image = np.asarray(volume.data, np.float32)
    masks = [task.object_mask(volume) for task in tasks]
    parts = masks if dataset.dimension == 3 and len(masks) >= _FEWEST_PARTS else []
    if parts:
        whole = np.any(parts, axis=0)
        box = box_of(whole)
        masks = [*(mask for mask in parts if not reaches_as_far(box_of(mask), box)), whole]
    name, split = dataset.name, entry.split
    return [_cropped(name, split, dataset.dimension, image, mask) for mask in masks], parts


def _cropped(
    dataset: str, split: str, dimension: int, image: NDArray[np.float32], mask: NDArray[np.bool_]
) -> Instance:
    window = tuple(
        slice(max(0, side.start - _context(side)), side.stop + _context(side))
        for side in box_of(mask)
    )
    image, mask = image[window], mask[window]
    factor = min(1.0, _LONGEST_SIDE[dimension] / max(image.shape))
    if factor < 1:
        zoom = [factor if size > 1 else 1 for size in image.shape]
        image = ndimage.zoom(image, zoom, order=1, grid_mode=True, mode="nearest")
        mask = (
            ndimage.zoom(mask.astype(np.float32), zoom, order=1, grid_mode=True, mode="nearest")
            >= 0.5
        )
    low, high = np.percentile(image, (0.2, 99.8))
    scaled = np.clip((image - low) / max(float(high - low), 1e-6), 0, 1) * 255
    return Instance(dataset, split, dimension, scaled.astype(np.uint8), mask.astype(np.uint8))


def _context(side: slice) -> int:
    return int((side.stop - side.start) * _CONTEXT) + 4


def _write(content: Library, cache: Path) -> None:
    arrays: dict[str, NDArray[Any]] = {}
    facts = []
    for index, item in enumerate(content.instances):
        arrays[f"image_{index}"], arrays[f"mask_{index}"] = item.image, np.packbits(item.mask)
        facts.append([item.dataset, item.split, item.dimension])
    for index, atlas in enumerate(content.atlases):
        arrays[f"atlas_{index}"] = atlas
    arrays["layout"] = np.array(_CACHE_LAYOUT)
    arrays["facts"] = np.frombuffer(json.dumps(facts).encode(), np.uint8)
    cache.parent.mkdir(parents=True, exist_ok=True)
    temporary = cache.with_name(f"{cache.name}.{os.getpid()}.part")
    with temporary.open("wb") as stream:
        np.savez_compressed(stream, allow_pickle=False, **arrays)
    os.replace(temporary, cache)


def _is_usable(cache: Path) -> bool:
    if not cache.is_file():
        return False
    with np.load(cache) as arrays:
        return "layout" in arrays.files and int(arrays["layout"]) == _CACHE_LAYOUT


def _read_cache(cache: Path) -> Library:
    with np.load(cache) as arrays:
        facts = json.loads(arrays["facts"].tobytes())
        instances = []
        for index, (dataset, split, dimension) in enumerate(facts):
            image = arrays[f"image_{index}"]
            mask = np.unpackbits(arrays[f"mask_{index}"], count=image.size).reshape(image.shape)
            instances.append(Instance(dataset, split, dimension, image, mask))
        atlases = tuple(arrays[name] for name in arrays.files if name.startswith("atlas_"))
    return Library(tuple(instances), atlases)
