"""The lasso encloses what lies inside it, whatever way it was drawn."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.tools.drag import Drag
from app.tools.lasso_tool import draw_lasso, inside_of
from app.tools.scribble_tool import Brush
from app.tools.slice_geometry import Plane, SliceGeometry
from bifseg_core.geometry import Affine
from bifseg_core.interactions import SeedLabel
from bifseg_core.volume import Volume

VOLUME = Volume(np.zeros((20, 16, 5)), Affine.from_spacing((1.0, 1.5, 2.0)))
AXIAL = SliceGeometry.of(VOLUME, Plane.AXIAL)
COLUMNS, ROWS = AXIAL.size_px
POINTS = st.lists(st.tuples(st.floats(-5, 25), st.floats(-5, 25)), min_size=3, max_size=12)
SQUARE = [(4.0, 3.0), (10.0, 3.0), (10.0, 9.0), (4.0, 9.0)]


def lasso(points, label=SeedLabel.FOREGROUND):
    drag = Drag(draw_lasso(Brush(AXIAL, 2, label, 0, is_repair=True), points[0]))
    for point in points[1:]:
        drag.move(point)
    return drag


def crossings(line, x, y):
    """The textbook's test for one point (PNPOLY)."""
    inside = False
    for (x0, y0), (x1, y1) in zip(line, [*line[1:], *line[:1]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


@given(POINTS)
def test_it_holds_the_pixels_whose_centres_lie_inside(line) -> None:
    found = inside_of(line, (ROWS, COLUMNS))
    expected = [[crossings(line, c + 0.5, r + 0.5) for c in range(COLUMNS)] for r in range(ROWS)]
    # On the very border either answer is right; shifting by a hair tells whether it is there.
    near = [
        [
            len({crossings(line, c + 0.5 + d, r + 0.5 + e) for d in HAIR for e in HAIR}) > 1
            for c in range(COLUMNS)
        ]
        for r in range(ROWS)
    ]
    assert ((found == np.array(expected)) | np.array(near)).all()


HAIR = (-1e-6, 0.0, 1e-6)


@given(POINTS)
def test_a_drag_and_its_line_hold_the_same(line) -> None:
    preview = lasso(line).preview
    np.testing.assert_array_equal(preview.painted, inside_of(line, (ROWS, COLUMNS)))


def test_a_square_is_filled_whichever_way_round() -> None:
    for line in (SQUARE, SQUARE[::-1]):
        painted = lasso(line).preview.painted
        assert painted[3:9, 4:10].all()
        assert painted.sum() == 36


def test_its_stroke_repairs_on_the_slice() -> None:
    stroke = lasso(SQUARE, SeedLabel.BACKGROUND).release()
    assert stroke.is_repair
    assert stroke.label is SeedLabel.BACKGROUND
    assert set(stroke.voxels_ijk[:, AXIAL.normal.axis]) == {2}
    assert len(stroke.voxels_ijk) == 36


def test_a_line_round_nothing_is_none() -> None:
    assert lasso([(4.0, 3.0), (10.0, 3.0)]).release() is None
    assert lasso([(30.0, 3.0), (40.0, 3.0), (35.0, 9.0)]).release() is None


def test_the_lasso_may_leave_the_image() -> None:
    painted = lasso([(-50.0, -50.0), (90.0, -50.0), (90.0, 90.0), (-50.0, 90.0)]).preview.painted
    assert painted.all()
