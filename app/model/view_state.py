"""How the case is being looked at and which tool is in hand; none of it belongs to the case."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from PyQt5.QtCore import QObject, pyqtSignal

from bifseg_core.geometry import Index3
from bifseg_core.interactions import SeedLabel


class Tool(enum.Enum):
    """What a left drag in a slice does."""

    NAVIGATE = "navigate"
    BOX = "box"
    SCRIBBLE = "scribble"
    ERASER = "eraser"


class Layer(enum.Enum):
    """What is laid over the image."""

    MASK = "mask"
    CONTOUR = "contour"
    PROBABILITY = "probability"


@dataclass(frozen=True)
class WindowLevel:
    """Which intensities are shown from black to white: level ± window / 2."""

    window: float
    level: float


@dataclass(frozen=True)
class ViewSettings:
    """Everything about the looking that panels and views share.

    Attributes:
        crosshair_ijk: the voxel that the three slices meet in.
        window_level: grey scale, None before an image is open.
        tool: what a left drag does.
        scribble_label: what the scribble tool draws with the left button.
        brush_radius: in voxels of the slice; 0 is a single voxel.
        layer: what is laid over the image.
        mask_visible: whether it is shown at all.
        mask_opacity: of the fill, 0..1.
        crosshair_visible: whether the crosshair lines are drawn.
        radiological: the patient's left on the right of axial and coronal views.
    """

    crosshair_ijk: Index3 = (0, 0, 0)
    window_level: WindowLevel | None = None
    tool: Tool = Tool.BOX
    scribble_label: SeedLabel = SeedLabel.FOREGROUND
    brush_radius: int = 1
    layer: Layer = Layer.MASK
    mask_visible: bool = True
    mask_opacity: float = 0.25
    crosshair_visible: bool = True
    radiological: bool = True


@dataclass(frozen=True)
class ViewChange:
    """The settings before and after a change."""

    before: ViewSettings
    after: ViewSettings

    def touches(self, *names: str) -> bool:
        """Whether any of the named settings changed."""
        return any(getattr(self.before, name) != getattr(self.after, name) for name in names)


class ViewState(QObject):
    """Holds the ViewSettings and tells of every change.

    Signals:
        changed: carries a ViewChange.
    """

    changed = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = ViewSettings()

    @property
    def settings(self) -> ViewSettings:
        """The current settings, a frozen value."""
        return self._settings

    def update(self, **changes: object) -> None:
        """Change settings by name; tells only when something really changed."""
        before, after = self._settings, replace(self._settings, **changes)  # type: ignore[arg-type]
        if before != after:
            self._settings = after
            self.changed.emit(ViewChange(before, after))
