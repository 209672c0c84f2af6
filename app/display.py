"""Whether there is a screen to show a window on; without one Qt would abort the process."""

from __future__ import annotations

import sys
from collections.abc import Mapping

NO_DISPLAY = (
    "The window needs a display and there is none here; start BIFSeg on a desktop, "
    "or use python -m bifseg_core."
)
_NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_display(environment: Mapping[str, str], *, platform: str = sys.platform) -> bool:
    """Whether Qt can open a window: only Linux says where its display is, or that there is none.

    Args:
        environment: of the process.
        platform: as `sys.platform` calls it.
    """
    return not platform.startswith("linux") or any(environment.get(name) for name in _NAMES)
