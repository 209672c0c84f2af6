"""Opening scans and reference masks: read in the background, shown when they are whole."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject, pyqtSignal

from app import resources
from app.controllers.choosing import series_choices
from app.controllers.counting import counted
from app.controllers.exporting import ExportController
from app.controllers.other_grid import MaskReader, Reader
from app.errors import ErrorDesk
from app.model.case_model import CaseModel
from app.model.numbers import BoolArray
from app.model.questions import Questions, SeriesChoice
from app.model.references import references_in
from app.model.settings import Settings
from app.model.view_state import Tool, ViewSettings, ViewState, settings_for
from app.model.working import UNKNOWN
from app.tasks.runner import TaskRunner
from app.tasks.task import Steps, Task
from app.translation import mark, tr
from bifseg_core.case import Case, SetReferences
from bifseg_core.geometry import Index3
from bifseg_core.journal import Restored
from bifseg_core.listing import RenameObject
from bifseg_core.segmenter import Progress
from bifseg_core.volume import Volume

if TYPE_CHECKING:
    from bifseg_core.io import SeriesInfo

References = dict[int, BoolArray]

_FIRST_WORDS = {
    True: mark("Drawing a box starts the segmentation."),
    False: mark("Draw a box around the object, then press Segment."),
}


@dataclass(frozen=True, eq=False)
class OpenedScan:
    """What reading a scan delivers.

    Attributes:
        volume: the image.
        settings: where to look first, and in which grey scale.
        reference: a mask that belongs to it, for a sample.
        path: what was opened.
        restored: work to go on with.
        added: the images that were added to it, on its grid.
        lacking: a sentence in English for each that is not there any more.
    """

    volume: Volume
    settings: ViewSettings
    reference: BoolArray | None
    path: Path
    restored: Restored | None = None
    added: tuple[Volume, ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class SeveralSeries:
    """A folder with more than one DICOM series in it.

    Attributes:
        choices: the series.
        path: the folder.
    """

    choices: tuple[SeriesChoice, ...]
    path: Path


class OpenController(QObject):
    """Opens what was chosen, dropped, or given on the command line.

    Signals:
        reading_started: carries the Task.
        opened: a scan is shown; carries an OpenedScan.
        said: carries a sentence for the status line.
    """

    reading_started = pyqtSignal(object)
    opened = pyqtSignal(object)
    said = pyqtSignal(str)

    def __init__(
        self,
        case_model: CaseModel,
        view_state: ViewState,
        runner: TaskRunner,
        desk: ErrorDesk,
        questions: Questions,
        exporter: ExportController,
        settings: Settings,
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._view_state = view_state
        self._runner = runner
        self._desk = desk
        self._questions = questions
        self._exporter = exporter
        self._settings = settings
        self._reading: Task | None = None
        self._masks = MaskReader(runner, desk, questions, self)
        self._masks.started.connect(self.reading_started)
        self._masks.said.connect(self.said)

    def ask_folder(self) -> None:
        """Let the user choose a folder of DICOM files."""
        self._open_if(self._questions.ask_folder())

    def ask_reference(self) -> None:
        """Let the user choose a reference mask."""
        chosen = self._questions.ask_reference()
        if chosen is not None:
            self.load_reference(chosen)

    def open_sample(self) -> None:
        """Open the sample that ships with the program."""
        self.open(resources.SAMPLE)

    def open(self, path: Path) -> None:
        """Read a scan in the background; the present work stays until it has been read."""
        self.read(tr("Opening {name}", name=path.name), read_scan(path))

    def read(self, name: str, steps: Steps) -> Task:
        """Read a scan, perhaps with work on it, in the background and show it."""
        if self._reading is not None:
            self._reading.cancel()
        return self._read(name, steps)

    def on_scan_read(self, scan: OpenedScan | SeveralSeries) -> None:
        """A scan is there: show it, after asking about unsaved work; of several ask which."""
        self._reading = None
        if isinstance(scan, SeveralSeries):
            self._ask_series(scan)
        else:
            self._exporter.settle(lambda: self._show(scan))

    def _read(self, name: str, steps: Steps) -> Task:
        task = self._runner.start(name, steps)
        self._reading = task
        task.finished.connect(self.on_scan_read)
        task.failed.connect(self._desk.present)
        self.reading_started.emit(task)
        return task

    def _ask_series(self, several: SeveralSeries) -> None:
        chosen = self._questions.ask_series(several.choices)
        if chosen is not None:
            name = tr("Opening {name}", name=several.path.name)
            self._read(name, read_chosen_series(several.path, chosen))

    @property
    def questions(self) -> Questions:
        """Asks the user which file."""
        return self._questions

    def start_reading(self, name: str, reader: Reader, then: Callable[[Any], None]) -> None:
        """Read a mask that belongs to the open scan, in the background.

        Where it lies on another grid, the user is offered to have it resampled.

        Args:
            name: what is done.
            reader: makes the reading.
            then: takes what was read.
        """
        self._masks.read(name, reader, then)

    def load_reference(self, path: Path) -> None:
        """Read the reference of the active object, or of several, in the background."""
        case = self._case_model.case
        name, reader = tr("Opening {name}", name=path.name), partial(references_of, path, case)
        self.start_reading(name, reader, partial(self.on_references_read, case, path.name))

    def on_references_read(self, case: Case, name: str, found: References) -> None:
        """References are there: measure against them, if the image is still open."""
        if not self._case_model.is_open or self._case_model.case is not case:
            return
        names = {o.object_id: o.name for o in case.state.objects if o.object_id in found}
        if names:
            self._case_model.perform(SetReferences({one: found[one] for one in names}))
        self.said.emit(_reference_words(list(names.values()), name))

    def _open_if(self, chosen: Path | None) -> None:
        if chosen is not None:
            self.open(chosen)

    def _show(self, scan: OpenedScan) -> None:
        self._case_model.open(scan.volume, scan.restored, scan.added)
        self._view_state.update(
            crosshair_ijk=scan.settings.crosshair_ijk,
            window_level=scan.settings.window_level,
            tool=Tool.BOX,
            mask_visible=True,
        )
        if scan.restored is None:
            self._name_first_object()
        if scan.reference is not None and scan.restored is None:
            active_id = self._case_model.state.active_id
            self._case_model.amend(SetReferences({active_id: scan.reference}))
        if scan.reference is None:
            self._settings.add_recent(scan.path.absolute())
        for note in (*scan.volume.notes, *scan.lacking):
            self._desk.inform(note)
        self.said.emit(tr(_FIRST_WORDS[self._settings.live]))
        self.opened.emit(scan)

    def _name_first_object(self) -> None:
        """In the user's language."""
        first, name = self._case_model.state.active, tr("Object {number}", number=1)
        if first.name != name:
            self._case_model.amend(RenameObject(first.object_id, name))


def read_scan(path: Path) -> Generator[Progress, None, OpenedScan | SeveralSeries]:
    """Read a scan and find out how to show it; a sample comes with its reference."""
    yield Progress(UNKNOWN, tr("Reading {name}…", name=path.name))
    from bifseg_core.io import read_mask, reading_series, reading_volume

    choices = (yield from series_choices(path)) if path.is_dir() else ()
    if len(choices) > 1:
        return SeveralSeries(choices, path)
    steps = reading_series(choices[0].info) if choices else reading_volume(path)
    volume = yield from counted(steps, partial(_slice_words, path))
    yield Progress(UNKNOWN, tr("Preparing {name}…", name=path.name))
    settings = settings_for(volume)
    reference_path = resources.reference_of(path)
    reference = read_mask(reference_path, volume) if reference_path else None
    if reference is not None:  # a sample: begin where there is something to see
        settings = replace(settings, crosshair_ijk=_middle_of(reference))
    return OpenedScan(volume, settings, reference, path)


def _slice_words(path: Path, done: str, total: str) -> str:
    return tr("Reading {name}: {done} of {total}…", name=path.name, done=done, total=total)


def _middle_of(mask: BoolArray) -> Index3:
    i, j, k = (round(float(places.mean())) for places in mask.nonzero())
    return i, j, k


def read_chosen_series(path: Path, info: SeriesInfo) -> Generator[Progress, None, OpenedScan]:
    """Read one of the series in a folder."""
    yield Progress(UNKNOWN, tr("Reading {name}…", name=path.name))
    from bifseg_core.io import reading_one_of_several

    volume = yield from counted(reading_one_of_several(info), partial(_slice_words, path))
    yield Progress(UNKNOWN, tr("Preparing {name}…", name=path.name))
    return OpenedScan(volume, settings_for(volume), None, volume.source or path)


def references_of(
    path: Path, case: Case, found: Volume | None = None
) -> Generator[Progress, None, References]:
    """Read the references of a case's objects; object → mask (I, J, K).

    Args:
        path: the file.
        case: whose objects they are.
        found: what the file holds, where that has been brought onto the image's grid.
    """
    yield Progress(UNKNOWN, tr("Reading {name}…", name=path.name))
    from bifseg_core.io import read_reference

    return references_in(read_reference(path, case.volume, found=found), case.state)


def _reference_words(names: list[str], file: str) -> str:
    if not names:
        return tr(
            "No object meets a label of {file}; draw its box first, then load it again.", file=file
        )
    if len(names) == 1:
        return tr("{name} has its reference; Dice compares the mask with it.", name=names[0])
    return tr("{count} objects have their references now, by overlap.", count=len(names))
