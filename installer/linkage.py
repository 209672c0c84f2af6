"""Checks on Linux what a build's libraries ask of the system: that all is there, and old enough.

`python installer/linkage.py FOLDER` prints the newest version asked for of each system library and
ends with 1 where something is missing from the build, or newer than Ubuntu 22.04 has it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Version = tuple[int, ...]

OLDEST_SYSTEM: dict[str, Version] = {
    "GLIBC": (2, 35),
    "GLIBCXX": (3, 4, 30),
    "CXXABI": (1, 3, 13),
    "GCC": (12, 0, 0),
}
"""What Ubuntu 22.04 offers: glibc 2.35 and the run-time libraries of GCC 12."""

OF_THE_SYSTEM = {
    "ld-linux-x86-64.so.2": "libc6",
    "libc.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "librt.so.1": "libc6",
    "libutil.so.1": "libc6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXext.so.6": "libxext6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Libraries left to the system, and the Debian packages that hold them (all in control.in)."""

_VERSION = re.compile(r"\b([A-Z]+)_(\d+(?:\.\d+)+)$")


@dataclass
class Needs:
    """What one file asks for.

    Attributes:
        libraries: by the names it was linked to.
        newest: the newest version of every kind of symbol.
    """

    libraries: list[str] = field(default_factory=list)
    newest: dict[str, Version] = field(default_factory=dict)


def needs_of(headers: str) -> Needs:
    """Read what `objdump -p` prints of a file."""
    found = Needs()
    for line in headers.splitlines():
        words = line.split()
        if words[:1] == ["NEEDED"]:
            found.libraries.append(words[1])
        elif words[:1] and words[0].startswith("0x") and (match := _VERSION.search(line)):
            kind, version = match[1], tuple(map(int, match[2].split(".")))
            found.newest[kind] = max(version, found.newest.get(kind, ()))
    return found


def problems(needs: dict[str, Needs]) -> Iterator[str]:
    """A sentence for everything that would keep a build from starting on the oldest system.

    Args:
        needs: of every file, by its path inside the build.
    """
    inside = {Path(name).name for name in needs}
    for name, one in sorted(needs.items()):
        for library in one.libraries:
            if library not in inside and library not in OF_THE_SYSTEM:
                yield f"{name} needs {library}, which is neither inside nor promised by the system"
        for kind, version in one.newest.items():
            if version > OLDEST_SYSTEM.get(kind, version):
                yield f"{name} needs {kind} {dotted(version)}, newer than Ubuntu 22.04 has"


def newest(needs: Iterable[Needs]) -> dict[str, Version]:
    """The newest version that any file asks for, by kind of symbol."""
    found: dict[str, Version] = {}
    for one in needs:
        for kind in one.newest.keys() & OLDEST_SYSTEM.keys():
            found[kind] = max(one.newest[kind], found.get(kind, ()))
    return found


def dotted(version: Version) -> str:
    """As people write it."""
    return ".".join(map(str, version))


def _read(folder: Path) -> dict[str, Needs]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and _is_program(path)]
    return {str(path.relative_to(folder)): needs_of(_headers(path)) for path in files}


def _is_program(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _headers(path: Path) -> str:
    return subprocess.run(
        ["objdump", "-p", path], capture_output=True, text=True, check=True
    ).stdout


def main(folder: Path) -> int:
    """Print what was found; returns the exit status."""
    needs = _read(folder)
    wrong = list(problems(needs))
    for kind, version in sorted(newest(needs.values()).items()):
        print(kind, dotted(version))
    print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
