"""A made-up CT of 512 × 512 × 600 voxels, and the real window to open it in, for benchmarks.

Importing it finds the source tree and draws windows off-screen.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

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

Shape = tuple[int, int, int]

SHAPE = (512, 512, 600)


def make_scan(path: Path, shape: Shape) -> None:
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


def organ_box(shape: Shape) -> BoundingBox:
    """The box around the organ, a little larger than it."""
    middle, half = np.array([0.4, 0.5, 0.5]), np.array([0.21, 0.19, 0.21])
    start = np.maximum(0, (middle - half) * shape).astype(int)
    stop = np.minimum(shape, (middle + half) * shape).astype(int)
    return BoundingBox(tuple(start.tolist()), tuple(stop.tolist()))


def middle_of(box: BoundingBox) -> Shape:
    """The voxel in the middle of a box."""
    i, j, k = ((a + b) // 2 for a, b in zip(box.start_ijk, box.stop_ijk, strict=True))
    return i, j, k


def line_from(start_ijk: Shape, label: SeedLabel = SeedLabel.FOREGROUND) -> Stroke:
    """A scribble of eight voxels."""
    i, j, k = start_ijk
    return Stroke(label, np.array([[i + n, j, k] for n in range(8)], np.int32))


def shown_window(folder: Path) -> tuple[QApplication, Shell]:
    """The program with its window shown, keeping everything in a folder."""
    application = make_application()
    shell = build_shell(
        lambda: bifseg_engine("cpu"),
        settings=Settings(folder / "window.ini"),
        questions=DemoAnswers(folder),
        journal_folder=folder / "journals",
    )
    shell.window.resize(1280, 800)
    shell.window.show()
    return application, shell


def add_share(parser: argparse.ArgumentParser) -> None:
    """Let the command line ask for a smaller scan; `shape_of` reads it."""
    parser.add_argument("--share", type=float, default=1.0, help="of the scan's sides, for trials")


def shape_of(options: argparse.Namespace) -> Shape:
    """The scan's shape at the share that was asked for."""
    i, j, k = (max(8, round(n * options.share)) for n in SHAPE)
    return i, j, k
