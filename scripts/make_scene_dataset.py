"""Write random scenes as a dataset that `evaluate` and `tune` read: objects that nobody has met.

    python scripts/make_scene_dataset.py FOLDER [--count 24] [--seed 0]

Every other scene is a stack of thick slices. Scenes of training are drawn with other seeds.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import avg_pool3d

from bifseg_core.geometry import Affine
from bifseg_core.io import export_mask, write_volume
from bifseg_core.training.scenes import make_scenes
from bifseg_core.volume import Volume

SHAPE = (72, 72, 64)
THICK = (4, 8)
LEAST_SHARE, LARGEST_SHARE = 0.01, 0.6
TRIES = 50


def main() -> int:
    """Write the dataset; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    for part in ("images", "labels"):
        (options.folder / part).mkdir(parents=True, exist_ok=True)
    names = [f"scene_{number:03d}" for number in range(options.count)]
    for number, name in enumerate(names):
        source = random.Random(f"dataset/{options.seed}/{number}")
        volume, mask = scene(source, slices=source.choice(THICK) if number % 2 else 1)
        write_volume(volume, options.folder / "images" / f"{name}.nii.gz")
        export_mask(mask, volume, options.folder / "labels" / f"{name}.nii.gz")
    (options.folder / "dataset.json").write_text(json.dumps(description(names), indent=1))
    return 0


def scene(source: random.Random, *, slices: int) -> tuple[Volume, NDArray[np.bool_]]:
    """A scene with its object inside the field, `slices` voxels merged along the last axis.

    Returns:
        The image, 0..1000 at 1 × 1 × `slices` mm, and its object, bool of the same shape.
    """
    for _ in range(TRIES):
        made = make_scenes(source.getrandbits(48), count=1, shape=SHAPE)
        inside = thick(made.objects, slices) >= 0.5
        if is_useful(inside):
            break
    image = (thick(made.images, slices) * 1000).round().astype(np.int16)
    return Volume(image, Affine(np.diag([1.0, 1.0, slices, 1.0]))), inside


def thick(fields: Tensor, slices: int) -> NDArray[np.float32]:
    """The first field of (N, I, J, K), averaged over the voxels of each thick slice."""
    merged = avg_pool3d(fields[:1].float(), (1, 1, slices))
    return np.asarray(merged[0].numpy(), dtype=np.float32)


def is_useful(inside: NDArray[np.bool_]) -> bool:
    """Whether an object is neither tiny nor nearly everything, and does not touch the border."""
    shell = inside.sum() - inside[1:-1, 1:-1, 1:-1].sum()
    return bool(LEAST_SHARE < inside.mean() < LARGEST_SHARE and shell == 0)


def description(names: list[str]) -> dict[str, object]:
    """What dataset.json says."""
    cases = [{"case": name, "subject": name, "split": "validation"} for name in names]
    return {
        "dimension": 3,
        "licence": "GPL-3.0-or-later",
        "note": "random scenes made by scripts/make_scene_dataset.py",
        "cases": cases,
        "labels": {"1": "object"},
        "instances": "labels",
        "minimum_size": 50,
    }


if __name__ == "__main__":
    sys.exit(main())
