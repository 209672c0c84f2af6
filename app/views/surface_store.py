"""Surfaces of masks: each made once, in the background, and kept while it may be shown again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping

from app.translation import tr
from app.views.background import Run
from app.views.surface import Surface
from bifseg_core.case import Segmentation

_log = logging.getLogger(__name__)

Surfaces = tuple[Surface, Surface]
"""The fine one, and a light one to be turned."""


class SurfaceStore:
    """Knows the surface to show of every object.

    Args:
        make: makes the surfaces of a mask, None of an empty one; slow.
        run: does slow work elsewhere.
        changed: called when there is another surface to show.
        failed: called with the object whose mask's surface could not be made.
    """

    def __init__(
        self,
        make: Callable[[Segmentation], Surfaces | None],
        run: Run,
        changed: Callable[[], None],
        failed: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._make = make
        self._run = run
        self._changed = changed
        self._failed = failed
        self._made: dict[Segmentation, Surfaces | None] = {}
        self._begun: set[Segmentation] = set()
        self._wanted: dict[int, Segmentation] = {}
        self._shown: dict[int, Segmentation] = {}
        self._lacking: set[Segmentation] = set()

    @property
    def is_lacking(self) -> bool:
        """Whether the surface of a mask that is to be shown could not be made."""
        return not self._lacking.isdisjoint(self._wanted.values())

    @property
    def is_making(self) -> bool:
        """Whether a surface that may be shown is being made."""
        return bool(self._begun)

    def clear(self) -> None:
        """Forget everything."""
        self.follow({})

    def follow(self, wanted: Mapping[int, Segmentation], kept: Iterable[Segmentation] = ()) -> None:
        """Show these masks; until a surface is made, the object's last one stays.

        Args:
            wanted: object → mask.
            kept: masks whose surfaces are not to be forgotten, because they may be wanted next.
        """
        self._wanted = dict(wanted)
        self._shown = {n: mask for n, mask in self._shown.items() if n in wanted}
        self._settle()
        stays = {*self._wanted.values(), *self._shown.values(), *kept}
        self._made = {mask: found for mask, found in self._made.items() if mask in stays}
        self._begun &= stays
        self._lacking &= stays

    def switch(self, wanted: Mapping[int, Segmentation], kept: Iterable[Segmentation]) -> None:
        """The same, but no surface of another mask stays."""
        self._shown = {n: mask for n, mask in self._shown.items() if wanted.get(n) is mask}
        self.follow(wanted, kept)

    def make_missing(self) -> None:
        """Begin with the surfaces that are wanted and not there."""
        for mask in self._wanted.values():
            if mask not in self._made and mask not in self._begun:
                self._begin(mask)

    def surfaces(self, object_id: int) -> Surfaces | None:
        """What to show of that object, None for nothing."""
        mask = self._shown.get(object_id)
        return None if mask is None else self._made.get(mask)

    def _begin(self, mask: Segmentation) -> None:
        self._begun.add(mask)
        self._run(
            tr("Surface"),
            lambda: self._make(mask),
            lambda surfaces: self._on_made(mask, surfaces),
            lambda error: self._on_not_made(mask, error),
        )

    def _on_made(self, mask: Segmentation, surfaces: Surfaces | None) -> None:
        if mask in self._begun:
            self._begun.discard(mask)
            self._made[mask] = surfaces
            self._settle()
            self._changed()

    def _on_not_made(self, mask: Segmentation, error: BaseException) -> None:
        """One mask without a surface is no reason to show no other."""
        _log.error("a surface could not be made", exc_info=error)
        awaited = [n for n, wanted in self._wanted.items() if wanted is mask]
        self._lacking.add(mask)
        self._on_made(mask, None)
        for object_id in awaited:
            self._failed(object_id)

    def _settle(self) -> None:
        self._shown |= {n: mask for n, mask in self._wanted.items() if mask in self._made}
