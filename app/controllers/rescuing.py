"""Keeps the masks when something inside the program breaks."""

from __future__ import annotations

import itertools
from pathlib import Path

from app.controllers.export_jobs import suggested_path
from app.model.case_model import CaseModel
from bifseg_core.boxes import boxes_of, whole
from bifseg_core.case import SegmentedObject


class Rescuer:
    """Writes the unsaved masks once: an error that comes with every drawing fills no disk.

    Args:
        case_model: whose masks are rescued.
        folder: where they go.
    """

    def __init__(self, case_model: CaseModel, folder: Path) -> None:
        self._case_model = case_model
        self._folder = folder
        self._rescued: tuple[SegmentedObject, ...] = ()

    def __call__(self) -> Path | None:
        """Where the masks are now; None where there is none that is not on disk."""
        unsaved = tuple(self._case_model.unsaved)
        if not unsaved or unsaved == self._rescued:
            return self._folder if unsaved else None
        kept = rescue_masks(self._case_model, self._folder)
        self._rescued = unsaved
        return kept


def rescue_masks(case_model: CaseModel, folder: Path) -> Path | None:
    """Write every mask that is not on disk into the folder; None where there is none."""
    unsaved = case_model.unsaved
    if not unsaved:
        return None
    from bifseg_core.io import export_mask  # SimpleITK costs 0.3 s at the start

    folder.mkdir(parents=True, exist_ok=True)
    for target in unsaved:
        found = whole(boxes_of(case_model.state, target.object_id)).segmentation
        if found is not None:
            path = _free(folder / suggested_path(case_model.volume, target).name)
            export_mask(found.full_mask(case_model.volume.shape), case_model.volume, path)
    return folder


def _free(path: Path) -> Path:
    """The path, numbered where a file of that name was rescued before."""
    stem, dot, endings = path.name.partition("_mask.")
    names = (f"{stem}-{number}{dot}{endings}" for number in itertools.count(2))
    return next(
        place for place in itertools.chain([path], map(path.with_name, names)) if not place.exists()
    )
