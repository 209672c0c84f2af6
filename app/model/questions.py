"""What the program may ask the user in a dialog, as an interface that tests can answer."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from app.model.export_kinds import ExportChoice, ExportKind, ExportOffer
from bifseg_core.volume import Volume

if TYPE_CHECKING:  # brings SimpleITK along: 0.3 s
    from bifseg_core.io import SeriesInfo


class UnsavedAnswer(enum.Enum):
    """What to do with work that is not on disk."""

    SAVE = "save"
    """The whole case, with everything on it."""

    EXPORT = "export"
    """The masks, one file each."""

    DISCARD = "discard"
    CANCEL = "cancel"


@dataclass(frozen=True, eq=False)
class SeriesChoice:
    """One of the DICOM series in a folder.

    Attributes:
        info: the series.
        title: what the scanner called it.
        details: kind of scan and size.
        thumbnail: a small picture (rows, columns), uint8; None where none can be made.
    """

    info: SeriesInfo
    title: str
    details: str
    thumbnail: NDArray[np.uint8] | None


@dataclass(frozen=True, eq=False)
class GridOffer:
    """A mask that was brought onto the scan's grid, and what that did to it.

    Attributes:
        labels: the mask, on the scan's grid.
        difference: what set its own grid apart, in half a sentence.
        size_before, size_after: its volume in ml, or its area in mm² where the scan is flat.
        share_beside: share of it that lies beside the scan and is left out, 0 to 1.
        lost: labels of which nothing is left.
    """

    labels: Volume
    difference: str
    size_before: float
    size_after: float
    share_beside: float
    lost: tuple[int, ...]


class Questions(Protocol):
    """Questions that need an answer before anything can go on."""

    def ask_scan(self) -> Path | None:
        """Which scan or case to open; None where the user thought better of it."""
        ...

    def ask_picture(self, suggested: Path) -> Path | None:
        """Where to save a picture of a view."""
        ...

    def ask_aligned_image(self) -> Path | None:
        """Which image of the same patient to add."""
        ...

    def ask_folder(self) -> Path | None:
        """Which folder of DICOM files to open."""
        ...

    def ask_reference(self) -> Path | None:
        """Which reference mask to load."""
        ...

    def ask_mask(self) -> Path | None:
        """Which mask to go on from."""
        ...

    def ask_export_kind(self, offers: Sequence[ExportOffer]) -> ExportChoice | None:
        """What to write."""
        ...

    def ask_export(self, suggested: Path, kind: ExportKind) -> Path | None:
        """Where to write it."""
        ...

    def ask_case(self) -> Path | None:
        """Which case file to open."""
        ...

    def ask_save_case(self, suggested: Path) -> Path | None:
        """Where to save the case."""
        ...

    def ask_replace(self, path: Path) -> bool:
        """Whether to write over this file, whose name the user did not type in full."""
        ...

    def ask_save_diagnosis(self, suggested: Path) -> Path | None:
        """Where to save the diagnostic file."""
        ...

    def ask_series(self, choices: Sequence[SeriesChoice]) -> SeriesInfo | None:
        """Which of a folder's DICOM series to open."""
        ...

    def ask_resample(self, offer: GridOffer) -> bool:
        """Whether to use a mask of another grid after it has been resampled."""
        ...

    def ask_unsaved(self, names: Sequence[str]) -> UnsavedAnswer:
        """What to do with the objects of these names, whose masks are not on disk."""
        ...
