"""Steps into records. What a state shares with earlier ones is written once and referred to."""

from __future__ import annotations

import weakref
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bifseg_core.case import (
    CaseState,
    ClassifierState,
    Segmentation,
    SegmentedObject,
    Stage,
)
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, Stroke
from bifseg_core.journal.owed import Owed
from bifseg_core.journal.packing import Record, squeezed
from bifseg_core.journal.steps import Step

KINDS = ("stroke", "scribbles", "segmentation", "object", "reference")
"""What is numbered, each kind from 0 in the order of writing."""


class Known:
    """What was written already, by kind; keeps nothing of it alive."""

    def __init__(self) -> None:
        self._numbers: dict[int, tuple[weakref.ref[Any], int]] = {}
        self._counts = dict.fromkeys(KINDS, 0)

    def number(self, item: object) -> int | None:
        """The number under which it was written, None where it was not."""
        reference, number = self._numbers.get(id(item), (None, None))
        return number if reference is not None and reference() is item else None

    def add(self, kind: str, item: object) -> int:
        """Give it the next number of its kind."""
        number = self._counts[kind]
        self._counts[kind] += 1
        self.note(item, number)
        return number

    def note(self, item: object, number: int) -> None:
        """It stands with the item of that number."""
        self._numbers[id(item)] = (weakref.ref(item), number)


class Recorder:
    """Turns steps into records.

    Args:
        known: what stands in the file already.
        owed: takes the probabilities, to be written later; None writes them with their masks.
    """

    def __init__(self, known: Known | None = None, *, owed: Owed | None = None) -> None:
        self._known = known or Known()
        self._owed = owed
        self._records: list[Record] = []

    def records(self, step: Step) -> list[Record]:
        """What is to be written for a step: what is new in it, then the step itself."""
        self._records = []
        head: dict[str, Any] = {"kind": "step", "how": step.kind.value, "at": step.at}
        if step.state is not None:
            head |= {"name": step.name, "edit": step.edit, **self._state(step.state)}
        if step.saved is not None:
            head["saved"] = self._object(step.saved)
        if step.image is not None:
            head["image"] = step.image.to_json()
        if step.answered:
            head["answered"] = list(step.answered)
        if step.seconds:
            times = step.seconds.items()
            head["seconds"] = [[i, t.total, t.active, t.machine] for i, t in times]
        return [*self._records, Record(head)]

    def _state(self, state: CaseState) -> dict[str, Any]:
        configs = {} if state.configs is None else {"configs": state.configs.plain()}
        measures = {"measures": [item.plain() for item in state.measures]}
        return (
            configs
            | (measures if state.measures else {})
            | {
                "objects": [self._object(item) for item in state.objects],
                "active": state.active_id,
            }
        )

    def _object(self, item: SegmentedObject) -> int:
        found = self._known.number(item)
        if found is not None:
            return found
        head: dict[str, Any] = {
            "id": item.object_id,
            "name": item.name,
            "box": _box(item.box) if item.box else None,
            "scribbles": self._scribbles(item.scribbles),
            "segmentation": self._segmentation(item.segmentation) if item.segmentation else None,
            "status": item.status.value,
        }
        if item.colour is not None:
            head["colour"] = item.colour
        if item.part_of is not None:
            head["part_of"] = item.part_of
        if item.reference is not None:
            head["reference"] = self._reference(item.reference)
        return self._write("object", item, head)

    def _scribbles(self, item: Scribbles) -> int:
        found = self._known.number(item)
        if found is not None:
            return found
        return self._write(
            "scribbles", item, {"strokes": [self._stroke(stroke) for stroke in item.strokes]}
        )

    def _stroke(self, item: Stroke) -> int:
        found = self._known.number(item)
        if found is not None:
            return found
        head: dict[str, Any] = {"label": int(item.label), "count": len(item.voxels_ijk)}
        if item.is_repair:
            head["repair"] = True
        if item.is_filled:
            head["filled"] = True
        return self._write("stroke", item, head, np.asarray(item.voxels_ijk, np.int32))

    def _reference(self, item: NDArray[np.bool_]) -> int:
        found = self._known.number(item)
        return self._write("reference", item, {}, item) if found is None else found

    def _segmentation(self, item: Segmentation) -> int:
        found = self._known.number(item)
        if found is not None:
            return found
        where = self._place_of_probability(item)
        head = {
            "box": _box(item.box),
            "stage": item.stage.value,
            "round": item.round,
            "seconds": vars(item.seconds),
            "network": item.network,
            "device": item.device,
            "notes": list(item.notes),
            "classifier": _classifier(item.classifier),
            "config": None if item.config is None else item.config.plain(),
            "taught": None if item.taught is None else list(item.taught.values.shape),
            "probability": where,
        }
        if item.weights_sha256:
            head["weights"] = item.weights_sha256
        if item.made_on is not None:
            head["made_on"] = [item.made_on.number, item.made_on.frame]
        arrays: list[NDArray[Any]] = [np.asarray(item.mask, bool)]
        if where == "inside":
            arrays.append(np.asarray(item.foreground_probability, np.float32))
        if item.classifier is not None:
            arrays += [np.asarray(a, np.float32) for a in item.classifier.parameters.values()]
        if item.taught is not None:
            arrays.append(item.taught.values)
        number = self._write("segmentation", item, head, *arrays)
        self._known.note(item.foreground_probability, number)
        if where == "follows" and self._owed is not None:
            self._owed.add(item, number)
        return number

    def _place_of_probability(self, item: Segmentation) -> str | int:
        """Where it stands: in the record, after it, in the mask, or with an earlier mask."""
        earlier = self._known.number(item.foreground_probability)
        if earlier is not None:
            return earlier
        if item.stage is Stage.GIVEN and np.array_equal(item.foreground_probability, item.mask):
            return "mask"
        return "inside" if self._owed is None else "follows"

    def _write(self, kind: str, item: object, head: dict[str, Any], *arrays: NDArray[Any]) -> int:
        blobs = tuple(squeezed(array) for array in arrays)
        self._records.append(Record({"kind": kind, **head}, blobs))
        return self._known.add(kind, item)


def _box(box: BoundingBox) -> list[list[int]]:
    return [list(box.start_ijk), list(box.stop_ijk)]


def _classifier(item: ClassifierState | None) -> dict[str, Any] | None:
    if item is None:
        return None
    shapes = [[name, list(array.shape)] for name, array in item.parameters.items()]
    return {"network": item.network, "parameters": shapes}
