"""Make docs/pictures/scenes.png: random scenes as networks are trained on, objects outlined.

    python scripts/make_scene_sheet.py [FILE]

Middle slices of 3D scenes, one a seed; without the label maps, which are not the project's own.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np
from matplotlib import pyplot
from numpy.typing import NDArray

from bifseg_core.training.scenes import Scenes, make_scenes

ROWS, COLUMNS, SIDE = 6, 12, 64
OUTLINE = "#ff5a3c"


def main() -> int:
    """Draw the sheet; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=ROOT / "docs/pictures/scenes.png")
    figure, axes = pyplot.subplots(ROWS, COLUMNS, figsize=(COLUMNS, ROWS * 1.04))
    for seed, place in enumerate(axes.flat):
        scenes = make_scenes(seed, count=1, shape=(SIDE, SIDE, SIDE))
        image, inside = middle(scenes)
        place.imshow(image, cmap="gray", vmin=0, vmax=1)
        place.contour(inside, levels=[0.5], colors=OUTLINE, linewidths=0.8)
        form = scenes.form.value if scenes.form else ""
        place.set_title(f"{scenes.look.value}, {form}", fontsize=5, pad=2)
        place.set_axis_off()
    figure.subplots_adjust(0.005, 0.005, 0.995, 0.98, 0.08, 0.12)
    figure.savefig(parser.parse_args().file, dpi=100)
    return 0


def middle(scenes: Scenes) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The slice across K in which a scene's object is largest, and the object in it."""
    objects = scenes.objects[0].numpy()
    level = int(objects.sum(axis=(0, 1)).argmax())
    return scenes.images[0, :, :, level].numpy(), objects[:, :, level]


if __name__ == "__main__":
    sys.exit(main())
