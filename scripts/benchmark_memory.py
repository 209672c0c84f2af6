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

from large_scan import (
    Shape,
    add_share,
    line_from,
    make_scan,
    middle_of,
    organ_box,
    shape_of,
    shown_window,
)
from PyQt5.QtWidgets import QApplication

from app.application import Shell
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import SeedLabel

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

    i, j, k = box.start_ijk
    strokes = (line_from(middle_of(box)), line_from((i + 2, j + 2, k + 2), SeedLabel.BACKGROUND))
    until("open", lambda: controllers.opening.open(scan), lambda: model.is_open)
    until("segment", lambda: segmenting.on_box_drawn(box), lambda: rests() and _rounds(shell) == 0)
    for number, stroke in enumerate(strokes, start=1):
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
    add_share(parser)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bifseg-memory-") as name:
        report, _kept = measured(Path(name), shape_of(options), whole=options.whole)
    print(json.dumps(report, indent=2), flush=True)
    # At once: clearing away a window whose threads still work would end this in a crash.
    os._exit(0 if report["peak_gb"] * 1e9 < GOAL_BYTES else 1)


def measured(folder: Path, shape: Shape, *, whole: bool) -> tuple[dict[str, object], object]:
    """The report of one task, and what must not go before this process does."""
    make_scan(folder / "scan.nii", shape)
    box = BoundingBox.whole(shape) if whole else organ_box(shape)
    application, shell = shown_window(folder)
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
