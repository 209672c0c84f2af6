"""Named grey scales for an image; CT's are offered where the intensities look like CT."""

from __future__ import annotations

from app.model.view_state import FULL_RANGE, STRONG, WindowLevel, auto_window_level
from app.translation import mark, tr
from bifseg_core.geometry import BoundingBox
from bifseg_core.volume import Volume

CT_PRESETS = {
    mark("CT brain"): WindowLevel(80, 40),
    mark("CT bone"): WindowLevel(2000, 500),
    mark("CT lung"): WindowLevel(1500, -600),
    mark("CT abdomen"): WindowLevel(400, 50),
    mark("CT soft tissue"): WindowLevel(350, 40),
}
_AIR_HU = -500


def presets_for(volume: Volume) -> dict[str, WindowLevel]:
    """Name → grey scale for that image, the automatic one first."""
    whole = auto_window_level(volume, FULL_RANGE)
    found = {tr("Automatic"): auto_window_level(volume), tr("Full range"): whole}
    if whole.level - whole.window / 2 <= _AIR_HU:
        return found | {tr(name): preset for name, preset in CT_PRESETS.items()}
    return found | {tr("MR strong contrast"): auto_window_level(volume, STRONG)}


def window_level_in(volume: Volume, box: BoundingBox) -> WindowLevel:
    """The automatic grey scale of what lies in a box."""
    inside = volume.data[box.clipped_to(volume.shape).slices]
    return auto_window_level(Volume(inside, volume.affine))


def next_preset(presets: dict[str, WindowLevel], current: WindowLevel | None) -> str:
    """The preset after the current one, the first where the current is none of them."""
    names = list(presets)
    at = [presets[name] for name in names].index(current) if current in presets.values() else -1
    return names[(at + 1) % len(names)]
