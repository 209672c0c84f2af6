import random

import numpy as np
import pytest
from scipy import ndimage

from bifseg_core.training.anatomy import (
    FLUID,
    GREY,
    OUTSIDE,
    WHITE,
    Bytes,
    Part,
    by_part,
    by_tissue,
    random_pieces,
)

SHAPE = (20, 18, 16)
AIR, SKIN, AROUND, CORTEX, INNER_WHITE, VENTRICLE = 0, 515, 24, 3, 2, 4


def head() -> Bytes:
    """Spheres inside one another, in FreeSurfer's numbers."""
    grid = np.stack(np.meshgrid(*[np.arange(80.0)] * 3, indexing="ij"))
    radius = np.sqrt(np.square(grid - 39.5).sum(0))
    labels = np.full(radius.shape, AIR, np.int32)
    for limit, label in ((38, SKIN), (32, AROUND), (28, CORTEX), (22, INNER_WHITE), (8, VENTRICLE)):
        labels[radius < limit] = label
    return by_tissue(labels)


def test_labels_are_numbered_by_tissue() -> None:
    numbers = np.unique(head()).tolist()
    assert len(numbers) == 6
    spans = [
        next((span for span in (WHITE, GREY, FLUID, OUTSIDE) if n in span), None) for n in numbers
    ]
    assert spans == [None, WHITE, GREY, FLUID, FLUID, OUTSIDE]


def test_a_map_is_cropped_to_its_content() -> None:
    assert head().shape == (76, 76, 76)


def test_many_labels_stay_within_their_tissue() -> None:
    labels = np.arange(200, 400).reshape(10, 10, 2)
    assert set(np.unique(by_tissue(labels))) <= set(GREY)


def organ() -> Bytes:
    """A ball in two halves around a core."""
    grid = np.stack(np.meshgrid(*[np.arange(90.0)] * 3, indexing="ij"))
    radius = np.sqrt(np.square(grid - 44.5).sum(0))
    left = grid[0] < 44.5
    core = radius < 12
    ball = (radius < 40) & ~core
    return by_part([ball & left, ball & ~left, core])


def test_an_organ_has_parts_of_several_tissues_and_nothing_around() -> None:
    labels = organ()
    assert labels.shape == (82, 82, 82)
    assert np.unique(labels).tolist() == [0, WHITE.start, GREY.start, FLUID.start]
    assert not labels[[0, -1]].any()
    assert not labels[:, [0, -1]].any()
    assert not labels[:, :, [0, -1]].any()


def test_many_parts_stay_apart_from_what_lies_outside() -> None:
    places = np.eye(60, dtype=bool)[:, :, None]
    numbers = np.unique(by_part(list(places)))
    assert numbers.max() < FLUID[-1]


def test_about_half_of_whole_organs_stand_free_in_their_window() -> None:
    free = []
    for seed in range(40):
        pieces = random_pieces(random.Random(seed), [organ()], count=1, shape=(24, 24, 24))
        if pieces.part is Part.WHOLE:
            chosen = pieces.objects[0].numpy()
            assert chosen.any()
            faces = [chosen.take(level, axis) for axis in range(3) for level in (0, -1)]
            free.append(not any(face.any() for face in faces))
    assert len(free) > 5
    assert 0.3 < np.mean(free) < 0.9


def test_a_part_with_the_box_of_the_whole_is_no_structure() -> None:
    middles = set()
    for seed in range(200):
        pieces = random_pieces(random.Random(seed), [head()], count=1, shape=SHAPE)
        if pieces.part is Part.STRUCTURE:
            middles.add(int(pieces.labels[0][tuple(n // 2 for n in SHAPE)]))
    assert middles == {WHITE.start, GREY.start, FLUID.start}


@pytest.mark.parametrize("shape", [SHAPE, (24, 20, 1)])
def test_a_brain_is_whole_where_its_window_cuts_it(shape: tuple[int, int, int]) -> None:
    brains = 0
    for seed in range(60):
        pieces = random_pieces(random.Random(seed), [head()], count=1, shape=shape)
        labels, chosen = pieces.labels[0].numpy(), pieces.objects[0].numpy()
        brain = (labels > 0) & (labels < FLUID[-1])
        if pieces.part is Part.WHOLE and not chosen[labels == FLUID[-1]].all():
            assert chosen[brain].all()
            brains += int(brain.any())
    assert brains > 3


@pytest.fixture(scope="module")
def drawn() -> dict[Part, list[tuple[Bytes, Bytes]]]:
    """Labels and objects of many pieces."""
    found: dict[Part, list[tuple[Bytes, Bytes]]] = {part: [] for part in Part}
    for seed in range(60):
        pieces = random_pieces(random.Random(seed), [head()], count=2, shape=SHAPE)
        assert pieces.labels.shape == pieces.objects.shape == (2, *SHAPE)
        found[pieces.part] += zip(pieces.labels.numpy(), pieces.objects.numpy(), strict=True)
    return found


def test_a_structure_lies_in_the_middle(drawn: dict[Part, list[tuple[Bytes, Bytes]]]) -> None:
    assert drawn[Part.STRUCTURE]
    for labels, chosen in drawn[Part.STRUCTURE]:
        middle = tuple(n // 2 for n in SHAPE)
        assert chosen[middle]
        assert np.array_equal(chosen, labels == labels[middle])


def test_joined_structures_touch(drawn: dict[Part, list[tuple[Bytes, Bytes]]]) -> None:
    several = [len(np.unique(labels[chosen])) for labels, chosen in drawn[Part.STRUCTURES]]
    assert max(several) > 1
    for labels, chosen in drawn[Part.STRUCTURES]:
        assert not np.any(chosen & (labels == 0))


def test_whole_objects_are_the_brain_and_the_head(
    drawn: dict[Part, list[tuple[Bytes, Bytes]]],
) -> None:
    outermost = set()
    for labels, chosen in drawn[Part.WHOLE]:
        assert ndimage.label(chosen)[1] == 1
        assert np.array_equal(ndimage.binary_fill_holes(chosen), chosen)
        outermost.add(int(labels[chosen].max()))
    assert {GREY.start, FLUID[-1], OUTSIDE.start} >= {n for n in outermost if n != FLUID.start}
    assert {FLUID[-1], OUTSIDE.start} <= outermost
