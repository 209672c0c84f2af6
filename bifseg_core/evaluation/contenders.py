"""The methods that are compared, by name."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from bifseg_core.segmenter import Segmenter


class Method(enum.Enum):
    """A method by its name in tables and on the command line."""

    CNN = "cnn"
    """The network's p > 0.5 in the box; it has the stage initial only."""

    CNN_CRF = "cnn_crf"
    """Network and graph cut as published: only the cut knows of the scribbles."""

    CNN_GUIDED_CRF = "cnn_guided_crf"
    """BIFSeg without fine-tuning: the network is shown the scribbles, the cut obeys them."""

    BIFSEG_UNWEIGHTED = "bifseg_unweighted"
    """BIFSeg(-w): fine-tuning in which every voxel weighs 1."""

    BIFSEG = "bifseg"
    """BIFSeg with the weights of Eq. 12."""

    GRABCUT = "grabcut"
    """Mixtures of Gaussians and graph cuts, without a network; scribbles are hard constraints."""

    @property
    def has_network(self) -> bool:
        """Whether its first answer is a network's p, which can be shown without a cut."""
        return self is not Method.GRABCUT


STANDARD = (Method.CNN, Method.CNN_CRF, Method.BIFSEG_UNWEIGHTED, Method.BIFSEG)
"""The methods of the paper's tables that share a network."""


@dataclass(frozen=True)
class Contender:
    """A method ready to be judged.

    Attributes:
        segmenter: the method.
        configuration: its parameters, as JSON.
        weights_sha256: checksum of its weights, "" for methods without.
    """

    segmenter: Segmenter
    configuration: str = ""
    weights_sha256: str = ""
