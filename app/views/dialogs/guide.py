"""Help → User guide: the pages of docs/guide, read without a network."""

from __future__ import annotations

from PyQt5.QtCore import QByteArray, QSize, Qt, QUrl
from PyQt5.QtGui import QImage, QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument
from PyQt5.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app import resources
from app.translation import current_language, tr

FIRST_PAGE = "index.md"
_ABOVE_A_HEADING, _BELOW, _BELOW_IN_A_LIST, _LINE_PERCENT = 20, 12, 6, 125
_PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
_MARGIN = 24
_SIZE, _FRAME = QSize(984, 800), QSize(32, 64)


class GuidePages(QTextBrowser):
    """Pages whose pictures are never wider than the window."""

    def loadResource(self, kind: int, name: QUrl) -> object:
        """A page or a picture."""
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource or not isinstance(found, QByteArray):
            return found
        picture = QImage.fromData(found)
        room = self.viewport().width() - 2 * _MARGIN
        if picture.width() <= room:
            return picture
        return picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)


class GuideWindow(QDialog):
    """Pages that link to each other, in the window's language; it stays open beside the work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("User guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        self.pages = GuidePages(self)
        self.pages.setAccessibleName(tr("User guide"))
        self.pages.setOpenExternalLinks(False)
        self.pages.document().setDocumentMargin(_MARGIN)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 16)
        layout.addWidget(self.pages)
        layout.addWidget(self._buttons())
        self.pages.sourceChanged.connect(self.on_page_shown)
        self.pages.setSource(
            QUrl.fromLocalFile(str(resources.guide(current_language()) / FIRST_PAGE))
        )

    def on_page_shown(self, _: QUrl) -> None:
        """Give every paragraph room, which Markdown has no word for."""
        block = self.pages.document().begin()
        while block.isValid():
            QTextCursor(block).setBlockFormat(_roomy(block))
            block = block.next()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setContentsMargins(16, 0, 16, 0)
        self.contents = QPushButton(tr("Contents"), self)
        self.contents.setAutoDefault(False)
        self.contents.setToolTip(tr("Back to the first page"))
        self.contents.clicked.connect(self.pages.home)
        buttons.addButton(self.contents, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        return buttons


def _roomy(block: QTextBlock) -> QTextBlockFormat:
    """The shape of a paragraph with room around it and between its lines."""
    shape = block.blockFormat()
    if shape.headingLevel() > 1:
        shape.setTopMargin(_ABOVE_A_HEADING)
    goes_on = block.textList() and block.next().textList()
    shape.setBottomMargin(_BELOW_IN_A_LIST if goes_on else _BELOW)
    if block.text() != _PICTURE:
        shape.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight)
    return shape
