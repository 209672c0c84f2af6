"""Records back into a case with its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bifseg_core.boxes import with_saved
from bifseg_core.case import Case, RestoreState, Segmentation, SegmentedObject
from bifseg_core.errors import BifsegError
from bifseg_core.history import History
from bifseg_core.interactions import Scribbles
from bifseg_core.journal.frames import DamagedError, Place, read_frames
from bifseg_core.journal.image import ImageReference
from bifseg_core.journal.items import Items
from bifseg_core.journal.packing import Record, unpack
from bifseg_core.journal.recorder import Known
from bifseg_core.journal.steps import StepKind, WorkSeconds
from bifseg_core.volume import Volume

_NONSENSE = (LookupError, TypeError, ValueError, AttributeError, OverflowError, BifsegError)
"""What a record with a right checksum and a wrong content can lead to."""


@dataclass(frozen=True, eq=False)
class Restored:
    """What a journal or a case file holds.

    Attributes:
        case: in the state of the last whole step.
        history: with its undo and redo.
        answered: masks with the scribbles that they answer.
        saved: object → the object as it was exported last.
        seconds: object → time spent on it.
        steps: how many were done again; those of time passing are none.
        is_whole: False where something after `end` could not be read.
        end: where the last whole record ends.
        known: what stands in the file, for writing on.
        stand_ins: masks whose probability was not all on disk yet; the mask stands in for it.
        images: those that were added to the case's own, in that order.
    """

    case: Case
    history: History
    answered: tuple[tuple[Segmentation, Scribbles], ...]
    saved: dict[int, SegmentedObject]
    seconds: dict[int, WorkSeconds]
    steps: int
    is_whole: bool
    end: Place
    known: Known
    stand_ins: tuple[Segmentation, ...] = ()
    images: tuple[ImageReference, ...] = ()


@dataclass
class Replayer:
    """Does the steps of a file again, record by record.

    Args:
        volume: the image that they were done on.
    """

    volume: Volume
    case: Case = field(init=False)
    history: History = field(init=False)
    answered: list[tuple[Segmentation, Scribbles]] = field(default_factory=list)
    saved: dict[int, SegmentedObject] = field(default_factory=dict)
    seconds: dict[int, WorkSeconds] = field(default_factory=dict)
    images: list[ImageReference] = field(default_factory=list)
    steps: int = 0

    def __post_init__(self) -> None:
        self.case = Case(self.volume)
        self.history = History(self.case)
        self.items = Items(self.volume.shape)

    def take(self, record: Record) -> None:
        """Do what the record says; DamagedError, and nothing is done, where it says nonsense."""
        try:
            if record.head["kind"] == "step":
                self._step(record.head)
            elif record.head["kind"] not in ("journal", "case", "end"):
                self.items.take(record)
        except _NONSENSE as error:
            raise DamagedError("a record that makes no sense") from error

    def _step(self, head: Mapping[str, Any]) -> None:
        kind = StepKind(head["how"])
        seconds = {int(i): WorkSeconds(*map(float, times)) for i, *times in head.get("seconds", [])}
        saved = self.items.object_of(head["saved"]) if kind is StepKind.SAVED else None
        image = ImageReference.from_json(head["image"]) if kind is StepKind.IMAGE else None
        self._move(kind, head)
        if image is not None:
            self.images.append(image)
        if saved is not None:
            self.saved = with_saved(self.saved, saved)
        self.seconds |= seconds
        self._note(head.get("answered", []))
        self.steps += kind is not StepKind.TIME

    def _move(self, kind: StepKind, head: Mapping[str, Any]) -> None:
        if kind is StepKind.UNDO:
            self.history.undo()
        elif kind is StepKind.REDO:
            self.history.redo()
        elif kind in (StepKind.PERFORM, StepKind.AMEND):
            edit = RestoreState(self.items.state(head), str(head["name"]))
            (self.history.amend if kind is StepKind.AMEND else self.history.perform)(edit)

    def _note(self, answered: list[int]) -> None:
        for target in self.case.state.objects:
            if target.object_id in answered and target.segmentation is not None:
                self.answered.append((target.segmentation, target.scribbles))

    def restored(self, end: Place, *, is_whole: bool) -> Restored:
        """What was done so far."""
        return Restored(
            self.case,
            self.history,
            tuple(self.answered),
            self.saved,
            self.seconds,
            self.steps,
            is_whole,
            end,
            self.items.known,
            self.items.stand_ins,
            tuple(self.images),
        )


def replay(path: Path, volume: Volume) -> Restored:
    """Do everything again that stands in a journal, up to its end or the first damage.

    Args:
        path: of the journal.
        volume: the image that it was made on.

    Raises:
        DamagedError: not even its beginning can be read.
        OSError: the file cannot be opened or read.
    """
    replayer, end = Replayer(volume), Place()
    with path.open("rb") as file:
        for frame in read_frames(file):
            try:
                replayer.take(unpack(frame.payload))
            except DamagedError:
                break
            end = frame.end
        size = file.seek(0, 2)
    return replayer.restored(end, is_whole=end.offset == size)
