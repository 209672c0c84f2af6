"""Pictures of the window's parts as PNG files in memory."""

from __future__ import annotations

from PyQt5.QtCore import QBuffer, QIODevice, Qt
from PyQt5.QtGui import QImage, QPixmap
from PyQt5.QtWidgets import QApplication, QWidget

from app.views.slice_view import SliceView

_LONGEST_SIDE = 400


def copy_view(view: QWidget) -> None:
    """Put what a view shows on the clipboard, without the mouse."""
    QApplication.clipboard().setPixmap(_without_mouse(view))


def png_of_view(view: QWidget) -> bytes:
    """What a view shows, in full size, without the mouse."""
    return _png(_without_mouse(view).toImage())


def png_of(widget: QWidget) -> bytes:
    """What a widget shows, at most 400 pixels a side."""
    size = (_LONGEST_SIDE, _LONGEST_SIDE)
    picture = widget.grab().toImage().scaled(*size, Qt.KeepAspectRatio, Qt.SmoothTransformation)
    return _png(picture)


def _without_mouse(view: QWidget) -> QPixmap:
    if isinstance(view, SliceView):
        view.show_cursor(None)
    return view.grab()


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data())
