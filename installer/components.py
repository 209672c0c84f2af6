"""The list of components inside a build, with versions and licences, and their licence texts."""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from bifseg_core.version import __version__

Entry = tuple[str, str, str]
"""Of a bundle: the path inside, the path now, the kind."""

_GIVEN_TEXTS = Path(__file__).with_name("licences")
"""Texts for what brings none along: NAME.txt."""

_OWN_TEXT = "../LICENSE"
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
    "pyinstaller": "GPL-2.0-or-later with an exception for what it builds",
}
"""Where a package's own metadata is silent or holds a whole text."""

_UNDER_OUR_LICENCE = frozenset({"PyQt5", "PyMaxflow"})
"""Packages without a text of their own whose licence is the application's, GPL-3.0."""

_OF_DEBIAN = {
    "libbz2-1.0": "bzip2-1.0.6",
    "libcrypt1": "LGPL-2.1-or-later",
    "libffi8": "MIT",
    "liblzma5": "public domain",
    "libmpdec3": "BSD-2-Clause",
    "libsqlite3-0": "public domain",
    "libssl3": "Apache-2.0",
    "libuuid1": "BSD-3-Clause",
    "zlib1g": "Zlib",
}
"""Libraries that Python needs, carried as Debian packages them."""


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


def collect(sources: Iterable[str], folder: Path) -> list[Entry]:
    """Write `components.json`; return it, every licence text and every package's metadata.

    Some packages look their own version up in the metadata when they are imported.

    Args:
        sources: the files of the build, where they lie now.
        folder: for the list.

    Raises:
        SystemExit: a component has no licence text.
    """
    files = {str(Path(source)) for source in sources if source}
    inside = [one for one in installed() if is_inside(one, files)]
    parts = [_own(), _python(), *map(_described, inside), *_given(files), *_of_debian(files)]
    if bare := [part.name for part, texts in parts if not texts]:
        raise SystemExit(f"No licence text was found for {', '.join(bare)}; see {_GIVEN_TEXTS}.")
    target = folder / "components.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(bill([part for part, _ in parts]), encoding="utf-8")
    texts = dict.fromkeys(entry for _, entries in parts for entry in entries)
    told = [entry for one in inside for entry in _metadata(one)]
    return [("resources/components.json", str(target), "DATA"), *texts, *told]


def bill(parts: Iterable[Component]) -> str:
    """The list as JSON."""
    components = [asdict(part) for part in parts]
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


def described(one: Distribution) -> Component:
    """An installed package as a component."""
    return _described(one)[0]


def _described(one: Distribution) -> tuple[Component, list[Entry]]:
    name = one.metadata["Name"]
    if name in _UNDER_OUR_LICENCE:
        return Component(name, one.version, licence_of(one), (_OWN_TEXT,)), [_own_text()]
    return _with_texts(name, one.version, licence_of(one), {**_texts(one), **_given_text(name)})


def _metadata(one: Distribution) -> list[Entry]:
    found = [path for path in one.files or () if path.match("*.dist-info/METADATA")]
    return [(str(path), str(one.locate_file(path)), "DATA") for path in found]


def _with_texts(
    name: str, version: str, licence: str, texts: dict[str, Path]
) -> tuple[Component, list[Entry]]:
    """A component whose texts lie under its own name in the bundle's folder `licences`."""
    entries = [
        (f"licences/{name}/{inner}", str(path), "DATA") for inner, path in sorted(texts.items())
    ]
    inner = tuple(entry[0].removeprefix("licences/") for entry in entries)
    return Component(name, version, licence, inner), entries


def _texts(one: Distribution) -> dict[str, Path]:
    found = {}
    for path in map(str, one.files or ()):
        if ".dist-info/" in path and _TEXTS.search(path):
            inner = path.split(".dist-info/", 1)[1].removeprefix("licenses/")
            found[inner] = Path(str(one.locate_file(path)))
    return found


def _given_text(name: str) -> dict[str, Path]:
    path = _GIVEN_TEXTS / f"{name}.txt"
    return {"LICENSE.txt": path} if path.is_file() else {}


def _own() -> tuple[Component, list[Entry]]:
    return Component("BIFSeg", __version__, "GPL-3.0-or-later", (_OWN_TEXT,)), [_own_text()]


def _own_text() -> Entry:
    return ("LICENSE", str(_GIVEN_TEXTS.parent.parent / "LICENSE"), "DATA")


def _python() -> tuple[Component, list[Entry]]:
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    found = [path for place in places if (path := place / "LICENSE.txt").is_file()]
    texts = {"LICENSE.txt": found[0]} if found else {}
    return _with_texts("Python", platform.python_version(), "PSF-2.0", texts)


def _given(files: set[str]) -> Iterator[tuple[Component, list[Entry]]]:
    """Qt's own copy of ICU, which no package names."""
    for path in sorted(files):
        if match := re.search(r"/libicudata\.so\.(\d+)$", path):
            yield _with_texts("ICU", match[1], "ICU", _given_text("ICU"))
            return


def _of_debian(files: set[str]) -> Iterator[tuple[Component, list[Entry]]]:
    """What Python needs of the system and a Linux build carries."""
    of_system = [path for path in files if re.match(r"^/(usr/)?lib/", path)]
    for package in sorted({one for path in of_system for one in _owners(path)} & _OF_DEBIAN.keys()):
        version = _said("dpkg-query", "--show", "--showformat=${Version}", package)
        text = Path("/usr/share/doc", package, "copyright")
        texts = {"copyright.txt": text} if text.is_file() else {}
        yield _with_texts(package, version, _OF_DEBIAN[package], texts)


def _owners(path: str) -> list[str]:
    """The Debian packages of a file; found by its name, for /lib may be a link to /usr/lib."""
    lines = _said("dpkg-query", "--search", f"*/{Path(path).name}").splitlines()
    return [line.split(":", 1)[0] for line in lines]


def _said(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:  # not a Debian
        return ""


if __name__ == "__main__":
    sys.stdout.write(bill(described(one) for one in installed()))
