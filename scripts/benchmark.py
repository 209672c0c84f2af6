"""Measure times on this machine and print them as JSON (`make benchmark`).

The machine's own speed drifts, so every time is also given as a ratio to a baseline that is
measured in turn with it: one pass of PC-Net's features over 80³ voxels (3D) and of P-Net's over
96 × 128 pixels (2D).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as the program itself does

import numpy as np
import torch
from scipy import ndimage

from bifseg_core.engine import BifsegEngine
from bifseg_core.geometry import Affine, BoundingBox
from bifseg_core.interactions import Scribbles, SeedLabel, Stroke
from bifseg_core.networks import registry
from bifseg_core.segmenter import RefineRequest, SegmentRequest, finish
from bifseg_core.volume import Volume

Seconds = dict[str, float]

SHAPES = {3: (80, 80, 80), 2: (96, 128, 1)}
BASELINES = {3: "pc_net", 2: "p_net"}


def scene(shape: tuple[int, int, int]) -> tuple[Volume, BoundingBox]:
    """A bright blob with a soft border in textured surroundings, and the box around it."""
    rng = np.random.default_rng(0)
    size = [n + 20 if n > 1 else 1 for n in shape]
    grid = np.stack(
        np.meshgrid(*(np.linspace(-1, 1, n) if n > 1 else [0] for n in size), indexing="ij")
    )
    texture = ndimage.gaussian_filter(rng.normal(size=size), 3)
    blob = (grid**2).sum(axis=0) + 3 * texture < 0.55
    data = 100 * ndimage.gaussian_filter(blob.astype(float), 1) + rng.normal(0, 12, size)
    start = [10 if n > 1 else 0 for n in shape]
    stop = [first + n for first, n in zip(start, shape, strict=True)]
    volume = Volume(data.astype(np.float32), Affine.from_spacing((1, 1, 1)))
    return volume, BoundingBox((start[0], start[1], start[2]), (stop[0], stop[1], stop[2]))


def loop(engine: BifsegEngine, dimension: int) -> Seconds:
    """Seconds from the box to the first mask, to the fine-tuned one, and of one refinement."""
    volume, box = scene(SHAPES[dimension])
    begun = time.perf_counter()
    first = 0.0
    run = engine.segment(SegmentRequest(volume, box))
    while True:
        try:
            sign = next(run)
        except StopIteration as stop:
            found = stop.value
            break
        first = time.perf_counter() - begun if sign.preview is not None else first
    done = time.perf_counter()
    line = np.array(
        [[box.start_ijk[0] + 20, j, box.shape[2] // 2] for j in range(30, 60)], np.int32
    )
    drawn = Scribbles((Stroke(SeedLabel.FOREGROUND, line),))
    finish(engine.refine(RefineRequest(volume, drawn, found)))
    return {
        "first_mask": first,
        "fine_tuned_mask": done - begun,
        "refinement": time.perf_counter() - done,
    }


def baseline(dimension: int) -> float:
    """Seconds of the published network's features on the same grid."""
    network = registry.create(BASELINES[dimension]).eval()
    shape = SHAPES[dimension][:dimension]
    begun = time.perf_counter()
    with torch.no_grad():
        network.features(torch.zeros(1, network.input_channels, *shape))
    return time.perf_counter() - begun


def measured(dimension: int, repeats: int) -> dict[str, object]:
    """Medians over the repeats, and ratios to the baseline measured in turn with them."""
    engine = BifsegEngine()
    engine.warm_up()
    loop(engine, dimension)
    pairs = [(loop(engine, dimension), baseline(dimension)) for _ in range(repeats)]
    engine.close()
    report: dict[str, object] = {"baseline_seconds": statistics.median(b for _, b in pairs)}
    for step in pairs[0][0]:
        report[step] = {
            "seconds": statistics.median(times[step] for times, _ in pairs),
            "ratio_to_baseline": statistics.median(times[step] / b for times, b in pairs),
        }
    return report


def elsewhere(script: str, *arguments: str) -> Callable[[], object]:
    """What another script finds, in a process of its own without a display."""
    command = [sys.executable, str(ROOT / "scripts" / script), *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    def find() -> object:
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        return json.loads(done.stdout)

    return find


def report(repeats: int, parts: dict[str, Callable[[], object]]) -> dict[str, object]:
    """Everything as one dictionary."""
    machine = {"processor": platform.processor() or platform.machine(), "cores": os.cpu_count()}
    return {
        "machine": machine,
        "repeats": repeats,
        **{name: part() for name, part in parts.items()},
    }


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    names = ["spatial", "planar", "window", "blocks", "scrolling", "turning"]
    parser.add_argument("--only", choices=names)
    options = parser.parse_args()
    parts: dict[str, Callable[[], object]] = {
        "spatial": lambda: measured(3, options.repeats),
        "planar": lambda: measured(2, options.repeats),
        "window": elsewhere("benchmark_window.py"),
        "blocks": elsewhere("benchmark_blocks.py", "--share", "0.5"),
        "scrolling": elsewhere("benchmark_scrolling.py"),
        "turning": elsewhere("benchmark_turning.py"),
    }
    chosen = {options.only: parts[options.only]} if options.only else parts
    print(json.dumps(report(options.repeats, chosen), indent=2))


if __name__ == "__main__":
    main()
