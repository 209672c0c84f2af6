"""Which signal goes where for the tools that repair the mask by hand."""

from __future__ import annotations

from app.controllers.repairing import RepairController
from app.main_window import Controllers, MainWindow, Models
from app.views.actions import Do


def wire_tools(window: MainWindow, models: Models, controllers: Controllers) -> None:
    """Connect painting, the lasso, and filling between slices.

    Args:
        window: has the actions and parts.
        models: the case among them.
        controllers: what a repair must not disturb.
    """
    repairing = RepairController(models.case_model, controllers.segmenting)
    window.grid.stroke_drawn.connect(repairing.on_stroke_drawn)
    window.actions_by_name[Do.FILL].triggered.connect(repairing.fill_between)
    repairing.said.connect(window.status.say)
