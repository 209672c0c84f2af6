"""Measure the memory that a whole task takes on a large scan. JSON.

A CT of 512 × 512 × 600 voxels of 16 bits is made, opened in the real window (drawn off-screen),
segmented in a box, corrected by two scribbles and exported. Told is the most that the window and
its helper process held at one time, which the system and the files it has read ahead are no part
of. Goal: below 4 GB.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as the program itself does
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np
from PyQt5.QtWidgets import QApplication
from scipy import ndimage

from app.application import Shell, build_shell, make_application
from app.controllers.lazy_engine import bifseg_engine
from app.demo.story import DemoAnswers
from app.model.settings import Settings
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.interactions import SeedLabel, Stroke
from bifseg_core.io import write_volume
from bifseg_core.volume import Volume

SHAPE = (512, 512, 600)
GOAL_BYTES = 4_000_000_000
_PATIENCE_S = 1800
_LOOK_S = 0.05


class Watch:
    """Looks again and again at how much memory this process and its children hold."""

    def __init__(self) -> None:
        self.peak = 0
        self.peaks: dict[str, int] = {}
        self._step = ""
        self._is_over = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def begin(self, step: str) -> None:
        """What is measured from now on belongs to that step."""
        self._step = step

    def end(self) -> None:
        """Stop looking."""
        self._is_over.set()

    def _look(self) -> None:
        while not self._is_over.wait(_LOOK_S):
            held = sum(_resident_bytes(pid) for pid in _family(os.getpid()))
            self.peak = max(self.peak, held)
            self.peaks[self._step] = max(self.peaks.get(self._step, 0), held)


def _family(pid: int) -> list[int]:
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        told = []
    return [pid, *(member for child in told for member in _family(int(child)))]


def _resident_bytes(pid: int) -> int:
    """Memory of its own and its share of what it has in common with others."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # ended meanwhile
        return 0
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def make_scan(path: Path, shape: tuple[int, int, int]) -> None:
    """A body with an organ in it and noise, slice by slice."""
    rng = np.random.default_rng(0)
    data = np.empty(shape, np.int16, order="F")
    texture = ndimage.gaussian_filter(rng.normal(0, 150, shape[:2]), 3)
    i, j = np.ogrid[: shape[0], : shape[1]]
    for k in range(shape[2]):
        body = ((i / shape[0] - 0.5) / 0.45) ** 2 + ((j / shape[1] - 0.5) / 0.35) ** 2 < 1
        depth = (k / shape[2] - 0.5) / 0.2
        organ = ((i / shape[0] - 0.4) / 0.2) ** 2 + ((j / shape[1] - 0.5) / 0.18) ** 2 + depth**2
        plane = np.where(body, 20, -1000) + 80 * (organ < 1) + texture
        data[:, :, k] = plane + rng.normal(0, 10, shape[:2])
    write_volume(Volume(data, Affine.from_spacing((0.8, 0.8, 1.0))), path)


def organ_box(shape: tuple[int, int, int]) -> BoundingBox:
    """The box around the organ, a little larger than it."""
    middle, half = np.array([0.4, 0.5, 0.5]), np.array([0.21, 0.19, 0.21])
    start = np.maximum(0, (middle - half) * shape).astype(int)
    stop = np.minimum(shape, (middle + half) * shape).astype(int)
    return BoundingBox(tuple(start.tolist()), tuple(stop.tolist()))


def play(shell: Shell, scan: Path, box: BoundingBox, mask: Path, watch: Watch) -> dict[str, float]:
    """The whole task; returns seconds by step."""
    model, controllers = shell.models.case_model, shell.controllers
    segmenting = controllers.segmenting
    seconds: dict[str, float] = {}

    def until(step: str, act: Callable[[], None], is_done: Callable[[], bool]) -> None:
        """Take a step and keep the window alive until it is done; remembers its seconds."""
        watch.begin(step)
        begun = time.monotonic()
        act()
        while not is_done():
            QApplication.processEvents()
            time.sleep(0.002)
            if time.monotonic() - begun > _PATIENCE_S:
                raise SystemExit(f"{step}: no end after {_PATIENCE_S} s")
        seconds[step] = round(time.monotonic() - begun, 2)
        print(f"{step}: {seconds[step]} s, {watch.peak / 1e9:.2f} GB", file=sys.stderr, flush=True)

    def rests() -> bool:
        return not segmenting.is_running and not segmenting.is_waiting

    middle = [(a + b) // 2 for a, b in zip(box.start_ijk, box.stop_ijk, strict=True)]
    until("open", lambda: controllers.opening.open(scan), lambda: model.is_open)
    until("segment", lambda: segmenting.on_box_drawn(box), lambda: rests() and _rounds(shell) == 0)
    for number, label in enumerate((SeedLabel.FOREGROUND, SeedLabel.BACKGROUND), start=1):
        at = middle if label is SeedLabel.FOREGROUND else [n + 2 for n in box.start_ijk]
        line = np.array([[at[0] + n, at[1], at[2]] for n in range(8)], np.int32)
        stroke = Stroke(label, line)
        until(
            f"refine {number}",
            lambda stroke=stroke: segmenting.on_stroke_drawn(stroke),
            lambda number=number: rests() and _rounds(shell) == number,
        )
    until("keep", lambda: None, controllers.journalling.flush)
    target = model.state.active
    until("export", lambda: controllers.exporting.export(target, mask), mask.exists)
    until("read back", lambda: None, lambda: not shell.file_runner.is_busy)
    return seconds


def _rounds(shell: Shell) -> int:
    found = shell.models.case_model.state.active.segmentation
    return -1 if found is None else found.round


def main() -> NoReturn:
    """Run from the command line; ends with 0 where the goal was reached."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--whole", action="store_true", help="let the box cover the whole scan")
    parser.add_argument("--share", type=float, default=1.0, help="of the scan's sides, for trials")
    options = parser.parse_args()
    i, j, k = (max(8, round(n * options.share)) for n in SHAPE)
    with tempfile.TemporaryDirectory(prefix="bifseg-memory-") as name:
        report, _kept = measured(Path(name), (i, j, k), whole=options.whole)
    print(json.dumps(report, indent=2), flush=True)
    # At once: clearing away a window whose threads still work would end this in a crash.
    os._exit(0 if report["peak_gb"] * 1e9 < GOAL_BYTES else 1)


def measured(
    folder: Path, shape: tuple[int, int, int], *, whole: bool
) -> tuple[dict[str, object], object]:
    """The report of one task, and what must not go before this process does."""
    make_scan(folder / "scan.nii", shape)
    box = BoundingBox.whole(shape) if whole else organ_box(shape)
    application = make_application()
    shell = build_shell(
        lambda: bifseg_engine("cpu"),
        settings=Settings(folder / "window.ini"),
        questions=DemoAnswers(folder),
        journal_folder=folder / "journals",
    )
    shell.window.resize(1280, 800)
    shell.window.show()
    watch = Watch()
    seconds = play(shell, folder / "scan.nii", box, folder / "mask.nii.gz", watch)
    watch.end()
    shell.window.leave()
    shell.shut_down()
    report = {
        "scan": shape,
        "box": box.shape,
        "peak_gb": round(watch.peak / 1e9, 2),
        "peak_gb_by_step": {step: round(held / 1e9, 2) for step, held in watch.peaks.items()},
        "seconds": seconds,
    }
    return report, (application, shell)


if __name__ == "__main__":
    main()
