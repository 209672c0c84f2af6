"""Parameters of the method, as frozen values with the paper's defaults (IEEE TMI 2018)."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any


class Connectivity(enum.Enum):
    """Which voxels are neighbours in the graph cut."""

    FACE = "face"
    """4 neighbours in 2D, 6 in 3D: those that share a face."""

    FULL = "full"
    """8 neighbours in 2D, 26 in 3D: those that share a face, an edge or a corner."""


@dataclass(frozen=True)
class GraphCutConfig:
    """Parameters of the energy of Eq. 1 and 2 (doi 10.1109/TMI.2018.2791721).

    Attributes:
        smoothness_weight: λ, how much a cut between two like voxels costs.
        intensity_sigma: σ, in standard deviations of the crop's intensity.
        connectivity: the neighbourhood of the pairwise term.
    """

    smoothness_weight: float
    intensity_sigma: float = 0.1
    connectivity: Connectivity = Connectivity.FACE


@dataclass(frozen=True)
class FineTuneConfig:
    """Parameters of the image-specific fine-tuning of Eq. 7-12.

    Attributes:
        uncertain_range: (t0, t1); voxels with t0 < p < t1 teach nothing.
        geodesic_threshold: ε; contradicting voxels nearer than this to a scribble teach nothing.
        scribble_weight: ω, the weight of a scribbled voxel.
        alternations: how often label update and network update alternate.
        iterations: gradient steps in one network update.
        learning_rate: step length of the optimiser.
        sample_size: voxels that a gradient step visits at most; scribbled ones always.
        weighted: False gives BIFSeg(-w): every voxel weighs 1.
        pretrained_share: weight of the pretrained classifier's scores in p, next to those of the
            fine-tuned one; 0 as published. Fitting to one's own label map forgets; the mean of
            both does not (after Wortsman et al. 2022, doi 10.1109/CVPR52688.2022.00780).
    """

    uncertain_range: tuple[float, float]
    geodesic_threshold: float = 0.2
    scribble_weight: float = 5.0
    alternations: int = 4
    iterations: int = 20
    learning_rate: float = 1e-2
    sample_size: int = 16384
    weighted: bool = True
    pretrained_share: float = 0.0


@dataclass(frozen=True)
class EngineConfig:
    """Everything that steers one engine; `default` is for the compact networks.

    Attributes:
        graph_cut: parameters of the label update.
        fine_tune: parameters of the network update.
        box_margin: voxels added around a foreground stroke that lies outside the box.
        mirrored: whether features are the mean over the box and its mirror images along each axis
            of a plane, or its half turns about each axis of a volume; costs as many passes of the
            network more.
        guided: whether a guided network is shown the scribbles and the mask that they correct;
            without, only the graph cut and the fine-tuning know of them, as published.
        network: which one; None is the engine's own choice.
    """

    graph_cut: GraphCutConfig
    fine_tune: FineTuneConfig
    box_margin: int = 5
    mirrored: bool = False
    guided: bool = True
    network: str | None = None

    @staticmethod
    def paper(dimension: int) -> EngineConfig:
        """The published parameters for images of 2 or 3 dimensions (Section IV)."""
        if dimension == 2:
            return EngineConfig(GraphCutConfig(3.0), FineTuneConfig((0.2, 0.7)), guided=False)
        return EngineConfig(GraphCutConfig(10.0), FineTuneConfig((0.2, 0.6)), guided=False)

    @staticmethod
    def default(dimension: int) -> EngineConfig:
        """The parameters for the compact networks, chosen on validation images and random scenes.

        Their probabilities are sharper than P-Net's and already follow the scribbles, so the cut
        needs less smoothness, the classifier shorter steps, and half of p or more stays with the
        pretrained classifier.
        """
        planar = dimension == 2
        fine_tune = FineTuneConfig(
            (0.2, 0.7) if planar else (0.2, 0.6),
            geodesic_threshold=0.5,
            scribble_weight=50.0,
            learning_rate=3e-3,
            pretrained_share=0.5 if planar else 0.75,
        )
        return EngineConfig(GraphCutConfig(1.0 if planar else 4.0), fine_tune, mirrored=True)

    def with_weights(self, weighted: bool) -> EngineConfig:
        """The same with the weights of Eq. 12 on (BIFSeg) or off (BIFSeg(-w))."""
        return replace(self, fine_tune=replace(self.fine_tune, weighted=weighted))

    def plain(self) -> dict[str, Any]:
        """The same as values that JSON knows; `from_plain` takes them back."""
        found = asdict(self)
        found["graph_cut"]["connectivity"] = self.graph_cut.connectivity.value
        found["fine_tune"]["uncertain_range"] = list(self.fine_tune.uncertain_range)
        return found

    @staticmethod
    def from_plain(written: Mapping[str, Any]) -> EngineConfig:
        """The parameters that `plain` made; those that are missing have their defaults.

        Raises:
            ValueError, KeyError, TypeError, AttributeError: they are no parameters.
        """
        cut, low_high = written["graph_cut"], written["fine_tune"]["uncertain_range"]
        t0, t1 = (float(value) for value in low_high)
        network = written.get("network")
        return EngineConfig(
            GraphCutConfig(
                float(cut["smoothness_weight"]),
                float(cut["intensity_sigma"]),
                Connectivity(cut["connectivity"]),
            ),
            FineTuneConfig((t0, t1), **_known(FineTuneConfig, written["fine_tune"])),
            **_known(EngineConfig, written),
            network=None if network is None else str(network),
        )


def _known(kind: type, written: Mapping[str, Any]) -> dict[str, Any]:
    """The plain numbers and switches among the fields of that class, each of its default's type."""
    simple = {
        f.name: type(f.default) for f in fields(kind) if isinstance(f.default, bool | int | float)
    }
    return {name: as_type(written[name]) for name, as_type in simple.items() if name in written}


@dataclass(frozen=True)
class EngineConfigs:
    """The engine's parameters for 2D and for 3D boxes."""

    planar: EngineConfig = field(default_factory=lambda: EngineConfig.default(2))
    spatial: EngineConfig = field(default_factory=lambda: EngineConfig.default(3))

    def of(self, dimension: int) -> EngineConfig:
        """The parameters for boxes of that dimension, 2 or 3."""
        return self.planar if dimension == 2 else self.spatial

    def having(self, dimension: int, config: EngineConfig) -> EngineConfigs:
        """The same with other parameters for boxes of that dimension."""
        name = "planar" if dimension == 2 else "spatial"
        return replace(self, **{name: config})

    def plain(self) -> dict[str, Any]:
        """The same as values that JSON knows; `from_plain` takes them back."""
        return {"planar": self.planar.plain(), "spatial": self.spatial.plain()}

    @staticmethod
    def from_plain(written: Mapping[str, Any]) -> EngineConfigs:
        """The parameters that `plain` made; raises as `EngineConfig.from_plain` does."""
        planar, spatial = (EngineConfig.from_plain(written[name]) for name in ("planar", "spatial"))
        return EngineConfigs(planar, spatial)
