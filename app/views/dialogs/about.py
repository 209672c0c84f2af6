"""About: what it is, what it is not, and what it is made of."""

from __future__ import annotations

from PyQt5.QtCore import PYQT_VERSION_STR, QT_VERSION_STR, Qt
from PyQt5.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from app.translation import mark, tr
from app.views.dialogs.licences import LicencesDialog, listed
from app.views.dialogs.self_test import SelfTestDialog
from bifseg_core.version import __version__

_WIDTH = 480
NOT_A_DEVICE = mark("Not a medical device")
FIRST_NOTICE = mark(
    "Not a medical device. BIFSeg is for research and teaching; "
    "do not base a diagnosis or a treatment on it alone."
)
_LICENCES = mark(
    "BIFSeg is free software under the GNU General Public License, version 3 or later. "
    "It stands on PyQt5 (GPL), PyMaxflow (GPL), PyTorch (BSD), VTK (BSD), SimpleITK (Apache 2.0), "
    "pyqtgraph (MIT), NumPy and SciPy (BSD), GeodisTK (MIT) and Material Design Icons (Apache 2.0)."
)
_METHOD = mark(
    "The method: G. Wang and others, Interactive Medical Image Segmentation Using Deep Learning "
    "With Image-Specific Fine Tuning, IEEE TMI 37(7), 2018, doi 10.1109/TMI.2018.2791721."
)


class AboutDialog(QDialog):
    """Shows version, device, licences and the notice.

    Args:
        device: where networks run, None while nothing is loaded.
    """

    def __init__(self, device: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About BIFSeg"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        for text, role in self._paragraphs(device):
            layout.addWidget(_paragraph(text, role, self))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self._offer(buttons)
        layout.addWidget(buttons)
        self.setFixedSize(_WIDTH, layout.totalHeightForWidth(_WIDTH))

    def _offer(self, buttons: QDialogButtonBox) -> None:
        """The self-test, and in a build the list of what is inside."""
        action = QDialogButtonBox.ButtonRole.ActionRole
        test = buttons.addButton(tr("Self-test"), action)
        test.clicked.connect(lambda: SelfTestDialog(self.parentWidget()).show())
        components = listed()
        licences = buttons.addButton(tr("Licences"), action)
        licences.setEnabled(bool(components))
        licences.clicked.connect(lambda: LicencesDialog(components, self.parentWidget()).show())
        for button in (test, licences):
            button.setAutoDefault(False)

    @staticmethod
    def _paragraphs(device: str | None) -> tuple[tuple[str, str], ...]:
        computing = {"cpu": tr("the processor"), "cuda": tr("the graphics card")}
        place = computing.get(device or "", tr("not loaded yet"))
        versions = tr(
            "Networks run on: {place}. Qt {qt}, PyQt {pyqt}.",
            place=place,
            qt=QT_VERSION_STR,
            pyqt=PYQT_VERSION_STR,
        )
        return (
            (f"BIFSeg {__version__}", "big"),
            (tr(NOT_A_DEVICE), "value"),
            (tr(FIRST_NOTICE).partition(". ")[2], "text"),
            (versions, "quiet"),
            (tr(_METHOD), "quiet"),
            (tr(_LICENCES), "quiet"),
        )


def _paragraph(text: str, role: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
