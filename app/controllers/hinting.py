"""Shows the hints while the sample is open for the first time."""

from __future__ import annotations

from PyQt5.QtCore import QObject, pyqtSignal

from app import resources
from app.controllers.offering import OfferController
from app.controllers.opening import OpenController, OpenedScan
from app.model.case_model import CaseModel
from app.model.hints import ends_hints, hint_for
from app.model.settings import Settings


class HintController(QObject):
    """Follows the loop on the sample.

    Args:
        case_model: the document.
        offering: says what is next.
        opening: says what was opened.
        settings: remembers that the hints were seen.

    Signals:
        hinted: carries a sentence in English, "" where there is nothing to tell now.
    """

    hinted = pyqtSignal(str)

    def __init__(
        self,
        case_model: CaseModel,
        offering: OfferController,
        opening: OpenController,
        settings: Settings,
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._offering = offering
        self._settings = settings
        self._is_on = False
        opening.opened.connect(self.on_scan_opened)
        offering.changed.connect(self.on_offer_changed)

    def on_scan_opened(self, scan: OpenedScan) -> None:
        """Begin with the sample; every other scan ends the hints for now."""
        is_sample = scan.path.resolve() == resources.SAMPLE
        self._is_on = is_sample and not self._settings.hints_seen
        self.on_offer_changed(None)

    def on_offer_changed(self, _: object) -> None:
        """Something else is next."""
        if self._is_on and ends_hints(self._offering.state.next_step):
            self.stop()
        self.hinted.emit(self._words() if self._is_on else "")

    def stop(self) -> None:
        """Tell nothing more, now or ever."""
        self._is_on = False
        self._settings.hints_seen = True
        self.hinted.emit("")

    def _words(self) -> str:
        if len(self._case_model.state.objects) > 1:  # whoever begins another one knows the way
            return ""
        strokes = len(self._case_model.state.active.scribbles)
        hint = hint_for(self._offering.state.next_step, strokes=strokes)
        return hint.value if hint else ""
