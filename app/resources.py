"""Where the files are that ship with the program, in the source tree and in a bundle."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "resources"
SAMPLE = ROOT / "samples" / "sample_mr.nii.gz"
ICONS = ROOT / "icons"
COMPONENTS = ROOT / "components.json"
"""What is inside, with versions and licences; made by the build, missing in the source tree."""
THEME = ROOT / "theme" / "window.qss"
TRANSLATIONS = ROOT / "translations"


def guide(language: str = "en") -> Path:
    """The folder of the user guide's pages in a language, else in English: docs/guide."""
    shipped = ROOT / "guide"
    english = shipped if shipped.is_dir() else ROOT.parent / "docs" / "guide"
    return english / language if (english / language).is_dir() else english


def reference_of(path: Path) -> Path | None:
    """The reference mask that ships with a sample, None for everything else."""
    if path.resolve().parent != SAMPLE.parent:
        return None
    stem, _, ending = path.name.partition(".")
    reference = SAMPLE.parent / f"{stem}_reference.{ending}"
    return reference if reference.is_file() else None
