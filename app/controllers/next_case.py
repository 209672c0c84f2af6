"""The next scan in the folder, and the one before."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PyQt5.QtCore import QObject, pyqtSignal

from app.controllers.opening import OpenController
from app.model.case_model import CaseModel
from app.model.export_kinds import ExportKind
from app.translation import tr

_EXPORTED = tuple(kind.value.partition(".")[0] for kind in ExportKind)
_OURS = ("_reference", *filter(None, _EXPORTED))
"""How names end of files that lie beside a scan but are none."""


class NextCaseController(QObject):
    """Goes through the scans of a folder in the order of their names.

    Args:
        case_model: whose scan is open.
        opening: opens the next one, and asks about unsaved work.
        ask: lets the user choose a scan.

    Signals:
        said: carries a sentence for the status line.
    """

    said = pyqtSignal(str)

    def __init__(
        self, case_model: CaseModel, opening: OpenController, ask: Callable[[], None]
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._opening = opening
        self._ask = ask

    def go_on(self) -> None:
        """Open the next scan; after the last one let the user choose."""
        if not self._go(1):
            self.said.emit(tr("This was the last scan in its folder; choose another."))
            self._ask()

    def go_back(self) -> None:
        """Open the scan before this one."""
        if not self._go(-1):
            self.said.emit(tr("This is the first scan in its folder."))

    def _go(self, step: int) -> bool:
        source = self._case_model.volume.source if self._case_model.is_open else None
        found = neighbour(source, step) if source is not None else None
        if found is not None:
            self._opening.open(found)
        return found is not None


def neighbour(path: Path, step: int) -> Path | None:
    """The scan so many places after a file or a folder of DICOM, None where there is none.

    A file's neighbours are images, a folder's are folders. What this program exports beside a scan
    is no scan.
    """
    try:
        kin = path.absolute().parent.iterdir()
        names = sorted((one.name for one in kin if _is_like(one, path)), key=_natural)
    except OSError:
        return None
    place = names.index(path.name) + step if path.name in names else -1
    return path.absolute().parent / names[place] if 0 <= place < len(names) else None


def _is_like(one: Path, path: Path) -> bool:
    if one.name == path.name:
        return True
    if one.name.startswith(".") or one.is_dir() != path.is_dir():
        return False
    return one.is_dir() or _is_image(one)


def _is_image(path: Path) -> bool:
    from bifseg_core.io.endings import IMAGE_ENDINGS, ending_of  # brings SimpleITK along: 0.3 s

    ending = ending_of(path, IMAGE_ENDINGS)
    return ending is not None and not path.name[: -len(ending)].lower().endswith(_OURS)


def _natural(name: str) -> tuple[object, ...]:
    """Sorts "case 2" before "case 10"."""
    parts = re.split(r"(\d+)", name.lower())
    return tuple(int(part) if part.isdigit() else part for part in parts)
