"""One object, one robot user, one method: first mask, then rounds of scribbles."""

from __future__ import annotations

import enum
import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bifseg_core.case import Segmentation, Stage, StepSeconds
from bifseg_core.errors import BoxError, InteractionError, NetworkError
from bifseg_core.evaluation.contenders import Contender, Method
from bifseg_core.evaluation.dataset import Task
from bifseg_core.evaluation.metrics import honoured, measure
from bifseg_core.evaluation.robot import BoxKind, Interaction, RobotUser
from bifseg_core.evaluation.rows import Row
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles
from bifseg_core.memory import forget_peak_memory, peak_memory_mb
from bifseg_core.segmenter import RefineRequest, SegmentRequest, finish
from bifseg_core.volume import Volume

MaskArray = NDArray[np.bool_]

INITIAL, UNSUPERVISED = "initial", "unsupervised"


class ScribbleSource(enum.Enum):
    """Whose errors the robot corrects."""

    OWN = "own"
    """Every method gets scribbles from its own errors."""

    SHARED = "shared"
    """Every method starts from the initial mask and gets the same scribbles."""


@dataclass(frozen=True)
class Protocol:
    """How every method is tried.

    Attributes:
        rounds: of scribbles; shared scribbles make one round at most.
        boxes: how the robot draws its box.
        scribbles: whose errors it corrects.
        interaction: how it corrects them.
    """

    rounds: int = 5
    boxes: BoxKind = BoxKind.STANDARD
    scribbles: ScribbleSource = ScribbleSource.OWN
    interaction: Interaction = Interaction.SCRIBBLES

    def stages(self, method: Method) -> tuple[str, ...]:
        """The rounds of a method by their names in tables, in order."""
        if method is Method.CNN:
            return (INITIAL,)
        return INITIAL, UNSUPERVISED, *(str(number + 1) for number in range(self.rounds))


@dataclass(frozen=True, eq=False)
class Scene:
    """What a method is tried on: an image, the object in it, a user and the box that they drew."""

    task: Task
    volume: Volume
    truth: MaskArray
    user: RobotUser
    box: BoundingBox

    @classmethod
    def of(cls, task: Task, seed: int, protocol: Protocol) -> Scene:
        """Read the image and the object and let the user of that seed draw the box.

        Raises:
            BifsegError: the image or its label map cannot be used.
        """
        volume = task.volume()
        truth = task.object_mask(volume)
        user = RobotUser(
            truth, task.name, seed, protocol.boxes, protocol.interaction, volume.spacing
        )
        return cls(task, volume, truth, user, user.draw_box())


@dataclass(frozen=True, eq=False)
class Shown:
    """What the user sees after a step, and what it cost.

    Attributes:
        segmentation: the mask.
        seconds: machine time, None where nothing had to be computed.
        peak_memory_mb: the most memory held meanwhile, NaN where nothing had to be computed.
        note: why a step failed, "" where it did not.
    """

    segmentation: Segmentation
    seconds: StepSeconds | None = None
    peak_memory_mb: float = float("nan")
    note: str = ""


def play(scene: Scene, method: Method, contender: Contender, protocol: Protocol) -> list[Row]:
    """Try one method and measure the mask of every round; a step that fails changes nothing."""
    stages = protocol.stages(method)
    first = _attempt(lambda: _segment(scene, contender, Stage.INITIAL), _nothing(scene.box))
    if method.has_network:
        first = _without_cut(first)
    initial = first.segmentation
    masks = [(first, Scribbles())]
    if UNSUPERVISED in stages:
        shown = _attempt(lambda: _segment(scene, contender, Stage.UNSUPERVISED), initial)
        masks.append((shown, Scribbles()))
        shared = protocol.scribbles is ScribbleSource.SHARED
        start = initial if shared else shown.segmentation
        masks += _corrections(scene, contender, start, protocol.rounds)
    seen = zip(stages, masks, strict=True)
    return [
        _row(scene, method, contender, protocol=protocol, stage=stage, shown=shown, drawn=drawn)
        for stage, (shown, drawn) in seen
    ]


def _without_cut(first: Shown) -> Shown:
    """The network's own p > 0.5 in place of the cut's mask, and without the time of the cut."""
    mask = first.segmentation.foreground_probability > 0.5
    spent = first.seconds
    if spent is not None:
        spent = replace(spent, graph_cut=0.0, total=spent.total - spent.graph_cut)
    return replace(first, segmentation=replace(first.segmentation, mask=mask), seconds=spent)


def _corrections(
    scene: Scene, contender: Contender, start: Segmentation, rounds: int
) -> Iterator[tuple[Shown, Scribbles]]:
    shown, scribbles = Shown(start), Scribbles()
    for number in range(1, rounds + 1):
        mask = shown.segmentation.full_mask(scene.volume.shape)
        new = scene.user.correct(mask, round_number=number)
        scribbles = Scribbles((*scribbles.strokes, *new))
        seen = shown.segmentation
        shown = _refined(scene, contender, seen, scribbles) if new else Shown(seen)
        yield shown, scribbles


def _refined(scene: Scene, contender: Contender, seen: Segmentation, scribbles: Scribbles) -> Shown:
    request = RefineRequest(scene.volume, scribbles, seen)
    return _attempt(lambda: finish(contender.segmenter.refine(request)), seen)


def _segment(scene: Scene, contender: Contender, stage: Stage) -> Segmentation:
    return finish(contender.segmenter.segment(SegmentRequest(scene.volume, scene.box, stage)))


def _attempt(step: Callable[[], Segmentation], otherwise: Segmentation) -> Shown:
    forget_peak_memory()
    try:
        segmentation = step()
    except (BoxError, InteractionError, NetworkError) as error:
        return Shown(otherwise, note=str(error))
    return Shown(segmentation, segmentation.seconds, peak_memory_mb())


def _nothing(box: BoundingBox) -> Segmentation:
    empty = np.zeros(box.shape, bool)
    return Segmentation(box, empty, empty.astype(np.float32), Stage.INITIAL)


def _row(
    scene: Scene,
    method: Method,
    contender: Contender,
    *,
    protocol: Protocol,
    stage: str,
    shown: Shown,
    drawn: Scribbles,
) -> Row:
    task, segmentation = scene.task, shown.segmentation
    mask = segmentation.full_mask(scene.volume.shape)
    measures = measure(mask, scene.truth, affine=scene.volume.affine)
    obeyed = honoured(mask, drawn)
    spent = shown.seconds or StepSeconds(*[float("nan")] * 5)
    return Row(
        dataset=task.dataset,
        case=task.case,
        subject=task.subject,
        target=task.target,
        object=task.object_index,
        seed=scene.user.seed,
        method=method.value,
        round=stage,
        dice=measures.dice,
        surface_dice=measures.surface_dice,
        surface_distance_mm=measures.surface_distance_mm,
        volume_error_ml=measures.volume_error_ml,
        reference_voxels=int(np.count_nonzero(scene.truth)),
        strokes=len(drawn),
        scribbled_voxels=obeyed.scribbled,
        honoured_voxels=obeyed.voxels,
        seconds_features=spent.features,
        seconds_fine_tuning=spent.fine_tuning,
        seconds_graph_cut=spent.graph_cut,
        seconds_geodesic=spent.geodesic,
        seconds=spent.total,
        peak_memory_mb=shown.peak_memory_mb,
        box=str(segmentation.box),
        boxes=protocol.boxes.value,
        scribbles=protocol.scribbles.value,
        interaction=protocol.interaction.value,
        network=segmentation.network,
        weights_sha256=segmentation.weights_sha256 or contender.weights_sha256,
        configuration=contender.configuration,
        hardware=f"{hardware()}, {segmentation.device}",
        note=shown.note,
    )


def hardware() -> str:
    """The processor's name and how many there are."""
    name = platform.processor() or platform.machine()
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text(encoding="utf-8").splitlines() if listing.is_file() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{models[0] if models else name} x {os.cpu_count()}"
