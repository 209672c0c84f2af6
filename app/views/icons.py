"""Icons by name, from the fonts that qtawesome carries along; nothing is fetched."""

from __future__ import annotations

from PyQt5.QtGui import QIcon

from app.theme import DARK


def icon(name: str, *, colour: str = DARK.text) -> QIcon:
    """The Material Design icon of that name, in the theme's colours."""
    import qtawesome

    made = qtawesome.icon(
        f"mdi6.{name}", color=colour, color_disabled=DARK.faint, color_active=colour
    )
    return QIcon(made)
