"""What records describe: strokes, masks, objects, states; each checked before it is believed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bifseg_core.case import (
    CaseState,
    ClassifierState,
    ObjectStatus,
    Segmentation,
    SegmentedObject,
    Stage,
    StepSeconds,
)
from bifseg_core.config import EngineConfig, EngineConfigs
from bifseg_core.geometry import BoundingBox, Index3
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.journal.frames import DamagedError
from bifseg_core.journal.packing import Blob, Record, unsqueezed
from bifseg_core.journal.recorder import KINDS, Known
from bifseg_core.measures import Measure
from bifseg_core.taught import TaughtMap
from bifseg_core.volume import ImageKey

_MOST_PARAMETERS = 2**26


class Items:
    """Everything that was read so far, by kind and number.

    Args:
        shape: (I, J, K) of the image; nothing may lie outside it.
    """

    def __init__(self, shape: Index3) -> None:
        self._shape = shape
        self._whole = BoundingBox.whole(shape)
        self._pools: dict[str, list[Any]] = {kind: [] for kind in KINDS}
        self._filled: dict[int, int] = {}
        self._referred: dict[tuple[int, int], SegmentedObject] = {}
        self.known = Known()

    @property
    def stand_ins(self) -> tuple[Segmentation, ...]:
        """Those whose probability did not follow; what is missing of it is the mask's 0 and 1."""
        found: list[Segmentation] = self._pools["segmentation"]
        missing = [n for n, filled in self._filled.items() if filled < found[n].box.size]
        arrays = {id(found[n].foreground_probability) for n in missing}
        return tuple(one for one in found if id(one.foreground_probability) in arrays)

    def take(self, record: Record) -> None:
        """Read an item and give it its number."""
        kind = str(record.head["kind"])
        if kind == "probability":
            self._fill(record)
            return
        readers = {
            "stroke": self._stroke,
            "scribbles": self._scribbles,
            "segmentation": self._segmentation,
            "object": self._object,
            "reference": self._reference,
        }
        item = readers[kind](record)
        self._pools[kind].append(item)
        self.known.add(kind, item)

    def object_of(self, number: object) -> SegmentedObject:
        """The object of that number."""
        found: SegmentedObject = self._find("object", number)
        return found

    def state(self, head: Mapping[str, Any]) -> CaseState:
        """The state that a step's record describes."""
        objects = tuple(self.object_of(number) for number in head["objects"])
        if head.get("reference") is not None:
            objects = (self._first_with(head["reference"], objects[0]), *objects[1:])
        ids = [item.object_id for item in objects]
        if len(set(ids)) != len(ids) or head["active"] not in ids:
            raise DamagedError("objects that cannot be told apart")
        _check_boxes(objects)
        configs = head.get("configs")
        return CaseState(
            objects,
            int(head["active"]),
            None if configs is None else EngineConfigs.from_plain(configs),
            tuple(Measure.from_plain(values) for values in head.get("measures", [])),
        )

    def _first_with(self, number: object, first: SegmentedObject) -> SegmentedObject:
        """The first object with the reference that files before version 3 had for all of them."""
        reference = self._find("reference", number)
        found = self._referred.get((id(first), id(reference)))
        if found is None:
            found = replace(first, reference=reference)
            self._referred[id(first), id(reference)] = found
        return found

    def _find(self, kind: str, number: object) -> Any:
        if not isinstance(number, int) or number < 0:
            raise DamagedError("a number that is none")
        return self._pools[kind][number]

    def _stroke(self, record: Record) -> Stroke:
        count = int(record.head["count"])
        if not 0 <= count <= self._whole.size:
            raise DamagedError("more voxels than the image has")
        voxels = unsqueezed(record.blobs[0], np.int32, (count, 3))
        if not self._whole.contains(voxels).all():
            raise DamagedError("a stroke outside the image")
        is_repair, is_filled = (bool(record.head.get(key)) for key in ("repair", "filled"))
        return Stroke(SeedLabel(record.head["label"]), voxels, is_repair, is_filled)

    def _scribbles(self, record: Record) -> Scribbles:
        return Scribbles(tuple(self._find("stroke", n) for n in record.head["strokes"]))

    def _reference(self, record: Record) -> NDArray[np.bool_]:
        return unsqueezed(record.blobs[0], np.bool_, self._shape)

    def _object(self, record: Record) -> SegmentedObject:
        head = record.head
        number = head["segmentation"]
        return SegmentedObject(
            int(head["id"]),
            str(head["name"]),
            _box(head["box"]) if head["box"] is not None else None,
            self._find("scribbles", head["scribbles"]),
            None if number is None else self._find("segmentation", number),
            ObjectStatus(head["status"]),
            _number(head.get("colour")),
            None if head.get("reference") is None else self._find("reference", head["reference"]),
            _number(head.get("part_of")),
        )

    def _fill(self, record: Record) -> None:
        """Put a part of a probability in its place; parts come in order."""
        head, number = record.head, record.head["segmentation"]
        values = self._find("segmentation", number).foreground_probability.reshape(-1)
        start, count = self._filled[number], int(head["count"])
        if head["start"] != start or not 0 < count <= values.size - start:
            raise DamagedError("a part of a probability in the wrong place")
        values[start : start + count] = unsqueezed(record.blobs[0], np.float32, (count,))
        self._filled[number] = start + count

    def _segmentation(self, record: Record) -> Segmentation:
        head, (packed_mask, *parameters) = record.head, record.blobs
        box = _box(head["box"])
        if box.clipped_to(self._shape) != box:
            raise DamagedError("a mask outside the image")
        mask = unsqueezed(packed_mask, np.bool_, box.shape)
        number, where = len(self._pools["segmentation"]), head.get("probability", "inside")
        probability = self._probability(where, mask, parameters)
        found = self._made(head, box, mask, probability, parameters)
        if where == "follows":
            self._filled[number] = 0
        self.known.note(probability, number)
        return found

    def _probability(
        self, where: str | int, mask: NDArray[np.bool_], blobs: list[Blob]
    ) -> NDArray[np.float32]:
        """The probability that belongs to a mask; taken from the blobs where it is inside."""
        if where == "inside":
            return unsqueezed(blobs.pop(0), np.float32, mask.shape)
        if where in ("follows", "mask"):
            return mask.astype(np.float32)
        earlier: NDArray[np.float32] = self._find("segmentation", where).foreground_probability
        if earlier.shape != mask.shape:
            raise DamagedError("the probability of another box")
        return earlier

    @staticmethod
    def _made(
        head: Mapping[str, Any],
        box: BoundingBox,
        mask: NDArray[np.bool_],
        probability: NDArray[np.float32],
        parameters: list[Blob],
    ) -> Segmentation:
        config, taught = head.get("config"), _taught(head.get("taught"), box, parameters)
        return Segmentation(
            box,
            mask,
            probability,
            Stage(head["stage"]),
            int(head["round"]),
            _classifier(head["classifier"], parameters),
            StepSeconds(**{str(k): float(v) for k, v in head["seconds"].items()}),
            str(head["network"]),
            str(head["device"]),
            tuple(str(note) for note in head["notes"]),
            taught=taught,
            config=None if config is None else EngineConfig.from_plain(config),
            made_on=_made_on(head.get("made_on")),
            weights_sha256=str(head.get("weights", "")),
        )


def _check_boxes(objects: Iterable[SegmentedObject]) -> None:
    """The further boxes of an object come after its first one."""
    known = set()
    for item in objects:
        known |= {item.object_id} if item.part_of is None else set()
        if item.whole_id not in known:
            raise DamagedError("a box without its object")


def _number(value: Any) -> int | None:
    return None if value is None else int(value)


def _box(ends: Any) -> BoundingBox:
    (i0, j0, k0), (i1, j1, k1) = ([int(n) for n in corner] for corner in ends)
    return BoundingBox((i0, j0, k0), (i1, j1, k1))


def _made_on(key: Any) -> ImageKey | None:
    if key is None:
        return None
    number, frame = (int(n) for n in key)
    if min(number, frame) < 0:
        raise DamagedError("a mask on no image")
    return ImageKey(number, frame)


def _taught(shape: Any, box: BoundingBox, blobs: list[Blob]) -> TaughtMap | None:
    """The weight map, whose blob is the last one; it is taken out."""
    if shape is None:
        return None
    if len(shape) != 3 or not 0 < int(np.prod(shape, dtype=object)) <= _MOST_PARAMETERS:
        raise DamagedError("a weight map without a grid")
    i, j, k = (int(n) for n in shape)
    return TaughtMap(unsqueezed(blobs.pop(), np.uint8, (i, j, k)), box.shape)


def _classifier(head: Mapping[str, Any] | None, blobs: list[Blob]) -> ClassifierState | None:
    if head is None:
        return None
    parameters = {}
    for (name, shape), blob in zip(head["parameters"], blobs, strict=True):
        if not 0 <= int(np.prod(shape, dtype=object)) <= _MOST_PARAMETERS:
            raise DamagedError("a classifier too large")
        parameters[str(name)] = unsqueezed(blob, np.float32, shape)
    return ClassifierState(str(head["network"]), parameters)
