"""Rulers and circles go into the case and out of it, each as a step that can be taken back."""

from __future__ import annotations

from PyQt5.QtCore import QObject, pyqtSignal

from app.model.case_model import CaseModel
from app.translation import mark, tr
from bifseg_core.case import SetMeasures
from bifseg_core.measures import Measure, MeasureKind

_NAMES = {MeasureKind.RULER: mark("Ruler"), MeasureKind.CIRCLE: mark("Circle")}
_MOVES = {
    MeasureKind.RULER: mark("Move ruler"),
    MeasureKind.CIRCLE: mark("Move circle"),
}
_REMOVALS = {
    MeasureKind.RULER: mark("Remove ruler"),
    MeasureKind.CIRCLE: mark("Remove circle"),
}


class MeasureController(QObject):
    """Adds and removes measures.

    Signals:
        said: carries a sentence for the status line.
    """

    said = pyqtSignal(str)

    def __init__(self, case_model: CaseModel) -> None:
        super().__init__(case_model)
        self._case_model = case_model

    def on_measure_drawn(self, measure: Measure) -> None:
        """A ruler or circle was drawn in a view."""
        measures = (*self._case_model.state.measures, measure)
        self._case_model.perform(SetMeasures(measures, _NAMES[measure.kind]))
        self.said.emit(tr("Drag its ends or all of it; with the mouse over it, Delete removes it."))

    def on_measure_moved(self, before: Measure, after: Measure) -> None:
        """One was dragged; it may be gone by the time it is let go."""
        measures = self._case_model.state.measures
        if before in measures:
            moved = tuple(after if known == before else known for known in measures)
            self._case_model.perform(SetMeasures(moved, _MOVES[after.kind]))

    def on_measure_removed(self, measure: Measure) -> None:
        """The user wants one away."""
        kept = tuple(known for known in self._case_model.state.measures if known != measure)
        self._case_model.perform(SetMeasures(kept, _REMOVALS[measure.kind]))

    def remove_all(self) -> None:
        """Take all of them away."""
        if self._case_model.is_open and self._case_model.state.measures:
            self._case_model.perform(SetMeasures((), mark("Remove all measurements")))
