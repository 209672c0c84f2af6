"""Writes into the log what was done, in sizes, kinds and times; nothing names a patient."""

from __future__ import annotations

import logging
from pathlib import Path

from PyQt5.QtCore import QObject

from app.controllers.exporting import ExportController
from app.model.case_model import CaseModel
from bifseg_core.case import Segmentation
from bifseg_core.journal import Step
from bifseg_core.volume import Volume

_log = logging.getLogger(__name__)

_KNOWN_ENDINGS = (
    *(".nii.gz", ".nii", ".nrrd", ".nhdr", ".mha", ".mhd", ".dcm", ".png", ".jpg", ".jpeg"),
    *(".tif", ".tiff", ".stl", ".ply", ".html", ".csv", ".pdf", ".bifseg"),
)


class Chronicle(QObject):
    """Listens to the case and to exports."""

    def __init__(self, case_model: CaseModel, exporting: ExportController) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._told: Segmentation | None = None
        case_model.opened.connect(self.on_opened)
        case_model.stepped.connect(self.on_stepped)
        exporting.exported.connect(self.on_exported)

    def on_opened(self, volume: Volume) -> None:
        """A scan is shown."""
        spacing = " × ".join(f"{mm:.3g}" for mm in volume.spacing)
        _log.info(
            "opened %s: %s voxels of %s mm, %s, %d notes",
            "DICOM" if volume.series is not None else kind_of(volume.source),
            " × ".join(map(str, volume.shape)),
            spacing,
            volume.data.dtype,
            len(volume.notes),
        )

    def on_stepped(self, step: Step) -> None:
        """Something was done to the case."""
        _log.info("%s %s", step.kind.value, step.edit)
        found = self._case_model.state.active.segmentation
        if found is not None and found is not self._told:
            self._told = found
            _log.info(
                "mask: box of %s voxels, %s, round %d, %s on %s, %.2f s, %d notes",
                " × ".join(map(str, found.box.shape)),
                found.stage.value,
                found.round,
                found.network,
                found.device,
                found.seconds.total,
                len(found.notes),
            )

    def on_exported(self, path: Path) -> None:
        """A file is on disk."""
        _log.info("exported %s", kind_of(path))


def kind_of(path: Path | None) -> str:
    """A known ending; another one could be a part of a name."""
    name = "" if path is None else path.name.lower()
    return next((ending for ending in _KNOWN_ENDINGS if name.endswith(ending)), "another kind")
