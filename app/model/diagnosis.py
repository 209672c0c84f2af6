"""What a diagnostic file tells: versions, hardware, settings, checks, the log; nobody's data."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bifseg_core.memory import free_bytes, in_gigabytes
from bifseg_core.version import __version__

_PACKAGES = (
    *("torch", "numpy", "scipy", "PyQt5", "pyqtgraph", "vtk", "SimpleITK", "pydicom", "highdicom"),
    *("PyMaxflow", "GeodisTK", "safetensors", "qtawesome", "platformdirs"),
)


@dataclass(frozen=True)
class Circumstances:
    """What the window alone knows.

    Attributes:
        settings: name → value; only such that name neither a file nor a person.
        screens: one line for each.
        log: the last lines.
    """

    settings: Mapping[str, object] = field(default_factory=dict)
    screens: tuple[str, ...] = ()
    log: tuple[str, ...] = ()


def diagnosis(circumstances: Circumstances, checks: Iterable[str], device: Iterable[str]) -> str:
    """The whole text.

    Args:
        circumstances: of the window.
        checks: a line for each.
        device: lines about where networks run.
    """
    parts = {
        "BIFSeg": [f"version {__version__}", f"frozen: {bool(getattr(sys, 'frozen', False))}"],
        "Computer": [*_computer(), *device, *circumstances.screens],
        "Packages": [f"{name} {_version(name)}" for name in _PACKAGES],
        "Settings": [f"{name}: {value}" for name, value in circumstances.settings.items()],
        "Checks": list(checks),
        "Log": list(circumstances.log),
    }
    head = "This file names no patient, no file and no folder; read it before you send it.\n"
    return head + "".join(_section(name, lines) for name, lines in parts.items())


def _computer() -> list[str]:
    free = free_bytes()
    return [
        f"{platform.system()} {platform.release()} on {platform.machine()}",
        f"Python {platform.python_version()}",
        f"{os.cpu_count()} processor cores",
        f"memory free: {'unknown' if free is None else in_gigabytes(free)}",
    ]


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # 0.2 s at the start

    try:
        return version(package)
    except PackageNotFoundError:
        return "not found"


def _section(name: str, lines: Iterable[str]) -> str:
    return f"\n{name}\n{'-' * len(name)}\n" + "".join(f"{line}\n" for line in lines)
