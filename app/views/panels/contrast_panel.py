"""The grey scale beside the image's intensities: dragged, typed, or chosen by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any

from PyQt5.QtCore import QSignalBlocker, QTimer, pyqtSignal
from PyQt5.QtGui import QShowEvent
from PyQt5.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.model.case_model import CaseModel
from app.model.histogram import Histogram, histogram_inside, histogram_of
from app.model.images import shown_image
from app.model.view_state import ViewChange, ViewState, WindowLevel
from app.translation import mark, tr
from app.views.background import Background, Run
from app.views.contrast_plot import ContrastPlot
from app.views.icons import icon
from app.views.palette import colour_of
from app.views.panels.card import quiet_label
from app.views.panels.fields import decimals_for, intensity_field
from app.views.panels.preset_box import PresetBox
from app.views.profile_plot import ProfilePlot, last_ruler
from app.wording import word
from bifseg_core.case import Segmentation
from bifseg_core.volume import Volume

_HEIGHT, _CONTROLS_WIDTH = 188, 248
_LEGEND = '<span style="color: {colour}">●</span> {name}'


class ContrastPanel(QFrame):
    """Mirrors the ViewState's grey scale; counts nothing while it is hidden.

    Args:
        case_model: the document.
        view_state: how it is looked at.
        run: counts; in a thread of its own unless given.

    Signals:
        fit_wanted: spread the grey scale over what lies in the box.
        close_wanted: hide it.
    """

    fit_wanted = pyqtSignal()
    close_wanted = pyqtSignal()

    def __init__(
        self,
        case_model: CaseModel,
        view_state: ViewState,
        parent: QWidget | None = None,
        *,
        run: Run | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("contrastPanel")
        self.setFixedHeight(_HEIGHT)
        self._case_model = case_model
        self._view_state = view_state
        self._run = run or self._background()
        self._image: Volume | None = None
        self._counted: Histogram | None = None
        self._found: Segmentation | None = None
        self.plot: ContrastPlot | None = None
        self.profile: ProfilePlot | None = None
        self.preset = PresetBox(case_model, view_state, self)
        self.low = intensity_field(mark("Black at"), self)
        self.high = intensity_field(mark("White at"), self)
        self.fit = QPushButton(self)
        self.logarithmic = QCheckBox(self)
        self.logarithmic.setChecked(True)
        self.close_button = QToolButton(self)
        self.close_button.setIcon(icon("close"))
        self.legend = QLabel(self)
        self._word()
        self._lay_out()
        self._connect()
        self.hide()

    def _background(self) -> Run:
        background = Background("histograms")
        self.destroyed.connect(background.close)
        return background

    @property
    def has_counted(self) -> bool:
        """Whether the curves of all that is there are drawn."""
        if self.plot is None or self._counted is None:
            return False
        return self.plot.has_inside == (self._found is not None)

    # --- what is there -------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Make the plot when it is first seen, a turn of the event loop after the controls."""
        super().showEvent(event)
        self._show_window()
        QTimer.singleShot(0, self.follow)

    def follow(self, _: object = None) -> None:
        """Count the shown image and the active object's mask, unless they are counted already."""
        if not self.isVisible() or not self._case_model.is_open:
            return
        self._make_plots()
        image = shown_image(self._case_model, self._view_state.settings)
        if image is not self._image:
            self._image, self._counted, self._found = image, None, None
            self._count(partial(histogram_of, image), partial(self._on_image_counted, image))
        elif self._counted is not None:
            self._follow_mask(image, self._counted)
        self._tell()

    def on_language_changed(self) -> None:
        """The presets and the legend in other words."""
        self.preset.fill()
        self._tell()
        if self.profile is not None:
            self.profile.name_axis()

    def _on_opened(self, _: object) -> None:
        self._image = self._counted = self._found = None  # the scan before goes from memory
        self.follow()

    def _follow_mask(self, image: Volume, counted: Histogram) -> None:
        found = self._case_model.state.active.segmentation
        if found is self._found:
            return
        self._found = found
        if found is None:
            self.plot.show_inside(None)
            return
        self._count(
            lambda: found is self._found and histogram_inside(found, image, counted.edges),
            partial(self._on_mask_counted, found),
        )

    def _on_image_counted(self, image: Volume, counted: Histogram) -> None:
        if image is self._image:
            self._counted = counted
            self.plot.show_image(counted)
            self.follow()

    def _on_mask_counted(self, found: Segmentation, inside: Histogram) -> None:
        if found is self._found:
            self.plot.show_inside(inside)
            self._tell()

    def _count(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._run(tr("Counting"), work, then, _raise)

    # --- the grey scale ------------------------------------------------------------------------

    def _on_view_changed(self, change: ViewChange) -> None:
        if change.touches("window_level"):
            self._show_window()
        if change.touches("image", "frame"):
            self.follow()

    def _on_typed(self) -> None:
        self._take(self.low.value(), self.high.value())

    def _take(self, low: float, high: float) -> None:
        self._view_state.update(window_level=WindowLevel(abs(high - low) or 1.0, (low + high) / 2))

    def _show_window(self) -> None:
        shown = self._view_state.settings.window_level
        if shown is None:
            return
        ends = (shown.level - shown.window / 2, shown.level + shown.window / 2)
        for field, value in zip((self.low, self.high), ends, strict=True):
            with QSignalBlocker(field):
                field.setDecimals(decimals_for(shown.window))
                field.setValue(value)
        if self.plot is not None:
            self.plot.show_window(shown)

    def _tell(self) -> None:
        """Whose the coloured curve is."""
        if self.plot is None or not self.plot.has_inside:
            self.legend.clear()
            return
        target = self._case_model.state.active
        colour = colour_of(target)
        self.plot.colour_inside(colour)
        self.legend.setText(_LEGEND.format(colour=colour.name(), name=escape(target.name)))

    # --- how it looks --------------------------------------------------------------------------

    def _make_plots(self) -> None:
        """Those that are needed and not there yet; each takes a few hundredths of a second."""
        if self.plot is None:
            self.plot = self._new_plot()
            self.layout().addWidget(self.plot, 3)
            self._show_window()
        elif self.profile is None and last_ruler(self._case_model) is not None:
            self.profile = ProfilePlot(self._case_model, self._view_state, self)
            self.layout().addWidget(self.profile, 2)

    def _new_plot(self) -> ContrastPlot:
        plot = ContrastPlot(self)
        word(
            plot,
            accessibleName="Intensities and grey scale",
            toolTip="Drag the blue stretch or its ends; the wheel zooms, a double-click shows all",
        )
        plot.window_dragged.connect(self._on_dragged)
        plot.show_logarithmic(self.logarithmic.isChecked())
        self.logarithmic.toggled.connect(plot.show_logarithmic)
        return plot

    def _on_dragged(self, shown: WindowLevel) -> None:
        self._view_state.update(window_level=shown)

    def _word(self) -> None:
        word(self.fit, text="To the box", toolTip="Fit the grey scale to what is in the box (A)")
        word(
            self.logarithmic,
            text="Logarithmic",
            toolTip="Show each count's logarithm, so that small structures are seen too",
        )
        word(self.close_button, accessibleName="Hide the contrast", toolTip="Hide (H)")

    def _connect(self) -> None:
        self._case_model.opened.connect(self._on_opened)
        self._case_model.changed.connect(self.follow)
        self._view_state.changed.connect(self._on_view_changed)
        for field in (self.low, self.high):
            field.valueChanged.connect(self._on_typed)
        self.fit.clicked.connect(self.fit_wanted)
        self.close_button.clicked.connect(self.close_wanted)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        title = quiet_label(mark("Contrast"), self)
        title.setProperty("role", "value")
        heading.addWidget(title, 1)
        heading.addWidget(self.legend)
        heading.addWidget(self.close_button)
        ends = QHBoxLayout()
        for text, field in ((mark("Black at"), self.low), (mark("White at"), self.high)):
            ends.addWidget(quiet_label(text, self))
            ends.addWidget(field, 1)
        named = QHBoxLayout()
        named.addWidget(self.preset, 1)
        named.addWidget(self.fit)
        left = QWidget(self)
        left.setFixedWidth(_CONTROLS_WIDTH)
        controls = QVBoxLayout(left)
        controls.setContentsMargins(0, 0, 0, 0)
        controls.setSpacing(4)
        controls.addLayout(heading)
        controls.addLayout(named)
        controls.addLayout(ends)
        controls.addWidget(self.logarithmic)
        controls.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(left)


def _raise(error: BaseException) -> None:
    raise error
