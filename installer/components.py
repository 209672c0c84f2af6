"""The list of components inside a build, with versions and licences, and their licence texts."""

from __future__ import annotations

import json
import platform
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from bifseg_core.version import __version__

_TEXTS = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_KNOWN = {
    "pyqt5-qt5": "LGPL-3.0",
    "pyqt5": "GPL-3.0",
    "pyqt5_sip": "BSD-2-Clause",
    "geodistk": "MIT",
    "pymaxflow": "GPL-3.0",
    "torch": "BSD-3-Clause",
    "simpleitk": "Apache-2.0",
    "vtk": "BSD-3-Clause",
    "scipy": "BSD-3-Clause",
    "pyqtgraph": "MIT",
    "qtpy": "MIT",
    "mpmath": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "safetensors": "Apache-2.0",
    "sympy": "BSD-3-Clause",
    "networkx": "BSD-3-Clause",
    "qtawesome": "MIT; fonts OFL-1.1, CC-BY-4.0 and Apache-2.0",
}
"""Where a package's own metadata is silent or holds a whole text."""


@dataclass(frozen=True)
class Component:
    """One part of the application.

    Attributes:
        name: as its authors write it.
        version: the one inside.
        licence: its short name.
        texts: paths of its licence texts inside the bundle's folder `licences`.
    """

    name: str
    version: str
    licence: str
    texts: tuple[str, ...] = ()


def collect(sources: Iterable[str], folder: Path) -> list[tuple[str, str, str]]:
    """Write `components.json` and return it and every licence text as entries of a bundle.

    Args:
        sources: the files of the build, where they lie now.
        folder: for the list.
    """
    inside = [one for one in installed() if is_inside(one, {str(Path(s)) for s in sources if s})]
    entries = [entry for one in inside for entry in _texts(one)]
    target = folder / "components.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(bill(inside), encoding="utf-8")
    return [("resources/components.json", str(target), "DATA"), *entries]


def bill(inside: Iterable[Distribution]) -> str:
    """The list as JSON."""
    components = [asdict(one) for one in (_own(), _python(), *map(_described, inside))]
    return json.dumps({"application": "BIFSeg", "components": components}, indent=1) + "\n"


def installed() -> list[Distribution]:
    """Every package of this environment once, by name."""
    found = {one.metadata["Name"].lower(): one for one in distributions()}
    return [found[name] for name in sorted(found)]


def is_inside(one: Distribution, sources: set[str]) -> bool:
    """Whether a file of that package is part of the build."""
    return any(
        str(one.locate_file(path)) in sources
        for path in one.files or ()
        if ".dist-info/" not in str(path)
    )


def licence_of(one: Distribution) -> str:
    """The short name of a package's licence."""
    name = one.metadata["Name"].lower().replace("-", "_")
    told = one.metadata.get("License-Expression") or one.metadata.get("License") or ""
    known = _KNOWN.get(name) or _KNOWN.get(name.replace("_", "-"))
    if known or "\n" in told or not told:
        return known or _classified(one) or "see its text"
    return str(told)


def _classified(one: Distribution) -> str:
    kinds = one.metadata.get_all("Classifier") or []
    return "; ".join(k.rsplit(" :: ", 1)[1] for k in kinds if k.startswith("License ::"))


def _described(one: Distribution) -> Component:
    texts = tuple(entry[0].removeprefix("licences/") for entry in _texts(one))
    return Component(one.metadata["Name"], one.version, licence_of(one), texts)


def _texts(one: Distribution) -> Iterator[tuple[str, str, str]]:
    for path in sorted(str(path) for path in one.files or ()):
        if ".dist-info/" in path and _TEXTS.search(path):
            inner = path.split(".dist-info/", 1)[1].removeprefix("licenses/")
            source = str(one.locate_file(path))
            yield f"licences/{one.metadata['Name']}/{inner}", source, "DATA"


def _own() -> Component:
    return Component("BIFSeg", __version__, "GPL-3.0-or-later", ("../LICENSE",))


def _python() -> Component:
    return Component("Python", platform.python_version(), "PSF-2.0")


if __name__ == "__main__":
    sys.stdout.write(bill(installed()))
