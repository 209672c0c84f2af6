"""Which of the case's images is shown: its name, how much of another lies over it, which time."""

from __future__ import annotations

from PyQt5.QtCore import QSignalBlocker, Qt, pyqtSignal
from PyQt5.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QSlider, QWidget

from app.model.case_model import CaseModel
from app.model.images import other_image
from app.model.view_state import ViewChange, ViewState
from app.translation import mark, tr
from app.views.panels.card import quiet_label
from app.wording import word

_SHOWN = ("image", "other_image", "frame", "blend")
"""Settings that the row shows; scrolling changes others."""


class ImagesRow(QWidget):
    """Hidden while there is a single image with a single time point.

    Signals:
        image_chosen: carries the number of an image.
        blend_moved: carries the share of the other image, 0..1.
        time_moved: carries the number of a time point.
    """

    image_chosen = pyqtSignal(int)
    blend_moved = pyqtSignal(float)
    time_moved = pyqtSignal(int)

    def __init__(
        self, case_model: CaseModel, view_state: ViewState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._case_model = case_model
        self._view_state = view_state
        self.image = QComboBox(self)
        word(
            self.image,
            accessibleName="Image that is shown",
            toolTip="Image that is shown and segmented; I goes to the next",
        )
        self.image.setSizeAdjustPolicy(QComboBox.AdjustToMinimumContentsLengthWithIcon)
        self.image.setMinimumContentsLength(6)
        self.blend = _slider(mark("How much of the other image is seen"), self)
        self.time = _slider(mark("Time point or channel; comma and full stop step"), self)
        self._percent, self._time_text = _value(self), _value(self)
        self._image_line = self._line(mark("Image"), self.image)
        self._blend_line = self._line(mark("Blend"), self.blend, self._percent)
        self._time_line = self._line(mark("Time"), self.time, self._time_text)
        self._lay_out()
        self._connect()
        self.on_images_changed()

    def on_images_changed(self, _: object = None) -> None:
        """The case has other images."""
        images = self._case_model.images if self._case_model.is_open else ()
        with QSignalBlocker(self.image):
            self.image.clear()
            for image in images:
                self.image.addItem(image.name)
                self.image.setItemData(self.image.count() - 1, image.name, Qt.ToolTipRole)
        self.on_view_changed()

    def on_view_changed(self, change: ViewChange | None = None) -> None:
        """Show the settings as they are now."""
        if change is not None and not change.touches(*_SHOWN):
            return
        images = self._case_model.images if self._case_model.is_open else ()
        look = self._view_state.settings
        shown = min(look.image, max(0, len(images) - 1))
        times = images[shown].frame_count if images else 1
        for line, is_needed in (
            (self._image_line, len(images) > 1),
            (self._blend_line, len(images) > 1),
            (self._time_line, times > 1),
        ):
            line.setVisible(is_needed)
        self.setVisible(len(images) > 1 or times > 1)
        blockers = [QSignalBlocker(control) for control in (self.image, self.blend, self.time)]
        self.image.setCurrentIndex(shown)
        self.blend.setValue(round(100 * look.blend))
        self._percent.setText(f"{round(100 * look.blend)} %")
        self.blend.setToolTip(self._blend_words())
        self.time.setRange(0, times - 1)
        self.time.setValue(min(look.frame, times - 1))
        self._time_text.setText(f"{min(look.frame, times - 1) + 1}/{times}")
        del blockers

    def _blend_words(self) -> str:
        look, count = self._view_state.settings, self.image.count()
        other = self.image.itemText(other_image(look, count)) if count > 1 else ""
        return tr("How much of {name} is seen", name=other)

    def _connect(self) -> None:
        self._case_model.opened.connect(self.on_images_changed)
        self._case_model.images_changed.connect(self.on_images_changed)
        self._view_state.changed.connect(self.on_view_changed)
        self.image.activated.connect(self.image_chosen)
        self.blend.valueChanged.connect(lambda percent: self.blend_moved.emit(percent / 100))
        self.time.valueChanged.connect(self.time_moved)

    def _line(self, text: str, *controls: QWidget) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        name = quiet_label(text, line)
        name.setMinimumWidth(69)
        row.addWidget(name)
        row.addWidget(controls[0], 1)
        for control in controls[1:]:
            row.addWidget(control)
        return line

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        for at, line in enumerate((self._image_line, self._blend_line, self._time_line)):
            grid.addWidget(line, at, 0)


def _slider(name: str, parent: QWidget) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal, parent)
    slider.setRange(0, 100)
    word(slider, accessibleName=name, toolTip=name)
    return slider


def _value(parent: QWidget) -> QLabel:
    label = quiet_label("", parent)
    label.setMinimumWidth(40)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label
