"""What can be exported, and why something cannot; pure."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.translation import mark, tr, translated
from bifseg_core.boxes import boxes_of, masks_of
from bifseg_core.case import CaseState
from bifseg_core.volume import Volume


class ExportKind(enum.Enum):
    """What a file holds; the values are its usual ending."""

    MASK = "_mask.nii.gz"
    LABELS = "_labels.nii.gz"
    PROBABILITY = "_probability.nii.gz"
    SURFACE = "_surface.stl"
    DICOM_SEG = "_segmentation.dcm"
    RT_STRUCTURES = "_structures.dcm"
    REPORT = "_report.html"
    TABLE = ".csv"

    @property
    def is_dicom(self) -> bool:
        """Whether it can carry who the patient is."""
        return self in (ExportKind.DICOM_SEG, ExportKind.RT_STRUCTURES)

    @property
    def is_of_all_objects(self) -> bool:
        """Whether it holds every object of the case instead of the active one."""
        return self.is_dicom or self is ExportKind.LABELS


@dataclass(frozen=True)
class ExportOffer:
    """One line of the export dialog.

    Attributes:
        kind: what is written.
        title: its name.
        explanation: a sentence about it.
        reason: why it cannot be written now, "" where it can.
    """

    kind: ExportKind
    title: str
    explanation: str
    reason: str = ""


@dataclass(frozen=True)
class ExportChoice:
    """What the user chose.

    Attributes:
        kind: what is written.
        terminology: what the objects are, the name of a `Terminology`.
        identified: whether a DICOM file names the patient.
    """

    kind: ExportKind
    terminology: str = "TISSUE"
    identified: bool = False


@dataclass(frozen=True)
class ReportExtras:
    """What the window alone knows about an object.

    Attributes:
        user_seconds, active_seconds: the user's time, and without pauses.
        machine_seconds: of all runs.
        window: grey values from black to white.
        surface_png: a picture of the 3D view.
        made_on: the image of the case that its mask was made on; None where that is not known.
    """

    user_seconds: float | None = None
    active_seconds: float | None = None
    machine_seconds: float | None = None
    window: tuple[float, float] | None = None
    surface_png: bytes | None = None
    made_on: Volume | None = None


_WORDS = {
    ExportKind.MASK: (mark("Mask"), mark("The active object on the scan's own grid.")),
    ExportKind.LABELS: (
        mark("Label map"),
        mark("All objects in one file, numbered in their order."),
    ),
    ExportKind.PROBABILITY: (mark("Probability"), mark("How sure the network was, from 0 to 1.")),
    ExportKind.SURFACE: (mark("Surface"), mark("Closed, in millimetres, axes as in DICOM (LPS).")),
    ExportKind.DICOM_SEG: (
        mark("DICOM segmentation"),
        mark("All objects, tied to the scan's slices."),
    ),
    ExportKind.RT_STRUCTURES: (
        mark("RT structure set"),
        mark("All objects as outlines for planning."),
    ),
    ExportKind.REPORT: (
        mark("Report"),
        mark("The active object on one page: pictures, volume, times."),
    ),
    ExportKind.TABLE: (
        mark("Line in a table"),
        mark("The active object's numbers, added to a CSV file."),
    ),
}

_ON_ANOTHER_GRID = mark(
    "The active object on the grid that the scan was brought to when it was opened."
)


def export_offers(state: CaseState, volume: Volume) -> tuple[ExportOffer, ...]:
    """Everything that can be written, with reasons where it cannot."""
    return tuple(
        ExportOffer(
            kind, tr(title), _explained(kind, tr(words), volume), _reason(kind, state, volume)
        )
        for kind, (title, words) in _WORDS.items()
    )


def _explained(kind: ExportKind, words: str, volume: Volume) -> str:
    """What is written, and where it lies on another grid than the scan's own."""
    from bifseg_core.io.dicom_options import note_on_pixels, note_on_planes

    if kind is ExportKind.MASK and note_on_pixels(volume):
        return tr(_ON_ANOTHER_GRID)
    notes = {ExportKind.DICOM_SEG: note_on_pixels, ExportKind.RT_STRUCTURES: note_on_planes}
    note = notes[kind](volume) if kind in notes else ""
    return f"{words} {translated(note)}" if note else words


def _reason(kind: ExportKind, state: CaseState, volume: Volume) -> str:
    from bifseg_core.io.dicom_options import why_not_dicom  # brings SimpleITK along: 0.3 s

    if not kind.is_of_all_objects and not masks_of(boxes_of(state, state.active_id)):
        return tr("The active object has no mask yet.")
    if not masks_of(state.objects):
        return tr("No object has a mask yet.")
    if kind is ExportKind.SURFACE and volume.is_planar:
        return tr("A 2D image has no surface.")
    return translated(why_not_dicom(volume)) if kind.is_dicom else ""
