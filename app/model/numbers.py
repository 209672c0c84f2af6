"""The numbers of the panel and their words, computed from plain values; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.translation import tr
from bifseg_core.boxes import Boxes, masks_of, own_voxels, voxel_count
from bifseg_core.case import Segmentation, SegmentedObject, StepSeconds
from bifseg_core.volume import Volume

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True)
class Figures:
    """What is known about one object's mask.

    Attributes:
        voxels: of the mask, None where there is no mask.
        dice: overlap with the reference in 0..1, None without one.
        rounds: refinements that made the mask.
        strokes: drawn so far.
        seconds: machine time of the last run by step.
        missed, spilt: voxels of the reference alone and of the mask alone, None without one.
        is_taught: the weight map of the last fine-tuning is known.
    """

    voxels: int | None = None
    dice: float | None = None
    rounds: int = 0
    strokes: int = 0
    seconds: StepSeconds | None = None
    missed: int | None = None
    spilt: int | None = None
    is_taught: bool = False


class FigureMaker:
    """Makes figures; remembers what is costly: the counts of the last masks and reference."""

    def __init__(self) -> None:
        self._reference: BoolArray | None = None
        self._reference_count = 0
        self._masks: tuple[Segmentation, ...] = ()
        self._count = 0
        self._overlap = 0

    def figures(
        self, target: SegmentedObject, reference: BoolArray | None, others: Boxes = ()
    ) -> Figures:
        """An object's figures.

        Args:
            target: the object, or the box of it whose last run is told.
            reference: what to measure all its masks against, (I, J, K), None where there is none.
            others: its other boxes.
        """
        boxes = (target, *others)
        masks, found = masks_of(boxes), target.segmentation
        strokes = len({stroke for one in boxes for stroke in one.scribbles.strokes})
        if not masks:
            return Figures(strokes=strokes)
        self._count_anew(masks, reference)
        figures = Figures(
            self._count,
            rounds=sum(one.round for one in masks),
            strokes=strokes,
            seconds=found and found.seconds,
            is_taught=found is not None and found.taught is not None,
        )
        return figures if reference is None else self._measured(figures)

    def _measured(self, figures: Figures) -> Figures:
        total = self._count + self._reference_count
        return replace(
            figures,
            dice=2 * self._overlap / total if total else None,
            missed=self._reference_count - self._overlap,
            spilt=self._count - self._overlap,
        )

    def _count_anew(self, masks: tuple[Segmentation, ...], reference: BoolArray | None) -> None:
        is_same = masks == self._masks and reference is self._reference
        if reference is not self._reference:
            self._reference_count = 0 if reference is None else int(np.count_nonzero(reference))
        if not is_same:
            self._count = voxel_count(masks)
            self._overlap = 0 if reference is None else _overlap(reference, masks)
        self._masks, self._reference = masks, reference


def _overlap(reference: BoolArray, masks: tuple[Segmentation, ...]) -> int:
    """Voxels in both, counted slice by slice: for large boxes ten times as quick as at once."""
    return sum(
        int(np.count_nonzero(one & other))
        for box, own in own_voxels(masks)
        for one, other in zip(reference[box.slices], own, strict=True)
    )


def size_words(voxels: int, volume: Volume) -> str:
    """The mask's size: "12.4 ml", of a 2D image "310 mm²", of a picture "310 px"."""
    if volume.is_planar:
        return area_words(voxels * volume.spacing[0] * volume.spacing[1], volume)
    millilitres = voxels * volume.affine.voxel_volume / 1000
    return f"{millilitres:.3g} ml" if millilitres < 1 else f"{millilitres:.1f} ml"


def area_words(area: float, image: Volume) -> str:
    """An area in words: "2.4 mm²", "31 mm²", "12.4 cm²", or "310 px" where nobody knows a scale.

    Args:
        area: in mm², or in pixels of a picture.
        image: that it lies in.
    """
    if not image.is_oriented:
        return f"{area:,.0f} px".replace(",", "\N{NARROW NO-BREAK SPACE}")
    if area >= 1000:
        return f"{area / 100:.1f} cm²"
    return f"{area:.0f} mm²" if area >= 10 else f"{area:.1f} mm²"


def seconds_words(seconds: float) -> str:
    """Seconds in words: "0.8 s" below ten, "42 s" below a minute, then "3 min 05 s"."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s"


def split_words(seconds: StepSeconds) -> str:
    """The last run's steps, one a line, for a tooltip."""
    rows = (
        (tr("Looking at the box"), seconds.features),
        (tr("Learning from it"), seconds.fine_tuning),
        (tr("Drawing the border"), seconds.graph_cut),
        (tr("Measuring from scribbles"), seconds.geodesic),
    )
    lines = [f"{label}: {value:.2f} s" for label, value in rows if value > 0]
    return "\n".join([*lines, tr("Together: {seconds:.2f} s", seconds=seconds.total)])


def dice_words(dice: float) -> str:
    """A share in words: "91.3 %"."""
    return f"{100 * dice:.1f} %"
