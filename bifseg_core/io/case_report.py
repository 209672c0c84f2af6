"""A case on one page (HTML that needs nothing else) and as one line of a table (CSV)."""

from __future__ import annotations

import base64
import csv
import html
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bifseg_core.case import Segmentation
from bifseg_core.errors import WriteError
from bifseg_core.io.atomic import replace_file
from bifseg_core.io.endings import ending_of
from bifseg_core.io.meshes import same_bytes
from bifseg_core.io.messages import named, reading
from bifseg_core.io.report_pictures import ReportPicture, plane_pictures
from bifseg_core.version import __version__
from bifseg_core.volume import ImageKey, Volume

NOT_A_DEVICE = "Not a medical device: for research and teaching, not for diagnosis or treatment."
_EMPTY = "–"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, eq=False)
class CaseReport:
    """What is known about one segmented object; nothing here names the patient.

    Attributes:
        case_name: what to call the scan.
        object_name: what the user called the object.
        image: the scan.
        found: its segmentation.
        window: grey values from black to white.
        strokes: scribbles drawn.
        user_seconds, active_seconds: the user's time, and without pauses; None where not measured.
        machine_seconds: of all runs; None where not measured.
        dice: overlap with a reference in 0..1, None without one.
        weights_sha256: checksum of the network's weights.
        parameters: of the method, name → value.
        surface_png: a picture of the surface, None where there is none.
        made_on: the image on the scan's grid that it was made on, for the pictures; None where that
            is the scan, or not known.
        made: when.
    """

    case_name: str
    object_name: str
    image: Volume
    found: Segmentation
    window: tuple[float, float]
    strokes: int = 0
    user_seconds: float | None = None
    active_seconds: float | None = None
    machine_seconds: float | None = None
    dice: float | None = None
    weights_sha256: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)
    surface_png: bytes | None = None
    made_on: Volume | None = None
    made: datetime = field(default_factory=datetime.now)


def export_report(report: CaseReport, path: str | Path) -> None:
    """Write a case's page.

    Args:
        report: what to tell.
        path: ends in .html or .htm.

    Raises:
        WriteError: it has another ending, or the file cannot be written; one that was there before
            still is.
    """
    path = Path(path)
    if ending_of(path, (".html", ".htm")) is None:
        raise WriteError(f"{named(path)} has no known ending; use .html.")
    content = page(report).encode()
    replace_file(path, content, check=same_bytes(content, path))


def append_case_line(report: CaseReport, path: str | Path) -> None:
    """Add a case as one line to a table; the whole table is replaced at once or stays as it was.

    Args:
        report: what to tell.
        path: ends in .csv; a new table begins with the names of its columns.

    Raises:
        WriteError: it has another ending, holds another table, or cannot be written.
        ImageReadError: the table that is there cannot be read.
    """
    path = Path(path)
    if ending_of(path, (".csv",)) is None:
        raise WriteError(f"{named(path)} has no known ending; use .csv.")
    row = table_row(report)
    header = _csv_line(list(row))
    with reading(path):
        before = path.read_bytes() if path.exists() else b""
    if before and not before.startswith(header.rstrip()):
        raise WriteError(f"{named(path)} is another table; choose a new name.")
    before = before or header
    gap = b"" if before.endswith(b"\n") else b"\r\n"
    content = before + gap + _csv_line(list(row.values()))
    replace_file(path, content, check=same_bytes(content, path))


def table_row(report: CaseReport) -> dict[str, str]:
    """The case's line: column → value, "" where nothing is known."""
    found, seconds = report.found, report.found.seconds
    volume_ml = None if report.image.is_planar else _millilitres(report)
    return {
        "made": report.made.isoformat(timespec="seconds"),
        "case": report.case_name,
        "object": report.object_name,
        "voxels": str(found.voxel_count),
        "volume_ml": _number(volume_ml),
        "dice": _number(report.dice),
        "stage": found.stage.value,
        "rounds": str(found.round),
        "strokes": str(report.strokes),
        "user_s": _number(report.user_seconds),
        "user_active_s": _number(report.active_seconds),
        "machine_s": _number(report.machine_seconds),
        "last_run_s": _number(seconds.total),
        "box": str(found.box),
        "network": found.network,
        "weights_sha256": report.weights_sha256,
        "device": found.device,
        "version": __version__,
    }


def page(report: CaseReport) -> str:
    """The page as HTML, with its pictures inside and no link to anywhere."""
    pictures = plane_pictures(report.made_on or report.image, report.found, report.window)
    figures = "".join(_figure(picture) for picture in pictures)
    if report.surface_png is not None:
        figures += _figure(ReportPicture("Surface", report.surface_png, 200, 200))
    facts = "".join(_row(name, value) for name, value in _facts(report).items())
    settings = "".join(_row(name, str(value)) for name, value in report.parameters.items())
    title = html.escape(f"{report.object_name} in {report.case_name}")
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body>"
        f'<h1>{title}</h1><p class="notice">{NOT_A_DEVICE}</p>'
        f'<div class="pictures">{figures}</div>'
        f"<h2>Result</h2><table>{facts}</table>"
        f"<h2>Parameters</h2><table>{settings}</table>"
        f"<footer>Made by BIFSeg {__version__}, {report.made:%Y-%m-%d %H:%M}. "
        f"{NOT_A_DEVICE}</footer></body></html>\n"
    )


_STYLE = (
    "@page{size:A4;margin:12mm}body{font:11px/1.35 sans-serif;max-width:186mm;margin:8mm auto;"
    "color:#111}h1{font-size:17px;margin:0}h2{font-size:13px;margin:8px 0 2px}"
    ".notice{font-weight:bold;margin:2px 0 8px}.pictures{display:flex;flex-wrap:wrap;gap:8px}"
    "figure{margin:0}img{image-rendering:auto;background:#000;display:block}"
    "table{border-collapse:collapse}td{padding:1px 12px 1px 0;vertical-align:top;"
    "word-break:break-all}td:first-child{color:#555;white-space:nowrap}"
    "footer{margin-top:10px;color:#555}"
)


def _facts(report: CaseReport) -> dict[str, str]:
    found, image = report.found, report.image
    size = " × ".join(str(n) for n in image.shape[: 2 if image.is_planar else 3])
    spacing = " × ".join(f"{mm:.3g}" for mm in image.spacing[: 2 if image.is_planar else 3])
    volume = _EMPTY if image.is_planar else f"{_millilitres(report):.4g} ml"
    # of those on the scan none that names a file, which may be named after the patient
    notes = (*(note for note in image.notes if '"' not in note), *found.notes)
    return {
        "Scan": f"{size} voxels of {spacing} mm",
        **_image_made_on(report),
        "Volume": volume,
        "Voxels": str(found.voxel_count),
        "Dice with the reference": _words(report.dice and 100 * report.dice, "%"),
        "User's time": _words(report.user_seconds, "s"),
        "without pauses": _words(report.active_seconds, "s"),
        "Machine's time, all runs": _words(report.machine_seconds, "s"),
        "Last run": _words(found.seconds.total, "s"),
        "Stage": found.stage.value,
        "Rounds of refinement": str(found.round),
        "Strokes": str(report.strokes),
        "Box (i, j, k)": str(found.box),
        "Network": found.network or _EMPTY,
        "Checksum of its weights (SHA-256)": report.weights_sha256 or _EMPTY,
        "Computed on": found.device,
        **({"Notes": " ".join(notes)} if notes else {}),
    }


def _image_made_on(report: CaseReport) -> dict[str, str]:
    """Which of several images or time points it was; an added one by number, never by its name."""
    key, times = report.found.made_on, report.image.frame_count
    if key is None or (key == ImageKey() and times == 1):
        return {}
    if key.number == 0:
        return {"Made on": f"time point or channel {key.frame + 1} of {times}"}
    later = f", time point or channel {key.frame + 1}" if key.frame else ""
    return {"Made on": f"added image {key.number}{later}"}


def _millilitres(report: CaseReport) -> float:
    return report.found.voxel_count * report.image.affine.voxel_volume / 1000


def _figure(picture: ReportPicture) -> str:
    data = base64.b64encode(picture.png).decode("ascii")
    return (
        f'<figure><img width="{picture.width}" height="{picture.height}" '
        f'alt="{html.escape(picture.title)}" src="data:image/png;base64,{data}">'
        f"<figcaption>{html.escape(picture.title)}</figcaption></figure>"
    )


def _row(name: str, value: str) -> str:
    return f"<tr><td>{html.escape(name)}</td><td>{html.escape(value)}</td></tr>"


def _words(value: float | None, unit: str) -> str:
    return _EMPTY if value is None else f"{value:.1f} {unit}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


def _csv_line(words: list[str]) -> bytes:
    """One line; what a table program would take for a formula to run is marked as text."""
    text = io.StringIO()
    csv.writer(text).writerow(f"'{word}" if word[:1] in _FORMULA else word for word in words)
    return text.getvalue().encode()
