"""What the program may ask the user in a dialog, as an interface that tests can answer."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class UnsavedAnswer(enum.Enum):
    """What to do with work that is not on disk."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Questions(Protocol):
    """Questions that need an answer before anything can go on."""

    def ask_scan(self) -> Path | None:
        """Which scan to open; None where the user thought better of it."""
        ...

    def ask_folder(self) -> Path | None:
        """Which folder of DICOM files to open."""
        ...

    def ask_reference(self) -> Path | None:
        """Which reference mask to load."""
        ...

    def ask_export(self, suggested: Path) -> Path | None:
        """Where to write a mask."""
        ...

    def ask_unsaved(self, names: Sequence[str]) -> UnsavedAnswer:
        """What to do with the objects of these names, whose masks are not on disk."""
        ...
