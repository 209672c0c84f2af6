"""How the case is being looked at and which tool is in hand; none of it belongs to the case."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

import numpy as np
from PyQt5.QtCore import QObject, pyqtSignal

from bifseg_core.case import CaseState
from bifseg_core.geometry import Index3
from bifseg_core.interactions import SeedLabel
from bifseg_core.volume import Volume

MAX_BRUSH_RADIUS = 40
"""In voxels of the slice; wheel and keys stop here."""

_SAMPLES = 500_000

Percentiles = tuple[float, float]
AUTOMATIC, STRONG, FULL_RANGE = (0.5, 99.5), (5.0, 95.0), (0.0, 100.0)
"""Of the intensities, from black to white; strong is for tissues that differ little."""


class Tool(enum.Enum):
    """What a left drag in a slice does."""

    NAVIGATE = "navigate"
    BOX = "box"
    SCRIBBLE = "scribble"
    ERASER = "eraser"
    LASSO = "lasso"
    POINT = "point"
    REPAIR = "repair"
    RULER = "ruler"
    CIRCLE = "circle"


class Layer(enum.Enum):
    """What is laid over the image."""

    MASK = "mask"
    CONTOUR = "contour"
    PROBABILITY = "probability"
    UNCERTAINTY = "uncertainty"
    WEIGHTS = "weights"
    ERRORS = "errors"


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
        flat_box: whether a new box holds one slice alone.
        adds_box: the next box is a further one of the active object, and replaces none.
        layer: what is laid over the image.
        mask_visible: whether it is shown at all.
        mask_opacity: of the fill, 0..1.
        looking_back: the mask before the last step is shown instead, while a key is held.
        crosshair_visible: whether the crosshair lines are drawn.
        radiological: the patient's left on the right of axial and coronal views.
        interpolated: the image is smoothed between voxels, for the eye alone.
        slices_in_space: the 3D view shows the slices as pictures, not only their outlines.
        contrast_shown: the intensities are drawn under the views, with the grey scale on them.
        image, other_image: the number of the case's image that is shown, and of the one before it,
            which is flicked back to and blended over.
        frame: which of its time points or channels.
        blend: how much of the other image is seen over it, 0..1.
        hidden_window_levels: the grey scales of the images that are not shown, by number.
        hidden: objects that are not seen.
        strengths: object → its own share of the masks' opacity, where that is not 1.
    """

    crosshair_ijk: Index3 = (0, 0, 0)
    window_level: WindowLevel | None = None
    tool: Tool = Tool.BOX
    scribble_label: SeedLabel = SeedLabel.FOREGROUND
    brush_radius: int = 1
    flat_box: bool = False
    adds_box: bool = False
    layer: Layer = Layer.MASK
    mask_visible: bool = True
    mask_opacity: float = 0.25
    looking_back: bool = False
    crosshair_visible: bool = True
    radiological: bool = True
    interpolated: bool = True
    slices_in_space: bool = False
    contrast_shown: bool = False
    image: int = 0
    other_image: int = 0
    frame: int = 0
    blend: float = 0.0
    hidden_window_levels: Mapping[int, WindowLevel] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    strengths: Mapping[int, float] = field(default_factory=dict)


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
        self.replace(replace(self._settings, **changes))  # type: ignore[arg-type]

    def replace(self, settings: ViewSettings) -> None:
        """Take on other settings as a whole; tells only when something really changed."""
        before, after = self._settings, settings
        if before != after:
            self._settings = after
            self.changed.emit(ViewChange(before, after))


def settings_for(volume: Volume, based_on: ViewSettings | None = None) -> ViewSettings:
    """The settings to open an image with: crosshair at its centre, window from its intensities.

    Args:
        volume: the image.
        based_on: everything else is kept from these.
    """
    i, j, k = (n // 2 for n in volume.shape)
    window_level = auto_window_level(volume)
    return replace(based_on or ViewSettings(), crosshair_ijk=(i, j, k), window_level=window_level)


def settings_for_work(volume: Volume, state: CaseState) -> ViewSettings:
    """The settings to go on with kept work: crosshair in the middle of the active object's box."""
    settings, box = settings_for(volume), state.active.box
    return settings if box is None else replace(settings, crosshair_ijk=box.middle_ijk)


def auto_window_level(volume: Volume, percentiles: Percentiles = AUTOMATIC) -> WindowLevel:
    """The window between two percentiles of the image's finite intensities.

    A picture in colour is shown as it is.

    Args:
        volume: the image.
        percentiles: AUTOMATIC, STRONG or FULL_RANGE.
    """
    if volume not in _window_levels:
        _window_levels[volume] = _window_levels_of(volume)
    return _window_levels[volume][percentiles]


_window_levels: WeakKeyDictionary[Volume, dict[Percentiles, WindowLevel]] = WeakKeyDictionary()
"""Found once an image, by whoever asks first: that is the thread that reads it."""


def _window_levels_of(volume: Volume) -> dict[Percentiles, WindowLevel]:
    wanted = (AUTOMATIC, STRONG, FULL_RANGE)
    if volume.colours is not None:
        return dict.fromkeys(wanted, WindowLevel(255, 127.5))
    step = max(1, round((volume.data.size / _SAMPLES) ** (1 / 3)))
    sample = np.asarray(volume.data[::step, ::step, ::step], dtype=np.float64)
    finite = sample[np.isfinite(sample)]
    if not finite.size:
        return dict.fromkeys(wanted, WindowLevel(1, 0.5))
    ends = np.percentile(finite, wanted)
    return {pair: _between(*found, *ends[-1]) for pair, found in zip(wanted, ends, strict=True)}


def _between(low: float, high: float, lowest: float, highest: float) -> WindowLevel:
    if high <= low:
        low, high = lowest, highest
    return WindowLevel(window=float(high - low) or 1.0, level=float(high + low) / 2)
