"""The engine behind the segmenter's door, loaded in the background thread when it is needed."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable, Generator, Sequence
from typing import Protocol

import numpy as np

from app.model.working import UNKNOWN
from app.tasks.linking import LINKER, link_ahead
from app.translation import tr
from bifseg_core.geometry import Affine
from bifseg_core.segmenter import Progress, RefineRequest, Run, SegmentRequest, Tunable
from bifseg_core.volume import Volume

_REHEARSED = 32


class Engine(Tunable, Protocol):
    """A segmenter that has to be started and ended."""

    @property
    def device(self) -> str:
        """Where it computes: "cpu" or "cuda"."""
        ...

    def warm_up(self) -> None:
        """Load what the first box needs."""
        ...

    def close(self) -> None:
        """End helper processes."""
        ...


class LazyEngine:
    """Makes the engine at its first use, inside the generators that the background drives.

    Args:
        make: imports torch and makes the engine.
    """

    def __init__(self, make: Callable[[], Engine]) -> None:
        self._make = make
        self._engine: Engine | None = None
        self._is_ready = False
        self._is_outdated = False

    @property
    def is_ready(self) -> bool:
        """Whether everything that the first box needs is loaded."""
        return self._is_ready

    @property
    def device(self) -> str | None:
        """Where it computes, None while it is not loaded."""
        return self._engine.device if self._engine else None

    def make_anew(self, make: Callable[[], Engine]) -> None:
        """Use another engine from the next run on, on another device, say.

        The one before ends with the run that is under way.
        """
        self._make, self._is_outdated = make, self._engine is not None

    def warm_up(self) -> Generator[Progress, None, None]:
        """Load everything ahead of the first box."""
        yield Progress(UNKNOWN, tr("Loading the network…"))
        engine = self._loaded()
        yield Progress(UNKNOWN, tr("Loading the network…"))
        engine.warm_up()
        yield from rehearsal(engine)
        self._is_ready = True

    def segment(self, request: SegmentRequest) -> Run:
        """Segment from a box alone."""
        if self._engine is None:
            yield Progress(0.0, tr("Loading the network…"))
        result = yield from self._loaded().segment(request)
        return result

    def refine(self, request: RefineRequest) -> Run:
        """Correct by scribbles."""
        result = yield from self._loaded().refine(request)
        return result

    def relabel(self, request: RefineRequest) -> Run:
        """Cut a mask again under other parameters."""
        result = yield from self._loaded().relabel(request)
        return result

    def close(self) -> None:
        """End the engine, if it was ever made."""
        if self._engine is not None:
            self._engine.close()

    def _loaded(self) -> Engine:
        if self._engine is not None and self._is_outdated:
            self._engine.close()
            self._engine, self._is_outdated = None, False
        if self._engine is None:
            self._engine = self._make()
        return self._engine


def rehearsal(engine: Engine) -> Run:
    """A small run that nobody sees.

    The first fine-tuning makes torch import half a thousand modules, and importing holds the
    interpreter's lock: better before the first box than behind it.
    """
    column, row = np.mgrid[:_REHEARSED, :_REHEARSED]
    disc = np.hypot(column - _REHEARSED / 2, row - _REHEARSED / 2) < _REHEARSED / 4
    picture = Volume(disc[..., None].astype(np.float32), Affine.from_spacing((1, 1, 1)))
    result = yield from engine.segment(SegmentRequest(picture, picture.box))
    return result


def bifseg_engine(device: str) -> Engine:
    """The real engine on the device of that name; imports torch."""
    link_ahead("torch")
    from bifseg_core.device import DeviceChoice
    from bifseg_core.engine import BifsegEngine

    return BifsegEngine(device=DeviceChoice(device))


def load_modules(names: Sequence[str]) -> Generator[Progress, None, None]:
    """Import modules one after the other; one that is missing is told by whoever needs it."""
    for name in names:
        yield Progress(UNKNOWN, tr("Loading…"))
        link_ahead(name)
        with LINKER, contextlib.suppress(ImportError):
            importlib.import_module(name)
