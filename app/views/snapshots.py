"""Pictures of the window's parts as PNG files in memory."""

from __future__ import annotations

from PyQt5.QtCore import QBuffer, QIODevice, Qt
from PyQt5.QtWidgets import QWidget

_LONGEST_SIDE = 400


def png_of(widget: QWidget) -> bytes:
    """What a widget shows, at most 400 pixels a side."""
    size = (_LONGEST_SIDE, _LONGEST_SIDE)
    picture = widget.grab().toImage().scaled(*size, Qt.KeepAspectRatio, Qt.SmoothTransformation)
    buffer = QBuffer()
    buffer.open(QIODevice.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data())
