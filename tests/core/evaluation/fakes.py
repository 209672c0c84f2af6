"""A tiny dataset and a segmenter that needs no network."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import SimpleITK

from bifseg_core.case import Segmentation, Stage, StepSeconds
from bifseg_core.errors import BoxError
from bifseg_core.evaluation.contenders import Contender, Method
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles
from bifseg_core.segmenter import Progress, RefineRequest, Run, SegmentRequest
from bifseg_core.volume import Volume


@dataclass(frozen=True)
class Threshold:
    """Calls bright voxels of the box the object; scribbled voxels are put right.

    Attributes:
        level: of the first mask.
        later: added to it after the first mask.
        refuses: every box.
    """

    level: float = 100.0
    later: float = 0.0
    refuses: bool = False

    def segment(self, request: SegmentRequest) -> Run:
        yield Progress(0.0, "Looking")
        if self.refuses:
            raise BoxError("The box cannot be used; draw another one.")
        values = request.volume.data[request.box.slices].astype(np.float32)
        level = self.level + (self.later if request.stage is Stage.UNSUPERVISED else 0.0)
        return _made(request.box, values > level, request.stage, 0)

    def refine(self, request: RefineRequest) -> Run:
        yield Progress(0.0, "Refining")
        box = _grown(request.segmentation.box, request.scribbles, request.volume)
        mask = request.segmentation.full_mask(request.volume.shape)
        for stroke in request.scribbles.strokes:
            mask[tuple(stroke.voxels_ijk.T)] = stroke.label == 1
        return _made(box, mask[box.slices], Stage.REFINED, request.segmentation.round + 1)


def _grown(box: BoundingBox, scribbles: Scribbles, volume: Volume) -> BoundingBox:
    foreground = scribbles.foreground_ijk()
    around = box.union(BoundingBox.around(foreground)) if len(foreground) else box
    return around.clipped_to(volume.shape)


def _made(box: BoundingBox, mask: np.ndarray, stage: Stage, number: int) -> Segmentation:
    seconds = StepSeconds(features=0.125, graph_cut=0.25, total=0.5)
    return Segmentation(box, mask, mask.astype(np.float32), stage, number, seconds=seconds)


@dataclass(frozen=True)
class FakeWorkshop:
    """Builds thresholds; the methods agree in their first masks and differ later."""

    level: float = 100.0
    refuses: bool = False

    def build(self, method: Method) -> Contender:
        later = 20.0 if method is Method.BIFSEG else 0.0
        segmenter = Threshold(self.level, later, self.refuses)
        return Contender(segmenter, f'{{"level": {self.level}}}')


def ball(shape: tuple[int, ...], centre: tuple[float, ...], radius: float) -> np.ndarray:
    grid = np.indices(shape).astype(float)
    offset = grid - np.reshape(centre, (-1, *[1] * len(shape)))
    return np.asarray((offset**2).sum(axis=0) <= radius**2)


def write_dataset(folder: Path, *, cases: int = 3, targets: bool = False) -> Path:
    """Two balls an image, in noise; their lower ends are as dark as the background."""
    entries = []
    for number in range(cases):
        labels = np.zeros((24, 26, 20), np.uint8)
        labels[ball(labels.shape, (9, 11, 10), 5 + number % 2)] = 1
        labels[ball(labels.shape, (18, 18, 10), 3)] = 2
        noise = np.random.default_rng(number).normal(0, 12, labels.shape)
        bright = (labels > 0) & (np.arange(labels.shape[2]) >= 8)
        image = (80 + 60 * bright + noise).astype(np.float32)
        _write(folder / "images" / f"case{number}.nii.gz", image)
        _write(folder / "labels" / f"case{number}.nii.gz", labels)
        subject, split = f"person{number // 2}", "validation" if number % 2 else "train"
        modality = "CT" if number % 2 else "MR"
        entries.append(
            {"case": f"case{number}", "subject": subject, "split": split, "modality": modality}
        )
    described: dict[str, object] = {"dimension": 3, "cases": entries, "minimum_size": 20}
    if targets:
        described["targets"] = {
            "both": {"labels": [1, 2]},
            "small": {"labels": [2], "modality": "CT"},
        }
    (folder / "dataset.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def write_planar_dataset(folder: Path, split: str = "train") -> Path:
    """One 2D picture with two components of one value and a speck."""
    labels = np.zeros((30, 40), np.uint8)
    labels[5:12, 5:15] = 2
    labels[18:26, 20:35] = 2
    labels[28, 2] = 2
    _write(folder / "images" / "picture.png", (labels * 60 + 40).astype(np.uint8))
    _write(folder / "labels" / "picture.png", labels)
    described = {
        "dimension": 2,
        "cases": [{"case": "picture", "subject": "one", "split": split}],
        "labels": "lesion",
        "instances": "components",
        "minimum_size": 10,
    }
    (folder / "dataset.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def _write(path: Path, array: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = array.T if array.ndim == 3 else array
    SimpleITK.WriteImage(SimpleITK.GetImageFromArray(np.ascontiguousarray(ordered)), str(path))
