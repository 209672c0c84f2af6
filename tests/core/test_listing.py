"""The list of objects: numbers that mean one object for ever, order, colour."""

from __future__ import annotations

import numpy as np
import pytest

from bifseg_core.case import Aspect, Case, Edit
from bifseg_core.geometry import Affine
from bifseg_core.history import History
from bifseg_core.listing import AddObject, ColourObject, MoveObject, RemoveObject
from bifseg_core.volume import Volume


@pytest.fixture
def case() -> Case:
    return Case(Volume(np.zeros((4, 5, 6)), Affine.from_spacing((1, 1, 1))))


def add(case: Case) -> Edit:
    return AddObject("New", object_id=case.next_id)


def ids(case: Case) -> list[int]:
    return [one.object_id for one in case.state.objects]


def test_the_number_of_a_removed_object_is_not_given_again(case: Case) -> None:
    case.apply(add(case))
    case.apply(RemoveObject(2, next_id=case.next_id))
    case.apply(add(case))
    assert ids(case) == [1, 3]


def test_the_last_object_is_followed_by_one_of_another_number(case: Case) -> None:
    case.apply(RemoveObject(1, next_id=case.next_id, next_name="First"))
    assert ids(case) == [2]
    assert case.state.active_id == 2
    assert case.state.active.name == "First"


def test_the_number_of_an_undone_object_is_not_given_again(case: Case) -> None:
    history = History(case)
    history.perform(add(case))
    history.undo()
    history.perform(add(case))
    assert ids(case) == [1, 3]


@pytest.mark.parametrize(
    ("place", "order"), [(0, [2, 1, 3]), (1, [1, 2, 3]), (2, [1, 3, 2]), (9, [1, 3, 2])]
)
def test_an_object_goes_where_it_is_put(case: Case, place: int, order: list[int]) -> None:
    case.apply(add(case))
    case.apply(add(case))
    changes, _ = case.apply(MoveObject(2, place))
    assert ids(case) == order
    assert case.state.active_id == 3
    assert changes.aspects == ({Aspect.OBJECTS} if order != [1, 2, 3] else set())


def test_a_colour_is_part_of_the_list(case: Case) -> None:
    changes, inverse = case.apply(ColourObject(1, 5))
    assert case.state.active.colour == 5
    assert changes.aspects == {Aspect.OBJECTS}
    case.apply(inverse)
    assert case.state.active.colour is None
