"""The one large button whose text is always the next thing to do."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.model.ui_state import NextStep, UiState
from app.views.panels.card import set_property
from app.wording import word

_KEYS = {
    NextStep.OPEN: "Ctrl+O",
    NextStep.DRAW_BOX: "2",
    NextStep.SEGMENT: "Space",
    NextStep.REFINE: "Space",
    NextStep.ACCEPT: "Enter",
    NextStep.EXPORT: "Ctrl+E",
    NextStep.NEXT_SCAN: "Ctrl+PgDown",
}


class PrimaryPanel(QWidget):
    """The scan's name, the button, a line that explains it, and the Live switch.

    Signals:
        step_wanted: the button was pressed; carries a NextStep.
    """

    step_wanted = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = NextStep.OPEN
        self.scan_name = QLabel(self)
        self.scan_name.setObjectName("scanName")
        self.scan_name.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.button = QPushButton(self)
        self.button.setObjectName("primary")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hint = QLabel(self)
        self.hint.setObjectName("hint")
        self.hint.setWordWrap(True)
        self.live = QCheckBox(self)
        word(
            self.live, text="Live", toolTip="A box and a scribble start the work by themselves (L)"
        )
        self.live.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        self.button.clicked.connect(self.on_clicked)

    def show_name(self, name: str) -> None:
        """Show the scan's name, shortened in the middle where it is long."""
        room = max(180, self.scan_name.width())
        metrics = self.scan_name.fontMetrics()
        self.scan_name.setText(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room))
        self.scan_name.setToolTip(name)

    def on_ui_state_changed(self, state: UiState) -> None:
        """Show what is next."""
        self._step = state.next_step
        self.button.setText(state.button)
        self.button.setEnabled(state.next_step is not NextStep.WAIT)
        key = _KEYS.get(state.next_step)
        self.button.setToolTip(f"{state.button} ({key})" if key else state.button)
        set_property(self.button, "quiet", state.next_step is NextStep.DRAW_BOX)
        self.hint.setText(state.hint)

    def on_clicked(self) -> None:
        """The button was pressed."""
        self.step_wanted.emit(self._step)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.scan_name, 1)
        top.addWidget(self.live)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.button)
        layout.addWidget(self.hint)
