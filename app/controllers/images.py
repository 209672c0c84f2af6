"""Several images in one case: adding one on the scan's grid, and which of them is shown."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PyQt5.QtCore import QObject, pyqtSignal

from app.errors import ErrorDesk
from app.model.case_model import CaseModel
from app.model.images import image_words, other_image, rank_made_on, showing, shown_image
from app.model.questions import Questions
from app.model.view_state import ViewState, WindowLevel, auto_window_level
from app.model.working import UNKNOWN
from app.tasks.runner import TaskRunner
from app.translation import mark, tr
from bifseg_core.errors import BifsegError
from bifseg_core.journal import ImageReference
from bifseg_core.segmenter import Progress
from bifseg_core.volume import ImageKey, Volume


class ImageController(QObject):
    """Adds images to the case and goes from one to the next; box and mask belong to all of them.

    Signals:
        reading_started: carries the Task.
        said: carries a sentence for the status line.
    """

    reading_started = pyqtSignal(object)
    said = pyqtSignal(str)

    def __init__(
        self,
        case_model: CaseModel,
        view_state: ViewState,
        runner: TaskRunner,
        desk: ErrorDesk,
        questions: Questions,
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._view_state = view_state
        self._runner = runner
        self._desk = desk
        self._questions = questions
        case_model.opened.connect(self.on_opened)

    @property
    def shown(self) -> Volume:
        """The image that is looked at and segmented."""
        return shown_image(self._case_model, self._view_state.settings)

    @property
    def words(self) -> str:
        """What to call it, "" where it is the scan itself."""
        return image_words(self._case_model, self._view_state.settings)

    def ask_image(self) -> None:
        """Let the user choose an image of the same patient."""
        chosen = self._questions.ask_aligned_image()
        if chosen is not None:
            self.add(chosen)

    def add(self, path: Path) -> None:
        """Read an image in the background, bring it onto the scan's grid and show it."""
        volume = self._case_model.volume
        task = self._runner.start(tr("Opening {name}", name=path.name), read_aligned(path, volume))
        task.finished.connect(partial(self.on_image_read, volume))
        task.failed.connect(self._desk.present)
        self.reading_started.emit(task)

    def on_image_read(self, volume: Volume, read: AlignedImage) -> None:
        """An image on that scan's grid is there: show it, if the scan is still open."""
        if not self._case_model.is_open or self._case_model.volume is not volume:
            return
        image = read.volume
        self._case_model.add_image(image, read.reference)
        for note in image.notes:
            self._desk.inform(note)
        self._show(len(self._case_model.images) - 1, read.scale)
        self.said.emit(tr("{name} was added; I goes from one image to the next.", name=image.name))

    def on_opened(self, _: object) -> None:
        """Another scan: its own image is shown."""
        self._view_state.update(image=0, other_image=0, frame=0, blend=0.0, hidden_window_levels={})

    def on_scan_shown(self, _: object) -> None:
        """A scan is there, perhaps with kept work: show the image that its mask was made on."""
        found = self._case_model.state.active.segmentation
        rank = rank_made_on(self._case_model, found)
        if rank is not None and found is not None and found.made_on is not None:
            self._show(rank, auto_window_level(self._case_model.images[rank]))
            self.show_time(found.made_on.frame)

    def show(self, number: int) -> None:
        """Show that image of the case."""
        self._show(number)

    def flick(self, step: int = 1) -> None:
        """Show the next image, or the one before; of two always the other one."""
        count = len(self._case_model.images) if self._case_model.is_open else 0
        if count > 1:
            self._show((self._view_state.settings.image + step) % count)

    def step_time(self, step: int) -> None:
        """Go on or back in time; stops at the ends."""
        if not self._case_model.is_open:
            return
        look = self._view_state.settings
        count = self._case_model.images[look.image].frame_count
        frame = max(0, min(count - 1, min(look.frame, count - 1) + step))
        self._view_state.update(frame=frame)

    def show_time(self, frame: int) -> None:
        """Show that time point or channel."""
        self._view_state.update(frame=frame)

    def blend(self, share: float) -> None:
        """Lay so much of the other image over the shown one."""
        look = self._view_state.settings
        other = other_image(look, len(self._case_model.images))
        self._view_state.update(blend=share, other_image=other)

    def _show(self, number: int, scale: WindowLevel | None = None) -> None:
        self._view_state.replace(showing(self._view_state.settings, number, scale))


@dataclass(frozen=True, eq=False)
class AlignedImage:
    """An image on the scan's grid.

    Attributes:
        volume: the image.
        scale: its grey scale.
        reference: to the image in its file.
    """

    volume: Volume
    scale: WindowLevel
    reference: ImageReference


def read_aligned(path: Path, like: Volume) -> Generator[Progress, None, AlignedImage]:
    """Read an image and bring it onto the scan's grid."""
    yield Progress(0.0, tr("Reading {name}…", name=path.name))
    from bifseg_core.io import read_volume

    found = read_volume(path)
    image = yield from brought(found, like)
    return AlignedImage(image, auto_window_level(image), ImageReference.of(found))


def brought(found: Volume, like: Volume) -> Generator[Progress, None, Volume]:
    """Bring an image onto the scan's grid."""
    from bifseg_core.resampling import onto_grid

    words = tr("Bringing {name} onto the scan's grid…", name=found.name)
    steps = onto_grid(found, like)
    while True:
        try:
            yield Progress(next(steps), words)
        except StopIteration as stop:
            image: Volume = stop.value
            return image


def read_added(
    images: Iterable[ImageReference], like: Volume
) -> Generator[Progress, None, tuple[tuple[Volume, ...], tuple[str, ...]]]:
    """Read again the images that were added to a case, and say which cannot be shown.

    Args:
        images: where they were.
        like: the scan.

    Returns:
        The images on the scan's grid, and a sentence in English for each that is lacking.
    """
    from bifseg_core.casefile import load_added  # brings SimpleITK along: 0.3 s

    volumes, lacking = [], []
    for number, image in enumerate(images, start=1):
        name = image.path.name
        yield Progress(UNKNOWN, tr("Reading {name}…", name=name))
        try:
            volume = yield from brought(load_added(image), like)
            volumes.append(replace(volume, key=ImageKey(number)))
        except BifsegError as error:
            words = mark("The added image {name} is not shown. {reason}")
            lacking.append(words.format(name=name, reason=error))
    return tuple(volumes), tuple(lacking)
