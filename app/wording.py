"""Words on widgets: put there once, said anew in every other language.

The English source stays on the widget itself, as a dynamic property of Qt, so that there is no list
to keep in step. What is made of words and values is shown anew by its widget's own slot.
"""

from __future__ import annotations

from PyQt5.QtCore import QObject
from PyQt5.QtWidgets import QApplication

from app.translation import translated

_SOURCE = "source of "


def word(target: QObject, **words: str) -> None:
    """Let a widget or a menu say these words, now and in every language chosen later.

    Args:
        target: has the properties.
        words: English by the name of Qt's property: `word(button, text="Accept", toolTip="…")`.
    """
    for name, source in words.items():
        target.setProperty(_SOURCE + name, source)
        target.setProperty(name, translated(source))


def reword() -> None:
    """Say in the language of now whatever `word` has put on any widget."""
    for widget in QApplication.allWidgets():
        for name in (bytes(name).decode() for name in widget.dynamicPropertyNames()):
            if name.startswith(_SOURCE):
                widget.setProperty(name.removeprefix(_SOURCE), translated(widget.property(name)))
        widget.update()  # what is written by painting
