"""The cursor that shows the tool: brush ring in true size, eraser ring, the box's millimetres."""

from __future__ import annotations

from PyQt5.QtCore import QPointF, Qt
from PyQt5.QtGui import QColor, QPainter, QPen

from app.model.view_state import Tool, ViewSettings
from app.tools.box_tool import Grip
from app.tools.scribble_tool import radius_px
from app.tools.slice_geometry import Point
from app.views.drawing import REPAIRING, label_of, radius_of
from app.views.palette import SEED_COLOUR
from app.views.slice_marks import Frame, draw_sign, draw_text
from bifseg_core.geometry import BoundingBox
from bifseg_core.interactions import SeedLabel

_RESIZE = {
    Grip.LEFT: Qt.SizeHorCursor,
    Grip.RIGHT: Qt.SizeHorCursor,
    Grip.TOP: Qt.SizeVerCursor,
    Grip.BOTTOM: Qt.SizeVerCursor,
    Grip.TOP_LEFT: Qt.SizeFDiagCursor,
    Grip.BOTTOM_RIGHT: Qt.SizeFDiagCursor,
    Grip.TOP_RIGHT: Qt.SizeBDiagCursor,
    Grip.BOTTOM_LEFT: Qt.SizeBDiagCursor,
    Grip.MOVE: Qt.SizeAllCursor,
}
_TOOL_SHAPE = {
    Tool.NAVIGATE: Qt.ArrowCursor,
    Tool.BOX: Qt.CrossCursor,
    Tool.SCRIBBLE: Qt.BlankCursor,
    Tool.ERASER: Qt.BlankCursor,
    Tool.POINT: Qt.BlankCursor,
    Tool.REPAIR: Qt.BlankCursor,
}
RINGED = (Tool.SCRIBBLE, Tool.ERASER, Tool.POINT, Tool.REPAIR)
"""Tools that are shown as a ring of their true size."""


def cursor_shape(tool: Tool, grip: Grip | None) -> Qt.CursorShape:
    """The system's cursor for a tool; those with a ring draw their own."""
    if tool is Tool.BOX and grip is not None:
        return _RESIZE[grip]
    return _TOOL_SHAPE.get(tool, Qt.CrossCursor)


def draw_brush(
    painter: QPainter,
    frame: Frame,
    at: Point,
    look: ViewSettings,
    label: SeedLabel | None,
    colour: QColor,
) -> None:
    """The ring of the tool in its true size around the point, with its sign beside it.

    Args:
        painter: of the view.
        frame: how the slice lies on the screen.
        at: the point on the screen.
        look: the tool in hand, and its size.
        label: what is being drawn, None before the press.
        colour: of the object that would be repaired.
    """
    said = label_of(look) if label is None else label
    centre = QPointF(*at)
    across, along = radius_px(frame.geometry, radius_of(look))
    half_width = across * frame.geometry.right.spacing * frame.camera.scale
    half_height = along * frame.geometry.down.spacing * frame.camera.scale
    painter.setBrush(Qt.NoBrush)
    for pen in (QPen(QColor(0, 0, 0, 170), 3), _ring_pen(look.tool, said, colour)):
        painter.setPen(pen)
        painter.drawEllipse(centre, half_width, half_height)
    _draw_middle(painter, centre)
    if said is not SeedLabel.NONE:
        shift = max(10.0, half_width * 0.75 + 7)
        draw_sign(painter, centre + QPointF(shift, -shift), said, size=3.5)


def _ring_pen(tool: Tool, label: SeedLabel, colour: QColor) -> QPen:
    if tool in REPAIRING and label is SeedLabel.FOREGROUND:
        return QPen(colour, 1.5)
    if tool not in REPAIRING and label is not SeedLabel.NONE:
        return QPen(QColor(SEED_COLOUR[label]), 1.5)
    pen = QPen(Qt.white, 1.5)
    pen.setDashPattern([3, 2.5])
    return pen


def _draw_middle(painter: QPainter, centre: QPointF) -> None:
    painter.setPen(QPen(Qt.white, 1))
    painter.drawLine(centre - QPointF(2, 0), centre + QPointF(2, 0))
    painter.drawLine(centre - QPointF(0, 2), centre + QPointF(0, 2))


def draw_extent(painter: QPainter, frame: Frame, at: Point, box: BoundingBox, unit: str) -> None:
    """The box's width, height and depth in mm beside the pointer, kept on the screen."""
    geometry = frame.geometry
    axes = (geometry.right, geometry.down, geometry.normal)
    shown = axes if geometry.slice_count > 1 else axes[:2]
    lengths = (f"{box.shape[axis.axis] * axis.spacing:.0f}" for axis in shown)
    text = f"{' × '.join(lengths)} {unit}"
    room = painter.fontMetrics().horizontalAdvance(text) * 1.3 + 24
    x = at[0] + 14 if at[0] + room < frame.size[0] else at[0] - room
    y = min(max(at[1] + 20, 12), frame.size[1] - 12)
    draw_text(painter, QPointF(x, y), text, Qt.AlignLeft, "#FFFFFF")
