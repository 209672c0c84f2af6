"""`python -m bifseg_core info IMAGE`: what a scan is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bifseg_core.io import describe, read_volume


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("info", help="print size, spacing, orientation, value range")
    parser.add_argument("image", type=Path, metavar="IMAGE")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print a line a fact."""
    volume = read_volume(options.image)
    info = describe(volume)
    low, high = info.value_range
    print(f"size         {' × '.join(map(str, info.size))} voxels")
    print(f"spacing      {' × '.join(f'{step:.4g}' for step in info.spacing)} mm")
    print(f"orientation  {info.axis_codes if volume.is_oriented else 'unknown (a picture)'}")
    print(f"values       {low:g} to {high:g} ({info.dtype})")
    for note in volume.notes:
        print(f"note         {note}")
    return 0
