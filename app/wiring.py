"""Which signal goes where between the window, its controllers and its models."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.controllers.closing import CloseController
from app.main_window import Controllers, MainWindow, Models
from app.model.case_model import CaseModel
from app.model.export_kinds import ReportExtras
from app.model.images import image_made_on, rank_made_on, window_level_of
from app.model.ui_state import NextStep, UiState
from app.model.view_state import Layer, Tool, ViewState
from app.translation import tr, translated
from app.views.actions import Actions, Do
from app.views.dialogs.about import AboutDialog
from app.views.dialogs.self_test import SelfTestDialog
from app.views.dialogs.shortcuts import ShortcutSheet
from app.views.held_key import HeldKey
from app.views.snapshots import png_of

_TOOLS = {
    Do.NAVIGATE: Tool.NAVIGATE,
    Do.BOX: Tool.BOX,
    Do.SCRIBBLE: Tool.SCRIBBLE,
    Do.ERASER: Tool.ERASER,
    Do.LASSO: Tool.LASSO,
    Do.POINT: Tool.POINT,
    Do.REPAIR: Tool.REPAIR,
    Do.RULER: Tool.RULER,
    Do.CIRCLE: Tool.CIRCLE,
}
_NEEDS_A_SCAN = (
    *_TOOLS,
    Do.FILL,
    Do.FLAT_BOX,
    Do.ADD_BOX,
    Do.SAVE_CASE,
    Do.LOAD_REFERENCE,
    Do.LOAD_MASK,
    Do.NEXT_CASE,
    Do.PREVIOUS_CASE,
    Do.NEW_OBJECT,
    Do.REMOVE_OBJECT,
    Do.SWAP,
    Do.BRUSH_SMALLER,
    Do.BRUSH_LARGER,
    Do.MASK,
    Do.UNCERTAINTY,
    Do.LOOK_BACK,
    Do.NEXT_DOUBT,
    Do.CROSSHAIR,
    Do.WINDOW_LEVEL,
    Do.FIT_GREY,
    Do.SMOOTH,
    Do.ADD_IMAGE,
    Do.RUN_AGAIN,
    Do.RADIOLOGICAL,
    Do.RESET,
    Do.FOCUS,
)


def wire(
    window: MainWindow,
    models: Models,
    controllers: Controllers,
    *,
    device: Callable[[], str | None],
) -> None:
    """Connect everything.

    Args:
        window: has the actions and parts.
        models: change and are changed.
        controllers: carry out.
        device: says where networks run, for About.
    """
    _wire_files(window, controllers)
    controllers.exporting.extras = partial(_extras, window, models)
    _wire_loop(window, models, controllers)
    _wire_edits(window, controllers)
    _wire_looking(window, models.view_state, controllers)
    _wire_insight(window, models, controllers)
    _wire_progress(window, controllers)
    _wire_offers(window, controllers)
    _wire_help(window, device)


def _wire_files(window: MainWindow, controllers: Controllers) -> None:
    opening, exporting = controllers.opening, controllers.exporting
    do = window.actions_by_name
    do[Do.OPEN].triggered.connect(controllers.casefiles.ask_any)
    do[Do.OPEN_FOLDER].triggered.connect(opening.ask_folder)
    do[Do.OPEN_SAMPLE].triggered.connect(opening.open_sample)
    do[Do.LOAD_REFERENCE].triggered.connect(opening.ask_reference)
    do[Do.EXPORT].triggered.connect(exporting.ask_export)
    do[Do.EXPORT_AS].triggered.connect(exporting.ask_export_as)
    do[Do.OPEN_CASE].triggered.connect(controllers.casefiles.ask_open)
    do[Do.SAVE_CASE].triggered.connect(lambda: controllers.casefiles.ask_save())
    exporting.save_case = controllers.casefiles.ask_save
    do[Do.QUIT].triggered.connect(window.close)
    window.welcome.open_clicked.connect(controllers.casefiles.ask_any)
    window.welcome.folder_clicked.connect(opening.ask_folder)
    window.welcome.sample_clicked.connect(opening.open_sample)
    window.welcome.recent_clicked.connect(controllers.casefiles.open)
    window.files_dropped.connect(controllers.casefiles.open)
    _wire_closing(window, controllers)
    _wire_recovery(window, controllers)


def _wire_closing(window: MainWindow, controllers: Controllers) -> None:
    closing = CloseController(controllers.exporting, controllers.journalling, window.leave)
    window.close_wanted.connect(closing.close)
    for writer in (controllers.exporting, controllers.casefiles):
        writer.writing_started.connect(closing.on_writing_started)
    closing.said.connect(window.status.say)


def _wire_recovery(window: MainWindow, controllers: Controllers) -> None:
    recovering, banner = controllers.recovering, window.restore_banner
    recovering.offered.connect(banner.offer)
    recovering.withdrawn.connect(banner.hide)
    banner.restore_clicked.connect(recovering.restore)
    banner.discard_clicked.connect(recovering.discard)
    again = window.actions_by_name[Do.RESTORE]
    again.setEnabled(False)
    again.triggered.connect(recovering.offer)
    recovering.kept_changed.connect(again.setEnabled)


def _extras(window: MainWindow, models: Models, object_id: int) -> ReportExtras:
    user = models.timekeeper.user_time(object_id)
    model = models.case_model
    found = model.state.object(object_id).segmentation
    shown = window_level_of(models.view_state.settings, rank_made_on(model, found) or 0)
    view = window.grid.volume_view
    return ReportExtras(
        user_seconds=user.total,
        active_seconds=user.active,
        machine_seconds=models.timekeeper.machine_seconds(object_id),
        window=shown and (shown.level - shown.window / 2, shown.level + shown.window / 2),
        surface_png=png_of(view) if view.has_picture else None,
        made_on=image_made_on(model, found),
    )


def _wire_loop(window: MainWindow, models: Models, controllers: Controllers) -> None:
    segmenting = controllers.segmenting
    window.grid.stroke_started.connect(segmenting.on_stroke_started)
    window.grid.stroke_drawn.connect(segmenting.on_stroke_drawn)
    window.grid.stroke_abandoned.connect(segmenting.on_stroke_abandoned)
    segmenting.running_changed.connect(window.grid.set_busy)
    do = window.actions_by_name
    do[Do.RUN].triggered.connect(segmenting.run_now)
    do[Do.ACCEPT].triggered.connect(segmenting.accept)
    do[Do.CANCEL].triggered.connect(controllers.activity.cancel)
    live = do[Do.LIVE]
    live.toggled.connect(segmenting.set_live)
    live.toggled.connect(window.panel.primary.live.setChecked)
    live.toggled.connect(partial(setattr, models.settings, "live"))
    window.panel.primary.live.toggled.connect(live.setChecked)
    live.setChecked(models.settings.live)
    segmenting.set_live(models.settings.live)


def _wire_edits(window: MainWindow, controllers: Controllers) -> None:
    do = window.actions_by_name
    do[Do.UNDO].triggered.connect(controllers.segmenting.undo)
    do[Do.REDO].triggered.connect(controllers.segmenting.redo)
    do[Do.NEW_OBJECT].triggered.connect(window.panel.objects.on_new_clicked)
    do[Do.REMOVE_OBJECT].triggered.connect(window.panel.objects.on_remove_clicked)


def _wire_looking(window: MainWindow, view_state: ViewState, controllers: Controllers) -> None:
    looking, do = controllers.looking, window.actions_by_name
    for name, tool in _TOOLS.items():
        do[name].triggered.connect(partial(looking.take, tool))
        do[name].triggered.connect(partial(_check, do, view_state))  # pressed twice it stays
    do[Do.SWAP].triggered.connect(looking.swap)
    do[Do.BRUSH_SMALLER].triggered.connect(partial(looking.resize_brush, -1))
    do[Do.BRUSH_LARGER].triggered.connect(partial(looking.resize_brush, 1))
    do[Do.MASK].triggered.connect(looking.show_mask)
    do[Do.UNCERTAINTY].triggered.connect(looking.show_uncertainty)
    do[Do.CROSSHAIR].triggered.connect(looking.show_crosshair)
    do[Do.RADIOLOGICAL].triggered.connect(looking.set_radiological)
    do[Do.SMOOTH].triggered.connect(looking.set_smooth)
    do[Do.FIT_GREY].triggered.connect(looking.fit_grey_scale)
    do[Do.WINDOW_LEVEL].triggered.connect(window.panel.look.preset.take_next)
    do[Do.RESET].triggered.connect(window.grid.reset_views)
    do[Do.FOCUS].toggled.connect(window.on_focus_toggled)
    view_state.changed.connect(partial(_check, do, view_state))
    _check(do, view_state)


def _wire_insight(window: MainWindow, models: Models, controllers: Controllers) -> None:
    do, doubting = window.actions_by_name, controllers.doubting
    held = HeldKey(do[Do.LOOK_BACK])
    held.changed.connect(controllers.looking.look_back)
    held.changed.connect(partial(_tell_before, window, models.case_model))
    do[Do.NEXT_DOUBT].triggered.connect(doubting.go_on)
    doubting.only_plane = lambda: window.grid.only_plane
    doubting.said.connect(window.status.say)
    doubting.looking_started.connect(controllers.activity.on_reading_started)


def _tell_before(window: MainWindow, case_model: CaseModel, held: bool) -> None:
    before = case_model.before
    if before is None:
        words = tr("There is no earlier mask.")
    else:
        words = tr("As it was before: {step}", step=translated(before.step))
    window.status.say(words if held else "")


def _check(do: Actions, view_state: ViewState, _: object = None) -> None:
    settings = view_state.settings
    for name, tool in _TOOLS.items():
        do[name].setChecked(settings.tool is tool)
    do[Do.MASK].setChecked(settings.mask_visible)
    do[Do.UNCERTAINTY].setChecked(settings.layer is Layer.UNCERTAINTY)
    do[Do.CROSSHAIR].setChecked(settings.crosshair_visible)
    do[Do.RADIOLOGICAL].setChecked(settings.radiological)
    do[Do.SMOOTH].setChecked(settings.interpolated)


def _wire_progress(window: MainWindow, controllers: Controllers) -> None:
    activity, status = controllers.activity, window.status
    controllers.segmenting.run_started.connect(activity.on_run_started)
    controllers.opening.reading_started.connect(activity.on_reading_started)
    for writer in (controllers.exporting, controllers.casefiles):
        writer.writing_started.connect(activity.on_writing_started)
    activity.worked.connect(status.show_working)
    activity.rested.connect(status.show_idle)
    status.cancel_clicked.connect(activity.cancel)
    speakers = (controllers.segmenting, controllers.opening, controllers.exporting, activity)
    keepers = (controllers.journalling, controllers.recovering, controllers.casefiles)
    for speaker in (*speakers, *keepers, window.grid.volume_view):
        speaker.said.connect(status.say)


def _wire_offers(window: MainWindow, controllers: Controllers) -> None:
    offering = controllers.offering
    offering.changed.connect(window.panel.primary.on_ui_state_changed)
    offering.changed.connect(window.panel.numbers.on_ui_state_changed)
    offering.changed.connect(partial(_enable, window.actions_by_name))
    window.panel.primary.step_wanted.connect(partial(_take_step, window, controllers))
    window.panel.primary.on_ui_state_changed(offering.state)
    _enable(window.actions_by_name, offering.state)


def _enable(do: Actions, state: UiState) -> None:
    for name in _NEEDS_A_SCAN:
        do[name].setEnabled(state.has_scan)
    do[Do.EXPORT].setEnabled(state.can_export)
    do[Do.EXPORT_AS].setEnabled(state.can_export)
    do[Do.REMOVE_BOX].setEnabled(state.has_box)
    do[Do.RUN].setEnabled(state.can_segment)
    do[Do.ACCEPT].setEnabled(state.can_accept)
    do[Do.CANCEL].setEnabled(state.can_cancel)
    do[Do.UNDO].setEnabled(state.can_undo)
    do[Do.REDO].setEnabled(state.can_redo)
    do[Do.UNDO].setText(state.undo_text)
    do[Do.REDO].setText(state.redo_text)


def _take_step(window: MainWindow, controllers: Controllers, step: NextStep) -> None:
    steps = {
        NextStep.OPEN: controllers.casefiles.ask_any,
        NextStep.DRAW_BOX: window.show_how_to_box,
        NextStep.SEGMENT: controllers.segmenting.run_now,
        NextStep.REFINE: controllers.segmenting.run_now,
        NextStep.ACCEPT: controllers.segmenting.accept,
        NextStep.EXPORT: controllers.exporting.ask_export,
        NextStep.NEXT_SCAN: window.actions_by_name[Do.NEXT_CASE].trigger,
    }
    if step in steps:
        steps[step]()


def _wire_help(window: MainWindow, device: Callable[[], str | None]) -> None:
    do = window.actions_by_name
    do[Do.KEYS].triggered.connect(lambda: ShortcutSheet(window).show())
    do[Do.SELF_TEST].triggered.connect(lambda: SelfTestDialog(window).show())
    do[Do.ABOUT].triggered.connect(lambda: AboutDialog(device(), window).show())
