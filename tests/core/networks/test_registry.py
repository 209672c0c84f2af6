import subprocess
import sys

import pytest

from bifseg_core.errors import NetworkError
from bifseg_core.networks import registry


def test_names_are_listed_without_loading_torch() -> None:
    program = (
        "import sys; from bifseg_core.networks import registry; "
        "assert registry.available(); assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_networks_of_a_dimension() -> None:
    flat, deep = registry.available(2), registry.available(3)
    assert "p_net" in flat
    assert "pc_net" in deep
    assert sorted((*flat, *deep)) == sorted(registry.available())


@pytest.mark.parametrize("dimension", [2, 3])
def test_the_default_is_of_the_dimension(dimension: int) -> None:
    assert registry.entry(registry.default_name(dimension)).dimension == dimension


def test_there_is_no_default_for_four_dimensions() -> None:
    with pytest.raises(NetworkError, match=r"4 dimensions; use .*\.$"):
        registry.default_name(4)


def test_an_unknown_network_is_answered_with_the_known_ones() -> None:
    with pytest.raises(NetworkError, match=r"no network named 'x'.*compact_2d.*pc_net.*\.$"):
        registry.create("x")
