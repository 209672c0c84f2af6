"""Which signal goes where for what the views show: layouts, images, measures, pictures of them."""

from __future__ import annotations

from functools import partial

from app.controllers.measuring import MeasureController
from app.controllers.picturing import PictureController
from app.main_window import Controllers, MainWindow, Models
from app.model.questions import Questions
from app.translation import tr
from app.views.actions import Actions, Do
from app.views.arrangement import Arrangement, Layout
from app.views.icons import icon
from app.views.snapshots import copy_view, png_of_view

_LAYOUTS = {
    Do.FOUR_VIEWS: Layout.FOUR,
    Do.LARGE_VIEW: Layout.LARGE,
    Do.SINGLE_VIEW: Layout.SINGLE,
}
_NEED_A_SCAN = (
    *_LAYOUTS,
    Do.COPY_VIEW,
    Do.SAVE_VIEW,
    Do.REMOVE_MEASURES,
    Do.SLICES_3D,
    Do.CONTRAST,
)


def wire_views(
    window: MainWindow, models: Models, controllers: Controllers, questions: Questions
) -> None:
    """Connect layouts, several images, rulers and circles, and pictures of the views.

    Args:
        window: has the actions and parts.
        models: change and are changed.
        controllers: carry out.
        questions: where a picture goes.
    """
    _wire_layouts(window, models)
    _wire_images(window, models, controllers)
    _wire_measures(window, models)
    _wire_pictures(window, models, questions)
    _wire_space(window, models)
    _wire_contrast(window, models, controllers)
    do = window.actions_by_name
    for name in _NEED_A_SCAN:
        do[name].setEnabled(models.case_model.is_open)
        models.case_model.opened.connect(partial(_enable, do, name))


def _enable(do: Actions, name: Do, _: object) -> None:
    do[name].setEnabled(True)


def _wire_layouts(window: MainWindow, models: Models) -> None:
    do, grid = window.actions_by_name, window.grid

    def on_arranged(arrangement: Arrangement) -> None:
        models.settings.arrangement = str(arrangement)
        for name, layout in _LAYOUTS.items():
            do[name].setChecked(arrangement.layout is layout)

    for name, layout in _LAYOUTS.items():
        do[name].triggered.connect(partial(grid.lay_out_as, layout))
    grid.arrange(Arrangement.parse(models.settings.arrangement))
    grid.arranged.connect(on_arranged)
    on_arranged(grid.arrangement)


def _wire_images(window: MainWindow, models: Models, controllers: Controllers) -> None:
    images, do, row = controllers.images, window.actions_by_name, window.panel.look.images
    do[Do.ADD_IMAGE].triggered.connect(images.ask_image)
    do[Do.NEXT_IMAGE].triggered.connect(partial(images.flick, 1))
    do[Do.PREVIOUS_IMAGE].triggered.connect(partial(images.flick, -1))
    do[Do.NEXT_TIME].triggered.connect(partial(images.step_time, 1))
    do[Do.PREVIOUS_TIME].triggered.connect(partial(images.step_time, -1))
    do[Do.RUN_AGAIN].triggered.connect(controllers.segmenting.run_again)
    row.image_chosen.connect(images.show)
    row.blend_moved.connect(images.blend)
    row.time_moved.connect(images.show_time)
    images.reading_started.connect(controllers.activity.on_reading_started)
    controllers.opening.opened.connect(images.on_scan_shown)
    for speaker in (images, controllers.looking):
        speaker.said.connect(window.status.say)
    controllers.segmenting.image = lambda: images.shown
    controllers.segmenting.image_words = lambda: images.words
    enable = partial(_enable_images, do, models)
    for changed in (models.case_model.images_changed, models.case_model.opened):
        changed.connect(enable)
    models.view_state.changed.connect(lambda change: change.touches("image") and enable())
    enable()


def _enable_images(do: Actions, models: Models, _: object = None) -> None:
    model = models.case_model
    images = model.images if model.is_open else ()
    shown = min(models.view_state.settings.image, max(0, len(images) - 1))
    has_times = bool(images) and images[shown].frame_count > 1
    for name in (Do.NEXT_IMAGE, Do.PREVIOUS_IMAGE):
        do[name].setEnabled(len(images) > 1)
    for name in (Do.NEXT_TIME, Do.PREVIOUS_TIME):
        do[name].setEnabled(has_times)


def _wire_space(window: MainWindow, models: Models) -> None:
    view_state, switch = models.view_state, window.actions_by_name[Do.SLICES_3D]
    switch.triggered.connect(lambda wanted: view_state.update(slices_in_space=wanted))
    view_state.changed.connect(lambda change: switch.setChecked(change.after.slices_in_space))


def _wire_contrast(window: MainWindow, models: Models, controllers: Controllers) -> None:
    view_state, panel, do = models.view_state, window.contrast, window.actions_by_name
    switch, alone = do[Do.CONTRAST], do[Do.FOCUS]

    def show(_: object = None) -> None:
        wanted = view_state.settings.contrast_shown
        switch.setChecked(wanted)
        panel.setVisible(wanted and models.case_model.is_open and not alone.isChecked())

    switch.triggered.connect(lambda wanted: view_state.update(contrast_shown=wanted))
    switch.setIcon(icon("chart-bell-curve"))
    switch.setIconVisibleInMenu(False)
    window.panel.look.contrast.setDefaultAction(switch)
    panel.close_wanted.connect(lambda: view_state.update(contrast_shown=False))
    panel.fit_wanted.connect(controllers.looking.fit_grey_scale)
    view_state.changed.connect(lambda change: change.touches("contrast_shown") and show())
    models.case_model.opened.connect(show)
    alone.toggled.connect(show)


def _wire_measures(window: MainWindow, models: Models) -> None:
    measuring = MeasureController(models.case_model)
    window.grid.measure_drawn.connect(measuring.on_measure_drawn)
    window.grid.measure_removed.connect(measuring.on_measure_removed)
    window.grid.measure_moved.connect(measuring.on_measure_moved)
    window.actions_by_name[Do.REMOVE_MEASURES].triggered.connect(measuring.remove_all)
    measuring.said.connect(window.status.say)


def _wire_pictures(window: MainWindow, models: Models, questions: Questions) -> None:
    picturing = PictureController(models.case_model, models.desk, questions)
    grid, do = window.grid, window.actions_by_name

    def copy() -> None:
        copy_view(grid.view_in_hand)
        window.status.say(tr("The view was copied; paste it where you need it."))

    def save() -> None:
        view = grid.view_in_hand
        picturing.save(png_of_view(view), grid.words_for(view))

    do[Do.COPY_VIEW].triggered.connect(copy)
    do[Do.SAVE_VIEW].triggered.connect(save)
    picturing.said.connect(window.status.say)
