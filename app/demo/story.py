"""Plays the sample through the real window by mouse events, and reports how it went."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import numpy as np
from PyQt5.QtCore import QT_VERSION_STR, QObject, Qt, QTimer, pyqtSignal

from app.demo import mouse, plan
from app.demo.plan import Scribble
from app.errors import Notice, Severity
from app.main_window import Controllers, MainWindow, Models
from app.model.export_kinds import ExportKind, ExportOffer
from app.model.numbers import BoolArray
from app.model.questions import SeriesChoice, UnsavedAnswer
from app.tasks.heartbeat import Heartbeat
from app.tasks.runner import TaskRunner
from app.tools.slice_geometry import Plane
from app.views.actions import Do
from app.views.dialogs.about import NOT_A_DEVICE
from app.views.slice_view import SliceView
from bifseg_core.case import Aspect, Changes, ObjectStatus, SegmentedObject
from bifseg_core.geometry import BoundingBox
from bifseg_core.version import __version__

TICK_MS = 8
PATIENCE_S = 300.0
"""The longest that one step of the play may take."""
CALM_S = 0.5
_BUTTON = {True: Qt.MouseButton.LeftButton, False: Qt.MouseButton.RightButton}

Condition = Callable[[], bool]
Story = Generator[Condition | None, None, None]


class DemoAnswers:
    """Answers the window's questions while the demo plays.

    Args:
        folder: where the mask goes.
    """

    def __init__(self, folder: Path) -> None:
        self._mask = folder / "mask.nii.gz"

    def ask_scan(self) -> Path | None:
        """The demo opens the sample only."""
        return None

    def ask_picture(self, suggested: Path) -> Path | None:
        """The demo saves none."""
        return None

    def ask_aligned_image(self) -> Path | None:
        """Nothing: the demo shows one image."""
        return None

    def ask_folder(self) -> Path | None:
        """The demo opens the sample only."""
        return None

    def ask_reference(self) -> Path | None:
        """The sample brings its own."""
        return None

    def ask_mask(self) -> Path | None:
        """The demo goes on from no mask."""
        return None

    def ask_export_kind(self, offers: Sequence[ExportOffer]) -> None:
        """The demo exports the mask only."""

    def ask_export(self, suggested: Path, kind: ExportKind) -> Path | None:
        """Into the demo's folder."""
        return self._mask

    def ask_case(self) -> Path | None:
        """The demo opens the sample only."""
        return None

    def ask_save_case(self, suggested: Path) -> Path | None:
        """The demo saves no case."""
        return None

    def ask_replace(self, path: Path) -> bool:
        """The demo writes over nothing."""
        return False

    def ask_save_diagnosis(self, suggested: Path) -> Path | None:
        """The demo saves no diagnostic file."""
        return None

    def ask_series(self, choices: Sequence[SeriesChoice]) -> None:
        """The demo opens no folder."""

    def ask_unsaved(self, names: Sequence[str]) -> UnsavedAnswer:
        """Nothing of a demo has to be kept."""
        return UnsavedAnswer.DISCARD


class Demo(QObject):
    """One play of the sample: open, box, look, scribble twice, accept, export.

    Args:
        window: shown already.
        models: of that window.
        controllers: of that window.
        runner: a background thread for thinking about where to scribble.
        folder: where mask, picture and report go; made where it is missing.
        is_ready: whether the engine is loaded.
        started: `time.monotonic()` at the program's start.

    Signals:
        finished: carries the exit status, 0 where all went well.
    """

    finished = pyqtSignal(int)

    def __init__(
        self,
        window: MainWindow,
        models: Models,
        controllers: Controllers,
        runner: TaskRunner,
        folder: Path,
        *,
        is_ready: Condition,
        started: float,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._models = models
        self._controllers = controllers
        self._runner = runner
        self._folder = folder
        self._is_ready = is_ready
        self._lap_began = started
        self._seconds: dict[str, float] = {}
        self._dice: dict[str, float] = {}
        self._scribbles: list[Scribble] = []
        self._trouble: str | None = None
        self._heartbeat = Heartbeat(self)
        self._story: Story = self._play()
        self._condition: Condition | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.on_tick)
        models.desk.noticed.connect(self.on_noticed)
        models.case_model.changed.connect(self.on_changed)

    def start(self) -> None:
        """Begin; the window is shown."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lap("window_shown")
        self._timer.start()

    def on_noticed(self, notice: Notice) -> None:
        """The window shows a sentence; an error ends the demo."""
        if notice.severity is Severity.ERROR:
            self._trouble = notice.text

    def on_changed(self, changes: Changes) -> None:
        """Remember the Dice of every stage."""
        state = self._models.case_model.state
        found = state.active.segmentation
        if Aspect.SEGMENTATION not in changes.aspects or found is None:
            return
        if state.reference is not None:
            self._dice[found.stage.value] = round(plan.dice_of(found, state.reference), 4)

    def on_tick(self) -> None:
        """Go on with the story unless it waits for something."""
        late = time.monotonic() > self._lap_began + PATIENCE_S
        if self._trouble is None and late:
            self._trouble = f"The demo waited too long; so far: {', '.join(self._seconds)}."
        if self._trouble is not None:
            self._end(1)
        elif self._condition is None or self._condition():
            try:
                self._condition = next(self._story)
            except StopIteration:
                self._end(0)

    # --- the story -----------------------------------------------------------------------------

    def _play(self) -> Story:
        yield from self._wait_for_the_engine()
        yield from self._open()
        yield from self._draw_box()
        yield from self._think()
        yield from self._scribble()
        yield from self._accept_and_export()

    def _wait_for_the_engine(self) -> Story:
        yield self._is_ready
        self._lap("network_loaded")
        self._heartbeat.start()

    def _open(self) -> Story:
        yield from mouse.click(self._window.welcome.sample_button)
        yield lambda: self._models.case_model.is_open and not self._controllers.activity.is_reading
        self._lap("open")

    def _draw_box(self) -> Story:
        box = plan.box_around(self._reference)
        yield from self._look_at(box.middle_ijk)
        yield from self._take(Do.BOX)
        axial = self._view(Plane.AXIAL)
        yield from mouse.drag(axial, mouse.corners_of(axial, box))
        for end in (False, True):
            yield from self._pull_depth(box, end=end)
        self._lap("draw_box")
        yield lambda: self._active.segmentation is not None
        self._lap("first_mask")
        yield self._is_at_rest
        self._lap("unsupervised")

    def _pull_depth(self, box: BoundingBox, *, end: bool) -> Story:
        """Move the box's upper or lower side in the coronal view to where it belongs."""
        view = self._view(Plane.CORONAL)
        now = self._active.box
        if now is None:
            raise RuntimeError("the box was not drawn")
        start = mouse.side_of(view, now, axis=2, end=end)
        yield from mouse.drag(view, (start, mouse.side_of(view, box, axis=2, end=end)))

    def _think(self) -> Story:
        task = self._runner.start("Looking for errors", plan.scribbles(self._mask, self._reference))
        task.finished.connect(self._scribbles.extend)
        yield lambda: task.is_over
        self._lap_began = time.monotonic()

    def _scribble(self) -> Story:
        yield from self._take(Do.SCRIBBLE)
        for scribble in self._scribbles:
            view = self._view(scribble.plane)
            yield from self._turn_to(view, scribble.voxels_ijk[0])
            points = [mouse.place_of(view, voxel) for voxel in scribble.voxels_ijk]
            yield from mouse.drag(view, points, _BUTTON[scribble.is_missed])
        self._lap("scribble")
        yield self._is_at_rest
        self._lap("refine")
        yield from self._wait_for_calm()
        self._take_picture()

    def _wait_for_calm(self) -> Story:
        """Until the status line is idle and every view has drawn the last mask."""
        yield lambda: not self._window.status.progress.isVisible()
        enough = time.monotonic() + CALM_S
        yield lambda: time.monotonic() > enough
        self._lap_began = time.monotonic()

    def _take_picture(self) -> None:
        """Photograph the window; what that costs is no part of the window's work."""
        self._heartbeat.stop()
        self._window.grab().save(str(self._folder / "screenshot.png"))
        self._heartbeat.resume()

    def _accept_and_export(self) -> Story:
        button = self._window.panel.primary.button
        yield from mouse.click(button)
        yield lambda: self._active.status is ObjectStatus.ACCEPTED
        yield from mouse.click(button)
        yield lambda: not self._models.case_model.is_modified
        self._heartbeat.stop()
        self._lap("accept_and_export")

    def _take(self, tool: Do) -> Story:
        yield from mouse.click(self._window.strip.button(tool))

    def _look_at(self, voxel_ijk: tuple[int, int, int]) -> Story:
        yield from self._take(Do.NAVIGATE)
        for plane in (Plane.AXIAL, Plane.CORONAL):
            view = self._view(plane)
            yield from mouse.drag(view, (mouse.place_of(view, voxel_ijk),))

    def _turn_to(self, view: SliceView, voxel_ijk: tuple[int, int, int]) -> Story:
        frame = view.frame
        if frame is None:
            raise RuntimeError("the view shows no scan")
        normal = frame.geometry.normal
        missing = voxel_ijk[normal.axis] - view.slice_index
        yield from mouse.turn_wheel(view, missing if normal.rises else -missing)

    # --- what it sees --------------------------------------------------------------------------

    @property
    def _active(self) -> SegmentedObject:
        return self._models.case_model.state.active

    @property
    def _reference(self) -> BoolArray:
        reference = self._models.case_model.state.reference
        if reference is None:
            raise RuntimeError("the sample has no reference")
        return reference

    @property
    def _mask(self) -> BoolArray:
        found = self._active.segmentation
        if found is None:
            raise RuntimeError("there is no mask")
        return found.full_mask(self._models.case_model.volume.shape)

    def _view(self, plane: Plane) -> SliceView:
        return self._window.grid.views[plane]

    def _is_at_rest(self) -> bool:
        segmenting = self._controllers.segmenting
        is_quiet = not segmenting.is_running and not segmenting.is_waiting
        return is_quiet and segmenting.answers.is_current(self._active)

    # --- the end -------------------------------------------------------------------------------

    def _lap(self, name: str) -> None:
        now = time.monotonic()
        self._seconds[name] = round(now - self._lap_began, 3)
        self._lap_began = now

    def _end(self, status: int) -> None:
        self._timer.stop()
        self._heartbeat.stop()
        self._story.close()
        if status == 0:
            self._write_report()
        else:
            sys.stderr.write(f"{self._trouble}\n")
        self.finished.emit(status)

    def _write_report(self) -> None:
        from bifseg_core.io import write_json  # SimpleITK costs 0.3 s at the start

        report = self._report()
        write_json(self._folder / "report.json", report)
        sys.stdout.write(plan.summary(report))

    def _report(self) -> dict[str, object]:
        user = self._models.timekeeper.user_time(self._active.object_id)
        machine = self._models.timekeeper.machine_seconds(self._active.object_id)
        found = self._active.segmentation
        return {
            "note": NOT_A_DEVICE,
            "seconds": self._seconds,
            "dice": {
                "initial": self._dice.get("initial"),
                "unsupervised": self._dice.get("unsupervised"),
                "refined": self._dice.get("refined"),
            },
            "scribbles": len(self._scribbles),
            "user_clock": {"total": round(user.total, 3), "active": round(user.active, 3)},
            "machine_seconds": round(machine, 3),
            "event_loop_ms": {
                "longest_block": round(self._heartbeat.longest_ms, 1),
                "99th_percentile": round(self._heartbeat.percentile_ms(0.99), 1),
                "longest_work": round(self._heartbeat.longest_work_ms, 1),
            },
            "network": found.network if found else None,
            "device": found.device if found else None,
            "weights_sha256": found.weights_sha256 if found else None,
            "versions": {
                "bifseg": __version__,
                "python": platform.python_version(),
                "qt": QT_VERSION_STR,
                "numpy": np.__version__,
                **plan.torch_version(),
            },
        }
