"""For every test: no display, nothing of the user's touched, the same numbers everywhere."""

from __future__ import annotations

import atexit
import os
import sys
import tempfile
from pathlib import Path

import hypothesis
import pytest

from app.leaving import leave

# Set before Qt, torch or matplotlib is imported, and inherited by helper processes.
_HOME = tempfile.TemporaryDirectory(prefix="bifseg-tests-", ignore_cleanup_errors=True)


def _private_folder(name: str) -> str:
    folder = Path(_HOME.name, name)
    folder.mkdir(mode=0o700)
    return str(folder)


os.environ.update(
    {
        "QT_QPA_PLATFORM": "offscreen",
        "MPLBACKEND": "Agg",
        "MESA_SHADER_CACHE_DISABLE": "true",
        "XDG_RUNTIME_DIR": _private_folder("runtime"),
        "XDG_CONFIG_HOME": _private_folder("config"),
        "XDG_DATA_HOME": _private_folder("data"),
        "XDG_STATE_HOME": _private_folder("state"),
        "XDG_CACHE_HOME": _private_folder("cache"),
    }
)
# One thread: two that wait for each other on busy cores take many times as long.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# No deadline: a first call that loads a library is slow. In CI the same examples every time.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """End as the program does: what PyQt does at the end of an interpreter crashes now and then."""
    if "PyQt5" in sys.modules:
        atexit.register(lambda: leave(int(session.exitstatus)))


def pytest_unconfigure() -> None:
    """Remove the folders that stood in for the user's."""
    _HOME.cleanup()
