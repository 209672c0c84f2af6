"""The method's parameters as values that JSON knows."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bifseg_core.config import (
    Connectivity,
    EngineConfig,
    EngineConfigs,
    FineTuneConfig,
    GraphCutConfig,
)

shares = st.floats(0, 1)
configs = st.builds(
    EngineConfig,
    st.builds(GraphCutConfig, st.floats(0, 1e3), shares, st.sampled_from(Connectivity)),
    st.builds(
        FineTuneConfig, st.tuples(shares, shares), shares, shares, alternations=st.integers(0, 9)
    ),
    box_margin=st.integers(0, 20),
    mirrored=st.booleans(),
    guided=st.booleans(),
    network=st.none() | st.sampled_from(["compact_2d", "p_net"]),
)


@given(configs, configs)
def test_parameters_survive_json(planar: EngineConfig, spatial: EngineConfig) -> None:
    whole = EngineConfigs(planar, spatial)
    assert EngineConfigs.from_plain(json.loads(json.dumps(whole.plain()))) == whole


def test_what_an_older_version_did_not_write_has_its_default() -> None:
    written = EngineConfig.default(3).plain()
    del written["network"], written["guided"], written["fine_tune"]["alternations"]
    assert EngineConfig.from_plain(written) == EngineConfig.default(3)


@pytest.mark.parametrize(
    "change",
    [
        {"graph_cut": None},
        {"graph_cut": {}},
        {"graph_cut": {"smoothness_weight": "much", "intensity_sigma": 1, "connectivity": "face"}},
        {"fine_tune": {"uncertain_range": [0.2]}},
        {"box_margin": "wide"},
    ],
)
def test_nonsense_is_not_taken(change: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        EngineConfig.from_plain(EngineConfig.default(2).plain() | change)


def test_each_dimension_has_its_own() -> None:
    other = replace(EngineConfig.default(2), box_margin=9)
    changed = EngineConfigs().having(2, other)
    assert changed.of(2) == other
    assert changed.of(3) == EngineConfig.default(3)
