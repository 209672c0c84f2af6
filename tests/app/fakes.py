"""Stand-ins that make the window's tests fast: a thresholding engine, answers without dialogs."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from app.model.export_kinds import ExportChoice, ExportKind, ExportOffer
from app.model.questions import GridOffer, SeriesChoice, UnsavedAnswer
from bifseg_core.case import Segmentation, Stage, StepSeconds
from bifseg_core.config import EngineConfig, EngineConfigs
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.interactions import SeedLabel
from bifseg_core.io import SeriesInfo
from bifseg_core.segmenter import Progress, RefineRequest, Run, SegmentRequest
from bifseg_core.volume import Volume

FIRST_SECONDS = StepSeconds(features=0.05, total=0.05)
SECONDS = StepSeconds(features=0.1, fine_tuning=0.2, graph_cut=0.1, total=0.4)


class FakeEngine:
    """Thresholds the box; waits where it is told to, so that tests can act meanwhile.

    Attributes:
        gate: a run goes past its preview only while this is set.
        asked: every request that a run began with.
        relabelled: every request for another cut alone.
        closed_runs: how many runs were stopped before their end.
        error: raised after the preview instead of a result.
    """

    device = "cpu"

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[SegmentRequest | RefineRequest] = []
        self.relabelled: list[RefineRequest] = []
        self.closed_runs = 0
        self.error: Exception | None = None
        self.is_warm = False

    def warm_up(self) -> None:
        self.is_warm = True

    def close(self) -> None:
        self.is_warm = False

    def segment(self, request: SegmentRequest) -> Run:
        self.asked.append(request)
        box = request.box.clipped_to(request.volume.shape)
        crop = request.volume.data[box.slices].astype(np.float32)
        probability = (crop - crop.min()) / max(float(np.ptp(crop)), 1e-6)
        preview = Segmentation(
            box,
            probability > 0.7,
            probability,
            Stage.INITIAL,
            seconds=FIRST_SECONDS,
            made_on=request.volume.key,
        )
        yield Progress(0.3, "First mask", preview)
        yield from self._waiting()
        return Segmentation(
            box,
            probability > 0.5,
            probability,
            Stage.UNSUPERVISED,
            seconds=SECONDS,
            config=_config(request, box),
            made_on=request.volume.key,
        )

    def refine(self, request: RefineRequest) -> Run:
        self.asked.append(request)
        before = request.segmentation
        yield Progress(0.1, "Reading the scribbles")
        yield from self._waiting()
        seeds = request.scribbles.seeds_in(before.box)
        mask = (before.mask | (seeds == SeedLabel.FOREGROUND)) & (seeds != SeedLabel.BACKGROUND)
        return Segmentation(
            before.box,
            mask,
            before.foreground_probability,
            Stage.REFINED,
            before.round + 1,
            seconds=SECONDS,
            config=_config(request, before.box),
            made_on=request.volume.key,
        )

    def relabel(self, request: RefineRequest) -> Run:
        """The smoother, the smaller: λ raises the threshold."""
        self.relabelled.append(request)
        yield Progress(0.1, "Cutting along the edges")
        yield from self._waiting()
        before = request.segmentation
        config = _config(request, before.box)
        threshold = 0.5 + config.graph_cut.smoothness_weight / 200
        mask = before.foreground_probability > threshold
        return replace(before, mask=mask, config=config, seconds=SECONDS)

    def _waiting(self) -> Run:
        finished = False
        try:
            while not self.gate.wait(0.01):
                yield Progress(0.5, "Adapting to this image")
            finished = True
        finally:
            self.closed_runs += not finished
        if self.error is not None:
            raise self.error


def _config(request: SegmentRequest | RefineRequest, box: BoundingBox) -> EngineConfig:
    return (request.configs or EngineConfigs()).of(box.dimension)


@dataclass
class FakeQuestions:
    """Answers every question as it was told, and remembers what was asked."""

    scan: Path | None = None
    folder: Path | None = None
    reference: Path | None = None
    mask: Path | None = None
    export: Path | None = None
    series: int | None = None
    kind: ExportChoice | None = None
    offers: tuple[ExportOffer, ...] = ()
    unsaved: UnsavedAnswer = UnsavedAnswer.CANCEL
    case: Path | None = None
    diagnosis: Path | None = None
    aligned: Path | None = None
    picture: Path | None = None
    resample: bool = False
    replace: bool = False
    grid_offers: list[GridOffer] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def ask_scan(self) -> Path | None:
        self.asked.append("scan")
        return self.scan

    def ask_picture(self, suggested: Path) -> Path | None:
        self.asked.append(f"picture {suggested.name}")
        return self.picture

    def ask_aligned_image(self) -> Path | None:
        self.asked.append("aligned image")
        return self.aligned

    def ask_folder(self) -> Path | None:
        self.asked.append("folder")
        return self.folder

    def ask_reference(self) -> Path | None:
        self.asked.append("reference")
        return self.reference

    def ask_mask(self) -> Path | None:
        self.asked.append("mask")
        return self.mask

    def ask_export_kind(self, offers: Sequence[ExportOffer]) -> ExportChoice | None:
        self.asked.append("kind")
        self.offers = tuple(offers)
        return self.kind

    def ask_export(self, suggested: Path, kind: ExportKind) -> Path | None:
        self.asked.append(f"export {suggested.name}")
        return self.export

    def ask_case(self) -> Path | None:
        self.asked.append("case")
        return self.case

    def ask_save_case(self, suggested: Path) -> Path | None:
        self.asked.append(f"save case {suggested.name}")
        return self.case

    def ask_replace(self, path: Path) -> bool:
        self.asked.append(f"replace {path.name}")
        return self.replace

    def ask_save_diagnosis(self, suggested: Path) -> Path | None:
        self.asked.append(f"save diagnosis {suggested.name}")
        return self.diagnosis

    def ask_series(self, choices: Sequence[SeriesChoice]) -> SeriesInfo | None:
        self.asked.append("series " + ", ".join(choice.title for choice in choices))
        return None if self.series is None else choices[self.series].info

    def ask_resample(self, offer: GridOffer) -> bool:
        self.asked.append(f"resample {offer.labels.name}")
        self.grid_offers.append(offer)
        return self.resample

    def ask_unsaved(self, names: Sequence[str]) -> UnsavedAnswer:
        self.asked.append(f"unsaved {', '.join(names)}")
        return self.unsaved


def ball_volume(shape: tuple[int, int, int] = (40, 36, 20), *, radius: float = 7.0) -> Volume:
    """A bright ball in the middle of a dark volume, with a little structure."""
    middle = [(n - 1) / 2 for n in shape]
    axes = np.meshgrid(
        *(np.arange(n) - m for n, m in zip(shape, middle, strict=True)), indexing="ij"
    )
    distance = np.sqrt(sum(axis**2 for axis in axes))
    noise = np.random.default_rng(0).normal(0, 2, shape)
    data = 20 + 100 / (1 + np.exp((distance - radius) * 2)) + noise
    return Volume(data.astype(np.float32), Affine.from_spacing((1.0, 1.0, 1.0)))
