"""The networks by name. Importing this module does not import torch."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from bifseg_core.errors import NetworkError

if TYPE_CHECKING:
    from bifseg_core.networks.base import SplitNetwork


@dataclass(frozen=True)
class NetworkEntry:
    """Where a network is built.

    Attributes:
        dimension: 2 or 3.
        module: The module that holds the builder, imported on first use.
        builder: The name of a function without arguments that returns the network.
    """

    dimension: int
    module: str
    builder: str

    def build(self) -> "SplitNetwork":
        """Return a new network with random weights, channels last."""
        module = importlib.import_module(f"bifseg_core.networks.{self.module}")
        function: Callable[[], SplitNetwork] = getattr(module, self.builder)
        return function().with_channels_last()


NETWORKS: Mapping[str, NetworkEntry] = MappingProxyType(
    {
        "compact_2d": NetworkEntry(2, "compact", "compact_2d"),
        "compact_3d": NetworkEntry(3, "compact", "compact_3d"),
        "p_net": NetworkEntry(2, "p_net", "p_net"),
        "pc_net": NetworkEntry(3, "pc_net", "pc_net"),
        "fcn": NetworkEntry(2, "fcn", "fcn"),
        "u_net": NetworkEntry(2, "u_net", "u_net"),
        "deep_medic": NetworkEntry(3, "deep_medic", "deep_medic"),
        "high_res_3d_net": NetworkEntry(3, "high_res_3d_net", "high_res_3d_net"),
        "residual_u_net": NetworkEntry(3, "residual_u_net", "residual_u_net"),
    }
)

_DEFAULTS = {2: "compact_2d", 3: "compact_3d"}


def available(dimension: int | None = None) -> tuple[str, ...]:
    """Return the names of all networks, or of those with that many spatial axes."""
    return tuple(name for name, entry in NETWORKS.items() if dimension in (None, entry.dimension))


def default_name(dimension: int) -> str:
    """Return the default network for 2D or 3D images.

    Raises:
        NetworkError: If the dimension is neither 2 nor 3.
    """
    if dimension not in _DEFAULTS:
        raise NetworkError(
            f"There is no network for images with {dimension} dimensions; use a 2D or a 3D image."
        )
    return _DEFAULTS[dimension]


def entry(name: str) -> NetworkEntry:
    """Return the entry of a network.

    Raises:
        NetworkError: If no network has that name.
    """
    if name not in NETWORKS:
        raise NetworkError(
            f"There is no network named '{name}'; the known networks are {', '.join(NETWORKS)}."
        )
    return NETWORKS[name]


def create(name: str) -> "SplitNetwork":
    """Return a new network with random weights.

    Raises:
        NetworkError: If no network has that name.
    """
    return entry(name).build()
