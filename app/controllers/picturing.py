"""Views as picture files."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtCore import QObject, pyqtSignal

from app.errors import ErrorDesk
from app.model.questions import Questions
from app.translation import tr
from bifseg_core.errors import BifsegError


class PictureController(QObject):
    """Writes what a view shows where the user wants it.

    Signals:
        said: carries a sentence for the status line.
    """

    said = pyqtSignal(str)

    def __init__(
        self, desk: ErrorDesk, questions: Questions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._questions = questions

    def save(self, png: bytes, name: str) -> None:
        """Ask where to, and write the picture.

        Args:
            png: the file's content.
            name: of the view, for the file's suggested name.
        """
        path = self._questions.ask_picture(Path(f"{name}.png"))
        if path is None:
            return
        if path.suffix.lower() != ".png":
            path = path.with_name(f"{path.name}.png")
        from bifseg_core.io.atomic import replace_file  # brings SimpleITK along: 0.3 s

        try:
            replace_file(path, png)
        except BifsegError as error:
            self._desk.present(error)
        else:
            self.said.emit(tr("The view was saved as {name}.", name=path.name))
