"""Which surface is shown of which object, and which are made at all."""

from __future__ import annotations

import pytest

from app.views.surface_store import SurfaceStore
from bifseg_core.case import Segmentation
from bifseg_core.geometry import BoundingBox
from tests.app.views.conftest import make_segmentation

BOX = BoundingBox((0, 0, 0), (2, 2, 2))


class Workshop:
    """A store whose surfaces, here a word each, are made when the test says so."""

    def __init__(self) -> None:
        self.waiting: list = []
        self.without: list[int] = []
        self.store = SurfaceStore(self._make, self._run, lambda: None, self.without.append)

    def _make(self, mask: Segmentation) -> str:
        return f"surface of {id(mask)}"

    def _run(self, name, work, then, failed) -> None:
        self.waiting.append((work, then, failed))

    def finish(self) -> None:
        while self.waiting:
            work, then, _ = self.waiting.pop(0)
            then(work())

    def shows(self, mask: Segmentation | None) -> bool:
        return self.store.surfaces(1) == (mask and self._make(mask))


@pytest.fixture
def shop() -> Workshop:
    return Workshop()


@pytest.fixture
def masks() -> list[Segmentation]:
    return [make_segmentation(BOX) for _ in range(3)]


def test_the_last_surface_stays_until_the_next_is_made(shop: Workshop, masks) -> None:
    for mask in masks[:2]:
        shop.store.follow({1: mask})
        shop.store.make_missing()
        if mask is masks[0]:
            shop.finish()
    assert shop.shows(masks[0])
    shop.finish()
    assert shop.shows(masks[1])


def test_switching_never_shows_another_mask(shop: Workshop, masks) -> None:
    shop.store.follow({1: masks[0]})
    shop.store.make_missing()
    shop.finish()
    shop.store.switch({1: masks[1]}, masks[:1])
    shop.store.make_missing()
    assert shop.shows(None)
    shop.finish()
    assert shop.shows(masks[1])
    shop.store.switch({1: masks[0]}, masks[1:2])
    assert shop.shows(masks[0])


def test_each_is_made_once_and_what_is_gone_is_made_anew(shop: Workshop, masks) -> None:
    for _ in range(3):
        shop.store.follow({1: masks[0]})
        shop.store.make_missing()
    assert len(shop.waiting) == 1
    shop.finish()
    shop.store.follow({})
    shop.store.follow({1: masks[0]})
    assert shop.shows(None)
    shop.store.make_missing()
    assert len(shop.waiting) == 1


def test_what_comes_for_a_forgotten_mask_is_dropped(shop: Workshop, masks) -> None:
    shop.store.follow({1: masks[0]})
    shop.store.make_missing()
    shop.store.follow({})
    shop.finish()
    shop.store.follow({1: masks[0]})
    assert shop.shows(None)


def test_a_mask_that_cannot_be_made_shows_nothing(shop: Workshop, masks) -> None:
    shop.store.follow({1: masks[0]})
    shop.store.make_missing()
    _, _, failed = shop.waiting.pop()
    failed(ValueError("a fault"))
    assert shop.shows(None)
    assert shop.without == [1]
    assert shop.store.is_lacking
    shop.store.make_missing()
    assert shop.waiting == []


def test_a_mask_that_nobody_waits_for_fails_unheard(shop: Workshop, masks) -> None:
    shop.store.follow({1: masks[0]})
    shop.store.make_missing()
    shop.store.follow({1: masks[1]})
    _, _, failed = shop.waiting.pop()
    failed(ValueError("a fault"))
    assert shop.without == []
    assert not shop.store.is_lacking
