"""The history: every step by name; a click goes there."""

from __future__ import annotations

from PyQt5.QtCore import Qt, QTimer, pyqtSignal
from PyQt5.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.model.case_model import CaseModel
from app.translation import mark, tr, translated
from app.views.panels.card import Card
from app.wording import word

_ROWS_SHOWN = 8
_ROW_HEIGHT = 26


class HistoryCard(Card):
    """Steps done, the present one chosen; then steps undone; those forgotten greyed at the top.

    Signals:
        step_chosen: carries how many steps shall be done.
        forgot: the oldest steps can no longer be undone; carries a sentence.
    """

    step_chosen = pyqtSignal(int)
    forgot = pyqtSignal(str)

    def __init__(self, case_model: CaseModel, parent: QWidget | None = None) -> None:
        super().__init__(mark("History"), parent)
        self._case_model = case_model
        self._forgotten = 0
        self._names: tuple[tuple[str, ...], ...] = ((), (), ())
        self.steps = QListWidget(self)
        self.steps.setObjectName("steps")
        word(self.steps, accessibleName="Steps done so far", toolTip="Click a step to go there")
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.steps.itemClicked.connect(self.on_clicked)
        self.steps.itemActivated.connect(self.on_clicked)
        self.body.addWidget(self.steps)
        self.setEnabled(False)
        case_model.opened.connect(self.on_opened)
        case_model.changed.connect(self.on_changed)

    def on_opened(self, _: object) -> None:
        """Another case has another history."""
        self._forgotten = 0
        self.setEnabled(True)
        self.on_changed(None)

    def on_changed(self, _: object) -> None:
        """A step was done, undone or done again."""
        history = self._case_model.history
        done = tuple(step.name for step in history.undo_steps)
        undone = tuple(step.name for step in reversed(history.redo_steps))
        names = (history.forgotten, done, undone)
        if names != self._names:
            self._names = names
            self._fill(*names)
        if len(history.forgotten) > self._forgotten:
            QTimer.singleShot(0, self._tell_forgotten)  # after what is said about the step itself
        self._forgotten = len(history.forgotten)

    def on_language_changed(self) -> None:
        """The same steps by other names."""
        self._fill(*self._names)

    def on_clicked(self, item: QListWidgetItem) -> None:
        """Go to that step."""
        steps = item.data(Qt.ItemDataRole.UserRole)
        if steps is not None and steps != len(self._names[1]):
            self.step_chosen.emit(steps)

    def _tell_forgotten(self) -> None:
        self.forgot.emit(
            tr("Memory is limited: the oldest steps stay done but can no longer be undone.")
        )

    def _fill(
        self, forgotten: tuple[str, ...], done: tuple[str, ...], undone: tuple[str, ...]
    ) -> None:
        self.steps.clear()
        for name in forgotten:
            row = self._add(translated(name), None)
            row.setFlags(Qt.ItemFlag.NoItemFlags)
            row.setToolTip(tr("Too long ago to be undone"))
        self._add(tr("Scan opened") if not forgotten else tr("As far back as memory goes"), 0)
        for number, name in enumerate((*done, *undone), start=1):
            row = self._add(translated(name), number)
            if number > len(done):
                row.setForeground(self.palette().placeholderText())
                row.setToolTip(tr("Undone; a click does it again"))
        self.steps.setCurrentRow(len(forgotten) + len(done))
        rows = min(_ROWS_SHOWN, self.steps.count())
        self.steps.setFixedHeight(rows * _ROW_HEIGHT + 2)

    def _add(self, text: str, steps: int | None) -> QListWidgetItem:
        row = QListWidgetItem(text, self.steps)
        row.setData(Qt.ItemDataRole.UserRole, steps)
        return row
