"""Offers the work that a program left behind when it died."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from PyQt5.QtCore import QObject, pyqtSignal

from app.controllers.images import read_added
from app.controllers.journalling import JournalController
from app.controllers.opening import OpenController, OpenedScan
from app.errors import ErrorDesk
from app.model.case_model import CaseModel
from app.model.view_state import settings_for_work
from app.model.working import UNKNOWN
from app.tasks.runner import TaskRunner
from app.translation import mark, tr
from bifseg_core.journal import Orphan, Restored, Step, StepKind, find_orphans
from bifseg_core.segmenter import Progress

_STILL_KEPT = mark(
    "The unfinished work on {name} is still kept: File, Restore unfinished work… brings it back."
)


class RecoveryController(QObject):
    """Looks for journals of dead programs at the start, and restores or removes them.

    Signals:
        offered: there is work to restore; carries the name of its scan.
        withdrawn: the offer steps aside.
        kept_changed: carries whether there is work that can still be restored.
        said: carries a sentence for the status line.
    """

    offered = pyqtSignal(str)
    withdrawn = pyqtSignal()
    kept_changed = pyqtSignal(bool)
    said = pyqtSignal(str)

    def __init__(
        self,
        case_model: CaseModel,
        runner: TaskRunner,
        desk: ErrorDesk,
        opening: OpenController,
        journalling: JournalController,
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._runner = runner
        self._desk = desk
        self._opening = opening
        self._journalling = journalling
        self._orphans: list[Orphan] = []
        self._restored: tuple[Restored, Orphan] | None = None
        self._is_offering = False
        opening.opened.connect(self.on_scan_opened)
        case_model.stepped.connect(self.on_stepped)

    def look(self) -> None:
        """Look for work to restore, in the background."""
        if self._journalling.folder is not None:
            task = self._runner.start(
                tr("Looking for kept work"), look_for(self._journalling.folder)
            )
            task.finished.connect(self.on_found)
            task.failed.connect(self._desk.present)

    def restore(self) -> None:
        """Read the scan of the offered work and go on with it."""
        if not self._orphans:
            return
        orphan = self._orphans[0]
        self._is_offering = False
        task = self._opening.read(
            tr("Restoring {name}", name=orphan.image.path.name), self._work(orphan)
        )
        task.failed.connect(self.on_not_restored)
        task.cancelled.connect(self.on_not_restored)

    def discard(self) -> None:
        """Remove the offered work for good."""
        if self._orphans:
            orphan = self._orphans.pop(0)
            orphan.discard()
            self.said.emit(tr("The kept work on {name} was removed.", name=orphan.image.path.name))
        self.offer()

    def close(self) -> None:
        """Leave what was not decided for the next start."""
        for orphan in self._orphans:
            orphan.let_be()
        self._orphans = []

    def offer(self) -> None:
        """Offer the latest work again, where there is some."""
        self._is_offering = bool(self._orphans)
        self.kept_changed.emit(self._is_offering)
        if self._is_offering:
            self.offered.emit(self._orphans[0].image.path.name)
        else:
            self.withdrawn.emit()

    def on_found(self, orphans: list[Orphan]) -> None:
        """The journals of dead programs, the latest first."""
        self._orphans = orphans
        self.offer()

    def on_not_restored(self, _: object = None) -> None:
        """The scan is gone or another one, or reading was cancelled: the work is kept."""
        self.offer()

    def on_scan_opened(self, scan: OpenedScan) -> None:
        """A scan is shown; if it is the restored one, its journal has gone on to be written."""
        restored, orphan = self._restored or (None, None)
        if orphan is None or scan.restored is None or scan.restored is not restored:
            return
        self._restored = None
        self._orphans.remove(orphan)
        self._is_offering = False
        self.kept_changed.emit(bool(self._orphans))
        whole = mark("Your work on {name} is restored.")
        cut = mark("Your work on {name} is restored, all but the last moment.")
        words = tr(whole if scan.restored.is_whole else cut, name=scan.path.name)
        self.said.emit(words + _lacking(scan.restored))

    def on_stepped(self, step: Step) -> None:
        """The user works on something else: the offer steps aside and says where it went."""
        if step.kind is StepKind.PERFORM and self._is_offering:
            self._is_offering = False
            self.withdrawn.emit()
            name = self._orphans[0].image.path.name
            self._desk.inform(_STILL_KEPT.format(name=name))

    def _work(self, orphan: Orphan) -> Generator[Progress, None, OpenedScan]:
        scan = yield from read_kept(orphan)
        if scan.restored is not None:
            self._restored = (scan.restored, orphan)
            self._journalling.expect(scan.restored, orphan)
        return scan


def _lacking(restored: Restored) -> str:
    """What the masks lack that came back, as a sentence behind a space."""
    if any(one.segmentation in restored.stand_ins for one in restored.case.state.objects):
        return " " + tr("Its probability was not kept whole; refine once to see it again.")
    return ""


def look_for(folder: Path) -> Generator[Progress, None, list[Orphan]]:
    """Find the journals that dead programs left."""
    yield Progress(UNKNOWN, tr("Looking for kept work…"))
    return find_orphans(folder)


def read_kept(orphan: Orphan) -> Generator[Progress, None, OpenedScan]:
    """Read a journal and the scan that it was made on."""
    yield Progress(UNKNOWN, tr("Reading {name}…", name=orphan.image.path.name))
    from bifseg_core.casefile import load_journal  # brings SimpleITK along: 0.3 s

    volume, restored = load_journal(orphan.path, orphan.image)
    settings = settings_for_work(volume, restored.case.state)
    added, lacking = yield from read_added(restored.images, volume)
    return OpenedScan(volume, settings, None, orphan.image.path, restored, added, lacking)
