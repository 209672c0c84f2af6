"""Which signal goes where for masks that are repaired by hand or come from elsewhere."""

from __future__ import annotations

from app.controllers.continuing import ContinueController
from app.controllers.repairing import RepairController
from app.main_window import Controllers, MainWindow, Models
from app.views.actions import Do


def wire_tools(window: MainWindow, models: Models, controllers: Controllers) -> None:
    """Connect painting, the lasso, filling between slices, and going on from a loaded mask.

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
