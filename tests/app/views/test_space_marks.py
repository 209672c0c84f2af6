"""The sentence in the 3D view."""

from __future__ import annotations

import pytest
from PyQt5.QtGui import QFontMetricsF

from app.views.slice_marks import small_font
from app.views.space_marks import lines_of

SENTENCE = "Surfaces need OpenGL, which was not found here."


@pytest.mark.parametrize("width", [90, 160, 240, 2000])
def test_no_line_is_wider_than_the_view_and_no_word_is_lost(qapp: object, width: int) -> None:
    lines = lines_of(SENTENCE, width)
    measured = QFontMetricsF(small_font()).horizontalAdvance
    assert " ".join(lines) == SENTENCE
    assert all(measured(line) <= width for line in lines)


def test_a_word_wider_than_the_view_stands_alone(qapp: object) -> None:
    assert lines_of("one two", 1) == ["one", "two"]
    assert lines_of("", 100) == []
