"""Which signal goes where for the engine's parameters and the history."""

from __future__ import annotations

import sys
from functools import partial

from app.controllers.lazy_engine import LazyEngine, bifseg_engine
from app.controllers.tuning import TuningController
from app.main_window import Controllers, MainWindow, Models


def wire_method(
    window: MainWindow, models: Models, controllers: Controllers, engine: LazyEngine
) -> TuningController:
    """Connect the cards of method and history.

    Args:
        window: has the cards.
        models: the case and the settings among them.
        controllers: let the mask follow.
        engine: is made anew for another device.
    """
    tuning = TuningController(models.case_model, controllers.segmenting, models.settings)
    card, history = window.panel.method, window.panel.history
    show = partial(_show, window, tuning)
    card.changed.connect(lambda config, dragged: tuning.change(config, is_dragged=dragged))
    card.drag_ended.connect(tuning.drop)
    card.device_chosen.connect(partial(_use_device, window, models, engine))
    card.folded.connect(partial(_show_device, window, models))
    tuning.changed.connect(show)
    tuning.said.connect(window.status.say)
    history.step_chosen.connect(controllers.segmenting.go_to)
    history.forgot.connect(window.status.say)
    show()
    _show_device(window, models)
    return tuning


def _show(window: MainWindow, tuning: TuningController) -> None:
    window.panel.method.show_config(tuning.config, tuning.dimension)


def _show_device(window: MainWindow, models: Models, _: bool = False) -> None:
    device = models.settings.device
    window.panel.method.show_device(device, has_graphics_card=_has_graphics_card())


def _use_device(window: MainWindow, models: Models, engine: LazyEngine, device: str) -> None:
    models.settings.device = device
    engine.make_anew(lambda: bifseg_engine(device))
    _show_device(window, models)


def _has_graphics_card() -> bool:
    """Known once torch is loaded; loading it for a list entry would hold up the window."""
    torch = sys.modules.get("torch")
    return torch is not None and hasattr(torch, "cuda") and bool(torch.cuda.is_available())
