"""The right panel: the large button over its cards."""

from __future__ import annotations

from functools import partial

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.model.case_model import CaseModel
from app.model.timekeeper import Timekeeper
from app.model.view_state import ViewState
from app.views.panels.history_card import HistoryCard
from app.views.panels.look_card import LookCard
from app.views.panels.method_card import MethodCard
from app.views.panels.numbers_card import NumbersCard
from app.views.panels.objects_card import ObjectsCard
from app.views.panels.primary import PrimaryPanel

WIDTH = 280
_EDGE = 8
"""Around everything, and as wide as the scroll bar."""


class SidePanel(QFrame):
    """Everything beside the scan that can be pressed or read."""

    def __init__(
        self,
        case_model: CaseModel,
        view_state: ViewState,
        timekeeper: Timekeeper,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setFixedWidth(WIDTH)
        self.primary = PrimaryPanel(self)
        self.objects = ObjectsCard(case_model, view_state, self)
        self.look = LookCard(case_model, view_state, self)
        self.numbers = NumbersCard(case_model, view_state, timekeeper, self)
        self.method = MethodCard(self)
        self.history = HistoryCard(case_model, self)
        self.numbers.figures_changed.connect(self.look.on_figures_changed)
        self._lay_out()

    def _lay_out(self) -> None:
        cards = QWidget(self)
        cards.setObjectName("cards")
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, _EDGE, 0)
        column.setSpacing(8)
        for card in (self.objects, self.look, self.numbers, self.method, self.history):
            column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(cards)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.verticalScrollBar().rangeChanged.connect(partial(_keep_width, column))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, _EDGE, 0, _EDGE)
        layout.setSpacing(12)
        self.primary.layout().setContentsMargins(0, 0, _EDGE, 0)
        layout.addWidget(self.primary)
        layout.addWidget(area, 1)


def _keep_width(column: QVBoxLayout, _: int, reach: int) -> None:
    """The scroll bar stands at the edge of the panel, where there was none before."""
    column.setContentsMargins(0, 0, 0 if reach else _EDGE, 0)
