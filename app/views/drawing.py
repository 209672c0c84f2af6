"""Which tool draws what, with which button: the brush for a press, and the drag that it begins."""

from __future__ import annotations

from collections.abc import Callable

from app.model.view_state import Tool, ViewSettings
from app.tools.lasso_tool import draw_lasso
from app.tools.scribble_tool import Brush, StrokeDrag, paint_stroke, place_point
from app.tools.slice_geometry import Point, SliceGeometry
from bifseg_core.interactions import SeedLabel

POINT_RADIUS = 1
"""Of a point, in voxels of the slice, so that it can be seen."""

REPAIRING = (Tool.LASSO, Tool.REPAIR)
"""What they draw goes into the mask itself."""

_DRAG: dict[Tool, Callable[[Brush, Point], StrokeDrag]] = {
    Tool.SCRIBBLE: paint_stroke,
    Tool.ERASER: paint_stroke,
    Tool.POINT: place_point,
    Tool.REPAIR: paint_stroke,
    Tool.LASSO: draw_lasso,
}
_OTHER = {
    SeedLabel.FOREGROUND: SeedLabel.BACKGROUND,
    SeedLabel.BACKGROUND: SeedLabel.FOREGROUND,
}


def draws(tool: Tool, *, with_right: bool = False) -> bool:
    """Whether a press with that tool draws something on the slice."""
    return tool in _DRAG and not (with_right and tool is Tool.ERASER)


def label_of(look: ViewSettings, *, with_right: bool = False) -> SeedLabel:
    """What the tool in hand says of the voxels that it touches; NONE erases strokes."""
    if look.tool is Tool.ERASER:
        return SeedLabel.NONE
    left = look.scribble_label if look.tool is Tool.SCRIBBLE else SeedLabel.FOREGROUND
    return _OTHER[left] if with_right else left


def radius_of(look: ViewSettings) -> int:
    """The radius of the tool in hand, in voxels of the slice."""
    return POINT_RADIUS if look.tool is Tool.POINT else look.brush_radius


def begun(
    look: ViewSettings, geometry: SliceGeometry, index: int, start_px: Point, *, with_right: bool
) -> StrokeDrag:
    """The drag that a press with the tool in hand begins on slice `index`."""
    label = label_of(look, with_right=with_right)
    brush = Brush(geometry, index, label, radius_of(look), look.tool in REPAIRING)
    return _DRAG[look.tool](brush, start_px)
