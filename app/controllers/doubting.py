"""Goes to where the network is least sure, one place after the other."""

from __future__ import annotations

from collections.abc import Callable, Generator

from PyQt5.QtCore import QObject, pyqtSignal

from app.errors import ErrorDesk
from app.model.case_model import CaseModel
from app.model.doubt import DoubtfulPlace, doubtful_places_of
from app.model.numbers import area_words
from app.model.view_state import ViewState
from app.model.working import UNKNOWN
from app.tasks.runner import TaskRunner
from app.tasks.task import Task
from app.tools.slice_geometry import Plane, SliceGeometry
from app.translation import mark, tr
from bifseg_core.boxes import Boxes, boxes_of, masks_of
from bifseg_core.segmenter import Progress

Places = tuple[DoubtfulPlace, ...]

_WORDS = {
    Plane.AXIAL: mark("Doubtful place {number} of {count}: axial slice {slice}, {area}."),
    Plane.CORONAL: mark("Doubtful place {number} of {count}: coronal slice {slice}, {area}."),
    Plane.SAGITTAL: mark("Doubtful place {number} of {count}: sagittal slice {slice}, {area}."),
}


class DoubtController(QObject):
    """Finds the doubtful places of the active object's mask and walks through them.

    Args:
        case_model: the document.
        view_state: whose crosshair is moved.
        runner: looks for the places in the background.
        desk: shows errors.

    Attributes:
        only_plane: says which plane alone is shown, None where all are.

    Signals:
        said: carries a sentence for the status line.
        looking_started: carries the Task that looks for the places.
    """

    said = pyqtSignal(str)
    looking_started = pyqtSignal(object)

    def __init__(
        self, case_model: CaseModel, view_state: ViewState, runner: TaskRunner, desk: ErrorDesk
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._view_state = view_state
        self._runner = runner
        self._desk = desk
        self.only_plane: Callable[[], Plane | None] = lambda: None
        self._key: tuple[object, ...] = ()
        self._places: Places = ()
        self._next = 0
        self._looking: Task | None = None

    def go_on(self) -> None:
        """Go to the next place; they are looked for first where the mask is a new one."""
        if not self._case_model.is_open:
            return
        boxes = self._boxes
        if not masks_of(boxes):
            self.said.emit(tr("There is no mask yet; draw a box around the object first."))
            return
        key = (_looked_at(boxes), self.only_plane())
        if key != self._key:
            self._look(boxes, key)
        elif self._looking is None:
            self._go()

    @property
    def _boxes(self) -> Boxes:
        state = self._case_model.state
        return boxes_of(state, state.active_id)

    def _look(self, boxes: Boxes, key: tuple[object, ...]) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self._key, self._next = key, 0
        spacing, axes = self._case_model.volume.spacing, self._axes()

        def work() -> Generator[Progress, None, Places]:
            yield Progress(UNKNOWN, tr("Looking for doubtful places…"))
            return doubtful_places_of(boxes, spacing, axes=axes)

        task = self._runner.start(tr("Looking for doubtful places"), work())
        task.finished.connect(self.on_found)
        task.failed.connect(self.on_failed)
        task.cancelled.connect(self.on_cancelled)
        self._looking = task
        self.looking_started.emit(task)

    def on_found(self, places: Places) -> None:
        """The places are known."""
        self._looking, self._places = None, places
        if self._key[:1] != (_looked_at(self._boxes),):
            return  # the mask they belong to is gone
        if not places:
            self.said.emit(tr("The network is sure of every voxel in the box."))
        else:
            self._go()

    def on_cancelled(self) -> None:
        """They are not wanted any more."""
        self._looking, self._key = None, ()

    def on_failed(self, error: Exception) -> None:
        """They could not be found."""
        self._looking, self._key = None, ()
        self._desk.present(error)

    def _go(self) -> None:
        if not self._places:
            self.said.emit(tr("The network is sure of every voxel in the box."))
            return
        number = self._next % len(self._places)
        place = self._places[number]
        self._next = number + 1
        self._view_state.update(crosshair_ijk=place.voxel_ijk)
        self.said.emit(self._words(place, number + 1))

    def _words(self, place: DoubtfulPlace, number: int) -> str:
        geometry = self._geometry_across(place.axis)
        return tr(
            _WORDS[geometry.plane],
            number=number,
            count=len(self._places),
            slice=geometry.slice_of(place.voxel_ijk) + 1,
            area=area_words(place.area_mm2, self._case_model.volume),
        )

    def _axes(self) -> tuple[int, ...]:
        plane = self.only_plane()
        return (0, 1, 2) if plane is None else (self._geometry(plane).normal.axis,)

    def _geometry_across(self, axis: int) -> SliceGeometry:
        return next(g for g in map(self._geometry, Plane) if g.normal.axis == axis)

    def _geometry(self, plane: Plane) -> SliceGeometry:
        return SliceGeometry.of(self._case_model.volume, plane)


def _looked_at(boxes: Boxes) -> tuple[object, ...]:
    """What the places of an object depend on."""
    return tuple((one.segmentation, one.scribbles) for one in boxes)
