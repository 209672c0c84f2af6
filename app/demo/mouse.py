"""A hand that plays the real window: mouse events with the button held, sent to its widgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from PyQt5.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt5.QtGui import QMouseEvent, QWheelEvent
from PyQt5.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from app.tools.slice_geometry import Point
from app.views.slice_view import SliceView
from bifseg_core.geometry import BoundingBox

_NOTCH = 120
_STEP_PX = 6.0


def place_of(view: SliceView, voxel_ijk: Sequence[float]) -> QPointF:
    """Where a voxel's centre is seen in a view that shows a scan."""
    frame = view.frame
    if frame is None:
        raise ValueError("the view shows no scan")
    column, row = frame.geometry.ijk_to_px(voxel_ijk)
    return frame.to_screen((float(column), float(row)))


def corners_of(view: SliceView, box: BoundingBox) -> tuple[QPointF, QPointF]:
    """Two opposite corners of a box as the view shows it, a little inside of them."""
    frame = view.frame
    if frame is None:
        raise ValueError("the view shows no scan")
    left, top, right, bottom = frame.geometry.rect_of(box)
    inset = 0.3
    first = frame.to_screen((left + inset, top + inset))
    return first, frame.to_screen((right - inset, bottom - inset))


def side_of(view: SliceView, box: BoundingBox, *, axis: int, end: bool) -> QPointF:
    """The middle of that side of a box which bounds it along a voxel axis, as the view shows it."""
    frame = view.frame
    if frame is None:
        raise ValueError("the view shows no scan")
    middle = [(a + b - 1) / 2 for a, b in zip(box.start_ijk, box.stop_ijk, strict=True)]
    middle[axis] = box.stop_ijk[axis] - 0.5 if end else box.start_ijk[axis] - 0.5
    column, row = frame.geometry.ijk_to_px(middle)
    return frame.to_screen((float(column), float(row)))


def drag(
    view: QAbstractScrollArea,
    through: Iterable[QPointF],
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
) -> Iterator[None]:
    """Press, move, release; yields between two events, so that the window lives meanwhile."""
    points = list(_close_together(through))
    viewport = view.viewport()
    _send(viewport, QEvent.Type.MouseMove, points[0], Qt.MouseButton.NoButton, held=False)
    yield
    _send(viewport, QEvent.Type.MouseButtonPress, points[0], button, held=True)
    for point in points[1:]:
        yield
        _send(viewport, QEvent.Type.MouseMove, point, button, held=True)
    yield
    _send(viewport, QEvent.Type.MouseButtonRelease, points[-1], button, held=False)


def click(widget: QWidget, at: QPointF | None = None) -> Iterator[None]:
    """A click of the left button in the middle of a widget, or at a point of it."""
    point = at or QPointF(widget.rect().center())
    left = Qt.MouseButton.LeftButton
    _send(widget, QEvent.Type.MouseButtonPress, point, left, held=True)
    yield
    _send(widget, QEvent.Type.MouseButtonRelease, point, left, held=False)


def turn_wheel(view: SliceView, notches: int) -> Iterator[None]:
    """Turn the wheel over a view, away from the user for positive notches."""
    viewport = view.viewport()
    at = QPointF(viewport.rect().center())
    for _ in range(abs(notches)):
        angle = QPoint(0, _NOTCH if notches > 0 else -_NOTCH)
        event = QWheelEvent(
            at,
            QPointF(viewport.mapToGlobal(at.toPoint())),
            QPoint(),
            angle,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)
        yield


def _close_together(points: Iterable[QPointF]) -> Iterator[QPointF]:
    before: Point | None = None
    for point in points:
        there = (point.x(), point.y())
        if before is not None:
            count = max(1, int(np.hypot(there[0] - before[0], there[1] - before[1]) / _STEP_PX))
            for share in np.linspace(0, 1, count + 1)[1:-1]:
                x = before[0] + share * (there[0] - before[0])
                yield QPointF(x, before[1] + share * (there[1] - before[1]))
        yield point
        before = there


def _send(
    widget: QWidget, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, *, held: bool
) -> None:
    is_move = kind == QEvent.Type.MouseMove
    event = QMouseEvent(
        kind,
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        Qt.MouseButton.NoButton if is_move else button,
        button if held else Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)
