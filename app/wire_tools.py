"""Which signal goes where for masks by hand and from elsewhere, and from case to case."""

from __future__ import annotations

from app.controllers.continuing import ContinueController
from app.controllers.next_case import NextCaseController
from app.controllers.repairing import RepairController
from app.main_window import Controllers, MainWindow, Models
from app.views.actions import Do


def wire_tools(window: MainWindow, models: Models, controllers: Controllers) -> None:
    """Connect painting, the lasso, filling between slices, loaded masks and the next case.

    Args:
        window: has the actions and parts.
        models: the case among them.
        controllers: what a repair must not disturb.
    """
    do, say = window.actions_by_name, window.status.say
    repairing = RepairController(models.case_model, controllers.segmenting)
    window.grid.stroke_drawn.connect(repairing.on_stroke_drawn)
    do[Do.FILL].triggered.connect(repairing.fill_between)
    repairing.said.connect(say)
    continuing = ContinueController(models.case_model, models.view_state, controllers.opening)
    do[Do.LOAD_MASK].triggered.connect(continuing.ask_mask)
    continuing.said.connect(say)
    cases = NextCaseController(
        models.case_model, controllers.opening, controllers.casefiles.ask_any
    )
    do[Do.NEXT_CASE].triggered.connect(cases.go_on)
    do[Do.PREVIOUS_CASE].triggered.connect(cases.go_back)
    cases.said.connect(say)
