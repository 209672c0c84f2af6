"""The boxes of an object: one more is drawn, another one is taken in hand, one is removed."""

from __future__ import annotations

from PyQt5.QtCore import QObject, pyqtSignal

from app.controllers.segmenting import SegmentationController
from app.model.case_model import CaseModel
from app.model.view_state import Tool, ViewChange, ViewState
from app.translation import mark, tr
from bifseg_core.boxes import boxes_of
from bifseg_core.geometry import BoundingBox
from bifseg_core.listing import AddBox, RemoveBox, SelectObject


class BoxController(QObject):
    """Adds, selects and removes boxes of the active object.

    Args:
        case_model: the document.
        view_state: says whether the next box is one more.
        segmenting: segments what is drawn.

    Signals:
        said: carries a sentence for the status line.
    """

    said = pyqtSignal(str)

    def __init__(
        self, case_model: CaseModel, view_state: ViewState, segmenting: SegmentationController
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._view_state = view_state
        self._segmenting = segmenting
        self._whole_id = 0
        case_model.opened.connect(self.on_case_opened)
        case_model.changed.connect(self.on_case_changed)
        view_state.changed.connect(self.on_view_changed)

    def switch(self, adds: bool) -> None:
        """Let the next box be one more of the active object, or leave it at those there are."""
        active = self._case_model.state.active
        self._whole_id = active.whole_id
        self._view_state.update(tool=Tool.BOX, adds_box=adds and active.box is not None)
        if self._view_state.settings.adds_box:
            self.said.emit(tr("Drag across the next place of {name}.", name=active.name))
        elif adds:
            self.said.emit(tr("Draw a box around the object first."))

    def add_to(self, object_id: int) -> None:
        """Let the next box be one more of that object."""
        if object_id != self._case_model.state.active.whole_id:
            self._case_model.perform(SelectObject(object_id))
        self.switch(True)

    def on_box_drawn(self, box: BoundingBox) -> None:
        """A box was drawn or changed in a view."""
        if not self._view_state.settings.adds_box:
            self._segmenting.on_box_drawn(box)
            return
        self._view_state.update(adds_box=False)
        number = self._case_model.case.next_id
        self._segmenting.take_box(AddBox(self._whole_id, number, box))

    def select(self, object_id: int) -> None:
        """Take another box of the active object in hand."""
        self._case_model.perform(SelectObject(object_id, mark("Select box")))
        state = self._case_model.state
        boxes = boxes_of(state, object_id)
        number, name = 1 + boxes.index(state.active), state.active.name
        self.said.emit(
            tr("{name}: box {number} of {count}.", name=name, number=number, count=len(boxes))
        )

    def remove(self) -> None:
        """Remove the active box with its strokes and its mask; the object's other boxes stay."""
        state = self._case_model.state
        if state.active.box is None:
            return
        others = len(boxes_of(state, state.active_id)) - 1
        self._case_model.perform(RemoveBox(state.active_id))
        if others:
            self.said.emit(
                tr("The box and its mask are removed; the other boxes stay as they are.")
            )
        else:
            self.said.emit(
                tr("The box, its scribbles and its mask are removed; undo restores them.")
            )
        self._segmenting.on_stroke_abandoned()  # what was waiting goes on

    def on_case_opened(self, _: object) -> None:
        """Another scan: the next box is its first one."""
        self._view_state.update(adds_box=False)

    def on_case_changed(self, _: object) -> None:
        """Another object is active, or its boxes are gone: the next box is not one more of it."""
        active = self._case_model.state.active
        if active.whole_id != self._whole_id or active.box is None:
            self._view_state.update(adds_box=False)

    def on_view_changed(self, change: ViewChange) -> None:
        """Another tool is in hand: no box is drawn next."""
        if change.after.adds_box and change.after.tool is not Tool.BOX:
            self._view_state.update(adds_box=False)
