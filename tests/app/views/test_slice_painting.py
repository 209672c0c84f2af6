"""What a slice is painted from: grey values, outlines, pictures, and what is painted anew."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PyQt5.QtGui import QColor, QImage, QPainter, QTransform, qRgba

from app.model.view_state import Tool, WindowLevel
from app.tools.slice_geometry import Plane
from app.views.image_layer import blended, grey
from app.views.outline import outline
from app.views.picture_item import PictureItem
from app.views.slice_view import SliceView
from bifseg_core.case import AddStroke, ReplaceSegmentation
from bifseg_core.interactions import SeedLabel, Stroke
from tests.app.views.conftest import make_segmentation


@given(
    hnp.arrays(st.sampled_from(["u1", "i1", "u2", "i2"]), hnp.array_shapes(min_dims=2, max_dims=2)),
    st.floats(0.5, 5000),
    st.floats(-2000, 2000),
)
def test_grey_is_the_share_of_the_window_in_any_layout(section, window, level):
    share = (section[::-1].T.astype(float) - level) / window + 0.5
    found = grey(section[::-1].T, WindowLevel(window, level))
    assert np.abs(found - np.clip(255 * share, 0, 255)).max(initial=0) < 1.01


@given(hnp.arrays(bool, hnp.array_shapes(min_dims=2, max_dims=2, max_side=9)))
def test_an_outline_has_every_edge_once(mask):
    padded = np.pad(mask, 1)
    edges = sum(int((np.diff(padded.astype(int), axis=axis) != 0).sum()) for axis in (0, 1))
    path = outline(mask)
    assert path.length() == pytest.approx(edges)
    assert path.elementCount() <= 2 * edges


def test_a_straight_edge_is_one_piece():
    assert outline(np.ones((40, 30), bool)).elementCount() == 8


class TestBlending:
    def test_ends_are_the_pictures_themselves(self):
        below, above = np.full((2, 2), 10, np.uint8), np.full((2, 2), 250, np.uint8)
        assert (blended(below, above, 0.0) == 10).all()
        assert (blended(below, above, 1.0) == 250).all()
        assert (blended(below, above, 0.5) == 130).all()

    def test_grey_over_colour(self):
        below = np.zeros((2, 2, 3), np.uint8)
        below[..., 0] = 200
        mixed = blended(below, np.full((2, 2), 100, np.uint8), 0.5)
        assert mixed[0, 0].tolist() == [150, 50, 50]


class TestPictureItem:
    @pytest.fixture
    def painted(self, qapp):
        def paint(picture, table=None):
            item = PictureItem()
            if table is not None:
                item.set_colours(table)
            item.show_picture(picture)
            image = QImage(picture.shape[1], picture.shape[0], QImage.Format_RGB32)
            image.fill(0)
            painter = QPainter(image)
            item.paint(painter)
            painter.end()
            return image

        return paint

    def test_grey_without_a_copy_even_of_what_may_not_be_written(self, painted):
        picture = np.arange(12, dtype=np.uint8).reshape(3, 4) * 20
        picture.setflags(write=False)
        image = painted(picture)
        assert image.pixelColor(2, 1).getRgb()[:3] == (120, 120, 120)

    def test_colours_by_table(self, painted):
        table = np.zeros((256, 4), np.uint8)
        table[1] = 10, 200, 30, 255
        image = painted(np.eye(3, dtype=np.uint8), table)
        assert image.pixelColor(1, 1).getRgb()[:3] == (10, 200, 30)
        assert image.pixelColor(1, 0).getRgb()[:3] == (0, 0, 0)

    def test_colours_themselves_in_any_layout(self, painted):
        picture = np.zeros((3, 5, 3), np.uint8)
        picture[0, 4] = 1, 2, 3
        image = painted(picture[:, ::-1])
        assert image.pixelColor(0, 0).getRgb()[:3] == (1, 2, 3)


def scaled_up(draw, is_smooth):
    """What is drawn onto a dark sheet at a crooked scale, as numbers (rows, columns, 3)."""
    sheet = QImage(101, 83, QImage.Format_RGB32)
    sheet.fill(QColor(30, 60, 90))
    painter = QPainter(sheet)
    painter.setTransform(QTransform.fromScale(3.37, 2.71))
    painter.setRenderHint(QPainter.SmoothPixmapTransform, is_smooth)
    draw(painter)
    painter.end()
    bits = sheet.constBits()
    bits.setsize(sheet.sizeInBytes())
    return np.frombuffer(bits, np.uint8).reshape(83, 101, 4)[..., :3].astype(int)


@pytest.mark.parametrize("is_smooth", [False, True])
@pytest.mark.parametrize("has_table", [False, True])
def test_a_picture_looks_as_the_values_it_was_made_from(qapp, is_smooth, has_table):
    values = np.random.default_rng(0).integers(0, 4, (24, 30), np.uint8)
    table = np.zeros((256, 4), np.uint8)
    table[1:4] = (255, 0, 0, 64), (0, 250, 90, 128), (7, 8, 9, 255)
    kind = QImage.Format_Indexed8 if has_table else QImage.Format_Grayscale8
    values = values if has_table else values * np.uint8(80)
    plain = QImage(values.data, 30, 24, 30, kind)
    item = PictureItem()
    item.is_smooth = is_smooth
    if has_table:
        plain.setColorTable([qRgba(*row) for row in table.tolist()])
        item.set_colours(table)
    item.show_picture(values)
    expected = scaled_up(lambda painter: painter.drawImage(0, 0, plain), is_smooth)
    found = scaled_up(lambda painter: item.paint(painter), is_smooth)
    assert np.abs(found - expected).max() <= 3
    assert np.ptp(found) > 100


class TestWhatIsPaintedAnew:
    @pytest.fixture
    def view(self, qtbot, case_model, view_state, monkeypatch):
        view = SliceView(Plane.AXIAL, case_model, view_state)
        view.resize(200, 160)
        qtbot.addWidget(view)
        with qtbot.waitExposed(view):
            view.show()
        view.grab()
        self.count = 0
        paint = view.contents.mask.paint

        def counted(painter):
            self.count += 1
            paint(painter)

        monkeypatch.setattr(view.contents.mask, "paint", counted)
        return view

    def test_not_the_picture_when_only_the_crosshair_moves(self, view, view_state):
        before = view.grab().toImage()
        i, j, k = view_state.settings.crosshair_ijk
        view_state.update(crosshair_ijk=(i + 5, j - 5, k))
        assert view.grab().toImage() != before
        assert self.count == 0

    @pytest.mark.parametrize(
        "change",
        [
            {"crosshair_ijk": (20, 25, 3)},
            {"window_level": WindowLevel(20, 10)},
            {"interpolated": False},
            {"radiological": False},
        ],
    )
    def test_the_picture_when_the_image_looks_otherwise(self, view, view_state, change):
        before = view.grab().toImage()
        view_state.update(**change)
        assert view.grab().toImage() != before
        assert self.count == 1

    def test_the_picture_when_a_mask_or_a_stroke_appears(self, view, case_model, box):
        case_model.perform(ReplaceSegmentation(1, make_segmentation(box)))
        view.grab()
        assert self.count == 1
        voxels = np.array([[20, 25, 15], [21, 25, 15]], np.int32)
        case_model.perform(AddStroke(1, Stroke(SeedLabel.FOREGROUND, voxels)))
        view.grab()
        assert self.count == 2

    def test_the_picture_when_the_view_is_zoomed_or_resized(self, view):
        view.set_camera(view.camera.zoomed(2, (50, 50)))
        view.grab()
        assert self.count == 1
        view.resize(220, 160)
        view.grab()
        assert self.count == 2

    def test_many_changes_are_painted_once(self, view, view_state, monkeypatch):
        shown = []
        show = view.contents.image.show
        monkeypatch.setattr(
            view.contents.image, "show", lambda *args: (shown.append(args[2]), show(*args))
        )
        for k in range(3, 12):
            view_state.update(crosshair_ijk=(20, 25, k))
        view.grab()
        assert shown == [11]
        assert self.count == 1

    def test_not_the_picture_when_another_tool_is_taken(self, view, view_state):
        view_state.update(tool=Tool.SCRIBBLE)
        view.grab()
        assert self.count == 0
