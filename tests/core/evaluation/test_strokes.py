from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from bifseg_core.evaluation.jitter import Hand, misjudged, shaken
from bifseg_core.evaluation.strokes import centre_line, joined, line_between, stroke_length
from bifseg_core.interactions import SeedLabel


def blobs(seed: int, scale: float) -> list[np.ndarray]:
    field = np.random.default_rng(seed).normal(size=(40, 45))
    smooth = ndimage.gaussian_filter(field, scale) if scale else field
    numbered, count = ndimage.label(smooth > smooth.std() * 0.5, np.ones((3, 3)))
    return [numbered == number for number in range(1, count + 1)]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 1.0, 3.0]))
def test_strokes_stay_in_their_component_in_one_piece(seed: int, scale: float) -> None:
    for component in blobs(seed, scale):
        path = centre_line(component)
        area = int(component.sum())
        assert all(component[pixel] for pixel in path)
        assert len(set(path)) == len(path)
        steps = np.abs(np.diff(path, axis=0)).max(axis=1) if len(path) > 1 else np.ones(1)
        assert (steps == 1).all()
        assert len(path) <= stroke_length(area)
        assert len(path) >= min(area, 3)


@pytest.mark.parametrize(("area", "length"), [(1, 3), (300, 3), (301, 4), (1000, 10), (1001, 11)])
def test_stroke_length_is_a_hundredth_of_the_area(area: int, length: int) -> None:
    assert stroke_length(area) == length


def test_stroke_runs_along_the_middle_of_a_bar() -> None:
    bar = np.zeros((30, 120), bool)
    bar[8:19, 5:115] = True
    path = centre_line(bar)
    assert len(path) == pytest.approx(stroke_length(int(bar.sum())), abs=1)
    assert {i for i, _ in path} == {13}
    assert all(20 < j < 100 for _, j in path)


def test_stroke_of_a_wedge_lies_where_it_is_thickest() -> None:
    i, j = np.indices((60, 60))
    wedge = (np.abs(i - 30) <= j / 3) & (j < 50)
    path = centre_line(wedge)
    depth = ndimage.distance_transform_edt(np.pad(wedge, 1))[1:-1, 1:-1]
    assert np.mean([depth[pixel] for pixel in path]) > 0.8 * depth.max()


@pytest.mark.parametrize("shape", [(1, 1), (1, 2), (2, 2), (1, 9), (6, 6)])
def test_strokes_of_tiny_components(shape: tuple[int, int]) -> None:
    component = np.ones(shape, bool)
    assert len(centre_line(component)) == min(component.size, 3)


def test_lines_have_no_gaps() -> None:
    assert line_between((0, 0), (0, 0)) == [(0, 0)]
    assert line_between((0, 0), (3, -3)) == [(0, 0), (1, -1), (2, -2), (3, -3)]
    path = joined([(0, 0), (0, 4), (6, 1)])
    assert path[0] == (0, 0)
    assert path[-1] == (6, 1)
    assert (0, 4) in path
    assert np.abs(np.diff(path, axis=0)).max() == 1


def disc() -> np.ndarray:
    i, j = np.indices((41, 41))
    return np.asarray((i - 20) ** 2 + (j - 20) ** 2 <= 144)


def test_a_shaken_stroke_stays_inside_unless_it_spills() -> None:
    component, path = disc(), centre_line(disc())
    steady, spilling = Hand(spill_share=0.0), Hand(spill_share=1.0)
    distance = ndimage.distance_transform_edt(~component)
    furthest = []
    for seed in range(30):
        inside = shaken(path, component, generator=np.random.default_rng(seed), hand=steady)
        assert inside
        assert all(component[pixel] for pixel in inside)
        spilt = shaken(path, component, generator=np.random.default_rng(seed), hand=spilling)
        furthest.append(max(distance[pixel] for pixel in spilt))
    assert max(furthest) == 2.0
    assert min(furthest) > 0.0


def test_the_shake_has_the_given_strength() -> None:
    component, path = np.ones((60, 60), bool), line_between((30, 20), (30, 40))
    generator = np.random.default_rng(0)
    hand = Hand(end_shake_px=2.0, spill_share=0.0)
    starts = [shaken(path, component, generator=generator, hand=hand)[0] for _ in range(300)]
    assert np.std(starts, axis=0) == pytest.approx([2.0, 2.0], abs=0.3)
    still = Hand(end_shake_px=0.0, spill_share=0.0)
    assert shaken(path, component, generator=generator, hand=still) == path


def test_labels_are_wrong_now_and_then() -> None:
    generator = np.random.default_rng(0)
    said = [misjudged(SeedLabel.FOREGROUND, generator=generator) for _ in range(3000)]
    assert np.mean([label is SeedLabel.BACKGROUND for label in said]) == pytest.approx(
        0.02, abs=0.01
    )
    assert misjudged(SeedLabel.BACKGROUND, generator=generator, hand=Hand(wrong_share=1.0)) == 1
