"""What is drawn over a slice in screen pixels: box, crosshair, outlines, signs, letters, scale."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from dataclasses import dataclass

from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QTransform,
)

from app.tools.box_tool import HANDLES
from app.tools.camera import Camera
from app.tools.look import nice_length
from app.tools.slice_geometry import Plane, Point, Rect, SliceGeometry
from app.translation import tr
from app.views.palette import PLANE_ACCENT, PLANE_NAME, QUIET_TEXT
from bifseg_core.interactions import SeedLabel

MARGIN = 10
HANDLE_SIZE = 8
FONT_PX = 13
_GAP = 14
_RIM = 2
_REACH = range(-_RIM, _RIM + 1)
_AROUND = tuple(QPointF(x, y) for x in _REACH for y in _REACH if 0 < x * x + y * y <= _RIM**2 + 1)
_SCALE_BAR_SHARE = 0.25
_TITLE_ROOM = 300
_SHADOW = QColor(0, 0, 0, 150)
_REMARK_COLOUR = "#FFD75E"


@dataclass(frozen=True)
class Frame:
    """A slice as it lies on the screen.

    Attributes:
        geometry: pixels and voxels.
        camera: millimetres and the screen.
        size: of the screen.
    """

    geometry: SliceGeometry
    camera: Camera
    size: Point

    def to_screen(self, point_px: Point) -> QPointF:
        """Where a point in pixels of the slice is seen."""
        right, down = self.geometry.right.spacing, self.geometry.down.spacing
        return QPointF(*self.camera.to_screen((point_px[0] * right, point_px[1] * down)))

    def to_px(self, screen: Point) -> Point:
        """Which point of the slice, in its pixels, is seen there."""
        x, y = self.camera.to_mm(screen)
        return x / self.geometry.right.spacing, y / self.geometry.down.spacing

    def rect(self, rect_px: Rect) -> QRectF:
        """Where a rectangle in pixels of the slice is seen."""
        left, top, right, bottom = rect_px
        return QRectF(self.to_screen((left, top)), self.to_screen((right, bottom)))

    @property
    def transform(self) -> QTransform:
        """Pixels of the slice → screen."""
        scale = self.camera.scale
        shift = QTransform.fromTranslate(*self.camera.origin)
        right, down = self.geometry.right.spacing, self.geometry.down.spacing
        return QTransform.fromScale(right * scale, down * scale) * shift


def small_font() -> QFont:
    """The font of everything that is written over a slice."""
    font = QFont()
    font.setPixelSize(FONT_PX)
    return font


def draw_outlines(
    painter: QPainter, frame: Frame, outlines: Iterable[tuple[QColor, QPainterPath]]
) -> None:
    """The masks' outlines, 2 px wide at any zoom."""
    painter.save()
    width = 2 * painter.device().devicePixelRatioF()  # a cosmetic pen counts the screen's own dots
    painter.setTransform(frame.transform, True)
    painter.setRenderHint(QPainter.Antialiasing, False)  # the edges run along the screen's own
    for colour, path in outlines:
        pen = QPen(
            colour, width, Qt.SolidLine, Qt.SquareCap, Qt.RoundJoin
        )  # round caps: 25 × slower
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawPath(path)
    painter.restore()


def draw_box(painter: QPainter, rect: QRectF, *, strength: float, with_handles: bool) -> None:
    """The box, dashed white on a dark shadow; square handles where it can be held."""
    painter.save()
    painter.setOpacity(strength)
    painter.setBrush(Qt.NoBrush)
    painter.setPen(QPen(_SHADOW, 3))
    painter.drawRect(rect)
    painter.setPen(_dashed(Qt.white))
    painter.drawRect(rect)
    if with_handles:
        _draw_handles(painter, rect)
    painter.restore()


def _dashed(colour: QColor | Qt.GlobalColor) -> QPen:
    pen = QPen(colour, 1.5)
    pen.setDashPattern([4, 3])
    return pen


def _draw_handles(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(QPen(QColor("#14171B"), 1))
    painter.setBrush(Qt.white)
    edges = (rect.left(), rect.top(), rect.right(), rect.bottom())
    for handle in HANDLES:
        x, y = handle.point_on(edges)
        half = HANDLE_SIZE / 2
        painter.drawRect(QRectF(x - half, y - half, HANDLE_SIZE, HANDLE_SIZE))


def draw_crosshair(painter: QPainter, frame: Frame, at_px: Point) -> None:
    """Two thin lines in the colours of the planes they stand for, open in the middle."""
    at = frame.to_screen(at_px)
    upright, level = _crossing_planes(frame.geometry.plane)
    width, height = frame.size
    lines = {
        upright: ((at.x(), 0, at.x(), at.y() - _GAP), (at.x(), at.y() + _GAP, at.x(), height)),
        level: ((0, at.y(), at.x() - _GAP, at.y()), (at.x() + _GAP, at.y(), width, at.y())),
    }
    painter.save()
    painter.setRenderHint(QPainter.Antialiasing, False)
    for plane, halves in lines.items():
        colour = QColor(PLANE_ACCENT[plane])
        colour.setAlphaF(0.55)
        painter.setPen(QPen(colour, 1))
        for x0, y0, x1, y1 in halves:
            painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))
    painter.restore()


def _crossing_planes(plane: Plane) -> tuple[Plane, Plane]:
    return {
        Plane.AXIAL: (Plane.SAGITTAL, Plane.CORONAL),
        Plane.CORONAL: (Plane.SAGITTAL, Plane.AXIAL),
        Plane.SAGITTAL: (Plane.CORONAL, Plane.AXIAL),
    }[plane]


def draw_sign(painter: QPainter, at: QPointF, label: SeedLabel, size: float = 4.0) -> None:
    """A white + or − of that half size in a dark rim, legible on stroke and scan alike."""
    middle = QPointF(round(at.x()), round(at.y()))
    arms = [QPointF(size, 0)]
    if label is SeedLabel.FOREGROUND:
        arms.append(QPointF(0, size))
    for pen in (
        QPen(QColor(10, 12, 15), 4, Qt.SolidLine, Qt.SquareCap),
        QPen(Qt.white, 2, Qt.SolidLine, Qt.FlatCap),
    ):
        painter.setPen(pen)
        for arm in arms:
            painter.drawLine(middle - arm, middle + arm)


def draw_letters(painter: QPainter, frame: Frame) -> None:
    """The sides of the patient at the four edges."""
    width, height = frame.size
    inset = MARGIN + FONT_PX / 2
    top = inset if width > _TITLE_ROOM else inset + 1.5 * FONT_PX  # below the title
    places = ((inset, height / 2), (width / 2, top), (width - inset, height / 2))
    for letter, place in zip(
        frame.geometry.letters, (*places, (width / 2, height - inset)), strict=True
    ):
        draw_text(painter, QPointF(*place), letter, Qt.AlignCenter)


def draw_title(painter: QPainter, frame: Frame, index: int) -> None:
    """The plane's name with its colour, and which slice it is."""
    accent = QColor(PLANE_ACCENT[frame.geometry.plane])
    painter.setPen(Qt.NoPen)
    painter.setBrush(accent)
    painter.drawRoundedRect(QRectF(MARGIN, MARGIN, 3, FONT_PX), 1.5, 1.5)
    name = tr(PLANE_NAME[frame.geometry.plane])
    text = f"{name}  {index + 1}/{frame.geometry.slice_count}"
    draw_text(painter, QPointF(MARGIN + 10, MARGIN + FONT_PX / 2), text, Qt.AlignLeft)


def draw_remark(painter: QPainter, text: str) -> None:
    """What is special about what is shown, under the title."""
    at = QPointF(MARGIN + 10, MARGIN + FONT_PX * 2)
    draw_text(painter, at, text, Qt.AlignLeft, _REMARK_COLOUR)


def draw_scale_bar(painter: QPainter, frame: Frame, unit: str) -> None:
    """A bar of a round length at the bottom right."""
    width, height = frame.size
    length = nice_length(max(1e-3, width * _SCALE_BAR_SHARE / frame.camera.scale))
    reach = length * frame.camera.scale
    right, base = width - MARGIN, height - MARGIN
    for pen in (QPen(_SHADOW, 3), QPen(QColor(QUIET_TEXT), 1.5)):
        painter.setPen(pen)
        painter.drawPolyline(
            QPointF(right - reach, base - 4),
            QPointF(right - reach, base),
            QPointF(right, base),
            QPointF(right, base - 4),
        )
    text = f"{length:g} {unit}" if length < 10 or unit != "mm" else f"{length / 10:g} cm"
    draw_text(painter, QPointF(right - reach / 2, base - 12), text, Qt.AlignCenter)


def draw_text(
    painter: QPainter,
    at: QPointF,
    text: str,
    align: Qt.AlignmentFlag,
    colour: str = QUIET_TEXT,
) -> None:
    """Text at a point, centred or to its right, in a dark rim that keeps it legible anywhere."""
    picture = _text_picture(text, colour, painter.device().devicePixelRatioF())
    size = picture.size() / picture.devicePixelRatioF()
    left = at.x() - (size.width() / 2 if align == Qt.AlignCenter else _RIM)
    painter.drawImage(QPointF(round(left), round(at.y() - size.height() / 2)), picture)


@functools.lru_cache(maxsize=512)
def _text_picture(text: str, colour: str, pixel_ratio: float) -> QImage:
    """The text in its rim, kept: the same few are drawn at every repaint."""
    font = small_font()
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 2 * _RIM, metrics.capHeight() + 2 * _RIM
    size = (math.ceil(width * pixel_ratio), math.ceil((height + 2 * _RIM) * pixel_ratio))
    picture = QImage(*size, QImage.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(pixel_ratio)
    picture.fill(Qt.transparent)
    base = QPointF(_RIM, metrics.capHeight() + 2 * _RIM)
    painter = QPainter(picture)
    painter.setFont(font)
    painter.setPen(_SHADOW)
    for shift in _AROUND:
        painter.drawText(base + shift, text)
    painter.setPen(QColor(colour))
    painter.drawText(base, text)
    painter.end()
    return picture
