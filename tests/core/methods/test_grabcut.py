from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from bifseg_core.case import Segmentation, Stage
from bifseg_core.errors import BoxError, InteractionError
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.methods import GrabCut, GrabCutConfig
from bifseg_core.methods.mixture import GreyMixture
from bifseg_core.segmenter import RefineRequest, SegmentRequest, finish
from bifseg_core.volume import Volume
from bifseg_core.worker import InProcess

SHAPE = (40, 36, 30)
BOX = BoundingBox((8, 8, 6), (30, 28, 24))


def ball() -> np.ndarray:
    i, j, k = np.indices(SHAPE)
    return np.asarray((i - 19) ** 2 + (j - 18) ** 2 + (k - 15) ** 2 <= 49)


def volume(contrast: float = 60.0) -> Volume:
    noise = np.random.default_rng(0).normal(100, 15, SHAPE)
    data = (noise + contrast * ball()).astype(np.float32)
    return Volume(data, Affine.from_spacing((1, 1, 1)))


def planar(contrast: float = 60.0) -> Volume:
    return Volume(volume(contrast).data[:, :, 15:16], Affine.from_spacing((1, 1, 1)))


def method(**changes: float) -> GrabCut:
    return GrabCut(replace(GrabCutConfig(), **changes), runner=InProcess())


def dice(found: Segmentation, truth: np.ndarray) -> float:
    mask = found.full_mask(truth.shape)
    return float(2 * (mask & truth).sum() / (mask.sum() + truth.sum()))


def stroke(label: SeedLabel, *voxels: tuple[int, int, int]) -> Scribbles:
    return Scribbles((Stroke(label, np.array(voxels, np.int32)),))


def test_a_bright_ball_is_found_in_its_box() -> None:
    found = finish(method().segment(SegmentRequest(volume(), BOX)))
    assert dice(found, ball()) > 0.93
    assert found.stage is Stage.UNSUPERVISED
    assert found.box == BOX
    assert found.mask.shape == found.foreground_probability.shape == BOX.shape
    assert 0 <= found.foreground_probability.min() <= found.foreground_probability.max() <= 1
    assert found.seconds.total >= found.seconds.graph_cut > 0


def test_what_has_no_value_around_the_box_is_no_obstacle() -> None:
    data = volume().data.copy()
    data[:6] = np.nan
    scan = Volume(data, Affine.from_spacing((1, 1, 1)))
    assert dice(finish(method().segment(SegmentRequest(scan, BOX))), ball()) > 0.9


def test_a_disc_is_found_in_an_image_of_two_dimensions() -> None:
    box = BoundingBox((8, 8, 0), (30, 28, 1))
    found = finish(method().segment(SegmentRequest(planar(), box)))
    assert dice(found, ball()[:, :, 15:16]) > 0.93


def test_scribbles_are_law_and_change_more_than_themselves() -> None:
    image, box = planar(), BoundingBox((8, 8, 0), (30, 28, 1))
    first = finish(method().segment(SegmentRequest(image, box, Stage.INITIAL)))
    assert first.full_mask(image.shape)[19, 18, 0]
    drawn = stroke(SeedLabel.BACKGROUND, (19, 18, 0), (20, 18, 0))
    found = finish(method().refine(RefineRequest(image, drawn, first)))
    mask = found.full_mask(image.shape)
    assert not mask[19, 18, 0]
    assert not mask[20, 18, 0]
    assert (found.stage, found.round) == (Stage.REFINED, 1)
    drawn = stroke(SeedLabel.FOREGROUND, (9, 9, 0), (10, 9, 0))
    assert finish(method().refine(RefineRequest(image, drawn, found))).full_mask(image.shape)[
        9, 9, 0
    ]


def test_the_box_grows_with_a_scribble_outside() -> None:
    image, box = planar(), BoundingBox((8, 8, 0), (22, 28, 1))
    first = finish(method().segment(SegmentRequest(image, box)))
    drawn = stroke(SeedLabel.FOREGROUND, (25, 18, 0))
    found = finish(method(box_margin=3).refine(RefineRequest(image, drawn, first)))
    assert found.box == BoundingBox((8, 8, 0), (29, 28, 1))
    assert found.full_mask(image.shape)[25, 18, 0]


def test_without_a_scribble_in_the_box_there_is_nothing_to_refine() -> None:
    image, box = planar(), BoundingBox((8, 8, 0), (30, 28, 1))
    first = finish(method().segment(SegmentRequest(image, box)))
    for drawn in (Scribbles(), stroke(SeedLabel.BACKGROUND, (0, 0, 0))):
        with pytest.raises(InteractionError, match="no scribble"):
            finish(method().refine(RefineRequest(image, drawn, first)))


def test_a_constant_box_is_refused() -> None:
    flat = Volume(np.ones((20, 20, 1), np.float32), Affine.from_spacing((1, 1, 1)))
    with pytest.raises(BoxError, match="single grey value"):
        finish(method().segment(SegmentRequest(flat, BoundingBox((2, 2, 0), (9, 9, 1)))))


@pytest.mark.parametrize(
    "changes",
    [
        {"smoothness_weight": 60.0},
        {"components": 1},
        {"iterations": 1},
        {"ring": 1.0},
        {"largest_side": 20},
    ],
)
def test_every_parameter_changes_something(changes: dict[str, float]) -> None:
    image, box = planar(30.0), BoundingBox((8, 8, 0), (30, 28, 1))
    usual = finish(method().segment(SegmentRequest(image, box)))
    other = finish(method(**changes).segment(SegmentRequest(image, box)))
    assert not np.array_equal(usual.foreground_probability, other.foreground_probability)


def test_a_mixture_recovers_what_the_values_were_drawn_from() -> None:
    generator = np.random.default_rng(0)
    values = np.concatenate([generator.normal(-2, 0.5, 3000), generator.normal(3, 1.0, 1000)])
    found = GreyMixture.fit(values, components=2, smallest_deviation=0.01)
    assert found.weights == pytest.approx([0.75, 0.25], abs=0.02)
    assert found.means == pytest.approx([-2, 3], abs=0.1)
    assert np.sqrt(found.variances) == pytest.approx([0.5, 1.0], abs=0.1)
    asked = np.array([-2.0, 0.0, 3.0, 40.0])
    density = 0.75 * stats.norm.pdf(asked, -2, 0.5) + 0.25 * stats.norm.pdf(asked, 3, 1)
    assert found.log_likelihood(asked)[:3] == pytest.approx(np.log(density[:3]), abs=0.4)
    assert np.isfinite(found.log_likelihood(asked)).all()


def test_a_mixture_of_one_value_does_not_collapse() -> None:
    found = GreyMixture.fit(np.full(10, 4.0), components=3, smallest_deviation=0.1)
    assert (found.variances >= 0.01).all()
    assert np.isfinite(found.log_likelihood(np.array([3.0, 4.0]))).all()
