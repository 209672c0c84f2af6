"""The doubtful places: the largest unsure areas first, none near another."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.model.doubt import doubtful_places, doubtful_places_of
from bifseg_core.case import Segmentation, SegmentedObject, Stage
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke

NONE = Scribbles()
SPACING = (1.0, 1.0, 2.0)


def found(probability: np.ndarray, start: tuple[int, int, int] = (5, 6, 7)) -> Segmentation:
    stop = tuple(np.add(start, probability.shape).tolist())
    box = BoundingBox(start, stop)
    return Segmentation(box, probability > 0.5, probability.astype(np.float32), Stage.INITIAL)


def test_the_largest_area_of_all_planes_comes_first() -> None:
    probability = np.zeros((30, 30, 30), np.float32)
    probability[3:13, 4:12, 20] = 0.5  # 80 voxels, 80 mm² across k
    probability[25, 20:28, 5:10] = 0.4  # 40 voxels, 80 mm² across i: thicker slices
    probability[18:28, 25, 15:25] = 0.6  # 100 voxels, 200 mm² across j
    places = doubtful_places(found(probability), NONE, SPACING)
    assert [place.axis for place in places[:3]] == [1, 0, 2]
    assert [place.area_mm2 for place in places[:3]] == [200, 80, 80]
    assert places[0].voxel_ijk[1] == 25 + 6
    assert places[2].voxel_ijk[2] == 20 + 7


def test_only_connected_voxels_count_as_one_area() -> None:
    probability = np.zeros((40, 40, 3), np.float32)
    probability[::2, ::2, 0] = 0.5  # many voxels, none connected
    probability[10:14, 10:14, 2] = 0.5
    (place, *_) = doubtful_places(found(probability), NONE, SPACING, axes=[2])
    assert place.voxel_ijk[2] == 2 + 7
    assert place.area_mm2 == 16


def test_what_was_scribbled_is_sure() -> None:
    probability = np.zeros((20, 20, 3), np.float32)
    probability[5:9, 5:9, 1] = 0.5
    voxels = np.add(np.argwhere(probability == 0.5), (5, 6, 7))
    scribbles = Scribbles((Stroke(SeedLabel.BACKGROUND, voxels.astype(np.int32)),))
    assert doubtful_places(found(probability), NONE, SPACING)
    assert doubtful_places(found(probability), scribbles, SPACING) == ()


def test_a_box_one_slice_thick_is_only_looked_at_across() -> None:
    probability = np.zeros((20, 1, 20), np.float32)
    probability[2:9, 0, 4:8] = 0.5
    places = doubtful_places(found(probability), NONE, SPACING, axes=[2])
    assert [place.axis for place in places] == [1]


@given(st.integers(0, 10_000))
def test_places_are_unsure_voxels_apart_from_each_other(seed: int) -> None:
    rng = np.random.default_rng(seed)
    segmentation = found(rng.random((9, 8, 7)).astype(np.float32))
    places = doubtful_places(segmentation, NONE, SPACING, most=4)
    assert len(places) <= 4
    areas = [place.area_mm2 for place in places]
    assert areas == sorted(areas, reverse=True)
    for number, place in enumerate(places):
        at = tuple(np.subtract(place.voxel_ijk, segmentation.box.start_ijk))
        assert 0.25 < segmentation.foreground_probability[at] < 0.75
        for other in places[:number]:
            gap = np.subtract(place.voxel_ijk, other.voxel_ijk) * SPACING
            assert np.linalg.norm(gap) >= 5


def test_the_places_of_an_object_lie_in_all_its_boxes() -> None:
    small, large = np.zeros((9, 9, 3), np.float32), np.zeros((9, 9, 3), np.float32)
    small[2:4, 2:4, 1] = large[2:7, 2:7, 1] = 0.5
    boxes = [
        SegmentedObject(1, "A", segmentation=found(small)),
        SegmentedObject(2, "A", part_of=1),
        SegmentedObject(3, "A", segmentation=found(large, (40, 6, 7)), part_of=1),
    ]
    first, second = doubtful_places_of(boxes, SPACING, axes=[2])
    assert (first.voxel_ijk, first.area_mm2) == ((44, 10, 8), 25)
    assert second.area_mm2 == 4
