"""Writes a journal in a thread of its own: whoever does the steps never waits for the disk.

Steps with their masks go first; probabilities follow whenever no step waits.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bifseg_core.journal.folder import Orphan, new_path
from bifseg_core.journal.image import ImageReference
from bifseg_core.journal.owed import Owed
from bifseg_core.journal.packing import Record
from bifseg_core.journal.recorder import Recorder
from bifseg_core.journal.replay import Restored
from bifseg_core.journal.sink import Sink
from bifseg_core.journal.steps import Step
from bifseg_core.version import __version__
from bifseg_core.volume import Volume

Word = Callable[[], None]
"""Called in the writer's thread."""

RETRY_S = 5.0
"""How long to wait before what a full disk turned away is tried again."""


def _say_nothing() -> None:
    """Nobody listens, or nobody does any more."""


class _Last:
    """What the queue ends with."""

    def __init__(self, *, keep: bool) -> None:
        self.keep = keep


_Entry = Step | threading.Event | _Last


class JournalWriter:
    """One journal being written; made by `begin` or `resume`.

    Args:
        path: of the journal.
        open_sink: opens the file; called in the writer's thread.
        recorder: knows what stands in the file.
        owed: takes what the recorder leaves for later.
        first: gives the records before the first step; called in the writer's thread.
        on_trouble: called where something could not be written, once until it can.
        on_kept: called where everything so far is written for the first time, or again.
    """

    def __init__(
        self,
        path: Path,
        open_sink: Callable[[], Sink],
        recorder: Recorder,
        owed: Owed,
        first: Callable[[], list[Record]],
        on_trouble: Word,
        on_kept: Word = _say_nothing,
    ) -> None:
        self.path = path
        self._open_sink = open_sink
        self._recorder = recorder
        self._owed = owed
        self._first = first
        self._on_trouble = on_trouble
        self._on_kept = on_kept
        self._telling = threading.Lock()
        self._is_kept: bool | None = None
        self._is_stuck = False
        self._has_failed = False
        self._entries: queue.SimpleQueue[_Entry] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="journal", daemon=True)
        self._thread.start()

    @property
    def has_failed(self) -> bool:
        """Whether the file could not be made or opened, so that nothing is kept in it."""
        return self._has_failed

    @classmethod
    def begin(
        cls,
        folder: Path,
        volume: Volume,
        on_trouble: Word,
        *,
        steps: Sequence[Step] = (),
        on_kept: Word = _say_nothing,
    ) -> JournalWriter:
        """Begin a journal.

        Args:
            folder: where it goes; made where it is missing.
            volume: the image, read from a file.
            on_trouble: called in another thread where something could not be written, once until
                it can.
            steps: what was done before, for a case that comes from a file.
            on_kept: called in another thread where everything is written, or is again.
        """
        path, owed = new_path(folder), Owed()
        recorder = Recorder(owed=owed)

        def first() -> list[Record]:
            header = header_record("journal", ImageReference.of(volume))
            return [header, *(r for step in steps for r in recorder.records(step))]

        return cls(path, lambda: Sink.create(path), recorder, owed, first, on_trouble, on_kept)

    @classmethod
    def resume(
        cls,
        orphan: Orphan,
        restored: Restored,
        on_trouble: Word,
        *,
        on_kept: Word = _say_nothing,
    ) -> JournalWriter:
        """Write on where a journal ends; what follows its last whole record is cut off."""

        def open_sink() -> Sink:
            return Sink(orphan.path, orphan.lock, restored.end)

        owed = Owed()
        recorder = Recorder(restored.known, owed=owed)
        return cls(orphan.path, open_sink, recorder, owed, list, on_trouble, on_kept)

    def append(self, step: Step) -> None:
        """Write a step soon; returns at once."""
        self._entries.put(step)

    def flush(self, timeout_s: float = 5.0) -> bool:
        """Wait until everything so far was written, or failed; False where it takes too long."""
        done = threading.Event()
        self._entries.put(done)
        return done.wait(timeout_s)

    def close(self, timeout_s: float = 3.0) -> bool:
        """Write what is left and keep the file; False where it takes too long.

        Nothing is called from then on: whoever listened may be gone.
        """
        return self._end(_Last(keep=True), timeout_s)

    def discard(self, timeout_s: float = 0.0) -> bool:
        """Remove the file: its work is on disk or not wanted. Nothing is called from then on."""
        return self._end(_Last(keep=False), timeout_s)

    def _end(self, last: _Last, timeout_s: float) -> bool:
        self._entries.put(last)
        self._thread.join(timeout_s)
        with self._telling:
            self._on_trouble = self._on_kept = _say_nothing
        return not self._thread.is_alive()

    def _work(self) -> None:
        sink, last = None, None
        try:
            sink = self._opened()
            last = self._serve(sink)
        finally:  # whatever happened, the file is let go and the user told
            if sink is not None:
                (sink.close if last is None or last.keep else sink.discard)()
            if last is None:
                self._fail()

    def _serve(self, sink: Sink | None) -> _Last:
        flushes: list[threading.Event] = []
        while True:
            batch = self._batch()
            flushes += [entry for entry in batch if isinstance(entry, threading.Event)]
            last = next((entry for entry in batch if isinstance(entry, _Last)), None)
            if sink is not None and (last is None or last.keep):
                self._write(sink, self._records(batch))
                self._pay(sink, everything=last is not None)
            if last is not None or not self._has_more:
                while flushes:
                    flushes.pop().set()
            if last is not None:
                return last

    @property
    def _has_more(self) -> bool:
        """Whether there is something to write that can be written."""
        return bool(self._owed) and not self._is_stuck

    def _pay(self, sink: Sink, *, everything: bool) -> None:
        """Write a part of what is owed, or all of it, as long as the disk takes it."""
        while self._has_more:
            self._write(sink, self._owed.next())
            if not everything:
                return

    def _opened(self) -> Sink | None:
        try:
            sink = self._open_sink()
        except OSError:
            self._fail()
            return None
        self._write(sink, self._first())
        return sink

    def _batch(self) -> list[_Entry]:
        """Everything that waits; waits for an entry where there is nothing else to write."""
        batch: list[_Entry] = []
        if not self._has_more:
            with contextlib.suppress(queue.Empty):
                batch.append(self._entries.get(timeout=RETRY_S if self._is_stuck else None))
        while not self._entries.empty():
            batch.append(self._entries.get())
        return batch

    def _records(self, batch: list[_Entry]) -> list[Record]:
        steps = (entry for entry in batch if isinstance(entry, Step))
        return [record for step in steps for record in self._recorder.records(step)]

    def _write(self, sink: Sink, records: list[Record]) -> None:
        if not records and not self._is_stuck:
            return
        try:
            sink.write(records)
        except OSError:
            self._is_stuck = True
            self._tell(is_kept=False)
        else:
            self._is_stuck = False
            self._tell(is_kept=True)

    def _fail(self) -> None:
        self._has_failed = True
        self._tell(is_kept=False)

    def _tell(self, *, is_kept: bool) -> None:
        with self._telling:
            if is_kept is not self._is_kept:
                self._is_kept = is_kept
                (self._on_kept if is_kept else self._on_trouble)()


def header_record(kind: str, image: ImageReference) -> Record:
    """The first record of a journal or a case file."""
    started = time.time()
    head = {"kind": kind, "program": __version__, "at": started, "image": image.to_json()}
    return Record(head)
