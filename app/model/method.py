"""The engine's parameters as a clinician meets them: names, ranges, tooltips, presets; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app import resources
from app.translation import mark
from bifseg_core.case import CaseState
from bifseg_core.config import Connectivity, EngineConfig, EngineConfigs
from bifseg_core.networks import registry

Value = float | int | bool | str

DEFAULT, PAPER, BY_HAND = mark("Default"), mark("As published"), mark("By hand")
_NETWORK_WORDS = {
    "p_net": mark("P-Net, as published"),
    "pc_net": mark("PC-Net, as published"),
}
_PAPER_NETWORK = {2: "p_net", 3: "pc_net"}


@dataclass(frozen=True)
class Parameter:
    """One parameter.

    Attributes:
        part: the part of EngineConfig that holds it, "" for its own.
        name: of the field.
        label: what the panel and the history call it.
        tooltip: what it does, in clinical words, with the paper's sign.
        low, high: the range that is offered; equal for switches.
        decimals: shown behind the point; 0 for whole numbers.
        place: which of a pair, None for single values.
    """

    part: str
    name: str
    label: str
    tooltip: str
    low: float = 0
    high: float = 0
    decimals: int = 0
    place: int | None = None

    @property
    def is_switch(self) -> bool:
        """Whether it is on or off."""
        return self.low == self.high

    @property
    def is_of_the_cut(self) -> bool:
        """Whether a mask that is there can follow it without new features."""
        return self.part == "graph_cut"

    def read(self, config: EngineConfig) -> Value:
        """Its value; the connectivity is on where all neighbours count."""
        value = getattr(self._holder(config), self.name)
        if self.place is not None:
            value = value[self.place]
        return value is Connectivity.FULL if isinstance(value, Connectivity) else value

    def write(self, config: EngineConfig, value: Value) -> EngineConfig:
        """The parameters with another value of this one."""
        holder = self._holder(config)
        changed = replace(holder, **{self.name: self._fitting(getattr(holder, self.name), value)})
        return replace(config, **{self.part: changed}) if self.part else changed

    def _holder(self, config: EngineConfig) -> object:
        return getattr(config, self.part) if self.part else config

    def _fitting(self, before: object, value: Value) -> object:
        if isinstance(before, Connectivity):
            return Connectivity.FULL if value else Connectivity.FACE
        if isinstance(before, tuple):
            pair = [value if n == self.place else kept for n, kept in enumerate(before)]
            return min(pair), max(pair)
        return type(before)(value)


PARAMETERS = (
    Parameter(
        "graph_cut",
        "smoothness_weight",
        mark("Smoothness"),
        mark("Higher gives a smoother border without specks, lower follows fine detail (λ)."),
        high=50,
        decimals=1,
    ),
    Parameter(
        "graph_cut",
        "intensity_sigma",
        mark("Edge contrast"),
        mark("Lower lets the border follow faint edges, higher only strong ones (σ)."),
        low=0.01,
        high=2,
        decimals=2,
    ),
    Parameter(
        "graph_cut",
        "connectivity",
        mark("Smooth in all directions"),
        mark("Counts diagonal neighbours too: rounder borders, a little slower."),
    ),
    Parameter(
        "fine_tune",
        "scribble_weight",
        mark("Weight of scribbles"),
        mark("How much more a scribbled voxel teaches the network than any other (ω)."),
        low=1,
        high=200,
        decimals=0,
    ),
    Parameter(
        "fine_tune",
        "geodesic_threshold",
        mark("Reach of scribbles"),
        mark("How far into similar tissue a scribble overrules the mask while learning (ε)."),
        high=5,
        decimals=2,
    ),
    Parameter(
        "fine_tune",
        "uncertain_range",
        mark("Unsure from"),
        mark("From this probability on the network counts as unsure and does not learn (t0)."),
        high=1,
        decimals=2,
        place=0,
    ),
    Parameter(
        "fine_tune",
        "uncertain_range",
        mark("Unsure up to"),
        mark("Up to this probability the network counts as unsure and does not learn (t1)."),
        high=1,
        decimals=2,
        place=1,
    ),
    Parameter(
        "fine_tune",
        "alternations",
        mark("Learning rounds"),
        mark(
            "How often the network learns this image and draws the border anew; 0 leaves it as is."
        ),
        high=20,
    ),
    Parameter(
        "fine_tune",
        "iterations",
        mark("Steps a round"),
        mark("How long it learns in each round; more takes longer."),
        low=1,
        high=200,
    ),
    Parameter(
        "fine_tune",
        "learning_rate",
        mark("Learning speed"),
        mark("How far each step goes: too high forgets, too low learns nothing."),
        low=0.0001,
        high=0.1,
        decimals=4,
    ),
    Parameter(
        "fine_tune",
        "pretrained_share",
        mark("Hold on to its training"),
        mark("How much of what it knew before this image counts; 0 trusts this image alone."),
        high=1,
        decimals=2,
    ),
    Parameter(
        "fine_tune",
        "weighted",
        mark("Leave unsure voxels out"),
        mark("Learns from sure voxels and scribbles (BIFSeg); off learns from all, BIFSeg(-w)."),
    ),
    Parameter(
        "",
        "guided",
        mark("Show it the scribbles"),
        mark("The network sees scribbles and mask; off, only the border and the learning do."),
    ),
    Parameter(
        "",
        "mirrored",
        mark("Look from all sides"),
        mark("Looks at mirror images too: steadier, takes several times as long."),
    ),
)


def networks(dimension: int) -> dict[str | None, str]:
    """Name → words of the networks with weights for boxes of that dimension; None is the usual."""
    found: dict[str | None, str] = {None: mark("Compact")}
    names = [n for n in registry.available(dimension) if n != registry.default_name(dimension)]
    return found | {n: _NETWORK_WORDS.get(n, n) for n in names if _has_weights(n)}


def preset_of(config: EngineConfig, dimension: int) -> str:
    """The name of the preset with those parameters and that network."""
    known = {name: preset(name, dimension) for name in (DEFAULT, PAPER)}
    return next((name for name, config_of in known.items() if config_of == config), BY_HAND)


def preset(name: str, dimension: int) -> EngineConfig:
    """The parameters and the network of a preset."""
    if name == DEFAULT:
        return EngineConfig.default(dimension)
    network = _PAPER_NETWORK[dimension]
    published = EngineConfig.paper(dimension)
    return replace(published, network=network) if _has_weights(network) else published


def _has_weights(network: str) -> bool:
    return (resources.ROOT / "models" / f"{network}.safetensors").is_file()


def step_words(before: EngineConfig, after: EngineConfig, dimension: int) -> str:
    """What the history calls a change: "Smoothness 2.0 → 5.0", "Parameters: As published"."""
    changed = [p for p in PARAMETERS if p.read(before) != p.read(after)]
    if len(changed) == 1 and before.network == after.network:
        parameter = changed[0]
        if parameter.is_switch:
            words = mark("{parameter}: on") if parameter.read(after) else mark("{parameter}: off")
            return words.format(parameter=parameter.label)
        old, new = (f"{parameter.read(c):.{parameter.decimals}f}" for c in (before, after))
        return mark("{parameter} {old} → {new}").format(parameter=parameter.label, old=old, new=new)
    if not changed:
        return mark("Network")
    return mark("Parameters: {preset}").format(preset=preset_of(after, dimension))


def only_the_cut_differs(before: EngineConfig, after: EngineConfig) -> bool:
    """Whether a mask that is there can follow the change without new features."""
    return replace(before, graph_cut=after.graph_cut) == after


def settled_on(remembered: EngineConfigs, state: CaseState) -> EngineConfigs:
    """The parameters to go on with in a case that was opened: what its masks were made with."""
    found = remembered
    for target in state.objects:
        made = target.segmentation
        if made is not None and made.config is not None:
            found = found.having(made.box.dimension, made.config)
    return found
