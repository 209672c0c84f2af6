"""The document: one image, the objects outlined on it, and the edits that change them.

A case's state is one frozen value that shares its arrays with its predecessors, so the inverse of
any edit is simply the state before it, and remembering a hundred of them costs little.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bifseg_core.config import EngineConfig, EngineConfigs
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke, taken_away
from bifseg_core.measures import Measure
from bifseg_core.taught import TaughtMap
from bifseg_core.volume import ImageKey, Volume


class Stage(enum.Enum):
    """How far a segmentation has come."""

    INITIAL = "initial"
    """The network's own probability and one label update."""

    UNSUPERVISED = "unsupervised"
    """Fine-tuned to this image without scribbles."""

    REFINED = "refined"
    """Fine-tuned with the user's scribbles."""

    GIVEN = "given"
    """Painted by hand or loaded from a file; no network was asked."""


class ObjectStatus(enum.Enum):
    """Whether the user is done with an object."""

    OPEN = "open"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class StepSeconds:
    """Machine time of one run, by step, in seconds."""

    features: float = 0.0
    fine_tuning: float = 0.0
    graph_cut: float = 0.0
    geodesic: float = 0.0
    total: float = 0.0

    def plus(self, other: StepSeconds) -> StepSeconds:
        """The time of two runs together."""
        return StepSeconds(
            **{name: value + vars(other)[name] for name, value in vars(self).items()}
        )


@dataclass(frozen=True, eq=False)
class ClassifierState:
    """The fine-tuned classifier of one round: a few thousand numbers.

    Attributes:
        network: the network that it belongs to.
        parameters: name → float32 array.
    """

    network: str
    parameters: Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class Segmentation:
    """What one run of a segmenter delivered; arrays have the box's shape.

    Attributes:
        box: where the arrays lie in the image.
        mask: bool, the object.
        foreground_probability: float32 in [0, 1].
        stage: how it was made.
        round: number of refinements so far.
        classifier: where the next round starts, None for methods without one.
        seconds: machine time.
        network, device: what it was computed with.
        notes: sentences for the user about what had to be decided.
        taught: the weight map of the last network update; None before the first one, and where the
            mask comes from a file.
        config: the method's parameters that it was made with, None for methods without them.
        made_on: the image of the case that was looked at; None where that is not known, as of masks
            from files.
        weights_sha256: checksum of the network's weights, "" where none is known.
    """

    box: BoundingBox
    mask: NDArray[np.bool_]
    foreground_probability: NDArray[np.float32]
    stage: Stage
    round: int = 0
    classifier: ClassifierState | None = None
    seconds: StepSeconds = field(default_factory=StepSeconds)
    network: str = ""
    device: str = "cpu"
    notes: tuple[str, ...] = ()
    taught: TaughtMap | None = None
    config: EngineConfig | None = None
    made_on: ImageKey | None = None
    weights_sha256: str = ""

    @cached_property
    def voxel_count(self) -> int:
        """Number of voxels of the object; counted once."""
        return int(np.count_nonzero(self.mask))

    def full_mask(self, shape: tuple[int, int, int]) -> NDArray[np.bool_]:
        """The mask on the whole image's grid (I, J, K)."""
        full = np.zeros(shape, bool)
        full[self.box.slices] = self.mask
        return full


@dataclass(frozen=True, eq=False)
class SegmentedObject:
    """One object, or a further box of one: the box, what the user scribbled, and the mask so far.

    Its number is never given to another one. Its colour is a place in the window's palette, None
    where that follows from the number. Its reference, bool (I, J, K) of the image, is a mask to
    measure it against. A further box names the object that it is a part of, see `boxes`.
    """

    object_id: int
    name: str
    box: BoundingBox | None = None
    scribbles: Scribbles = Scribbles()
    segmentation: Segmentation | None = None
    status: ObjectStatus = ObjectStatus.OPEN
    colour: int | None = None
    reference: NDArray[np.bool_] | None = None
    part_of: int | None = None

    @property
    def whole_id(self) -> int:
        """The number of the object that the box belongs to; its own where it is the first one."""
        return self.object_id if self.part_of is None else self.part_of

    def following(self, changed: SegmentedObject) -> SegmentedObject:
        """What it is after a change: the changed one itself, or a box that shares what is whole."""
        if changed.object_id == self.object_id:
            return changed
        if changed.whole_id != self.whole_id:
            return self
        return replace(self, **{name: getattr(changed, name) for name in _OF_THE_WHOLE})


_OF_THE_WHOLE = ("name", "status", "colour", "reference")


@dataclass(frozen=True, eq=False)
class CaseState:
    """Everything about a case that an edit can change.

    Attributes:
        objects: in the order of the list; the further boxes of an object come after its first one.
        active_id: the object that tools act on.
        configs: the method's parameters for what is segmented next; None where the user has not
            changed them in this case.
        measures: what the user measured on slices, in the order of drawing.
    """

    objects: tuple[SegmentedObject, ...]
    active_id: int
    configs: EngineConfigs | None = None
    measures: tuple[Measure, ...] = ()

    def object(self, object_id: int) -> SegmentedObject:
        """The object of that number; KeyError where there is none."""
        for candidate in self.objects:
            if candidate.object_id == object_id:
                return candidate
        raise KeyError(object_id)

    @property
    def active(self) -> SegmentedObject:
        """The object that tools act on."""
        return self.object(self.active_id)

    @property
    def reference(self) -> NDArray[np.bool_] | None:
        """What to measure the active object against, bool (I, J, K), or None."""
        return self.active.reference

    def with_object(self, changed: SegmentedObject) -> CaseState:
        """The state with the object of the same number replaced; its other boxes follow it."""
        return replace(self, objects=tuple(o.following(changed) for o in self.objects))


def _told(
    state: CaseState, target: SegmentedObject, within: BoundingBox | None = None
) -> Scribbles:
    """A box's scribbles, beneath them what was taken away in the object's other boxes."""
    others = [o for o in state.objects if o.whole_id == target.whole_id and o is not target]
    return target.scribbles.on_top_of(taken_away((o.scribbles for o in others), within))


class Edit(Protocol):
    """A small change of a case that says what it is."""

    @property
    def name(self) -> str:
        """What the history calls it, such as "Draw box" or "Refine"."""
        ...

    def apply(self, state: CaseState) -> CaseState:
        """The state after the edit."""
        ...


@dataclass(frozen=True, eq=False)
class SetBox:
    """Draw, move or remove an object's box; an accepted object opens again."""

    object_id: int
    box: BoundingBox | None
    name: str = "Draw box"

    def apply(self, state: CaseState) -> CaseState:
        """The state with the new box; the mask stays until a new one is computed.

        What was said in the object's other boxes not to be the object is said in this one as well.
        """
        target = state.object(self.object_id)
        told = target.scribbles if self.box is None else _told(state, target, within=self.box)
        changed = replace(target, box=self.box, scribbles=told, status=ObjectStatus.OPEN)
        return state.with_object(changed)


@dataclass(frozen=True, eq=False)
class AddStroke:
    """Add a foreground, background or eraser stroke; an accepted object opens again."""

    object_id: int
    stroke: Stroke
    name: str = "Scribble"

    def apply(self, state: CaseState) -> CaseState:
        """The state with the stroke on top of the others.

        A box that will grow for it is told what was said in the object's other boxes not to be it.
        """
        target = state.object(self.object_id)
        scribbles = target.scribbles
        if self.stroke.label is SeedLabel.FOREGROUND and target.box is not None:
            is_held = target.box.contains(self.stroke.voxels_ijk).all()
            scribbles = scribbles if is_held else _told(state, target)
        added = scribbles.adding(self.stroke)
        return state.with_object(replace(target, scribbles=added, status=ObjectStatus.OPEN))


@dataclass(frozen=True, eq=False)
class ReplaceSegmentation:
    """Put a run's result in place: mask, probability, classifier and the box it was made in."""

    object_id: int
    segmentation: Segmentation
    name: str = "Segment"

    def apply(self, state: CaseState) -> CaseState:
        """The state with the new mask."""
        target = state.object(self.object_id)
        box = self.segmentation.box
        return state.with_object(replace(target, segmentation=self.segmentation, box=box))


@dataclass(frozen=True, eq=False)
class SetMeasures:
    """Draw or remove measures; the objects stay as they are."""

    measures: tuple[Measure, ...]
    name: str = "Measure"

    def apply(self, state: CaseState) -> CaseState:
        """The state with these measures and no others."""
        return replace(state, measures=self.measures)


@dataclass(frozen=True, eq=False)
class SetReferences:
    """Load or remove the masks to measure objects against; object → bool (I, J, K) or None."""

    references: Mapping[int, NDArray[np.bool_] | None]
    name: str = "Load reference"

    def apply(self, state: CaseState) -> CaseState:
        """The state with the new references; other objects keep theirs."""
        for object_id, reference in self.references.items():
            state = state.with_object(replace(state.object(object_id), reference=reference))
        return state


@dataclass(frozen=True, eq=False)
class SetConfigs:
    """Change the method's parameters."""

    configs: EngineConfigs
    name: str = "Change parameters"

    def apply(self, state: CaseState) -> CaseState:
        """The state with the new parameters; masks stay until they are computed anew."""
        return replace(state, configs=self.configs)


@dataclass(frozen=True, eq=False)
class RestoreState:
    """The inverse of any edit: the state as it was."""

    state: CaseState
    name: str

    def apply(self, state: CaseState) -> CaseState:
        """The remembered state."""
        return self.state


class Aspect(enum.Enum):
    """A part of a case that views show."""

    OBJECTS = "objects"
    BOX = "box"
    SCRIBBLES = "scribbles"
    SEGMENTATION = "segmentation"
    REFERENCE = "reference"
    CONFIGS = "configs"
    MEASURES = "measures"


@dataclass(frozen=True)
class Changes:
    """What an edit changed, for those who redraw."""

    aspects: frozenset[Aspect]
    revision: int


class Case:
    """An image and the state of its outlining; changed by `apply` alone.

    Args:
        volume: the image.
    """

    def __init__(self, volume: Volume) -> None:
        self.volume = volume
        self._state = CaseState((SegmentedObject(1, "Object 1"),), active_id=1)
        self._revision = 0
        self._highest_id = 1

    @property
    def state(self) -> CaseState:
        """The current state, a frozen value."""
        return self._state

    @property
    def revision(self) -> int:
        """Rises with every edit, undo included."""
        return self._revision

    @property
    def next_id(self) -> int:
        """A number that no object of this case ever had, also none that was undone."""
        return self._highest_id + 1

    def apply(self, edit: Edit) -> tuple[Changes, RestoreState]:
        """Change the state; returns what changed and the edit that takes it back."""
        before = self._state
        self._state = edit.apply(before)
        self._revision += 1
        self._highest_id = max(self._highest_id, *(o.object_id for o in self._state.objects))
        return Changes(_difference(before, self._state), self._revision), RestoreState(
            before, edit.name
        )


def _difference(before: CaseState, after: CaseState) -> frozenset[Aspect]:
    aspects = set()
    if _listing(before) != _listing(after):
        aspects.add(Aspect.OBJECTS)
    for aspect in (Aspect.BOX, Aspect.SCRIBBLES, Aspect.SEGMENTATION):
        if _parts(before, aspect.value) != _parts(after, aspect.value):
            aspects.add(aspect)
    if _references(before) != _references(after):
        aspects.add(Aspect.REFERENCE)
    if before.configs != after.configs:
        aspects.add(Aspect.CONFIGS)
    if before.measures != after.measures:
        aspects.add(Aspect.MEASURES)
    return frozenset(aspects)


def _listing(state: CaseState) -> tuple[object, ...]:
    objects = ((o.object_id, o.part_of, o.name, o.status, o.colour) for o in state.objects)
    return state.active_id, *objects


def _references(state: CaseState) -> dict[int, int]:
    return {o.object_id: id(o.reference) for o in state.objects if o.reference is not None}


def _parts(state: CaseState, attribute: str) -> dict[int, object]:
    return {o.object_id: getattr(o, attribute) for o in state.objects}
