"""The parameters as the panel offers them: each reads back what it wrote, presets are presets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.model.method import (
    BY_HAND,
    DEFAULT,
    PAPER,
    PARAMETERS,
    Parameter,
    networks,
    only_the_cut_differs,
    preset,
    preset_of,
    settled_on,
    step_words,
)
from bifseg_core.case import CaseState, Segmentation, SegmentedObject, Stage
from bifseg_core.config import EngineConfig, EngineConfigs, GraphCutConfig
from bifseg_core.geometry import BoundingBox

USUAL = EngineConfig.default(3)


def another_value(parameter: Parameter, config: EngineConfig) -> float:
    before = parameter.read(config)
    if parameter.is_switch:
        return not before
    if parameter.place is not None:
        return round((float(before) + parameter.place) / 2, 2)
    return parameter.high if before != parameter.high else parameter.low


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda p: p.label)
@pytest.mark.parametrize("dimension", [2, 3])
def test_a_value_is_read_back_and_nothing_else_changes(
    parameter: Parameter, dimension: int
) -> None:
    for config in (EngineConfig.default(dimension), EngineConfig.paper(dimension)):
        value = another_value(parameter, config)
        changed = parameter.write(config, value)
        assert parameter.read(changed) == value
        assert type(parameter.read(changed)) is type(parameter.read(config))
        others = [p for p in PARAMETERS if p is not parameter]
        assert [p.read(changed) for p in others] == [p.read(config) for p in others]
        assert parameter.write(changed, parameter.read(config)) == config


@pytest.mark.parametrize("dimension", [2, 3])
@pytest.mark.parametrize("name", [DEFAULT, PAPER])
def test_every_preset_is_within_the_ranges_and_known_by_name(name: str, dimension: int) -> None:
    config = preset(name, dimension)
    assert preset_of(config, dimension) == name
    for parameter in PARAMETERS:
        if not parameter.is_switch:
            assert parameter.low <= parameter.read(config) <= parameter.high
    assert config.network in networks(dimension)


def test_the_published_preset_is_the_papers_network_and_its_parameters() -> None:
    config = preset(PAPER, 2)
    assert config.network == "p_net"
    assert config.graph_cut.smoothness_weight == 3.0
    assert config.fine_tune.uncertain_range == (0.2, 0.7)


def test_anything_else_is_by_hand() -> None:
    by_hand = replace(USUAL, graph_cut=GraphCutConfig(4.5))
    assert preset_of(by_hand, 3) == BY_HAND
    assert only_the_cut_differs(USUAL, by_hand)
    assert not only_the_cut_differs(USUAL, replace(by_hand, mirrored=False))


def test_a_range_never_crosses_itself() -> None:
    upper = next(p for p in PARAMETERS if p.place == 1)
    low, _ = USUAL.fine_tune.uncertain_range
    assert upper.write(USUAL, low / 2).fine_tune.uncertain_range == (low / 2, low)


def test_steps_are_told_in_words() -> None:
    rough, smooth = (replace(USUAL, graph_cut=GraphCutConfig(weight)) for weight in (2.5, 5.0))
    assert step_words(rough, smooth, 3) == "Smoothness 2.5 → 5.0"
    assert step_words(USUAL, replace(USUAL, mirrored=False), 3) == "Look from all sides: off"
    assert step_words(USUAL, preset(PAPER, 3), 3) == "Parameters: As published"
    assert step_words(USUAL, replace(USUAL, network="pc_net"), 3) == "Network"


def test_a_case_goes_on_with_what_its_masks_were_made_with() -> None:
    box = BoundingBox((0, 0, 0), (2, 2, 2))
    mask = np.ones(box.shape, bool)
    config = replace(USUAL, graph_cut=GraphCutConfig(7.0))
    found = Segmentation(box, mask, mask.astype(np.float32), Stage.REFINED, config=config)
    state = CaseState((SegmentedObject(1, "Object 1", box, segmentation=found),), 1)
    settled = settled_on(EngineConfigs(), state)
    assert settled.spatial == config
    assert settled.planar == EngineConfigs().planar
