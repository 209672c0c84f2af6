"""The empty window: three pictures, open, sample, recent scans; takes whatever is dropped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.translation import mark
from app.views.dialogs.about import NOT_A_DEVICE
from app.views.panels.card import quiet_label
from app.views.panels.step_picture import Step, StepPicture
from app.wording import word

_SHOWN_RECENT = 4
_WORDS_WIDTH = 208
_STEPS = (
    (Step.OPEN, mark("1  Open"), mark("A scan, a picture, or a folder of DICOM files.")),
    (Step.BOX, mark("2  Box"), mark("Drag a box around the object. The mask comes by itself.")),
    (
        Step.SCRIBBLE,
        mark("3  Scribble"),
        mark("Where it is wrong: left adds, right removes. Then accept."),
    ),
)


class WelcomePage(QWidget):
    """What is shown before a scan is open.

    Signals:
        open_clicked, folder_clicked, sample_clicked: one of the buttons.
        recent_clicked: carries the path of a recent scan.
    """

    open_clicked = pyqtSignal()
    folder_clicked = pyqtSignal()
    sample_clicked = pyqtSignal()
    recent_clicked = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.open_button, self.folder_button, self.sample_button = (
            _button("", self) for _ in range(3)
        )
        self.open_button.setObjectName("primary")
        for button in (self.folder_button, self.sample_button):
            button.setProperty("role", "large")
        self._recent_box = QVBoxLayout()
        self._recent_box.setSpacing(0)
        self._step_words: list[QLabel] = []
        self._word_buttons()
        self._lay_out()
        self.open_button.clicked.connect(self.open_clicked)
        self.folder_button.clicked.connect(self.folder_clicked)
        self.sample_button.clicked.connect(self.sample_clicked)

    def on_language_changed(self) -> None:
        """The sentences of the three steps are longer or shorter."""
        self._level_steps()

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the scans opened last."""
        while (item := self._recent_box.takeAt(0)) is not None:
            item.widget().deleteLater()
        shown = paths[:_SHOWN_RECENT]
        if shown:
            heading = quiet_label(mark("Recent scans"), self)
            heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._recent_box.addWidget(heading)
        for path in shown:
            self._recent_box.addWidget(self._recent_button(path))

    def _recent_button(self, path: Path) -> QPushButton:
        button = _button(path.name, self)
        button.setProperty("role", "flat")
        button.setToolTip(str(path))
        button.clicked.connect(lambda: self.recent_clicked.emit(path))
        return button

    def _word_buttons(self) -> None:
        word(
            self.open_button,
            text="Open a scan…",
            toolTip="NIfTI, NRRD, MHA, DICOM, PNG, JPEG or TIFF (Ctrl+O)",
        )
        word(
            self.folder_button,
            text="Open a DICOM folder…",
            toolTip="All slices of a DICOM series (Ctrl+Shift+O)",
        )
        word(
            self.sample_button,
            text="Try the sample",
            toolTip="An artificial head scan with a bright spot to outline",
        )

    def _lay_out(self) -> None:
        """Everything in the middle; a low window scrolls it."""
        content = QWidget(self)
        content.setObjectName("welcomeContent")
        area = QScrollArea(self)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(32, 8, 32, 24)
        layout.setSpacing(16)
        layout.addStretch(2)
        self._fill(layout)

    def _fill(self, layout: QVBoxLayout) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        headline = QLabel(self)
        word(headline, text="Box it, look, scribble, accept.")
        headline.setObjectName("headline")
        layout.addWidget(headline, 0, middle)
        layout.addLayout(self._steps_row())
        layout.addLayout(self._buttons_row())
        drop = quiet_label(mark("Or drop a file or a folder anywhere on this window."), self)
        layout.addWidget(drop, 0, middle)
        recent = QHBoxLayout()
        recent.addStretch(1)
        recent.addLayout(self._recent_box)
        recent.addStretch(1)
        layout.addLayout(recent)
        layout.addStretch(3)
        layout.addWidget(quiet_label(NOT_A_DEVICE, self), 0, middle)

    def _steps_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch(1)
        self._step_words = [self._sentence(text) for _, _, text in _STEPS]
        self._level_steps()
        for (step, title, _), label in zip(_STEPS, self._step_words, strict=True):
            row.addWidget(self._step_card(step, title, label))
        row.addStretch(1)
        return row

    def _level_steps(self) -> None:
        """As high as the longest sentence needs."""
        height = max(label.heightForWidth(_WORDS_WIDTH) for label in self._step_words)
        for label in self._step_words:
            label.setFixedHeight(height)

    def _sentence(self, text: str) -> QLabel:
        words = quiet_label(text, self)
        words.setWordWrap(True)
        words.setFixedWidth(_WORDS_WIDTH)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        return words

    def _step_card(self, step: Step, title: str, words: QLabel) -> QFrame:
        card = QFrame(self)
        card.setObjectName("stepCard")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(StepPicture(step, card))
        name = QLabel(card)
        name.setObjectName("step")
        word(name, text=title)
        column.addWidget(name)
        column.addWidget(words)
        return card

    def _buttons_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch(1)
        for button in (self.open_button, self.folder_button, self.sample_button):
            button.setMinimumWidth(176)
            row.addWidget(button)
        row.addStretch(1)
        return row


def _button(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
