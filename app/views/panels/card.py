"""A card of the side panel: a title that folds it, and room for controls."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.views.icons import icon
from app.wording import word


class Card(QFrame):
    """A titled part of the panel; a click on the title folds it.

    Args:
        title: in English.

    Signals:
        folded: the user folded or unfolded it; carries whether only the title is shown.
    """

    folded = pyqtSignal(bool)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title = QPushButton(self)
        self._title.setObjectName("cardTitle")
        word(self._title, text=title, toolTip="Fold or unfold this part")
        self._title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._title.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._content = QWidget(self)
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(8)
        self._stack()
        self._title.clicked.connect(self.on_title_clicked)
        self._show_fold()

    @property
    def is_folded(self) -> bool:
        """Whether only the title is shown."""
        return self._content.isHidden()

    def on_title_clicked(self) -> None:
        """Fold or unfold."""
        self.fold(not self.is_folded)
        self.folded.emit(self.is_folded)

    def fold(self, folded: bool) -> None:
        """Show only the title, or everything."""
        self._content.setHidden(folded)
        self._show_fold()

    def _stack(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 12)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._content)

    def _show_fold(self) -> None:
        self._title.setIcon(icon("chevron-right" if self.is_folded else "chevron-down"))


def quiet_label(text: str, parent: QWidget | None = None) -> QLabel:
    """A label that names a control or a number; the text is English, or "" for a value."""
    label = QLabel(parent)
    label.setProperty("role", "quiet")
    if text:
        word(label, text=text)
    return label


def value_label(parent: QWidget | None = None, *, role: str = "value") -> QLabel:
    """A label that holds a number; property "stale" greys it."""
    label = QLabel("–", parent)
    label.setProperty("role", role)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a style property and dress the widget anew, if it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
