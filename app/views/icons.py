"""Icons by name, from the fonts that qtawesome carries along; nothing is fetched."""

from __future__ import annotations

from PyQt5.QtGui import QIcon

from app.theme import DARK


def icon(name: str, *, colour: str = DARK.text, on: str | None = None) -> QIcon:
    """The Material Design icon of that name; `on` is its colour while it is switched on."""
    import qtawesome

    made = qtawesome.icon(
        f"mdi6.{name}",
        color=colour,
        color_active=colour,
        color_on=on or colour,
        color_disabled=DARK.faint,
    )
    return QIcon(made)
