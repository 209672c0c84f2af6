"""Make the pictures of docs/ from the real window, which plays the sample for it.

    xvfb-run -a -s "-screen 0 2560x1440x24" python scripts/make_pictures.py [docs]

Every picture comes from this program, so none can show a window that no longer exists.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np
from PIL import Image
from PyQt5.QtCore import QBuffer, QByteArray, QPointF, QRect, Qt
from PyQt5.QtGui import QPixmap
from PyQt5.QtWidgets import QApplication, QWidget

from app import resources, theme
from app.application import Shell, build_shell, make_application
from app.controllers.lazy_engine import bifseg_engine
from app.demo import mouse
from app.demo.plan import box_around
from app.demo.story import DemoAnswers
from app.model.export_kinds import export_offers
from app.model.settings import Settings
from app.tools.slice_geometry import Plane
from app.views.actions import Do
from app.views.arrangement import Arrangement, Layout
from app.views.dialogs.export_dialog import ExportDialog
from app.views.dialogs.shortcuts import ShortcutSheet
from app.views.slice_view import SliceView
from bifseg_core.evaluation.robot import error_components, worst_slice
from bifseg_core.evaluation.strokes import centre_line
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import SeedLabel

SIZES = ((1280, 800), (2560, 1440))
SMALL = (902, 640)
"""As wide as the pictures of the guide, so that its words keep their size."""
THEMES = (theme.DARK, theme.LIGHT)
LAYOUTS = {
    "four": Arrangement(Layout.FOUR),
    "large": Arrangement(Layout.LARGE, Plane.AXIAL.value),
    "single": Arrangement(Layout.SINGLE, Plane.CORONAL.value),
}
GUIDE_WIDTH = 902
PATIENCE_S = 300
_AXIAL_AXIS = 2
_QUALITY = 84
_SURFACE_S = 3.0
"""How long the surface of a new mask may take."""
_RULER = ((77, 90), (104, 90))
_CIRCLE = ((38, 60), (46, 60))


class Photographer:
    """Plays the sample and takes the pictures on the way.

    Args:
        shell: the program, its window shown.
        docs: the folder of the documentation.
    """

    def __init__(self, shell: Shell, docs: Path) -> None:
        self._shell = shell
        self._window = shell.window
        self._models = shell.models
        self._pictures = docs / "pictures"
        self._guide = docs / "guide" / "pictures"
        self._application = QApplication.instance()
        for folder in (self._pictures, self._guide):
            folder.mkdir(parents=True, exist_ok=True)

    def take_all(self) -> None:
        """The whole story."""
        self._shell.warm_up()
        self._wait(lambda: self._shell.is_ready)
        self._begin()
        self._segment()
        for name, arrangement in LAYOUTS.items():
            self._window.grid.arrange(arrangement)
            self._everywhere(name)
        self._window.resize(*SIZES[0])
        self._window.grid.arrange(LAYOUTS["four"])
        self._look()
        self._finish()
        self._open_picture()
        self._everywhere("picture")

    # --- the story -----------------------------------------------------------------------------

    def _begin(self) -> None:
        """The first page, with and without work to restore."""
        self._everywhere("first_page")
        self._window.resize(*SMALL)
        self._page("open", self._window)
        self._window.restore_banner.offer(resources.SAMPLE.name)
        self._page("recover", self._window)
        self._window.restore_banner.hide()
        self._window.resize(*SIZES[0])

    def _segment(self) -> None:
        """A box, then a scribble on the largest error of either kind."""
        self._open(resources.SAMPLE)
        self._plays(mouse.drag(self._axial, mouse.corners_of(self._axial, self._true_box())))
        self._wait_for_mask()
        self._page("box", self._window.grid)
        self._window.actions_by_name[Do.SCRIBBLE].trigger()
        for is_missed, button in ((False, Qt.RightButton), (True, Qt.LeftButton)):
            self._scribble(is_missed, button)
        self._page("scribble", *self._upper_row())
        self._show_middle()
        self._save(_grabbed(self._window), self._pictures / "window.png", width=None)

    def _look(self) -> None:
        """Repairs, measurements, and the lists beside them."""
        self._repair()
        self._page("repair", *self._upper_row())
        self._window.actions_by_name[Do.UNDO].trigger()
        for do, ends in ((Do.RULER, _RULER), (Do.CIRCLE, _CIRCLE)):
            self._window.actions_by_name[do].trigger()
            places = [mouse.place_of(self._axial, (*end, self._depth())) for end in ends]
            self._plays(mouse.drag(self._axial, places))
        self._page("measure", *self._upper_row())
        self._page("keys", ShortcutSheet(self._window))
        contrast = self._window.contrast
        self._window.actions_by_name[Do.CONTRAST].trigger()
        self._wait(lambda: contrast.has_counted)
        self._page("contrast", contrast)
        self._window.actions_by_name[Do.CONTRAST].trigger()

    def _finish(self) -> None:
        """Accepted: what can be exported, and the numbers for a study."""
        self._window.actions_by_name[Do.ACCEPT].trigger()
        state, volume = self._models.case_model.state, self._models.case_model.volume
        self._page("export", ExportDialog(export_offers(state, volume), self._window))
        self._page("numbers", self._window.panel.numbers)
        self._window.resize(*SIZES[1])
        self._window.panel.method.fold(False)
        self._page("method", self._window.panel.method)
        self._window.panel.method.fold(True)
        self._window.resize(*SIZES[0])

    def _open(self, path: Path) -> None:
        model = self._models.case_model
        before = model.volume if model.is_open else None
        self._shell.controllers.opening.open(path)
        self._wait(lambda: model.is_open and model.volume is not before)
        self._settle()

    def _scribble(self, is_missed: bool, button: Qt.MouseButton) -> None:
        """Through the middle of the largest error of that kind on its worst axial slice."""
        state = self._models.case_model.state
        mask = state.active.segmentation.full_mask(np.shape(state.reference))
        right = mask & state.reference
        compared = (right, state.reference) if is_missed else (mask, right)
        depth = worst_slice(*compared, axis=_AXIAL_AXIS)
        wanted = SeedLabel.FOREGROUND if is_missed else SeedLabel.BACKGROUND
        shown, true = mask[:, :, depth], state.reference[:, :, depth]
        errors = [
            part for label, part in error_components(shown, true, smallest=4) if label is wanted
        ]
        if not errors:
            return
        line = centre_line(max(errors, key=np.count_nonzero))
        i, j = (int(place) for place in line[len(line) // 2])
        self._models.view_state.update(crosshair_ijk=(i, j, depth))
        self._settle()
        places = [mouse.place_of(self._axial, (*pixel, depth)) for pixel in line]
        self._plays(mouse.drag(self._axial, _reaching(places), button))
        self._wait_for_mask()

    def _show_middle(self) -> None:
        """Strokes may lie at an end of the object; its middle shows what it is."""
        middle = np.argwhere(self._models.case_model.state.reference).mean(axis=0)
        i, j, k = (int(place) for place in middle)
        self._models.view_state.update(crosshair_ijk=(i, j, k))
        self._settle()

    def _repair(self) -> None:
        self._window.actions_by_name[Do.REPAIR].trigger()
        box = self._true_box()
        i, j = box.stop_ijk[0], box.middle_ijk[1]
        places = [mouse.place_of(self._axial, (i, j + n, self._depth())) for n in range(6)]
        self._plays(mouse.drag(self._axial, places))

    def _open_picture(self) -> None:
        self._open(resources.SAMPLE.parent / "sample_us.png")
        view = self._window.grid.views[self._window.grid.only_plane]
        self._plays(mouse.drag(view, mouse.corners_of(view, self._true_box())))
        self._wait_for_mask()

    # --- the camera ----------------------------------------------------------------------------

    def _everywhere(self, name: str) -> None:
        """The window as it is, in both themes and sizes."""
        for size in SIZES:
            self._window.resize(*size)
            for colours in THEMES:
                theme.apply(self._application, colours)
                self._settle()
                place = self._pictures / f"{name}_{colours.name}_{size[0]}.jpg"
                self._save(_grabbed(self._window), place, width=None)
        theme.apply(self._application, theme.DARK)

    def _page(self, name: str, widget: QWidget, part: QRect | None = None) -> None:
        """A picture of the guide: a widget or a part of it; a dialog is shown for it."""
        is_dialog = not widget.isVisible()
        if is_dialog:
            widget.show()
        self._settle()
        self._save(_grabbed(widget, part), self._guide / f"{name}.jpg", width=GUIDE_WIDTH)
        if is_dialog:
            widget.close()

    def _upper_row(self) -> tuple[QWidget, QRect]:
        """The axial slice and the 3D view."""
        grid = self._window.grid
        return grid, QRect(0, 0, grid.width(), grid.height() // 2)

    def _save(self, picture: Image.Image, place: Path, *, width: int | None) -> None:
        if width is not None and picture.width > width:
            height = round(picture.height * width / picture.width)
            picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        options = {} if place.suffix == ".png" else {"quality": _QUALITY, "subsampling": 0}
        picture.save(place, optimize=True, **options)
        print(f"{place.name}: {place.stat().st_size / 1000:.0f} kB", flush=True)

    # --- the hand ------------------------------------------------------------------------------

    @property
    def _axial(self) -> SliceView:
        return self._window.grid.views[Plane.AXIAL]

    def _depth(self) -> int:
        return self._models.view_state.settings.crosshair_ijk[_AXIAL_AXIS]

    def _true_box(self) -> BoundingBox:
        return box_around(self._models.case_model.state.reference)

    def _plays(self, events: Iterator[None]) -> None:
        for _ in events:
            self._application.processEvents()

    def _wait_for_mask(self) -> None:
        answers = self._shell.controllers.segmenting.answers
        self._wait(lambda: answers.is_current(self._models.case_model.state.active))
        self._settle(_SURFACE_S)

    def _settle(self, seconds: float = 1.0) -> None:
        """Let surfaces and slices be drawn."""
        until = time.monotonic() + seconds
        self._wait(lambda: time.monotonic() > until)

    def _wait(self, condition: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > until:
                raise TimeoutError("the window did not get there")
            self._application.processEvents()
            time.sleep(0.01)


def _reaching(places: list[QPointF], least_px: float = 12) -> list[QPointF]:
    """A stroke that is long enough to be seen as one."""
    if (places[-1] - places[0]).manhattanLength() >= least_px:
        return places
    half = QPointF(least_px / 2, 0)
    middle = places[len(places) // 2]
    return [middle - half, middle + half]


def _grabbed(widget: QWidget, part: QRect | None = None) -> Image.Image:
    pixmap: QPixmap = widget.grab(part or QRect(0, 0, widget.width(), widget.height()))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.WriteOnly)
    pixmap.save(buffer, "BMP")
    return Image.open(BytesIO(bytes(data))).convert("RGB")


def main() -> int:
    """Take all pictures; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("docs", nargs="?", type=Path, default=ROOT / "docs")
    docs = parser.parse_args().docs
    with tempfile.TemporaryDirectory() as scratch:
        settings = Settings(Path(scratch) / "window.ini")
        settings.hints_seen = settings.notice_seen = True
        application = make_application()
        theme.apply(application, theme.DARK)
        answers = DemoAnswers(Path(scratch))
        shell = build_shell(lambda: bifseg_engine("cpu"), settings=settings, questions=answers)
        shell.window.resize(*SIZES[0])
        shell.window.show()
        Photographer(shell, docs).take_all()
        shell.window.leave()
        shell.shut_down()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
