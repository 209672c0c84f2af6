"""What to export: what cannot be written now is greyed, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.model.export_kinds import ExportChoice, ExportKind, ExportOffer
from app.translation import mark, tr, translated

_WIDTH = 432
IDENTITY = mark(
    "A DICOM file carries the identifiers (UIDs) of the scan's study and slices, by which it is "
    "filed with them; name, patient ID and birth date are left out unless you tick this."
)


class ExportDialog(QDialog):
    """One line for each kind of file; DICOM has two questions more.

    Args:
        offers: what can be written, and what not.
    """

    def __init__(self, offers: Sequence[ExportOffer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export as"))
        self.radios: dict[ExportKind, QRadioButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        for offer in offers:
            layout.addLayout(self._offer_lines(offer))
        self.dicom = self._dicom_questions()
        layout.addWidget(self.dicom)
        layout.addWidget(self._buttons())
        self._choose_first()
        layout.setSizeConstraint(QVBoxLayout.SetFixedSize)  # follows what is shown

    @property
    def choice(self) -> ExportChoice | None:
        """What is marked."""
        kinds = [kind for kind, radio in self.radios.items() if radio.isChecked()]
        if not kinds:
            return None
        identified = kinds[0].is_dicom and self.identified.isChecked()
        return ExportChoice(kinds[0], self.terminology.currentData(), identified)

    def _offer_lines(self, offer: ExportOffer) -> QVBoxLayout:
        radio = QRadioButton(offer.title, self)
        radio.setEnabled(not offer.reason)
        radio.toggled.connect(self.on_toggled)
        words = _quiet(offer.reason or offer.explanation, self)
        words.setIndent(24)
        radio.setToolTip(offer.reason)
        radio.setAccessibleDescription(words.text())
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(radio)
        lines.addWidget(words)
        self.radios[offer.kind] = radio
        return lines

    def _dicom_questions(self) -> QWidget:
        from bifseg_core.io.terminology import Terminology  # brings SimpleITK along: 0.3 s

        part = QWidget(self)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 8, 0, 8)
        self.terminology = QComboBox(part)
        self.terminology.setAccessibleName(tr("What the objects are"))
        for term in Terminology:
            self.terminology.addItem(translated(term.kind.meaning), term.name)
        self.identified = QCheckBox(tr("Include who the patient is"), part)
        for widget in (QLabel(tr("What the objects are"), part), self.terminology, self.identified):
            layout.addWidget(widget)
        layout.addWidget(_quiet(tr(IDENTITY), part))
        part.hide()
        return part

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.save = buttons.addButton(tr("Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _choose_first(self) -> None:
        possible = [radio for radio in self.radios.values() if radio.isEnabled()]
        self.save.setEnabled(bool(possible))
        if possible:
            possible[0].setChecked(True)

    def on_toggled(self) -> None:
        """Another kind was chosen."""
        if hasattr(self, "dicom"):
            choice = self.choice
            self.dicom.setVisible(choice is not None and choice.kind.is_dicom)


def _quiet(text: str, parent: QWidget) -> QLabel:
    """A quiet sentence that is as high as it needs to be."""
    words = QLabel(text, parent)
    words.setProperty("role", "quiet")
    words.setWordWrap(True)
    words.setFixedWidth(_WIDTH)
    return words


def endings_of(kind: ExportKind) -> tuple[str, ...]:
    """The file endings that a kind can have."""
    from bifseg_core.io import MASK_ENDINGS, SURFACE_ENDINGS  # brings SimpleITK along: 0.3 s

    if kind is ExportKind.SURFACE:
        return SURFACE_ENDINGS
    if kind.is_dicom:
        return (".dcm",)
    if kind in (ExportKind.REPORT, ExportKind.TABLE):
        return (Path(kind.value).suffix or kind.value,)
    return MASK_ENDINGS[:-1] if kind is ExportKind.PROBABILITY else MASK_ENDINGS
