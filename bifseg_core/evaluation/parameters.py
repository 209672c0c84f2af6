"""Parameters that a search has found, as a JSON file between `tune` and `evaluate`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bifseg_core.config import Connectivity, EngineConfig, EngineConfigs
from bifseg_core.errors import DatasetError
from bifseg_core.io.atomic import replace_file


@dataclass(frozen=True)
class Found:
    """The best parameters of a search for one network.

    Attributes:
        network: its name.
        dimension: 2 or 3.
        bifseg: for BIFSeg and BIFSeg(-w).
        cnn_crf: for CNN + CRF, whose λ and σ are searched as well.
        scores: what was reached, by name, and whatever else is worth knowing.
    """

    network: str
    dimension: int
    bifseg: EngineConfig
    cnn_crf: EngineConfig
    scores: Mapping[str, object]


def write_parameters(path: Path, found: Found) -> None:
    """Write what a search has found.

    Raises:
        WriteError: the file cannot be written.
    """
    text = json.dumps(asdict(found), indent=2, default=_plain)
    replace_file(path, f"{text}\n".encode())


def read_parameters(path: Path, *, dimension: int) -> tuple[EngineConfigs, EngineConfigs]:
    """The parameters of BIFSeg and of CNN + CRF from a file that a search has written.

    Raises:
        DatasetError: the file cannot be read, or is for images of another dimension.
    """
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        found_for = int(written["dimension"])
        bifseg, cnn_crf = (EngineConfig.from_plain(written[name]) for name in ("bifseg", "cnn_crf"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DatasetError(
            f"The file {path.name} does not hold parameters that can be used ({error}); "
            "make it with tune."
        ) from error
    if found_for != dimension:
        raise DatasetError(
            f"The parameters in {path.name} are for {found_for}D images; choose those for "
            f"{dimension}D."
        )
    return _for_dimension(bifseg, dimension), _for_dimension(cnn_crf, dimension)


def _for_dimension(config: EngineConfig, dimension: int) -> EngineConfigs:
    if dimension == 2:
        return replace(EngineConfigs(), planar=config)
    return replace(EngineConfigs(), spatial=config)


def _plain(value: object) -> object:
    return value.value if isinstance(value, Connectivity) else str(value)
