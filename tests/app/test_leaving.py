"""The program ends with its status and its words written, without PyQt's walk over the dead."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

ENDING = """
import atexit, sys
from PyQt5.QtCore import QCoreApplication, QObject
from app.leaving import leave
application = QCoreApplication(["x"])
kept, made = [], []
for _ in range(20):
    one = QObject()
    one.destroyed.connect(lambda: made.extend(QObject() for _ in range(20_000)))
    kept.append(one)
atexit.register(print, "taken apart")
sys.stdout.write("written")
leave(3)
"""


def test_it_ends_at_once_with_everything_written() -> None:
    """Ended by `sys.exit` these objects crash PyQt 5.15 at every try."""
    command = [sys.executable, "-c", ENDING]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout, told.stderr) == (3, "written", "")
