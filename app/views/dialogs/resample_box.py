"""The question whether to use a mask of another grid, with what resampling does to it."""

from __future__ import annotations

from PyQt5.QtWidgets import QMessageBox, QPushButton, QSizePolicy, QSpacerItem, QWidget

from app.model.numbers import area_words
from app.model.questions import GridOffer
from app.translation import mark, tr, translated

_WIDTH_PX = 480


def resample_box(parent: QWidget, offer: GridOffer) -> tuple[QMessageBox, QPushButton]:
    """The question, and the button that means yes."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setWindowTitle(tr("Mask on another grid"))
    box.setText(
        tr(
            "{name} does not lie on the scan's grid: {difference}.",
            name=offer.labels.name,
            difference=translated(offer.difference),
        )
    )
    box.setInformativeText("\n\n".join(what_resampling_does(offer)))
    widen(box, _WIDTH_PX)
    resample = box.addButton(tr("Resample"), QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    return box, resample


def widen(box: QMessageBox, width_px: int) -> None:
    """Give sentences and buttons room: a message box is else as narrow as its title."""
    grid = box.layout()
    space = QSpacerItem(width_px, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    grid.addItem(space, grid.rowCount(), 0, 1, grid.columnCount())


def what_resampling_does(offer: GridOffer) -> list[str]:
    """A sentence a line."""
    sentences = [
        tr("Resampling gives every voxel of the scan the label that lies nearest to its middle."),
        _sizes(offer),
    ]
    if offer.share_beside > 0:
        share = f"{100 * offer.share_beside:.2g}"
        sentences.append(tr("{share} % of it lies beside the scan and is left out.", share=share))
    if offer.lost:
        labels = ", ".join(str(label) for label in offer.lost[:8])
        sentences.append(tr("Nothing is left of these labels: {labels}.", labels=labels))
    return sentences


def _sizes(offer: GridOffer) -> str:
    if offer.labels.is_planar:
        before, after = (
            area_words(area, offer.labels) for area in (offer.size_before, offer.size_after)
        )
        words = mark("The area was {before} and becomes {after} ({change}).")
    else:
        before, after = _ml(offer.size_before), _ml(offer.size_after)
        words = mark("The volume was {before} ml and becomes {after} ml ({change}).")
    return tr(words, before=before, after=after, change=_change(offer))


def _ml(volume: float) -> str:
    return f"{volume:.2f}" if volume < 10 else f"{volume:.1f}"


def _change(offer: GridOffer) -> str:
    if offer.size_before == 0:
        return "0 %"
    return f"{100 * (offer.size_after / offer.size_before - 1):+.1f} %"
