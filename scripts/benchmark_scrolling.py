"""Measure scrolling: a large CT with a mask over it, each view alone and all three linked. JSON.

Goals: 60 updates a second alone, 30 linked; opening within 5 s; 2.5 times the volume's own size in
memory above that of the empty window with torch loaded. Beside other work the wall clock says
little: updates for each second of processor time are told too, of the whole process (the 3D view's
pictures and the journal included) and of the window's own thread, and its time as a ratio to that
of scaling one slice to a view's size, measured in turn with it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
STEP = 3


def main() -> NoReturn:
    """Build the window, open a scan made for it, scroll, and print what came of it."""
    options = _parser().parse_args()
    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="bifseg-scrolling-") as folder:
        path = Path(folder) / "ct.nii"
        write_ct(path, tuple(options.shape))
        report, _kept = measured(path, Path(folder), options.updates)
    print(json.dumps(report, indent=2), flush=True)
    # At once: clearing away a window whose threads still work would end this in a crash.
    os._exit(0)


def write_ct(path: Path, shape: tuple[int, int, int]) -> None:
    """A noisy body in air, int16."""
    from bifseg_core.geometry import Affine
    from bifseg_core.io import write_volume
    from bifseg_core.volume import Volume

    i, j, _ = np.ogrid[tuple(slice(-1, 1, n * 1j) for n in shape)]
    body = np.where((i / 0.9) ** 2 + (j / 0.7) ** 2 < 1, 40, -1000).astype(np.int16)
    noise = np.random.default_rng(0).integers(-60, 60, shape[::-1], np.int16).T
    write_volume(Volume(noise + body, Affine(np.diag([-0.7, -0.7, 1.0, 1.0]))), path)


def measured(path: Path, folder: Path, updates: int) -> tuple[dict[str, object], object]:
    """What the window takes for that scan, and what must not go before this process does."""
    from app.application import build_shell, make_application
    from app.controllers.lazy_engine import bifseg_engine
    from app.model.settings import Settings

    application = make_application()
    shell = build_shell(lambda: bifseg_engine("cpu"), settings=Settings(folder / "window.ini"))
    shell.window.show()
    shell.warm_up()
    _wait(application, lambda: shell.is_ready)
    empty = _resident()
    began = time.monotonic()
    shell.controllers.opening.open(path)
    model = shell.models.case_model
    _wait(application, lambda: model.is_open)
    opening_s, opened = time.monotonic() - began, _resident()
    _outline(model)
    _wait(application, lambda: shell.window.grid.volume_view.has_picture)
    size, shown = model.volume.data.nbytes, _resident()
    report = {
        "opening_s": round(opening_s, 2),
        "memory_of_the_volume": round((opened - empty) / size, 2),
        "memory_with_mask_and_surface": round((shown - empty) / size, 2),
        "updates_per_s": dict(_rates(shell, application, updates)),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    }
    shell.window.leave()
    shell.shut_down()
    return report, (application, shell)


def _outline(model: object) -> None:
    """Lay a ball with holes over the scan."""
    from bifseg_core.case import ReplaceSegmentation, Segmentation, Stage
    from bifseg_core.geometry import BoundingBox

    shape = np.array(model.volume.shape)
    start = shape // 6
    box = BoundingBox(tuple(start.tolist()), tuple((shape - start).tolist()))
    axes = np.ogrid[tuple(slice(-1, 1, n * 1j) for n in box.shape)]
    waves = sum(np.sin(9 * axis) for axis in axes)
    mask = np.asfortranarray((sum(axis**2 for axis in axes) < 1) & (waves > -0.8))
    found = Segmentation(box, mask, mask.astype(np.float32), Stage.INITIAL)
    model.perform(ReplaceSegmentation(1, found))


def _rates(shell: object, application: object, updates: int) -> Iterator[tuple[str, object]]:
    from app.tools.slice_geometry import Plane

    grid, axes = shell.window.grid, {Plane.AXIAL: 2, Plane.CORONAL: 1, Plane.SAGITTAL: 0}
    for plane, axis in axes.items():
        grid.maximise(grid.views[plane])
        yield f"{plane.value} alone", _rate(shell, application, [axis], updates)
    grid.maximise(None)
    for plane, axis in axes.items():
        yield f"{plane.value} beside the others", _rate(shell, application, [axis], updates)
    yield "all linked", _rate(shell, application, [0, 1, 2], updates)


def _rate(
    shell: object, application: object, axes: Sequence[int], updates: int
) -> dict[str, float]:
    """Updates a second by the wall clock, the processor's, and the window's thread's."""
    view_state, shape = shell.models.view_state, shell.models.case_model.volume.shape
    middle = [n // 2 for n in shape]
    application.processEvents()
    clocks = {"wall": time.monotonic, "processor": time.process_time, "window": time.thread_time}
    begun = {name: clock() for name, clock in clocks.items()}
    for number in range(updates):
        for axis in axes:
            middle[axis] = shape[axis] // 4 + number * STEP % (shape[axis] // 2)
        view_state.update(crosshair_ijk=tuple(middle))
        application.processEvents()
    took = {name: clock() - begun[name] for name, clock in clocks.items()}
    rates = {name: round(updates / seconds, 1) for name, seconds in took.items()}
    return {**rates, "ratio_to_one_picture": round(took["window"] / updates / _one_picture_s(), 1)}


def _one_picture_s() -> float:
    """Seconds that the processor needs to scale one slice of 512 × 512 to 700 × 700."""
    from PyQt5.QtCore import QRectF
    from PyQt5.QtGui import QImage, QPainter

    source, target = (QImage(n, n, QImage.Format_RGB32) for n in (512, 700))
    source.fill(0)
    begun, count = time.thread_time(), 10
    for _ in range(count):
        painter = QPainter(target)
        painter.setRenderHint(QPainter.SmoothPixmapTransform)
        painter.drawImage(QRectF(target.rect()), source)
        painter.end()
    return (time.thread_time() - begun) / count


def _wait(application: object, until: Callable[[], bool], patience_s: float = 300) -> None:
    end = time.monotonic() + patience_s
    while not until() and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)


def _resident() -> int:
    """Bytes of memory in use, where the system tells."""
    statistics = Path("/proc/self/statm")
    if not statistics.exists():
        return 0
    return int(statistics.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=100, help="steps of each measurement")
    parser.add_argument(
        "--shape", type=int, nargs=3, default=(512, 512, 600), metavar="N", help="of the scan"
    )
    return parser


if __name__ == "__main__":
    main()
