"""Computes what the window offers whenever something that decides it has changed."""

from __future__ import annotations

from dataclasses import replace

from PyQt5.QtCore import QObject, pyqtSignal

from app.controllers.activity import ActivityController
from app.controllers.segmenting import SegmentationController
from app.model.case_model import CaseModel
from app.model.ui_state import Situation, UiState, ui_state
from bifseg_core.boxes import boxes_of


class OfferController(QObject):
    """Holds the UiState.

    Signals:
        changed: carries the new UiState.
    """

    changed = pyqtSignal(object)

    def __init__(
        self,
        case_model: CaseModel,
        segmenting: SegmentationController,
        activity: ActivityController,
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._segmenting = segmenting
        self._activity = activity
        self._state = ui_state(Situation())
        case_model.opened.connect(self.on_something_changed)
        case_model.changed.connect(self.on_something_changed)
        segmenting.running_changed.connect(self.on_something_changed)
        activity.reading_changed.connect(self.on_something_changed)

    @property
    def state(self) -> UiState:
        """What the window offers now."""
        return self._state

    def on_something_changed(self, _: object = None) -> None:
        """Compute it anew; tells only when it is different."""
        state = ui_state(self._situation())
        if state != self._state:
            self._state = state
            self.changed.emit(state)

    def _situation(self) -> Situation:
        model = self._case_model
        if not model.is_open:
            return Situation(is_reading=self._activity.has_files)
        state, behind = model.state, self._segmenting.behind(model.state.active_id)
        running_id = self._segmenting.running_id
        is_running = running_id in [one.object_id for one in boxes_of(state, state.active_id)]
        return Situation(
            state=replace(state, active_id=behind[0].object_id) if behind else state,
            is_current=state.active.box is not None and not behind,
            is_running=is_running,
            is_other_running=running_id is not None and not is_running,
            is_reading=self._activity.has_files,
            is_modified=model.is_modified,
            undo_name=model.history.undo_name,
            redo_name=model.history.redo_name,
        )
