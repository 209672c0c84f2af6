"""The writing itself, in the background: one generator for each kind of file."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.model.export_kinds import ExportChoice, ExportKind, ReportExtras
from app.model.working import UNKNOWN
from app.translation import tr
from bifseg_core.boxes import Boxes, boxes_of, whole, wholes
from bifseg_core.case import CaseState, Segmentation, SegmentedObject
from bifseg_core.segmenter import Progress
from bifseg_core.volume import Volume

_ENDINGS = (".nii.gz", ".nii", ".nrrd", ".nhdr", ".mha", ".mhd", ".dcm")


@dataclass(frozen=True, eq=False)
class ExportJob:
    """What to write where.

    Attributes:
        choice: what the user chose.
        state: of the case at that moment.
        volume: the image.
        path: where.
        others: images of the same patient, none of which is written over either.
        extras: what the window alone knows, for reports.
    """

    choice: ExportChoice
    state: CaseState
    volume: Volume
    path: Path
    extras: ReportExtras = ReportExtras()
    others: tuple[Volume, ...] = ()

    @property
    def boxes(self) -> Boxes:
        """The active object's boxes."""
        return boxes_of(self.state, self.state.active_id)

    @cached_property
    def found(self) -> Segmentation:
        """The active object's mask, of all its boxes; ValueError where there is none."""
        found = whole(self.boxes).segmentation
        if found is None:
            raise ValueError("an object without a mask cannot be exported")
        return found

    @cached_property
    def drawn(self) -> tuple[SegmentedObject, ...]:
        """All objects with a mask, each as a whole."""
        return tuple(one for one in wholes(self.state) if one.segmentation is not None)


@dataclass(frozen=True, eq=False)
class Written:
    """What is on disk now.

    Attributes:
        path: the file.
        saved: the boxes whose masks it holds voxel by voxel.
        sentence: for the status line.
    """

    path: Path
    saved: tuple[SegmentedObject, ...]
    sentence: str


def write_job(job: ExportJob) -> Generator[Progress, None, Written]:
    """Write one file; it is whole or the old one is still there."""
    yield Progress(UNKNOWN, tr("Writing {name}…", name=job.path.name))
    from bifseg_core.io.source import keep_source  # brings SimpleITK along: 0.3 s

    for image in job.others:
        keep_source(image, job.path)
    writers = {
        ExportKind.MASK: _write_mask,
        ExportKind.LABELS: _write_labels,
        ExportKind.PROBABILITY: _write_probability,
        ExportKind.SURFACE: _write_surface,
        ExportKind.DICOM_SEG: _write_dicom_seg,
        ExportKind.RT_STRUCTURES: _write_rt_structures,
        ExportKind.REPORT: _write_report,
        ExportKind.TABLE: _write_table,
    }
    return writers[job.choice.kind](job)


def suggested_path(
    volume: Volume, target: SegmentedObject, kind: ExportKind = ExportKind.MASK
) -> Path:
    """A name beside the scan: <scan>_<object>_mask.nii.gz and the like.

    A DICOM scan is called "scan", because folders of DICOM are often named after the patient.
    """
    folder = volume.source.parent if volume.source else Path.home()
    if kind is ExportKind.TABLE:
        return folder / "bifseg_cases.csv"
    if kind.is_of_all_objects:
        return folder / f"{case_name(volume)}{kind.value}"
    object_name = re.sub(r"[^\w.-]+", "-", target.name).strip("-") or "object"
    return folder / f"{case_name(volume)}_{object_name}{kind.value}"


def case_name(volume: Volume) -> str:
    """What a scan is called in files: its own file's name, or "scan" where it was DICOM."""
    if volume.series is not None:
        return "scan"
    name = volume.name
    return next((name[: -len(e)] for e in _ENDINGS if name.lower().endswith(e)), Path(name).stem)


def _write_mask(job: ExportJob) -> Written:
    from bifseg_core.io import export_mask

    export_mask(job.found.full_mask(job.volume.shape), job.volume, job.path)
    return _written(job, job.boxes, job.state.active.name)


def _write_labels(job: ExportJob) -> Written:
    from bifseg_core.io import export_labels

    labels = export_labels(job.drawn, job.volume, job.path)
    if labels.hidden_voxels:
        words = tr(
            "The label map was exported to {name}; of overlapping objects the later one was kept.",
            name=job.path.name,
        )
        return Written(job.path, (), words)
    return _written(job, job.state.objects, tr("The label map"))


def _write_probability(job: ExportJob) -> Written:
    from bifseg_core.io import export_probability

    export_probability(job.found, job.volume, job.path)
    return _written(job, (), tr("The probability"))


def _write_surface(job: ExportJob) -> Written:
    from bifseg_core.io import export_surface

    export_surface(job.found.full_mask(job.volume.shape), job.volume, job.path)
    return _written(job, (), tr("The surface"))


def _write_dicom_seg(job: ExportJob) -> Written:
    from bifseg_core.io.dicom_options import DicomOptions
    from bifseg_core.io.dicom_seg import export_dicom_seg
    from bifseg_core.io.terminology import Terminology

    options = DicomOptions(Terminology[job.choice.terminology], job.choice.identified)
    export_dicom_seg(job.drawn, job.volume, job.path, options=options)
    return _written(job, job.state.objects, tr("The DICOM segmentation"))


def _write_rt_structures(job: ExportJob) -> Written:
    from bifseg_core.io.dicom_options import DicomOptions
    from bifseg_core.io.rtstruct import export_rtstruct
    from bifseg_core.io.terminology import Terminology

    options = DicomOptions(Terminology[job.choice.terminology], job.choice.identified)
    export_rtstruct(job.drawn, job.volume, job.path, options=options)
    return _written(job, (), tr("The RT structure set"))


def _write_report(job: ExportJob) -> Written:
    from app.controllers.reporting import case_report
    from bifseg_core.io.case_report import export_report

    export_report(case_report(job), job.path)
    return _written(job, (), tr("The report"))


def _write_table(job: ExportJob) -> Written:
    from app.controllers.reporting import case_report
    from bifseg_core.io.case_report import append_case_line

    append_case_line(case_report(job), job.path)
    return Written(job.path, (), tr("A line was added to {name}.", name=job.path.name))


def _written(job: ExportJob, boxes: Boxes, what: str) -> Written:
    words = tr("{what} was exported to {name}.", what=what, name=job.path.name)
    return Written(job.path, tuple(one for one in boxes if one.segmentation is not None), words)
