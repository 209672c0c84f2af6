"""Gathers what a report tells: from the case, the engine's parameters, and the window."""

from __future__ import annotations

from app.controllers.export_jobs import ExportJob, case_name
from app.model.numbers import FigureMaker
from app.model.view_state import auto_window_level
from bifseg_core.case import Segmentation
from bifseg_core.config import EngineConfigs
from bifseg_core.io.case_report import CaseReport


def case_report(job: ExportJob) -> CaseReport:
    """The active object's report."""
    active, extras = job.state.active, job.extras
    others = tuple(one for one in job.boxes if one is not active)
    figures = FigureMaker().figures(active, job.state.reference, others)
    return CaseReport(
        case_name=case_name(job.volume),
        object_name=active.name,
        image=job.volume,
        found=job.found,
        window=extras.window or _usual_window(job),
        strokes=figures.strokes,
        user_seconds=extras.user_seconds,
        active_seconds=extras.active_seconds,
        machine_seconds=extras.machine_seconds,
        dice=figures.dice,
        weights_sha256=job.found.weights_sha256,
        parameters=_parameters(job.found),
        surface_png=extras.surface_png,
        made_on=extras.made_on,
    )


def _usual_window(job: ExportJob) -> tuple[float, float]:
    shown = auto_window_level(job.extras.made_on or job.volume)
    return shown.level - shown.window / 2, shown.level + shown.window / 2


def _parameters(found: Segmentation) -> dict[str, object]:
    """The parameters that the mask was made with by name, those of parts after one another."""
    config = found.config or EngineConfigs().of(found.box.dimension)
    by_name: dict[str, object] = {}
    for name, value in config.plain().items():
        by_name.update(value if isinstance(value, dict) else {name: value})
    return by_name
