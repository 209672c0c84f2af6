"""The intensities along a ruler."""

from __future__ import annotations

import pyqtgraph as pg
from PyQt5.QtCore import QEvent, Qt
from PyQt5.QtWidgets import QWidget

from app import theme
from app.model.case_model import CaseModel
from app.model.images import shown_image
from app.model.view_state import ViewChange, ViewState
from app.translation import tr
from app.views.contrast_plot import dress_axes
from app.wording import word
from bifseg_core.measures import Measure, MeasureKind, Profile, profile_along


def last_ruler(case_model: CaseModel) -> Measure | None:
    """The ruler of the open case that was drawn last."""
    measures = case_model.state.measures if case_model.is_open else ()
    return next((m for m in reversed(measures) if m.kind is MeasureKind.RULER), None)


class ProfilePlot(pg.PlotWidget):
    """Intensity over mm along the last ruler, with the ends of the grey scale; hidden without one.

    Args:
        case_model: the document.
        view_state: how it is looked at.
    """

    def __init__(
        self, case_model: CaseModel, view_state: ViewState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, enableMenu=False)
        self._case_model = case_model
        self._view_state = view_state
        self._curve = pg.PlotCurveItem()
        self._ends = [pg.InfiniteLine(angle=0) for _ in range(2)]
        self.addItem(self._curve)
        for line in self._ends:
            self.addItem(line, ignoreBounds=True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseEnabled(x=False, y=False)
        self.hideButtons()
        word(
            self,
            accessibleName="Intensities along the last ruler",
            toolTip="Intensities along the last ruler; dashed: where black and white are",
        )
        self._dress()
        case_model.opened.connect(self.follow)
        case_model.changed.connect(self.follow)
        view_state.changed.connect(self._on_view_changed)
        self.follow()

    @property
    def profile(self) -> Profile:
        """What is shown."""
        return Profile(*self._curve.getData())

    def follow(self, _: object = None) -> None:
        """Show what the last ruler crosses in the shown image."""
        ruler = last_ruler(self._case_model)
        self.setVisible(ruler is not None)
        if ruler is not None:
            image = shown_image(self._case_model, self._view_state.settings)
            found = profile_along(ruler, image.data, image.affine)
            self._curve.setData(found.distances, found.values, connect="finite")
            self._show_window()
            self.name_axis()

    def name_axis(self) -> None:
        """In the language of now; a picture has no millimetres."""
        is_picture = self._case_model.is_open and not self._case_model.volume.is_oriented
        unit = "px" if is_picture else "mm"
        self.setLabel("bottom", f"{tr('Ruler')}, {unit}")

    def changeEvent(self, event: QEvent) -> None:
        """Wear the other theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _on_view_changed(self, change: ViewChange) -> None:
        if change.touches("image", "frame"):
            self.follow()
        elif change.touches("window_level"):
            self._show_window()

    def _show_window(self) -> None:
        shown = self._view_state.settings.window_level
        if shown is not None:
            for line, side in zip(self._ends, (-1, 1), strict=True):
                line.setValue(shown.level + side * shown.window / 2)

    def _dress(self) -> None:
        worn = theme.colours()
        self._curve.setPen(pg.mkPen(worn.text))
        for line in self._ends:
            line.setPen(pg.mkPen(worn.accent, style=Qt.PenStyle.DashLine))
        dress_axes(self)
