"""Views as picture files."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtCore import QObject, pyqtSignal

from app.controllers.naming import named_with
from app.errors import ErrorDesk
from app.model.case_model import CaseModel
from app.model.questions import Questions
from app.translation import tr
from bifseg_core.errors import BifsegError

_ENDING = ".png"


class PictureController(QObject):
    """Writes what a view shows where the user wants it.

    Signals:
        said: carries a sentence for the status line.
    """

    said = pyqtSignal(str)

    def __init__(self, case_model: CaseModel, desk: ErrorDesk, questions: Questions) -> None:
        super().__init__(case_model)
        self._case_model = case_model
        self._desk = desk
        self._questions = questions

    def save(self, png: bytes, name: str) -> None:
        """Ask where to, and write the picture.

        Args:
            png: the file's content.
            name: of the view, for the file's suggested name.
        """
        chosen = self._questions.ask_picture(Path(f"{name}{_ENDING}"))
        path = named_with(_ENDING, chosen, self._questions)
        if path is None:
            return
        from bifseg_core.io.atomic import replace_file  # brings SimpleITK along: 0.3 s
        from bifseg_core.io.source import keep_source

        try:
            for image in self._case_model.images:
                keep_source(image, path)
            replace_file(path, png)
        except BifsegError as error:
            self._desk.present(error)
        else:
            self.said.emit(tr("The view was saved as {name}.", name=path.name))
