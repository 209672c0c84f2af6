"""Where the datasets are."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path:
    """Where the datasets are: BIFSEG_DATA, or `shared/data` beside the project's folder."""
    project = Path(__file__).resolve().parents[2]
    named = os.environ.get("BIFSEG_DATA")
    return Path(named) if named else project.parent / "shared" / "data"
