"""The table of results: a row a case, object, seed, method and round, in a CSV file that grows."""

from __future__ import annotations

import csv
import dataclasses
import io
import math
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bifseg_core.errors import DatasetError, WriteError
from bifseg_core.io.atomic import replace_file


@dataclass(frozen=True)
class Row:
    """The mask of one method after one round, judged.

    Attributes:
        dataset, case, subject, target, object: what was segmented; object is its number.
        seed: of the robot user.
        method: its name.
        round: "initial", "unsupervised", "1", …
        dice, surface_dice, surface_distance_mm, volume_error_ml: see `metrics`.
        reference_voxels: size of the object.
        strokes, scribbled_voxels, honoured_voxels: of all rounds so far.
        seconds_features, seconds_fine_tuning, seconds_graph_cut, seconds_geodesic: of this round.
        seconds: of this round in all, NaN where nothing had to be computed; of the initial one
            without a cut, of the unsupervised one without the features that both share.
        peak_memory_mb: of the process in this round (so far, where the system cannot forget), the
            graphics card's left out; NaN where nothing had to be computed.
        box: that the mask was made in; it grows with scribbles outside.
        boxes, scribbles, interaction: how the robot worked.
        network, weights_sha256, configuration, hardware: what it was computed with.
        note: why the step failed, "" where it did not.
    """

    dataset: str
    case: str
    subject: str
    target: str
    object: int
    seed: int
    method: str
    round: str
    dice: float
    surface_dice: float
    surface_distance_mm: float
    volume_error_ml: float
    reference_voxels: int
    strokes: int
    scribbled_voxels: int
    honoured_voxels: int
    seconds_features: float
    seconds_fine_tuning: float
    seconds_graph_cut: float
    seconds_geodesic: float
    seconds: float
    peak_memory_mb: float
    box: str
    boxes: str
    scribbles: str
    interaction: str
    network: str
    weights_sha256: str
    configuration: str
    hardware: str
    note: str = ""

    @property
    def trial(self) -> Trial:
        """What the row belongs to."""
        name = f"{self.dataset}/{self.case}/{self.target}/{self.object}"
        return Trial(name, self.seed, self.method)


@dataclass(frozen=True, order=True)
class Trial:
    """One method on one object with one seed; its rows are written together."""

    object_name: str
    seed: int
    method: str


COLUMNS = tuple(entry.name for entry in dataclasses.fields(Row))

_KINDS: dict[str, type[int] | type[float] | type[str]] = {"int": int, "float": float, "str": str}
_TYPES = {entry.name: _KINDS[str(entry.type)] for entry in dataclasses.fields(Row)}


def read_rows(path: Path) -> list[Row]:
    """The rows of a table, [] where there is none; a last line that was cut off is left out.

    Raises:
        DatasetError: the file is not such a table.
    """
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8")
    whole = text[: text.rfind("\n") + 1]
    reader = csv.reader(io.StringIO(whole, newline=""))
    header = next(reader, [])
    if header and tuple(header) != COLUMNS:
        raise DatasetError(
            f"The file {path.name} in {path.parent.name} holds another table; "
            "choose another --output."
        )
    return [_parsed(cells) for cells in reader if len(cells) == len(COLUMNS)]


def append_rows(path: Path, rows: Sequence[Row]) -> None:
    """Add rows to a table in one piece, with the header where it is new.

    Raises:
        WriteError: the file cannot be written.
    """
    fresh = not path.is_file() or path.stat().st_size == 0
    content = _text(rows, header=fresh).encode()
    try:
        with path.open("ab", buffering=0) as file:
            file.write(content)
            os.fsync(file.fileno())
    except OSError as error:
        raise WriteError(f"The file {path.name} cannot be written ({error.strerror}).") from error


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Replace a table, whole or not at all.

    Raises:
        WriteError: the file cannot be written; what was there before still is.
    """
    replace_file(path, _text(rows, header=True).encode())


def _text(rows: Iterable[Row], *, header: bool) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    if header:
        writer.writerow(COLUMNS)
    writer.writerows([_cell(getattr(row, name)) for name in COLUMNS] for row in rows)
    return buffer.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, float):
        return "" if math.isnan(value) else repr(float(value))
    return value


def _parsed(cells: Sequence[str]) -> Row:
    values: dict[str, Any] = {
        name: float("nan") if _TYPES[name] is float and not cell else _TYPES[name](cell)
        for name, cell in zip(COLUMNS, cells, strict=True)
    }
    return Row(**values)
