"""Changes the engine's parameters: a step that can be undone, which the mask follows at once."""

from __future__ import annotations

from dataclasses import dataclass

from PyQt5.QtCore import QObject, QTimer, pyqtSignal

from app.controllers.segmenting import SegmentationController
from app.model.case_model import CaseModel
from app.model.method import only_the_cut_differs, settled_on, step_words
from app.model.settings import Settings
from app.translation import tr, translated
from bifseg_core.case import Aspect, Changes, ObjectStatus, SegmentedObject, SetConfigs
from bifseg_core.config import EngineConfig, EngineConfigs

DRAG_PAUSE_MS = 60


@dataclass(frozen=True)
class _Drag:
    """A change that goes on: from which parameters, and what its step is called so far."""

    begun_from: EngineConfig
    step: str


class TuningController(QObject):
    """Holds the parameters: those of the open case, or those that are remembered.

    Args:
        case_model: the document.
        segmenting: lets the mask follow.
        settings: remembers them.

    Signals:
        changed: other parameters are in force, by whatever way.
        said: carries a sentence for the status line.
    """

    changed = pyqtSignal()
    said = pyqtSignal(str)

    def __init__(
        self, case_model: CaseModel, segmenting: SegmentationController, settings: Settings
    ) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._segmenting = segmenting
        self._settings = settings
        self._at_opening = settings.configs
        self._drag: _Drag | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAG_PAUSE_MS)
        self._pause.timeout.connect(self.on_pause_over)
        segmenting.configs = lambda: self.configs
        case_model.opened.connect(self.on_opened)
        case_model.changed.connect(self.on_case_changed)

    @property
    def configs(self) -> EngineConfigs:
        """The parameters in force."""
        chosen = self._case_model.state.configs if self._case_model.is_open else None
        return chosen or self._at_opening

    @property
    def dimension(self) -> int:
        """Of the boxes that the active object is segmented in."""
        if not self._case_model.is_open:
            return 3
        box = self._case_model.state.active.box
        return box.dimension if box else 2 if self._case_model.volume.is_planar else 3

    @property
    def config(self) -> EngineConfig:
        """The parameters in force for the active object."""
        return self.configs.of(self.dimension)

    def change(self, config: EngineConfig, *, is_dragged: bool = False) -> None:
        """Put other parameters in force for boxes of the active object's dimension.

        Args:
            config: the parameters.
            is_dragged: more of the same change will follow; all of it is one step.
        """
        before = self.config
        if config == before:
            return
        configs = self.configs.having(self.dimension, config)
        if not self._case_model.is_open:
            self._at_opening = self._settings.configs = configs
            self.changed.emit()
            return
        self._step(before, config, configs, is_dragged=is_dragged)
        if is_dragged:
            self._pause.start()
        else:
            self.on_pause_over()

    def drop(self) -> None:
        """A drag has ended."""
        if self._pause.isActive():
            self.on_pause_over()
        self._drag = None

    def on_pause_over(self) -> None:
        """The parameters stand still: let the mask follow."""
        self._pause.stop()
        active = self._case_model.state.active
        made = active.segmentation.config if active.segmentation else None
        name = self._case_model.history.undo_name or ""
        if made is None:
            self.said.emit(tr("{step}: holds from the next mask on.", step=translated(name)))
        elif active.status is ObjectStatus.ACCEPTED:
            words = tr("{step}: holds for the next object.", step=translated(name))
            self.said.emit(" ".join([words, tr("The accepted mask stays.")]))
        elif self._is_behind(active):
            only_cut = only_the_cut_differs(made, self.config)
            self._segmenting.follow_parameters(name, self.configs, only_cut=only_cut)

    def on_opened(self, _: object) -> None:
        """Another case: its masks say what to go on with, else what is remembered."""
        self._pause.stop()
        self._drag = None
        self._at_opening = settled_on(self._settings.configs, self._case_model.state)
        self.changed.emit()

    def on_case_changed(self, changes: Changes) -> None:
        """The case was edited, perhaps by undo."""
        if Aspect.CONFIGS in changes.aspects:
            self._settings.configs = self.configs
        if changes.aspects & {Aspect.CONFIGS, Aspect.BOX, Aspect.OBJECTS}:
            self.changed.emit()

    def _is_behind(self, active: SegmentedObject) -> bool:
        assert active.segmentation is not None
        return active.segmentation.config != self.config

    def _step(
        self, before: EngineConfig, after: EngineConfig, configs: EngineConfigs, *, is_dragged: bool
    ) -> None:
        model, drag = self._case_model, self._drag
        goes_on = drag is not None and is_dragged and drag.step == model.history.undo_name
        begun_from = drag.begun_from if drag is not None and goes_on else before
        edit = SetConfigs(configs, step_words(begun_from, after, self.dimension))
        self._drag = _Drag(begun_from, edit.name) if is_dragged else None
        (model.amend if goes_on else model.perform)(edit)
