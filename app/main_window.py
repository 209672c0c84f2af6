"""The window: menus, strip, views, panel and status line; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PyQt5.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.controllers.activity import ActivityController
from app.controllers.casefiles import CaseFileController
from app.controllers.doubting import DoubtController
from app.controllers.exporting import ExportController
from app.controllers.images import ImageController
from app.controllers.journalling import JournalController
from app.controllers.looking import LookController
from app.controllers.offering import OfferController
from app.controllers.opening import OpenController
from app.controllers.recovering import RecoveryController
from app.controllers.segmenting import SegmentationController
from app.errors import ErrorDesk, Notice, Severity
from app.model.case_model import CaseModel
from app.model.images import shown_image
from app.model.readout import readout_words
from app.model.settings import Settings
from app.model.timekeeper import Timekeeper
from app.model.view_state import Tool, ViewState
from app.translation import tr
from app.views.actions import Do, build_actions
from app.views.dialogs.about import FIRST_NOTICE
from app.views.keys import FocusedKeys
from app.views.panels.banner import Banner
from app.views.panels.contrast_panel import ContrastPanel
from app.views.panels.restore_banner import RestoreBanner
from app.views.panels.side_panel import SidePanel
from app.views.panels.status_line import StatusLine
from app.views.panels.tool_strip import ToolStrip
from app.views.panels.welcome import WelcomePage
from app.views.slice_grid import SliceGrid
from bifseg_core.geometry import Index3

_SMALLEST = (880, 500)
"""What is left of a full HD screen at 200 % scaling, less its bars."""


@dataclass(frozen=True)
class Models:
    """What the window shows."""

    case_model: CaseModel
    view_state: ViewState
    timekeeper: Timekeeper
    settings: Settings
    desk: ErrorDesk


@dataclass(frozen=True)
class Controllers:
    """What the window asks to do things."""

    opening: OpenController
    exporting: ExportController
    segmenting: SegmentationController
    looking: LookController
    images: ImageController
    activity: ActivityController
    offering: OfferController
    journalling: JournalController
    recovering: RecoveryController
    casefiles: CaseFileController
    doubting: DoubtController


class MainWindow(QMainWindow):
    """Puts the parts in their places.

    Signals:
        close_wanted: the user closes the window; `leave` lets it go.
        files_dropped: carries the Path of what was dropped.
    """

    close_wanted = pyqtSignal()
    files_dropped = pyqtSignal(object)

    def __init__(self, models: Models) -> None:
        super().__init__()
        self._models = models
        self._may_close = False
        self._hovered_ijk: Index3 | None = None
        self.actions_by_name = build_actions(self)
        self.strip = ToolStrip(self.actions_by_name, models.view_state, self)
        self.welcome = WelcomePage(self)
        self.grid = SliceGrid(models.case_model, models.view_state, self)
        self.contrast = ContrastPanel(models.case_model, models.view_state, self)
        self.panel = SidePanel(models.case_model, models.view_state, models.timekeeper, self)
        self.status = StatusLine(self)
        self._centre = QStackedWidget(self)
        self.banner = Banner(self._centre)
        self.restore_banner = RestoreBanner(self._centre)
        self._lay_out()
        self._keys = FocusedKeys(self)
        self._keys.watch(self)
        self._connect()
        self.setAcceptDrops(True)
        self.setMinimumSize(*_SMALLEST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self._come_back()

    def leave(self) -> None:
        """Close for good."""
        self._may_close = True
        self._models.settings.geometry = self.saveGeometry()
        self.close()

    def on_opened(self, _: object) -> None:
        """A scan is shown instead of the first page."""
        self._centre.setCurrentWidget(self.grid)
        self.on_focus_toggled(self.actions_by_name[Do.FOCUS].isChecked())
        self.strip.show_unit(is_picture=self._models.case_model.volume.is_planar)
        self.banner.raise_()
        self.restore_banner.raise_()
        self.setWindowTitle(f"{self._models.case_model.volume.name}[*] – BIFSeg")
        self.setWindowModified(self._models.case_model.is_modified)
        self.panel.primary.show_name(self._models.case_model.volume.name)
        if self.banner.is_error:
            self.banner.hide()

    def on_changed(self, _: object) -> None:
        """The case was edited."""
        self.setWindowModified(self._models.case_model.is_modified)

    def on_hovered(self, voxel_ijk: Index3 | None) -> None:
        """The cursor is over another voxel, or beside the image."""
        self._hovered_ijk = voxel_ijk
        self.status.readout.setText(self._readout(voxel_ijk) if voxel_ijk else "")

    def on_language_changed(self) -> None:
        """The read-out in other words."""
        self.on_hovered(self._hovered_ijk)

    def on_banner_dismissed(self, notice: Notice) -> None:
        """The user closed the banner."""
        if notice.text == FIRST_NOTICE:
            self._models.settings.notice_seen = True

    def on_focus_toggled(self, alone: bool) -> None:
        """Show nothing but the scan, or everything again."""
        for part in (self.menuBar(), self.strip, self.panel, self.status):
            part.setVisible(not alone)

    def show_how_to_box(self) -> None:
        """Put the box in hand and say what to do with it."""
        self._models.view_state.update(tool=Tool.BOX)
        self.status.say(tr("Drag across the object in any view."))

    def show_first_notice(self) -> None:
        """Say once that this is not a medical device."""
        if not self._models.settings.notice_seen:
            self.banner.show_notice(Notice(FIRST_NOTICE, Severity.INFO))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Something was dropped: the first file counts."""
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work before the window goes."""
        if not self._may_close:
            self.close_wanted.emit()
        event.setAccepted(self._may_close)  # Qt ignores a second close() while this one goes on

    def _readout(self, voxel_ijk: Index3) -> str:
        model, look = self._models.case_model, self._models.view_state.settings
        seen = model.state_seen(looking_back=look.looking_back)
        return readout_words(shown_image(model, look), seen, voxel_ijk)

    def _come_back(self) -> None:
        self.setWindowTitle("BIFSeg")
        self.resize(1280, 800)
        if self._models.settings.geometry is not None:
            self.restoreGeometry(self._models.settings.geometry)

    def _connect(self) -> None:
        case_model = self._models.case_model
        case_model.opened.connect(self.on_opened)
        case_model.changed.connect(self.on_changed)
        self.grid.hovered.connect(self.on_hovered)
        self._models.desk.noticed.connect(self.banner.show_notice)
        self.banner.dismissed.connect(self.on_banner_dismissed)
        self.welcome.show_recent(self._models.settings.recent)

    def _lay_out(self) -> None:
        self._centre.addWidget(self.welcome)
        self._centre.addWidget(self.grid)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.strip)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._centre, 1)
        middle.addWidget(self.contrast)
        row.addLayout(middle, 1)
        row.addWidget(self.panel)
        everything = QWidget(self)
        column = QVBoxLayout(everything)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self.status)
        self.setCentralWidget(everything)
        self.strip.hide()
        self.panel.hide()
