"""Reports as JSON files."""

import json
from collections.abc import Mapping
from pathlib import Path

from bifseg_core.io.atomic import replace_file


def write_json(path: str | Path, data: Mapping[str, object]) -> None:
    """Write a report, whole or not at all.

    Args:
        path: the file; one that exists is replaced.
        data: what `json` can write; NaN is not among it. What is not text in a path is escaped.

    Raises:
        WriteError: the file cannot be written; one that was there before still is.
    """
    text = json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)
    replace_file(Path(path), f"{text}\n".encode(errors="backslashreplace"))
