"""The box that is being dragged in one view, for the others to show at once."""

from __future__ import annotations

from PyQt5.QtCore import QObject, pyqtSignal

from bifseg_core.geometry import BoundingBox


class BoxPreview(QObject):
    """One box on its way, shared by the views of a grid.

    Signals:
        changed: the box went elsewhere, appeared or was dropped.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._box: BoundingBox | None = None

    @property
    def box(self) -> BoundingBox | None:
        """The box as dragged so far, None while there is no drag."""
        return self._box

    def show(self, box: BoundingBox | None) -> None:
        """Show that box, or none."""
        if box != self._box:
            self._box = box
            self.changed.emit()
