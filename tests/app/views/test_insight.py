"""What explains a mask: each layer's picture, value by value."""

from __future__ import annotations

import numpy as np
import pytest

from app.model.view_state import Layer
from app.tools.slice_geometry import Plane, SliceGeometry
from app.views import insight
from app.views.insight import MISSED, MISSED_STRIPE, RIGHT, SPILT
from bifseg_core.case import Segmentation, Stage
from bifseg_core.geometry import BoundingBox
from bifseg_core.taught import Taught, TaughtMap
from tests.app.views.conftest import make_volume

BOX = BoundingBox((3, 4, 5), (9, 11, 13))
IN_THE_BOX = (Layer.PROBABILITY, Layer.UNCERTAINTY, Layer.WEIGHTS)
EXPLAINING = (*IN_THE_BOX, Layer.ERRORS)


@pytest.fixture
def found() -> Segmentation:
    rng = np.random.default_rng(2)
    probability = rng.random(BOX.shape).astype(np.float32)
    taught = TaughtMap(rng.integers(0, 3, BOX.shape, np.uint8), BOX.shape)
    return Segmentation(BOX, probability > 0.5, probability, Stage.REFINED, taught=taught)


def test_uncertainty_is_greatest_at_one_half() -> None:
    shown = insight.uncertainty(np.array([[0, 0.5, 1, 0.25]], np.float32))
    assert shown.tolist() == [[0, 255, 0, 128]]


def test_errors_tell_missed_from_spilt_and_stripe_what_was_missed() -> None:
    mask = np.zeros((8, 16), bool)
    reference = np.zeros((8, 16), bool)
    reference[:, :10] = True
    mask[:, 6:] = True
    shown = insight.errors(mask, reference)
    assert set(np.unique(shown[:, :6])) == {MISSED, MISSED_STRIPE}
    assert set(np.unique(shown[:, 6:10])) == {RIGHT}
    assert set(np.unique(shown[:, 10:])) == {SPILT}


@pytest.mark.parametrize("plane", Plane)
@pytest.mark.parametrize("layer", IN_THE_BOX)
def test_a_slice_of_a_layer_is_the_slice_of_its_values(
    plane: Plane, layer: Layer, found: Segmentation
) -> None:
    """Seen through another door: compute in three dimensions, then cut."""
    volume = make_volume()
    geometry = SliceGeometry.of(volume, plane)
    index = geometry.depth_of(BOX)[0] + 2
    shown = insight.insight(layer, found, geometry, index)
    probability = found.foreground_probability
    values = {
        Layer.PROBABILITY: np.rint(probability * 255),
        Layer.UNCERTAINTY: np.rint((1 - np.abs(2 * probability - 1)) * 255),
        Layer.WEIGHTS: found.taught.to_box(),
    }
    assert np.array_equal(shown, geometry.section(values[layer], 2))


@pytest.mark.parametrize("plane", Plane)
def test_errors_are_those_of_the_whole_image_cut(plane: Plane, found: Segmentation) -> None:
    """On every slice, those that the box does not meet too: what a box leaves out is missed."""
    volume = make_volume()
    geometry = SliceGeometry.of(volume, plane)
    reference = np.random.default_rng(3).random(volume.shape) > 0.5
    mask = np.zeros(volume.shape, bool)
    mask[BOX.slices] = found.mask
    first, last = geometry.depth_of(BOX)
    for index in (0, first - 1, first, first + 2, last - 1, last):
        shown = insight.errors_on_slice([found], reference, geometry, index)
        is_wrong = geometry.section(mask != reference, index)
        is_spilt = geometry.section(mask & ~reference, index)
        assert np.array_equal(shown != RIGHT, is_wrong)
        assert np.array_equal(shown == SPILT, is_spilt)


def test_what_is_not_known_is_not_shown(found: Segmentation) -> None:
    geometry = SliceGeometry.of(make_volume(), Plane.AXIAL)
    index = geometry.depth_of(BOX)[0]
    restored = Segmentation(BOX, found.mask, found.foreground_probability, Stage.REFINED)
    assert insight.insight(Layer.WEIGHTS, restored, geometry, index) is None
    assert insight.insight(Layer.MASK, found, geometry, index) is None


@pytest.mark.parametrize("layer", EXPLAINING)
def test_the_slider_fades_every_layer(layer: Layer) -> None:
    strengths = [int(insight.table(layer, opacity)[:, 3].max()) for opacity in (0, 0.25, 1)]
    assert strengths[0] == 0
    assert 120 < strengths[1] < strengths[2] == 255


def test_the_weights_can_be_told_apart_without_colour() -> None:
    table = insight.table(Layer.WEIGHTS, 1).astype(float)
    grey = table[:3, :3] @ (0.3, 0.59, 0.11) * table[:3, 3] / 255
    named = dict(zip(Taught, grey, strict=True))
    assert named[Taught.ITS_LABEL] + 30 < named[Taught.NOTHING] < named[Taught.BY_SCRIBBLE] - 30
