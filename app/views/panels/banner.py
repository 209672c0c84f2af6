"""A sentence that lies over the views until it is dismissed; it never blocks."""

from __future__ import annotations

from PyQt5.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.errors import Notice, Severity
from app.views.icons import IconLabel
from app.views.panels.card import set_property
from app.wording import word

_MARGIN = 16
_CLEAR = 34
"""As much as the titles of the views need, and their scale bars."""
_MAX_WIDTH = 720
_ICONS = {Severity.INFO: "information-outline", Severity.ERROR: "alert-outline"}


class Banner(QFrame):
    """Floats in its parent, at the top or at the foot, clear of what is written in the views.

    Signals:
        dismissed: the user closed it; carries the Notice.
    """

    dismissed = pyqtSignal(object)
    is_at_foot = False

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._notice: Notice | None = None
        self._icon = IconLabel(self)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.close_button = QPushButton(self)
        word(self.close_button, text="Dismiss", toolTip="Hide this message")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self.on_close_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(16)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        parent.installEventFilter(self)
        self.hide()

    @property
    def is_error(self) -> bool:
        """Whether it shows an error."""
        return self._notice is not None and self._notice.severity is Severity.ERROR

    def show_notice(self, notice: Notice) -> None:
        """Show the sentence instead of the one before."""
        self._notice = notice
        word(self.text, text=notice.text)
        self._icon.show_icon(_ICONS[notice.severity])
        set_property(self, "severity", notice.severity.value)
        self.show()
        self._place()
        self.raise_()

    def on_close_clicked(self) -> None:
        """The user has read it."""
        self.hide()
        self.dismissed.emit(self._notice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the top when the parent changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        """Be as high as other words need."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return bool(super().event(event))

    def _place(self) -> None:
        room = self.parentWidget().width() - 2 * _MARGIN
        width = min(_MAX_WIDTH, room)
        height = (
            self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        )
        left = (self.parentWidget().width() - width) // 2
        height = max(48, height)
        foot = self.parentWidget().height() - _CLEAR - height
        self.setGeometry(left, foot if self.is_at_foot else _CLEAR, width, height)
