"""Labelled images in a folder with a dataset.json, and the objects in them one by one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from bifseg_core.errors import DatasetError
from bifseg_core.io import read_volume
from bifseg_core.io.labels import grid_difference
from bifseg_core.volume import Volume

MaskArray = NDArray[np.bool_]
LabelArray = NDArray[np.integer]

_SUFFIXES = {2: ".png", 3: ".nii.gz"}
_CONNECTED = np.ones((3, 3, 3), bool)


@dataclass(frozen=True)
class CaseEntry:
    """One image of a dataset; several can be of one subject."""

    case: str
    subject: str
    split: str = ""
    modality: str = ""


@dataclass(frozen=True)
class Target:
    """A named union of labels; no labels means each label or component on its own."""

    name: str
    labels: tuple[int, ...] = ()
    modality: str = ""

    def is_in(self, entry: CaseEntry) -> bool:
        """Whether cases of that modality have this target."""
        return self.modality in ("", entry.modality)


@dataclass(frozen=True)
class Task:
    """One object to segment: the image, and how to find the object in its label map.

    Attributes:
        dataset: the folder's name.
        case: the image's name.
        subject: whose image it is.
        target: the target's name, or the dataset's.
        object_index: of the object among those of its case and target, small ones counted too.
        image_path: the image's file.
        label_path: the label map's file, on the image's grid.
        labels: values of the label map that make the object.
        component: number of the connected component of these labels, None for all of them.
    """

    dataset: str
    case: str
    subject: str
    target: str
    object_index: int
    image_path: Path
    label_path: Path
    labels: tuple[int, ...]
    component: int | None = None

    @property
    def name(self) -> str:
        """A name that no other object has."""
        return f"{self.dataset}/{self.case}/{self.target}/{self.object_index}"

    def volume(self) -> Volume:
        """Read the image.

        Raises:
            DatasetError: there is none.
            ImageReadError: it cannot be read.
        """
        if not self.image_path.is_file():
            raise DatasetError(
                f"The dataset {self.dataset} has no image for the case {self.case}; "
                "choose a dataset with images."
            )
        return read_volume(self.image_path)

    def object_mask(self, volume: Volume) -> MaskArray:
        """Read the object as a mask (I, J, K) on the image's grid.

        Raises:
            DatasetError: the label map is on another grid.
        """
        label_map = read_volume(self.label_path)
        if label_map.colours is not None:  # two colours may be equally bright
            raise DatasetError(
                f"The label map of the case {self.case} is a picture in colours; save it in grey "
                "values, one for each label."
            )
        difference = grid_difference(label_map, volume)
        if difference:
            raise DatasetError(
                f"The label map of the case {self.case} is not on its image's grid: {difference}; "
                "mend the dataset."
            )
        return _pick(label_map.data, self.labels, self.component)


@dataclass(frozen=True)
class Dataset:
    """A dataset's description; the images are read when a task asks for them.

    Attributes:
        folder: where dataset.json lies; its name is the dataset's name.
        dimension: 2 or 3.
        entries: the cases, sorted by name.
        targets: what the objects are.
        by_component: whether each connected component is an object, where targets do not say.
        minimum_size: voxels of the smallest object.
    """

    folder: Path
    dimension: int
    entries: tuple[CaseEntry, ...]
    targets: tuple[Target, ...]
    by_component: bool
    minimum_size: int

    @classmethod
    def read(cls, folder: Path) -> Dataset:
        """Read a folder's dataset.json.

        Raises:
            DatasetError: there is none, or it says something else than the layout allows.
        """
        described = _described(folder)
        try:
            return _parsed(folder.resolve(), described)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DatasetError(
                f"The file dataset.json in {folder.name} is incomplete or wrong ({error}); "
                "compare it with the description of the data layout."
            ) from error

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def description_sha256(self) -> str:
        """The checksum of dataset.json: what the objects are, and what counts as one."""
        return hashlib.sha256((self.folder / "dataset.json").read_bytes()).hexdigest()

    @property
    def has_images(self) -> bool:
        """Whether there is more than label maps."""
        return (self.folder / "images").is_dir()

    def label_map(self, entry: CaseEntry) -> Volume:
        """Read the label map of a case.

        Raises:
            ImageReadError: it cannot be read.
        """
        return read_volume(self._file("labels", entry))

    def chosen(self, *, split: str | None = None, limit: int | None = None) -> list[CaseEntry]:
        """The cases of a split, or a number of them spread evenly over the sorted list.

        Raises:
            DatasetError: no case is left.
        """
        entries = [entry for entry in self.entries if split in (None, entry.split)]
        if not entries:
            splits = ", ".join(sorted({entry.split for entry in self.entries}))
            raise DatasetError(
                f"The dataset {self.name} has no cases in the split {split}; "
                f"choose one of {splits}."
            )
        return spread_evenly(entries, limit)

    def tasks(self, entry: CaseEntry) -> Iterator[Task]:
        """The objects of a case that are large enough; reads its label map.

        Raises:
            ImageReadError: the label map cannot be read.
        """
        label_map = np.asarray(self.label_map(entry).data)
        for target in self.targets:
            if target.is_in(entry):
                yield from self._objects(entry, target, label_map)

    def _objects(self, entry: CaseEntry, target: Target, label_map: LabelArray) -> Iterator[Task]:
        for index, (labels, component, size) in enumerate(self._found(target, label_map)):
            if size >= self.minimum_size:
                yield Task(
                    dataset=self.name,
                    case=entry.case,
                    subject=entry.subject,
                    target=target.name,
                    object_index=index,
                    image_path=self._file("images", entry),
                    label_path=self._file("labels", entry),
                    labels=labels,
                    component=component,
                )

    def _found(
        self, target: Target, label_map: LabelArray
    ) -> Iterator[tuple[tuple[int, ...], int | None, int]]:
        """Labels, component and size of every object of a target in a label map."""
        if target.labels:
            yield target.labels, None, int(np.isin(label_map, target.labels).sum())
            return
        values, counts = np.unique(label_map[label_map != 0], return_counts=True)
        for value, count in zip(values.tolist(), counts.tolist(), strict=True):
            if not self.by_component:
                yield (int(value),), None, int(count)
                continue
            numbered, _ = ndimage.label(label_map == value, _CONNECTED)
            for component, size in enumerate(np.bincount(numbered.ravel())[1:].tolist(), start=1):
                yield (int(value),), component, int(size)

    def _file(self, kind: str, entry: CaseEntry) -> Path:
        return self.folder / kind / f"{entry.case}{_SUFFIXES[self.dimension]}"


def spread_evenly(entries: Sequence[CaseEntry], limit: int | None) -> list[CaseEntry]:
    """`limit` of the entries at even distances, all where there are no more.

    Raises:
        DatasetError: the limit is not positive.
    """
    if limit is None or limit >= len(entries):
        return list(entries)
    if limit < 1:
        raise DatasetError("The limit must be at least 1; it is the number of cases to take.")
    return [entries[index * len(entries) // limit] for index in range(limit)]


def _pick(
    label_map: NDArray[np.generic], labels: tuple[int, ...], component: int | None
) -> MaskArray:
    mask = np.isin(label_map, labels)
    if component is None:
        return mask
    numbered, _ = ndimage.label(mask, _CONNECTED)
    return np.asarray(numbered == component)


def _described(folder: Path) -> Mapping[str, object]:
    try:
        described = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise DatasetError(
            f"The folder {folder} has no dataset.json that can be read; choose a dataset's folder."
        ) from error
    except ValueError as error:
        raise DatasetError(
            f"The file dataset.json in {folder.name} is not JSON ({error})."
        ) from error
    if not isinstance(described, dict):
        raise DatasetError(f"The file dataset.json in {folder.name} does not hold an object.")
    return described


def _parsed(folder: Path, described: Mapping[str, object]) -> Dataset:
    dimension = int(str(described["dimension"]))
    instances = str(described.get("instances", "labels"))
    if dimension not in _SUFFIXES:
        raise ValueError(f'"dimension" is {dimension}, not 2 or 3')
    if instances not in ("labels", "components"):
        raise ValueError(f'"instances" is "{instances}", not "labels" or "components"')
    return Dataset(
        folder=folder,
        dimension=dimension,
        entries=_entries(described["cases"]),
        targets=_targets(described.get("targets"), folder.name),
        by_component=instances == "components",
        minimum_size=int(str(described.get("minimum_size", 1))),
    )


def _entries(listed: object) -> tuple[CaseEntry, ...]:
    if not isinstance(listed, list) or not listed:
        raise ValueError('"cases" is not a list with entries')
    fields = CaseEntry.__dataclass_fields__
    entries = [CaseEntry(**{k: str(v) for k, v in item.items() if k in fields}) for item in listed]
    names = {entry.case for entry in entries}
    if len(names) < len(entries):
        raise ValueError("two cases have the same name")
    return tuple(sorted(entries, key=lambda entry: entry.case))


def _targets(described: object, dataset: str) -> tuple[Target, ...]:
    if not described:
        return (Target(dataset),)
    if not isinstance(described, dict):
        raise ValueError('"targets" is not an object')
    return tuple(
        Target(name, tuple(int(label) for label in item["labels"]), str(item.get("modality", "")))
        for name, item in described.items()
    )
