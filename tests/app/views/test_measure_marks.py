"""Where the numbers of a ruler or a circle stand."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from app.views.measure_marks import beside
from app.views.slice_marks import MARGIN

WIDTH = 400.0
sides = st.floats(0, WIDTH)


@given(sides, sides, st.floats(20, 180))
def test_numbers_are_on_the_screen_and_beside_the_measure(a: float, b: float, wide: float) -> None:
    left, right = min(a, b), max(a, b)
    room = wide + 2 * MARGIN
    assume(WIDTH - right >= room or left >= room)
    x = beside(left, right, wide, WIDTH)
    assert x >= MARGIN
    assert x + wide <= WIDTH - MARGIN
    assert x > right or x + wide < left


def test_the_right_side_goes_first() -> None:
    assert beside(150, 200, 80, WIDTH) > 200
    assert beside(350, 390, 80, WIDTH) + 80 < 350


def test_a_measure_as_wide_as_the_view_is_written_over_rather_than_cut() -> None:
    assert MARGIN <= beside(2, 398, 120, WIDTH) <= WIDTH - 120 - MARGIN
