"""The numbers: size, agreement with a reference, the user's and the machine's time."""

from __future__ import annotations

from PyQt5.QtCore import QTimer, pyqtSignal
from PyQt5.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.model.case_model import CaseModel
from app.model.numbers import (
    FigureMaker,
    Figures,
    dice_words,
    seconds_words,
    size_words,
    split_words,
)
from app.model.timekeeper import Timekeeper
from app.model.ui_state import UiState
from app.model.view_state import ViewChange, ViewState
from app.translation import mark, tr, translated
from app.views.panels.card import Card, quiet_label, set_property, value_label
from app.wording import word
from bifseg_core.boxes import boxes_of
from bifseg_core.case import CaseState, StepSeconds

_REFRESH_MS = 500
_NOTHING = "–"


class NumbersCard(Card):
    """Figures of the active object; a figure that is being computed anew is grey.

    Signals:
        figures_changed: carries the Figures that it shows.
    """

    figures_changed = pyqtSignal(object)

    def __init__(
        self,
        case_model: CaseModel,
        view_state: ViewState,
        timekeeper: Timekeeper,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(mark("Numbers"), parent)
        self._case_model = case_model
        self._view_state = view_state
        self._timekeeper = timekeeper
        self._makers = {way: FigureMaker() for way in (False, True)}
        self._names: dict[QLabel, QLabel] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self.size_label = self._row(mark("Volume"), role="big")
        self.dice = self._row(mark("Dice"), role="big")
        self.user_time = self._row(mark("Your time"))
        self.user_active = self._row(mark("active · idle"))
        self.machine_total = self._row(mark("Machine time"))
        self.machine_time = self._row(mark("of it the last step"))
        self.rounds = self._row(mark("Rounds · strokes"))
        self.notes = quiet_label("", self)
        self.notes.setWordWrap(True)
        word(self.notes, accessibleName="How the mask was made")
        self.body.addWidget(self.notes)
        for label in (self.dice, self._name_of(self.dice), self.notes):
            label.hide()
        idle = mark("A pause of five seconds or more without mouse and keys counts as idle.")
        for part in (self.user_active, self._name_of(self.user_active)):
            word(part, toolTip=idle)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.on_time_passed)
        case_model.opened.connect(self.on_opened)
        case_model.changed.connect(self.on_changed)
        view_state.changed.connect(self.on_view_changed)

    def on_opened(self, _: object) -> None:
        """Another scan is shown."""
        self._timer.start()
        self.on_changed(None)

    def on_changed(self, _: object) -> None:
        """The case was edited."""
        state, back = self._seen, self._view_state.settings.looking_back
        active = state.active
        others = tuple(one for one in boxes_of(state, state.active_id) if one is not active)
        figures = self._makers[back].figures(active, active.reference, others)
        self._show(figures)
        self.figures_changed.emit(figures)
        self.on_time_passed()

    def on_view_changed(self, change: ViewChange) -> None:
        """The mask before the last step is looked at, or the present one again."""
        if change.touches("looking_back") and self._case_model.is_open:
            self.on_changed(None)

    def on_language_changed(self) -> None:
        """What explains the numbers has other words."""
        if self._case_model.is_open:
            self.on_changed(None)

    @property
    def _seen(self) -> CaseState:
        look = self._view_state.settings
        return self._case_model.state_seen(looking_back=look.looking_back)

    def on_ui_state_changed(self, state: UiState) -> None:
        """Grey what is out of date."""
        for label in (self.size_label, self.dice):
            set_property(label, "stale", state.is_stale)
            label.setToolTip(tr("Being computed anew") if state.is_stale else "")

    def on_time_passed(self) -> None:
        """Show the user's time."""
        spent = self._timekeeper.user_time(self._case_model.state.active.whole_id)
        self.user_time.setText(seconds_words(spent.total))
        active, idle = seconds_words(spent.active), seconds_words(spent.idle)
        self.user_active.setText(f"{active} · {idle}")

    def _show(self, figures: Figures) -> None:
        volume = self._case_model.volume
        name = mark("Area") if volume.is_planar else mark("Volume")
        word(self._name_of(self.size_label), text=name)
        has_mask = figures.voxels is not None
        self.size_label.setText(size_words(figures.voxels, volume) if has_mask else _NOTHING)
        self.dice.setText(_NOTHING if figures.dice is None else dice_words(figures.dice))
        for part in (self.dice, self._name_of(self.dice)):
            part.setVisible(self._case_model.state.reference is not None)
        self._show_machine_time(figures.seconds)
        self._show_notes()
        self.rounds.setText(f"{figures.rounds} · {figures.strokes}")

    def _show_notes(self) -> None:
        """What had to be decided for the mask, such as another way where memory was short."""
        found = self._seen.active.segmentation
        words = " ".join(map(translated, found.notes)) if found else ""
        self.notes.setText(words)
        self.notes.setVisible(words != "")

    def _show_machine_time(self, seconds: StepSeconds | None) -> None:
        whole_id = self._case_model.state.active.whole_id
        together = self._timekeeper.machine_seconds(whole_id)
        self.machine_total.setText(seconds_words(together) if together else _NOTHING)
        self._explain(self.machine_total, self._timekeeper.machine_steps(whole_id))
        is_known = seconds is not None and seconds.total > 0
        self.machine_time.setText(seconds_words(seconds.total) if is_known else _NOTHING)
        self._explain(self.machine_time, seconds)

    def _explain(self, value: QLabel, seconds: StepSeconds | None) -> None:
        """Tell what the machine did in that time, wherever on the row the cursor is."""
        is_known = seconds is not None and seconds.total > 0
        for part in (value, self._name_of(value)):
            part.setToolTip(split_words(seconds) if is_known else "")

    def _row(self, text: str, *, role: str = "value") -> QLabel:
        value = value_label(self, role=role)
        name = quiet_label(text, self)
        name.setBuddy(value)
        word(value, accessibleName=text)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(name)
        row.addWidget(value, 1)
        self._rows.addLayout(row)
        self._names[value] = name
        return value

    def _name_of(self, value: QLabel) -> QLabel:
        return self._names[value]
