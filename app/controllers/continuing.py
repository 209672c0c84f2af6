"""Going on from masks that were made elsewhere: scribbles and repairs correct them."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from functools import partial
from pathlib import Path

from PyQt5.QtCore import QObject, pyqtSignal

from app.controllers.opening import OpenController
from app.model.case_model import CaseModel
from app.model.view_state import ViewState
from app.translation import tr
from bifseg_core.case import Case, CaseState, Segmentation
from bifseg_core.errors import ImageReadError
from bifseg_core.repair import GiveMasks, given
from bifseg_core.segmenter import Progress
from bifseg_core.volume import Volume


class ContinueController(QObject):
    """Loads a mask into the active object; of a label map, every label is an object.

    Signals:
        said: carries a sentence for the status line.
    """

    said = pyqtSignal(str)

    def __init__(
        self, case_model: CaseModel, view_state: ViewState, opening: OpenController
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._view_state = view_state
        self._opening = opening

    def ask_mask(self) -> None:
        """Let the user choose a mask to go on from."""
        if self._case_model.is_open:
            chosen = self._opening.questions.ask_mask()
            if chosen is not None:
                self.load(chosen)

    def load(self, path: Path) -> None:
        """Read a mask in the background and go on from it."""
        case = self._case_model.case
        name, reader = tr("Opening {name}", name=path.name), partial(read_masks, path, case.volume)
        self._opening.start_reading(name, reader, partial(self.on_read, case))

    def on_read(self, case: Case, masks: Mapping[int, Segmentation]) -> None:
        """The masks are there, by label: they are objects now, if the scan is still open."""
        if not self._case_model.is_open or self._case_model.case is not case:
            return
        ids = object_ids(case.state, case.next_id, len(masks))
        names = {i: tr("Label {number}", number=n) for i, n in zip(ids, masks, strict=True)}
        edit = GiveMasks(dict(zip(ids, masks.values(), strict=True)), names)
        self._case_model.perform(edit)
        self._look_at(edit.masks[ids[0]])
        self.said.emit(_words(len(ids)))

    def _look_at(self, found: Segmentation) -> None:
        if not found.box.contains(self._view_state.settings.crosshair_ijk):
            self._view_state.update(crosshair_ijk=found.box.middle_ijk)


def read_masks(
    path: Path, like: Volume, brought: Volume | None = None
) -> Generator[Progress, None, dict[int, Segmentation]]:
    """Read a mask or label map on the image's grid; label → mask.

    Args:
        path: the file.
        like: the image.
        brought: what the file holds, where that has been brought onto the image's grid.

    Raises:
        ImageReadError: the file cannot be read, is no label map, or is empty.
        OtherGridError: it lies on another grid.
    """
    words = tr("Reading {name}…", name=path.name)
    yield Progress(0.0, words)
    import numpy as np

    from bifseg_core.io import read_label_map

    labels = read_label_map(path, like, found=brought)
    counts = np.bincount(labels.ravel(), minlength=2)
    found = {}
    for number in np.flatnonzero(counts[1:]) + 1:
        mask = given(labels == number)
        if mask is not None:
            found[int(number)] = mask
        yield Progress(float(number) / len(counts), words)
    if not found:
        raise ImageReadError(f'"{path.name}" holds no object: all of it is 0; choose another.')
    return found


def object_ids(state: CaseState, next_id: int, count: int) -> list[int]:
    """The objects that so many masks become: the active one, and new ones for all others.

    Of several masks none replaces what was done: they are all new unless the active one is empty.
    """
    active = state.active
    is_free = active.segmentation is None and active.box is None and len(active.scribbles) == 0
    first = [active.whole_id] if is_free or count == 1 else []
    return [*first, *range(next_id, next_id + count - len(first))]


def _words(count: int) -> str:
    if count == 1:
        return tr("The mask is loaded; scribble or paint where it is wrong.")
    return tr("{count} labels are loaded, each as an object of its own.", count=count)
