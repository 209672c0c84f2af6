"""Measure how long the event loop is blocked in each story, on a made-up CT. JSON.

Goal: no block above 50 ms. A block is what the clock on the wall says; beside other work on the
machine it is longer than the window's own doing, so the processor time of the window's thread is
told too, and what it was doing whenever that alone went above 40 ms.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import numpy as np
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
from app.tasks.heartbeat import Heartbeat
from app.tasks.resting import rest_collector
from app.views.actions import Do
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import SeedLabel, Stroke

_PATIENCE_S = 3600
_TOO_LONG_S = 0.04


class Culprits(threading.Thread):
    """Looks at what the window's thread is doing when it has worked too long without a pause."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._main = threading.main_thread().ident or 0
        self._clock = time.pthread_getcpuclockid(self._main)
        self._last = 0.0
        self.seen: collections.Counter[str] = collections.Counter()

    def on_pause(self) -> None:
        """The event loop is turning."""
        self._last = time.clock_gettime(self._clock)

    def run(self) -> None:
        """Look every few milliseconds."""
        while True:
            time.sleep(0.005)
            if time.clock_gettime(self._clock) - self._last > _TOO_LONG_S:
                frame = sys._current_frames().get(self._main)
                self.seen[_where(traceback.extract_stack(frame))] += 1


def _where(stack: traceback.StackSummary) -> str:
    ours = [
        f"{Path(frame.filename).stem}.{frame.name}:{frame.lineno}"
        for frame in stack
        if "scripts" not in frame.filename
    ]
    return " < ".join(reversed(ours[-6:]))


class Stories:
    """Plays one story after the other and notes what each of them took."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._culprits = Culprits()
        self._culprits.start()
        self._heartbeat = Heartbeat(application)
        self._heartbeat.ticked.connect(self._culprits.on_pause)
        self.report: dict[str, dict[str, object]] = {}

    def play(self, name: str, act: Callable[[], object], is_done: Callable[[], bool]) -> None:
        """Act, and let the window work until it is done."""
        self._culprits.seen.clear()
        self._heartbeat.start()
        begun = time.monotonic()
        act()
        while not is_done():
            self._application.processEvents()
            time.sleep(0.001)
            if time.monotonic() - begun > _PATIENCE_S:
                raise SystemExit(f"{name}: no end after {_PATIENCE_S} s")
        for _ in range(20):
            self._application.processEvents()
        self._heartbeat.stop()
        told = {
            "seconds": round(time.monotonic() - begun, 2),
            "longest_block_ms": round(self._heartbeat.longest_ms),
            "block_99th_percentile_ms": round(self._heartbeat.percentile_ms(0.99)),
            "longest_work_ms": round(self._heartbeat.longest_work_ms),
            "work_99th_percentile_ms": round(self._heartbeat.work_percentile_ms(0.99)),
            "above_40_ms_of_work": dict(self._culprits.seen.most_common(4)),
        }
        self.report[name] = told
        print(f"{name}: {told}", file=sys.stderr, flush=True)


def play(shell: Shell, stories: Stories, scan: Path, box: BoundingBox, folder: Path) -> None:
    """All stories on one scan."""
    model, controllers = shell.models.case_model, shell.controllers
    segmenting, view = controllers.segmenting, shell.window.grid.volume_view
    rounds: list[object] = []

    def has_answer() -> bool:
        found = model.state.active.segmentation
        is_new = found is not None and found not in rounds
        rests = not segmenting.is_running and not segmenting.is_waiting
        return is_new and rests and not view.is_busy

    def note() -> None:
        rounds.append(model.state.active.segmentation)

    def is_idle() -> bool:
        return not shell.file_runner.is_busy and not view.is_busy

    stories.play("start", lambda: rest_collector(during=shell.warm_up()), lambda: shell.is_ready)
    stories.play(
        "open", lambda: controllers.opening.open(scan), lambda: model.is_open and is_idle()
    )
    stories.play("segment", lambda: segmenting.on_box_drawn(box), has_answer)
    note()
    line = line_from(middle_of(box))
    stories.play("refine", lambda: segmenting.on_stroke_drawn(line), has_answer)
    stories.play("undo", segmenting.undo, is_idle)
    stories.play("redo", segmenting.redo, is_idle)
    for number, k in enumerate((box.start_ijk[2] + 5, box.stop_ijk[2] - 5), start=1):
        painted = Stroke(SeedLabel.FOREGROUND, _disc(box, k), is_repair=True)
        stories.play(
            f"paint {number}", lambda s=painted: shell.window.grid.stroke_drawn.emit(s), is_idle
        )
    note()
    fill = shell.window.actions_by_name[Do.FILL].trigger
    stories.play("fill between", fill, lambda: has_answer() and is_idle())
    mask, case, target = folder / "mask.nii.gz", folder / "case.bifseg", model.state.active
    stories.play(
        "export",
        lambda: controllers.exporting.export(target, mask),
        lambda: mask.exists() and is_idle(),
    )
    stories.play(
        "save the case",
        lambda: controllers.casefiles.save(case),
        lambda: case.exists() and is_idle(),
    )
    contrast = shell.window.contrast
    stories.play(
        "contrast",
        shell.window.actions_by_name[Do.CONTRAST].trigger,
        lambda: contrast.has_counted and is_idle(),
    )


def _disc(box: BoundingBox, k: int) -> np.ndarray:
    """The voxels (N, 3) of an ellipse that fills a slice of the box."""
    i, j = np.ogrid[-1 : 1 : box.shape[0] * 1j, -1 : 1 : box.shape[1] * 1j]
    columns, rows = np.nonzero(i**2 + j**2 < 0.9)
    depth = np.full(len(rows), k)
    start = box.start_ijk
    return np.stack([columns + start[0], rows + start[1], depth], axis=1).astype(np.int32)


def main() -> None:
    """Play every story and print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_share(parser)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bifseg-blocks-") as name:
        report = _played(Path(name), shape_of(options))
    print(json.dumps(report, indent=2), flush=True)
    os._exit(0)  # at once: threads that still work would end clearing away in a crash


def _played(folder: Path, shape: Shape) -> dict[str, dict[str, object]]:
    make_scan(folder / "scan.nii", shape)
    application, shell = shown_window(folder)
    stories = Stories(application)
    play(shell, stories, folder / "scan.nii", organ_box(shape), folder)
    return stories.report


if __name__ == "__main__":
    main()
