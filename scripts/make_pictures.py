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
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import numpy as np
from PIL import Image
from PyQt5.QtCore import QBuffer, QByteArray, QRect, Qt
from PyQt5.QtGui import QPixmap
from PyQt5.QtWidgets import QWidget

from app import resources, theme
from app.application import Shell, build_shell, make_application
from app.controllers.lazy_engine import bifseg_engine
from app.demo import mouse
from app.demo.plan import Scribble, box_around, scribbles
from app.demo.story import DemoAnswers
from app.model.settings import Settings
from app.tools.slice_geometry import Plane
from app.views.actions import Do
from app.views.arrangement import Arrangement, Layout
from app.views.dialogs.shortcuts import ShortcutSheet

SIZES = ((1280, 800), (2560, 1440))
THEMES = (theme.DARK, theme.LIGHT)
LAYOUTS = {
    "four": Arrangement(Layout.FOUR),
    "large": Arrangement(Layout.LARGE, Plane.AXIAL.value),
    "single": Arrangement(Layout.SINGLE, Plane.CORONAL.value),
}
GUIDE_WIDTH = 720
PATIENCE_S = 300
_QUALITY = 84
_RULER_MM = ((77, 90, 65), (104, 90, 65))
_CIRCLE = ((96, 40, 65), (104, 40, 65))


class Photographer:
    """Plays the sample and takes the pictures on the way.

    Args:
        shell: the program, its window shown.
        docs: the folder of the documentation.
    """

    def __init__(self, shell: Shell, docs: Path) -> None:
        self._shell = shell
        self._window = shell.window
        self._pictures = docs / "pictures"
        self._guide = docs / "guide" / "pictures"
        self._application = make_application()
        for folder in (self._pictures, self._guide):
            folder.mkdir(parents=True, exist_ok=True)

    def take_all(self) -> None:
        """The whole story."""
        self._shell.warm_up()
        self._wait(lambda: self._shell.is_ready)
        self._everywhere("first_page")
        self._window.resize(*SIZES[0])
        self._page("open")
        self._open_sample()
        self._box_it()
        self._page("box")
        self._scribble_it()
        self._page("scribble")
        self._save(_grabbed(self._window), self._pictures / "window.png", width=None)
        for name, arrangement in LAYOUTS.items():
            self._window.grid.arrange(arrangement)
            self._everywhere(name)
        self._window.resize(*SIZES[0])
        self._window.grid.arrange(LAYOUTS["four"])
        self._repair_it()
        self._measure_it()
        self._show_keys()
        self._open_picture()
        self._everywhere("picture")

    def _open_sample(self) -> None:
        self._shell.controllers.opening.open_sample()
        self._wait(lambda: self._shell.models.case_model.is_open)
        self._settle()

    def _box_it(self) -> None:
        self._plays(mouse.drag(self._view(), mouse.corners_of(self._view(), self._true_box())))
        self._wait_for_mask()

    def _scribble_it(self) -> None:
        for one in self._errors():
            middle = one.voxels_ijk[len(one.voxels_ijk) // 2]
            self._shell.models.view_state.update(crosshair_ijk=middle)
            self._settle()
            view = self._window.grid.views[one.plane]
            self._window.actions_by_name[Do.SCRIBBLE].trigger()
            button = Qt.LeftButton if one.is_missed else Qt.RightButton
            places = [mouse.place_of(view, voxel) for voxel in one.voxels_ijk]
            self._plays(mouse.drag(view, places, button))
            self._wait_for_mask()

    def _repair_it(self) -> None:
        self._window.actions_by_name[Do.REPAIR].trigger()
        box = self._true_box()
        start = (box.stop_ijk[0], (box.start_ijk[1] + box.stop_ijk[1]) // 2, self._depth())
        places = [
            mouse.place_of(self._view(), (start[0], start[1] + n, start[2])) for n in range(6)
        ]
        self._plays(mouse.drag(self._view(), places))
        self._settle()
        self._page("repair")
        self._window.actions_by_name[Do.UNDO].trigger()

    def _measure_it(self) -> None:
        for do, ends in ((Do.RULER, _RULER_MM), (Do.CIRCLE, _CIRCLE)):
            self._window.actions_by_name[do].trigger()
            voxels = [(i, j, self._depth()) for i, j, _ in ends]
            places = [mouse.place_of(self._view(), voxel) for voxel in voxels]
            self._plays(mouse.drag(self._view(), places))
        self._settle()
        self._page("measure")

    def _show_keys(self) -> None:
        sheet = ShortcutSheet(self._window)
        sheet.show()
        self._settle()
        self._save(_grabbed(sheet), self._guide / "keys.png", width=GUIDE_WIDTH)
        sheet.close()

    def _open_picture(self) -> None:
        shown = self._shell.models.case_model.volume
        self._shell.controllers.opening.open(resources.SAMPLE.parent / "sample_us.png")
        self._wait(lambda: self._shell.models.case_model.volume is not shown)
        plane = self._window.grid.only_plane
        view = self._window.grid.views[plane]
        self._settle()
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

    def _page(self, name: str) -> None:
        self._settle()
        self._save(_grabbed(self._window), self._guide / f"{name}.jpg", width=GUIDE_WIDTH)

    def _save(self, picture: Image.Image, place: Path, *, width: int | None) -> None:
        if width is not None:
            height = round(picture.height * width / picture.width)
            picture = picture.resize((width, height), Image.Resampling.LANCZOS)
        options = {} if place.suffix == ".png" else {"quality": _QUALITY, "subsampling": 0}
        picture.save(place, optimize=True, **options)
        print(f"{place.name}: {place.stat().st_size / 1000:.0f} kB", flush=True)

    # --- the hand ------------------------------------------------------------------------------

    def _view(self) -> QWidget:
        return self._window.grid.views[Plane.AXIAL]

    def _depth(self) -> int:
        return self._shell.models.view_state.settings.crosshair_ijk[2]

    def _true_box(self) -> object:
        return box_around(self._shell.models.case_model.state.reference)

    def _errors(self) -> list[Scribble]:
        state = self._shell.models.case_model.state
        mask = state.active.segmentation.full_mask(np.shape(state.reference))
        steps = scribbles(mask, state.reference)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return list(end.value)

    def _plays(self, events: Iterator[None]) -> None:
        for _ in events:
            self._application.processEvents()

    def _wait_for_mask(self) -> None:
        segmenting = self._shell.controllers.segmenting
        active = self._shell.models.case_model
        self._wait(lambda: segmenting.answers.is_current(active.state.active))
        self._settle()

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


def _grabbed(widget: QWidget) -> Image.Image:
    pixmap: QPixmap = widget.grab(QRect(0, 0, widget.width(), widget.height()))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.WriteOnly)
    pixmap.save(buffer, "BMP")
    from io import BytesIO

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
