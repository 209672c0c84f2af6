"""Masks that lie on another grid than the scan: refused, with an offer to resample them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject, pyqtSignal

from app.errors import ErrorDesk
from app.model.questions import GridOffer, Questions
from app.tasks.runner import TaskRunner
from app.tasks.task import Steps
from app.translation import tr
from bifseg_core.segmenter import Progress
from bifseg_core.volume import Volume

if TYPE_CHECKING:
    from bifseg_core.io import OtherGridError

Reader = Callable[[Volume | None], Steps]
"""Makes the reading of a file; given the file's content on the scan's grid it reads that."""
Taker = Callable[[Any], None]


class MaskReader(QObject):
    """Reads reference masks and masks to go on from, whatever grid they lie on.

    What lies on another grid is brought onto the scan's in the background; the user sees what that
    does to it and says whether to use it. Nothing is changed before.

    Signals:
        started: a reading began; carries the Task.
        said: carries a sentence for the status line.
    """

    started = pyqtSignal(object)
    said = pyqtSignal(str)

    def __init__(
        self, runner: TaskRunner, desk: ErrorDesk, questions: Questions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk = desk
        self._questions = questions

    def read(self, name: str, reader: Reader, then: Taker) -> None:
        """Read something that belongs to the open scan, in the background.

        Args:
            name: what is done, for the status line.
            reader: makes the reading.
            then: takes what was read.
        """
        self._start(name, reader(None), then, partial(self._on_failed, reader, then))

    def _start(
        self, name: str, steps: Steps, then: Taker, otherwise: Callable[[Exception], None]
    ) -> None:
        task = self._runner.start(name, steps)
        task.finished.connect(then)
        task.failed.connect(otherwise)
        self.started.emit(task)

    def _on_failed(self, reader: Reader, then: Taker, error: Exception) -> None:
        from bifseg_core.io import OtherGridError

        if not isinstance(error, OtherGridError):
            self._desk.present(error)
            return
        name = tr("Resampling {name}", name=error.found.name)
        done = partial(self._on_resampled, reader, then)
        self._start(name, resampled(error), done, self._desk.present)

    def _on_resampled(self, reader: Reader, then: Taker, offer: GridOffer) -> None:
        name = offer.labels.name
        if self._questions.ask_resample(offer):
            opening = tr("Opening {name}", name=name)
            self._start(opening, reader(offer.labels), then, self._desk.present)
        else:
            self.said.emit(tr("{name} was not loaded; nothing was changed.", name=name))


def resampled(error: OtherGridError) -> Generator[Progress, None, GridOffer]:
    """Bring labels onto the scan's grid, and tell what that did to them."""
    from bifseg_core.relabelling import relabelled

    words = tr("Resampling {name}…", name=error.found.name)
    steps = relabelled(error.found, error.like)
    while True:
        try:
            yield Progress(next(steps), words)
        except StopIteration as stop:
            found = stop.value
            return GridOffer(
                found.labels,
                error.difference,
                _size(found.ml_before, error.found, is_flat=error.like.is_planar),
                _size(found.ml_after, error.like, is_flat=error.like.is_planar),
                found.share_beside,
                found.lost,
            )


def _size(ml: float, grid: Volume, *, is_flat: bool) -> float:
    """The volume in ml, or how many mm² it covers."""
    return 1000 * ml / grid.spacing[2] if is_flat else ml
