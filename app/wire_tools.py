"""Which signal goes where for masks by hand and from elsewhere, and from case to case."""

from __future__ import annotations

from functools import partial

from PyQt5.QtWidgets import QAction

from app.controllers.boxing import BoxController
from app.controllers.continuing import ContinueController
from app.controllers.next_case import NextCaseController
from app.controllers.repairing import RepairController
from app.main_window import Controllers, MainWindow, Models
from app.model.object_look import is_shown, showing_object
from app.model.view_state import Tool, ViewState
from app.views.actions import Do


def wire_tools(window: MainWindow, models: Models, controllers: Controllers) -> None:
    """Connect boxes, painting, the lasso, filling between slices, loaded masks, the next case.

    Args:
        window: has the actions and parts.
        models: the case among them.
        controllers: what a repair must not disturb.
    """
    do, say = window.actions_by_name, window.status.say
    opening = controllers.opening
    repairing = RepairController(models.case_model, controllers.segmenting, opening)
    window.grid.stroke_drawn.connect(repairing.on_stroke_drawn)
    do[Do.FILL].triggered.connect(repairing.fill_between)
    window.panel.objects.merge_wanted.connect(repairing.merge)
    repairing.said.connect(say)
    _wire_boxes(window, models, controllers)
    continuing = ContinueController(models.case_model, models.view_state, opening)
    do[Do.LOAD_MASK].triggered.connect(continuing.ask_mask)
    continuing.said.connect(say)
    window.grid.stroke_started.connect(partial(_show_active, models))
    window.grid.box_drawn.connect(lambda _: _show_active(models))
    _wire_flat_box(do[Do.FLAT_BOX], models.view_state)
    cases = NextCaseController(models.case_model, opening, controllers.casefiles.ask_any)
    do[Do.NEXT_CASE].triggered.connect(cases.go_on)
    do[Do.PREVIOUS_CASE].triggered.connect(cases.go_back)
    cases.said.connect(say)


def _wire_boxes(window: MainWindow, models: Models, controllers: Controllers) -> None:
    do, grid, view_state = window.actions_by_name, window.grid, models.view_state
    boxing = BoxController(models.case_model, view_state, controllers.segmenting)
    grid.box_drawn.connect(boxing.on_box_drawn)
    grid.box_selected.connect(boxing.select)
    window.panel.objects.box_wanted.connect(boxing.add_to)
    do[Do.REMOVE_BOX].triggered.connect(boxing.remove)
    boxing.said.connect(window.status.say)

    def show(_: object = None) -> None:
        do[Do.ADD_BOX].setChecked(view_state.settings.adds_box)

    do[Do.ADD_BOX].triggered.connect(boxing.switch)
    do[Do.ADD_BOX].triggered.connect(show)  # it may have been refused
    view_state.changed.connect(show)


def _wire_flat_box(action: QAction, view_state: ViewState) -> None:
    """The switch takes the box in hand; both ways it shows what is so."""

    def switch(flat: bool) -> None:
        view_state.update(flat_box=flat, tool=Tool.BOX)

    action.triggered.connect(switch)
    view_state.changed.connect(lambda change: action.setChecked(change.after.flat_box))


def _show_active(models: Models) -> None:
    """Nobody draws on what cannot be seen."""
    view_state, whole_id = models.view_state, models.case_model.state.active.whole_id
    if not is_shown(view_state.settings, whole_id):
        view_state.update(**showing_object(view_state.settings, whole_id, shown=True))
