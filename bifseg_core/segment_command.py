"""`python -m bifseg_core segment IMAGE --box … --output MASK`: the whole loop without a window."""

from __future__ import annotations

import argparse
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bifseg_core.case import Segmentation, Stage, StepSeconds
from bifseg_core.device import DeviceChoice
from bifseg_core.energy.geodesic import backend_name
from bifseg_core.engine import BifsegEngine
from bifseg_core.errors import BoxError, WriteError
from bifseg_core.evaluation.metrics import dice
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles
from bifseg_core.io import (
    describe,
    export_mask,
    read_mask,
    read_scribbles,
    read_volume,
    write_json,
)
from bifseg_core.io.atomic import check_place
from bifseg_core.io.export import check_mask_target
from bifseg_core.io.source import keep_source
from bifseg_core.segmenter import RefineRequest, Run, SegmentRequest
from bifseg_core.version import __version__
from bifseg_core.volume import Volume

Mask = NDArray[np.bool_]


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("segment", help="segment the object in a box")
    parser.add_argument("image", type=Path, metavar="IMAGE")
    parser.add_argument(
        "--box",
        required=True,
        metavar="i0:i1,j0:j1,k0:k1",
        help="half-open voxel ranges in the header's index order; 2D: column and row",
    )
    parser.add_argument("--output", required=True, type=Path, metavar="MASK")
    parser.add_argument("--stage", choices=["initial", "unsupervised"], default="unsupervised")
    parser.add_argument("--scribbles", type=Path, metavar="LABELMAP", help="1 object, 2 background")
    parser.add_argument("--reference", type=Path, metavar="MASK", help="measure Dice against it")
    parser.add_argument("--network", metavar="NAME")
    parser.add_argument("--device", choices=[c.value for c in DeviceChoice], default="auto")
    parser.add_argument("--report", type=Path, metavar="FILE.json")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Segment, refine where scribbles are given, write the mask and the report."""
    _refuse_to_overwrite(options)
    volume = read_volume(options.image)
    check_mask_target(volume, options.output)
    if options.report:
        keep_source(volume, options.report)
        check_place(options.report)
    box = _box(options.box, volume)
    scribbles = read_scribbles(options.scribbles, volume) if options.scribbles else None
    reference = read_mask(options.reference, volume) if options.reference else None
    engine = BifsegEngine(options.network, device=DeviceChoice(options.device))
    try:
        outcome = _segmented(engine, volume, box, stage=Stage(options.stage), scribbles=scribbles)
        sha256 = engine.loaded_network(outcome.final.box.dimension).weights_sha256
    finally:
        engine.close()
    export_mask(outcome.final.full_mask(volume.shape), volume, options.output)
    report = _report(outcome, volume, reference, sha256)
    if options.report:
        write_json(options.report, report)
    _tell(outcome, volume, report)
    return 0


@dataclass(frozen=True, eq=False)
class _Outcome:
    """The segmentations of a session, by stage; None where a stage was not run."""

    initial: Segmentation
    unsupervised: Segmentation | None
    refined: Segmentation | None

    @property
    def final(self) -> Segmentation:
        return self.refined or self.unsupervised or self.initial

    @property
    def seconds(self) -> StepSeconds:
        first = self.unsupervised or self.initial
        runs = [first.seconds, *([self.refined.seconds] if self.refined else [])]
        sums = {f.name: sum(getattr(r, f.name) for r in runs) for f in fields(StepSeconds)}
        return StepSeconds(**sums)


def _refuse_to_overwrite(options: argparse.Namespace) -> None:
    """Stop before a result takes the place of a file that the command reads, or of the other."""
    taken = {
        path.resolve() for path in (options.image, options.scribbles, options.reference) if path
    }
    for target in (options.output, options.report):
        if target and target.resolve() in taken:
            raise WriteError(
                f'"{target.name}" is already the name of another file of this command; '
                "choose another name."
            )
        if target:
            taken.add(target.resolve())


def _box(text: str, volume: Volume) -> BoundingBox:
    box = BoundingBox.parse(text)
    if volume.shape[2] > 1 and text.count(",") == 1:
        raise BoxError("The image has three axes; give the box a third range, k0:k1.")
    return box


def _segmented(
    engine: BifsegEngine,
    volume: Volume,
    box: BoundingBox,
    *,
    stage: Stage,
    scribbles: Scribbles | None,
) -> _Outcome:
    previews, last = _followed(engine.segment(SegmentRequest(volume, box, stage)))
    initial = previews[0] if previews else last
    unsupervised = None if stage is Stage.INITIAL else last
    refined = None
    if scribbles is not None:
        _, refined = _followed(engine.refine(RefineRequest(volume, scribbles, last)))
    return _Outcome(initial, unsupervised, refined)


def _followed(run: Run) -> tuple[list[Segmentation], Segmentation]:
    previews: list[Segmentation] = []
    while True:
        try:
            preview = next(run).preview
        except StopIteration as stop:
            return previews, stop.value
        if preview is not None:
            previews.append(preview)


def _report(
    outcome: _Outcome, volume: Volume, reference: Mask | None, sha256: str
) -> dict[str, object]:
    final = outcome.final
    return {
        "seconds": asdict(outcome.seconds),
        "dice": _dice_by_stage(outcome, volume, reference),
        **_extent(final, volume),
        "network": final.network,
        "weights_sha256": sha256,
        "device": final.device,
        "geodesic_backend": backend_name(),
        "version": __version__,
        "notice": "Not a medical device.",
    }


def _dice_by_stage(
    outcome: _Outcome, volume: Volume, reference: Mask | None
) -> dict[str, float | None]:
    scores: dict[str, float | None] = {"initial": None, "unsupervised": None, "refined": None}
    if reference is None:
        return scores
    probable = np.zeros(volume.shape, bool)
    probable[outcome.initial.box.slices] = outcome.initial.foreground_probability > 0.5
    scores["initial"] = dice(probable, reference)
    for stage, found in (("unsupervised", outcome.unsupervised), ("refined", outcome.refined)):
        if found is not None:
            scores[stage] = dice(found.full_mask(volume.shape), reference)
    return scores


def _extent(final: Segmentation, volume: Volume) -> dict[str, float]:
    if volume.shape[2] == 1:
        return {"area_pixels": final.voxel_count}
    return {"volume_ml": final.voxel_count * volume.affine.voxel_volume / 1000}


def _tell(outcome: _Outcome, volume: Volume, report: dict[str, Any]) -> None:
    for note in dict.fromkeys((*volume.notes, *outcome.initial.notes, *outcome.final.notes)):
        print(note)
    if strange := describe(volume).non_finite_count:
        print(f"Values outside the box that are not numbers count as the minimum: {strange}.")
    size = (
        f"{report['area_pixels']} pixels"
        if "area_pixels" in report
        else f"{report['volume_ml']:.2f} ml"
    )
    print(f"Object: {size} in {report['seconds']['total']:.2f} s on {report['device']}.")
    for stage, score in report["dice"].items():
        if score is not None:
            print(f"Dice {stage}: {100 * score:.1f} %")
