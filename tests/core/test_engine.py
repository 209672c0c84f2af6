"""The engine: from a box to a mask, from scribbles to a better one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from torch import Tensor

from bifseg_core import box_run
from bifseg_core.case import Segmentation, Stage
from bifseg_core.config import Connectivity, EngineConfig, EngineConfigs
from bifseg_core.device import DeviceChoice
from bifseg_core.engine import BifsegEngine, configs_for
from bifseg_core.errors import BoxError, InteractionError, NetworkError
from bifseg_core.evaluation.metrics import dice
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.networks import registry
from bifseg_core.networks.guidance import network_inputs
from bifseg_core.networks.weights import LoadedNetwork
from bifseg_core.segmenter import RefineRequest, SegmentRequest, finish
from bifseg_core.worker import InProcess
from tests.core.toy import ToyNetwork, ball_scene, load_toy

VOLUME, BALL = ball_scene()
BOX = BoundingBox((2, 2, 2), (28, 26, 24))
CORNER = np.argwhere(np.ones((2, 2, 5))).astype(np.int32) + 2


def new_engine(
    configs: EngineConfigs | None = None,
    load_network: Callable[[str], LoadedNetwork] = load_toy,
) -> BifsegEngine:
    return BifsegEngine(
        device=DeviceChoice.CPU, configs=configs, runner=InProcess(), load_network=load_network
    )


@pytest.fixture
def engine() -> Iterator[BifsegEngine]:
    engine = new_engine()
    yield engine
    engine.close()


def scribbles(label: SeedLabel, voxels: np.ndarray) -> Scribbles:
    return Scribbles((Stroke(label, voxels.astype(np.int32)),))


def segmented(engine: BifsegEngine, box: BoundingBox = BOX) -> Segmentation:
    return finish(engine.segment(SegmentRequest(VOLUME, box)))


def test_a_bright_ball_is_found_in_its_box(engine: BifsegEngine) -> None:
    found = segmented(engine)
    assert found.stage is Stage.UNSUPERVISED
    assert found.mask.shape == found.foreground_probability.shape == BOX.shape
    assert dice(found.full_mask(VOLUME.shape), BALL) > 0.9


@pytest.mark.parametrize(
    ("box", "spacing"),
    [
        (BoundingBox((2, 2, 2), (26, 26, 20)), (1, 1, 2)),
        (BoundingBox((2, 14, 2), (26, 15, 26)), (1, 2)),
    ],
)
def test_the_network_is_told_how_thick_the_slices_of_its_grid_are(
    box: BoundingBox, spacing: tuple[float, ...]
) -> None:
    told: list[tuple[float, ...]] = []

    class Asking(ToyNetwork):
        def features_at(self, inputs: Tensor, spacing: Sequence[float]) -> Tensor:
            told.append(tuple(spacing))
            return super().features_at(inputs, spacing)

    def load(_: str) -> LoadedNetwork:
        return LoadedNetwork(Asking(box.dimension).eval(), "0" * 64)

    segmented(new_engine(load_network=load), box)
    assert set(told) == {spacing}


def test_the_first_mask_comes_as_a_preview_before_fine_tuning(engine: BifsegEngine) -> None:
    signs = list(engine.segment(SegmentRequest(VOLUME, BOX)))
    previews = [sign.preview for sign in signs if sign.preview is not None]
    assert [preview.stage for preview in previews] == [Stage.INITIAL]
    assert previews[0].seconds.fine_tuning == 0
    fractions = [sign.fraction for sign in signs]
    assert fractions == sorted(fractions)
    assert 0 <= fractions[0] <= fractions[-1] <= 1


def test_the_initial_stage_stops_before_fine_tuning(engine: BifsegEngine) -> None:
    found = finish(engine.segment(SegmentRequest(VOLUME, BOX, Stage.INITIAL)))
    assert found.stage is Stage.INITIAL
    assert found.seconds.fine_tuning == 0


@pytest.mark.parametrize("label", [SeedLabel.FOREGROUND, SeedLabel.BACKGROUND])
def test_scribbled_voxels_carry_the_users_label(engine: BifsegEngine, label: SeedLabel) -> None:
    drawn = scribbles(label, np.add(np.argwhere(np.ones((9, 3, 3))), (8, 12, 11)))
    refined = finish(engine.refine(RefineRequest(VOLUME, drawn, segmented(engine))))
    seeds = drawn.seeds_in(refined.box)
    assert (refined.mask[seeds > 0] == (label is SeedLabel.FOREGROUND)).all()
    assert refined.stage is Stage.REFINED
    assert refined.round == 1


def test_a_background_scribble_removes_what_spilled(engine: BifsegEngine) -> None:
    before = segmented(engine)
    assert before.mask[:2, :2].any()
    after = finish(
        engine.refine(RefineRequest(VOLUME, scribbles(SeedLabel.BACKGROUND, CORNER), before))
    )
    assert after.mask[:2, :2].sum() < before.mask[:2, :2].sum()


def test_a_foreground_scribble_outside_the_box_grows_it(engine: BifsegEngine) -> None:
    small = BoundingBox((8, 8, 8), (22, 20, 18))
    before = segmented(engine, small)
    outside = np.array([[5, 14, 13], [6, 14, 13]])
    after = finish(
        engine.refine(RefineRequest(VOLUME, scribbles(SeedLabel.FOREGROUND, outside), before))
    )
    assert after.box.contains(outside).all()
    assert after.box.union(small) == after.box
    assert after.full_mask(VOLUME.shape)[tuple(outside.T)].all()
    assert any("grew" in note for note in after.notes)


def test_two_runs_give_the_same_bytes() -> None:
    first, second = segmented(new_engine()), segmented(new_engine())
    assert first.mask.tobytes() == second.mask.tobytes()
    assert first.foreground_probability.tobytes() == second.foreground_probability.tobytes()


def test_features_are_computed_once_a_box(engine: BifsegEngine) -> None:
    before = segmented(engine)
    network = engine.loaded_network(3).network
    calls = network.calls
    assert calls == 4, "the box and its three half turns"
    finish(engine.refine(RefineRequest(VOLUME, scribbles(SeedLabel.BACKGROUND, CORNER), before)))
    assert network.calls == calls
    segmented(engine, BoundingBox((3, 2, 2), (28, 26, 24)))
    assert network.calls == 2 * calls


@pytest.mark.parametrize("guided", [True, False])
def test_a_guided_network_looks_again_only_where_it_may(guided: bool) -> None:
    def load_guided(name: str) -> LoadedNetwork:
        found = load_toy(name)
        found.network.guided = True
        return found

    config = replace(EngineConfig.default(3), guided=guided)
    engine = new_engine(EngineConfigs(spatial=config), load_network=load_guided)
    before = segmented(engine)
    network = engine.loaded_network(3).network
    first = network.calls
    finish(engine.refine(RefineRequest(VOLUME, scribbles(SeedLabel.BACKGROUND, CORNER), before)))
    assert network.calls == (2 * first if guided else first)


def test_a_network_that_is_not_to_see_strokes_sees_none_in_a_new_box_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = []

    def noted(network, crop, *, seeds=None, previous=None):
        shown.append(seeds)
        return network_inputs(network, crop, seeds=seeds, previous=previous)

    monkeypatch.setattr(box_run, "network_inputs", noted)
    config = replace(EngineConfig.default(3), guided=False)
    engine = new_engine(EngineConfigs(spatial=config))
    before = segmented(engine)
    segmented(engine, BoundingBox((3, 2, 2), (28, 26, 24)))
    finish(engine.refine(RefineRequest(VOLUME, scribbles(SeedLabel.BACKGROUND, CORNER), before)))
    assert len(shown) == 3
    assert all(seeds is None or not seeds.any() for seeds in shown)


def test_refining_starts_from_the_classifier_of_the_round_before(engine: BifsegEngine) -> None:
    before = segmented(engine)
    drawn = RefineRequest(VOLUME, scribbles(SeedLabel.BACKGROUND, CORNER), before)
    pretrained = replace(drawn, segmentation=replace(before, classifier=None))
    after, anew = finish(engine.refine(drawn)), finish(engine.refine(pretrained))
    assert not np.array_equal(after.foreground_probability, anew.foreground_probability)


def test_the_pretrained_classifier_alone_forgets_nothing() -> None:
    paper = EngineConfig.paper(3)
    alone = replace(paper, fine_tune=replace(paper.fine_tune, pretrained_share=1.0))
    without = replace(paper, fine_tune=replace(paper.fine_tune, alternations=0))
    anchored, untuned = (
        segmented(new_engine(EngineConfigs(spatial=config))) for config in (alone, without)
    )
    assert np.array_equal(anchored.foreground_probability, untuned.foreground_probability)


def test_fine_tuning_works_on_a_copy(engine: BifsegEngine) -> None:
    weight = engine.loaded_network(3).network.classifier.weight.clone()
    found = segmented(engine)
    assert (engine.loaded_network(3).network.classifier.weight == weight).all()
    assert found.classifier is not None
    assert not np.array_equal(found.classifier.parameters["weight"], weight.numpy())


def test_a_run_can_be_stopped_at_every_step(engine: BifsegEngine) -> None:
    steps = len(list(engine.segment(SegmentRequest(VOLUME, BOX))))
    for stop_after in range(0, steps, 3):
        run = engine.segment(SegmentRequest(VOLUME, BOX))
        for _ in range(stop_after):
            next(run, None)
        run.close()
    assert dice(segmented(engine).full_mask(VOLUME.shape), BALL) > 0.9


def test_smoothness_never_erases_the_object() -> None:
    paper = EngineConfig.paper(3)
    heavy = replace(paper, graph_cut=replace(paper.graph_cut, smoothness_weight=1e5))
    found = segmented(new_engine(EngineConfigs(spatial=heavy)))
    assert found.mask.any()
    assert dice(found.full_mask(VOLUME.shape), BALL) > 0.6


def test_a_single_slice_box_uses_the_2d_network(engine: BifsegEngine) -> None:
    for box in (BoundingBox((2, 2, 13), (28, 26, 14)), BoundingBox((15, 2, 2), (16, 26, 24))):
        found = segmented(engine, box)
        assert found.network == "compact_2d"
        assert dice(found.mask, BALL[box.slices]) > 0.8


@pytest.mark.parametrize(
    "change",
    [
        {"graph_cut": {"smoothness_weight": 300.0}},
        {"graph_cut": {"intensity_sigma": 3.0}},
        {"graph_cut": {"connectivity": Connectivity.FULL, "smoothness_weight": 30.0}},
        {"fine_tune": {"uncertain_range": (0.001, 0.999)}},
        {"fine_tune": {"geodesic_threshold": 1e9}},
        {"fine_tune": {"scribble_weight": 5000.0}},
        {"fine_tune": {"alternations": 1}},
        {"fine_tune": {"iterations": 3}},
        {"fine_tune": {"learning_rate": 0.5}},
        {"fine_tune": {"sample_size": 200}},
        {"fine_tune": {"weighted": False}},
        {"fine_tune": {"pretrained_share": 0.5}},
    ],
    ids=lambda change: next(iter(next(iter(change.values())))),
)
def test_every_parameter_changes_something(change: dict[str, dict[str, object]]) -> None:
    paper = EngineConfig.paper(3)
    changed = replace(
        paper,
        graph_cut=replace(paper.graph_cut, **change.get("graph_cut", {})),
        fine_tune=replace(paper.fine_tune, **change.get("fine_tune", {})),
    )
    outcomes = []
    for config in (paper, changed):
        engine = new_engine(EngineConfigs(spatial=config))
        drawn = scribbles(SeedLabel.BACKGROUND, CORNER)
        outcomes.append(finish(engine.refine(RefineRequest(VOLUME, drawn, segmented(engine)))))
    one, other = outcomes
    assert not (
        np.array_equal(one.mask, other.mask)
        and np.array_equal(one.foreground_probability, other.foreground_probability)
    )


def test_useless_requests_are_refused(engine: BifsegEngine) -> None:
    with pytest.raises(BoxError):
        segmented(engine, BoundingBox((90, 90, 90), (95, 95, 95)))
    with pytest.raises(InteractionError):
        finish(engine.refine(RefineRequest(VOLUME, Scribbles(), segmented(engine))))
    with pytest.raises(NetworkError, match="no_such"):
        BifsegEngine("no_such_net")


def test_a_network_for_the_other_dimension_is_refused() -> None:
    engine = BifsegEngine("compact_2d", runner=InProcess(), load_network=load_toy)
    with pytest.raises(NetworkError, match="2D"):
        segmented(engine)


@pytest.mark.parametrize("name", registry.available())
def test_networks_as_published_get_the_published_parameters(name: str) -> None:
    expected = [EngineConfig.default(d) for d in (2, 3)]
    if not name.startswith("compact"):
        expected = [EngineConfig.paper(d) for d in (2, 3)]
    assert [configs_for(name).of(d) for d in (2, 3)] == expected
