"""Where the files are that ship with the program, in the source tree and in a bundle."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "resources"
SAMPLE = ROOT / "samples" / "sample_mr.nii.gz"
SAMPLE_REFERENCE = ROOT / "samples" / "sample_mr_reference.nii.gz"
ICONS = ROOT / "icons"
THEME = ROOT / "theme" / "window.qss"
