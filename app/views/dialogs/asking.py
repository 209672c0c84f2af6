"""The dialogs behind `Questions`: files, folders, and unsaved work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt5.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from app.model.export_kinds import ExportChoice, ExportKind, ExportOffer
from app.model.questions import GridOffer, SeriesChoice, UnsavedAnswer
from app.translation import tr
from app.views.dialogs.export_dialog import ExportDialog, endings_of
from app.views.dialogs.resample_box import resample_box, widen
from app.views.dialogs.series_dialog import SeriesDialog

if TYPE_CHECKING:
    from bifseg_core.io import SeriesInfo

CASE_ENDINGS = (".bifseg",)
_BESIDE_PX = 8
_REPLACE_WIDTH_PX = 480


class Dialogs:
    """Asks the user by the desktop's own dialogs.

    Args:
        parent: the window that they belong to.
    """

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._folder = ""

    def ask_scan(self) -> Path | None:
        """Which scan to open."""
        return self._ask_open(tr("Open a scan"), tr("Scans, pictures and cases"), CASE_ENDINGS)

    def ask_picture(self, suggested: Path) -> Path | None:
        """Where to save a picture of a view."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent,
            tr("Save the view"),
            str(Path(self._folder) / suggested),
            _filter(tr("Pictures"), (".png",)),
        )
        return self._remembered(chosen)

    def ask_aligned_image(self) -> Path | None:
        """Which image of the same patient to add."""
        return self._ask_open(tr("Add an aligned image"), tr("Scans and pictures"))

    def ask_folder(self) -> Path | None:
        """Which folder of DICOM files to open."""
        chosen = QFileDialog.getExistingDirectory(self._parent, tr("Open a folder"), self._folder)
        return self._remembered(chosen)

    def ask_reference(self) -> Path | None:
        """Which reference mask to load."""
        return self._ask_open(tr("Load a reference mask"), tr("Masks"))

    def ask_mask(self) -> Path | None:
        """Which mask to go on from."""
        return self._ask_open(tr("Continue from a mask"), tr("Masks"))

    def ask_export_kind(self, offers: Sequence[ExportOffer]) -> ExportChoice | None:
        """What to write."""
        dialog = ExportDialog(offers, self._parent)
        return dialog.choice if dialog.exec() == ExportDialog.Accepted else None

    def ask_export(self, suggested: Path, kind: ExportKind) -> Path | None:
        """Where to write it."""
        name_filter = _filter(tr("Files"), endings_of(kind))
        if kind is ExportKind.TABLE:  # a line is added: nothing is overwritten
            chosen, _ = QFileDialog.getSaveFileName(
                self._parent,
                tr("Add to a table"),
                str(suggested),
                name_filter,
                options=QFileDialog.DontConfirmOverwrite,
            )
        else:
            chosen, _ = QFileDialog.getSaveFileName(
                self._parent, tr("Export"), str(suggested), name_filter
            )
        return self._remembered(chosen)

    def ask_case(self) -> Path | None:
        """Which case file to open."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent, tr("Open a case"), self._folder, _filter(tr("Cases"), CASE_ENDINGS)
        )
        return self._remembered(chosen)

    def ask_save_case(self, suggested: Path) -> Path | None:
        """Where to save the case."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, tr("Save the case"), str(suggested), _filter(tr("Cases"), CASE_ENDINGS)
        )
        return self._remembered(chosen)

    def ask_replace(self, path: Path) -> bool:
        """Whether to write over this file, whose name the user did not type in full."""
        box, replace = replace_box(self._parent, path)
        box.exec()
        return box.clickedButton() is replace

    def ask_save_diagnosis(self, suggested: Path) -> Path | None:
        """Where to save the diagnostic file."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, tr("Save diagnostic file"), str(suggested), _filter(tr("Text"), (".txt",))
        )
        return Path(chosen) if chosen else None

    def ask_series(self, choices: Sequence[SeriesChoice]) -> SeriesInfo | None:
        """Which of a folder's DICOM series to open."""
        dialog = SeriesDialog(choices, self._parent)
        return dialog.chosen if dialog.exec() == SeriesDialog.Accepted else None

    def ask_resample(self, offer: GridOffer) -> bool:
        """Whether to use a mask of another grid after it has been resampled."""
        box, resample = resample_box(self._parent, offer)
        box.exec()
        return box.clickedButton() is resample

    def ask_unsaved(self, names: Sequence[str]) -> UnsavedAnswer:
        """What to do with masks that are not on disk."""
        box, buttons = unsaved_box(self._parent, names)
        box.exec()
        return buttons.get(box.clickedButton(), UnsavedAnswer.CANCEL)

    def _ask_open(self, title: str, kind: str, others: tuple[str, ...] = ()) -> Path | None:
        from bifseg_core.io.endings import IMAGE_ENDINGS  # brings SimpleITK along: 0.3 s

        name_filter = _filter(kind, (*IMAGE_ENDINGS, *others))
        chosen, _ = QFileDialog.getOpenFileName(self._parent, title, self._folder, name_filter)
        return self._remembered(chosen)

    def _remembered(self, chosen: str) -> Path | None:
        if not chosen:
            return None
        path = Path(chosen)
        self._folder = str(path.parent)
        return path


def unsaved_box(
    parent: QWidget, names: Sequence[str]
) -> tuple[QMessageBox, dict[QPushButton, UnsavedAnswer]]:
    """The question about unsaved work, and which button means what."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(tr("Unsaved work"))
    listed = _enumerated(names)
    is_one = len(names) == 1
    box.setText(
        tr("{names} is not saved yet.", names=listed)
        if is_one
        else tr("{names} are not saved yet.", names=listed)
    )
    box.setInformativeText(
        tr("Save the case to go on another day, or export the mask; otherwise it is lost.")
        if is_one
        else tr("Save the case to go on another day, or export the masks; otherwise they are lost.")
    )
    save = box.addButton(tr("Save the case…"), QMessageBox.ButtonRole.AcceptRole)
    export = box.addButton(tr("Export…"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    widen(box, _width_of_buttons(box))
    answers = (UnsavedAnswer.SAVE, UnsavedAnswer.EXPORT, UnsavedAnswer.DISCARD)
    return box, dict(zip((save, export, discard), answers, strict=True))


def replace_box(parent: QWidget, path: Path) -> tuple[QMessageBox, QPushButton]:
    """The question whether to write over a file, and the button that means yes."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(tr("Replace the file?"))
    box.setText(tr("{name} exists already.", name=path.name))
    box.setInformativeText(tr("Replacing it loses what is in it."))
    replace = box.addButton(tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    widen(box, _REPLACE_WIDTH_PX)
    return box, replace


def _enumerated(names: Sequence[str]) -> str:
    """The names as they stand in a sentence."""
    *others, last = names
    return tr("{names} and {last}", names=", ".join(others), last=last) if others else last


def _width_of_buttons(box: QMessageBox) -> int:
    """What they need side by side, so that none cuts its words."""
    for button in box.buttons():
        button.ensurePolished()
    return sum(button.sizeHint().width() + _BESIDE_PX for button in box.buttons())


def _filter(title: str, endings: Sequence[str]) -> str:
    patterns = " ".join(f"*{ending}" for ending in endings)
    return f"{title} ({patterns});;{tr('All files')} (*)"
