"""Affines and boxes."""

from __future__ import annotations

import nibabel as nib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from bifseg_core.errors import BoxError, GeometryError
from bifseg_core.geometry import Affine, BoundingBox
from tests.core.io.make import ORIENTATIONS, affine_of, affines

POINTS = hnp.arrays(float, (4, 3), elements=st.floats(-600, 600))
ENDS = st.tuples(*[st.tuples(st.integers(-9, 9), st.integers(1, 9))] * 3)


@st.composite
def boxes(draw: st.DrawFn) -> BoundingBox:
    start, extent = np.array(draw(ENDS)).T
    return BoundingBox(tuple(start.tolist()), tuple((start + extent).tolist()))


class TestAffine:
    @given(affines(), POINTS)
    def test_there_and_back_again(self, affine: Affine, points: np.ndarray) -> None:
        assert np.allclose(affine.to_ijk(affine.to_ras(points)), points, atol=1e-6)

    @given(affines(), POINTS)
    def test_places_voxels_as_its_matrix_says(self, affine: Affine, points: np.ndarray) -> None:
        assert np.allclose(affine.to_ras(points), nib.affines.apply_affine(affine.matrix, points))

    @given(affines())
    def test_measures_as_nibabel_does(self, affine: Affine) -> None:
        assert np.allclose(affine.spacing, nib.affines.voxel_sizes(affine.matrix))
        assert np.isclose(affine.voxel_volume, np.prod(affine.spacing))

    @pytest.mark.parametrize("rotation", ORIENTATIONS)
    def test_names_every_orientation_as_nibabel_does(self, rotation: np.ndarray) -> None:
        affine = affine_of(rotation, (0.5, 2, 7), (1, 2, 3))
        assert affine.axis_codes == "".join(nib.aff2axcodes(affine.matrix))

    @given(affines())
    def test_names_each_axis_once_when_oblique(self, affine: Affine) -> None:
        axes = [code.translate(str.maketrans("LPI", "RAS")) for code in affine.axis_codes]
        assert sorted(axes) == ["A", "R", "S"]

    def test_from_spacing_runs_along_ras(self) -> None:
        affine = Affine.from_spacing((1, 2, 3))
        assert affine.axis_codes == "RAS"
        assert affine.to_ras((1, 1, 1)).tolist() == [1, 2, 3]

    def test_shapes_of_points_are_kept(self) -> None:
        assert Affine.from_spacing((1, 1, 1)).to_ijk(np.zeros((2, 5, 3))).shape == (2, 5, 3)

    @pytest.mark.parametrize(
        "matrix",
        [
            np.zeros((4, 4)),
            np.diag([0.0, 1, 1, 1]),
            np.diag([1.0, 1, np.nan, 1]),
            np.diag([1.0, 1, np.inf, 1]),
            np.eye(3),
            np.ones((4, 4)) * [[1], [1], [1], [0]] + np.diag([0, 0, 0, 1.0]),
        ],
    )
    def test_refuses_what_is_no_map(self, matrix: np.ndarray) -> None:
        with pytest.raises(GeometryError, match=r"\.$"):
            Affine(matrix)

    def test_is_a_value(self) -> None:
        one, same = Affine.from_spacing((1, 2, 3)), Affine.from_spacing((1, 2, 3))
        assert one == same
        assert hash(one) == hash(same)
        assert one != Affine.from_spacing((1, 2, 4))
        assert one != "another thing"
        assert eval(repr(one), {"Affine": Affine}) == one

    def test_cannot_be_changed(self) -> None:
        matrix = np.eye(4)
        affine = Affine(matrix)
        matrix[0, 0] = 5
        assert affine.spacing == (1, 1, 1)
        with pytest.raises(ValueError, match="read-only"):
            affine.matrix[0, 0] = 5


class TestBoundingBox:
    @given(boxes())
    def test_written_and_read(self, box: BoundingBox) -> None:
        assert BoundingBox.parse(str(box)) == box

    def test_a_2d_box_lies_on_the_only_slice(self) -> None:
        assert BoundingBox.parse("1:3,2:5") == BoundingBox((1, 2, 0), (3, 5, 1))

    @pytest.mark.parametrize(
        "text", ["", "1:2", "1:2,3", "a:b,c:d", "1:2,3:4,5:6,7:8", "1:2:3,4:5"]
    )
    def test_refuses_other_texts(self, text: str) -> None:
        with pytest.raises(BoxError, match=r"\.$"):
            BoundingBox.parse(text)

    @pytest.mark.parametrize("text", ["3:1,0:2,0:2", "0:2,2:2,0:2"])
    def test_refuses_boxes_without_voxels(self, text: str) -> None:
        with pytest.raises(BoxError, match=r"empty.*\.$"):
            BoundingBox.parse(text)

    @given(boxes())
    def test_knows_its_voxels(self, box: BoundingBox) -> None:
        voxels = np.argwhere(np.ones(box.shape)) + box.start_ijk
        assert box.size == len(voxels)
        assert box.contains(voxels).all()
        assert BoundingBox.around(voxels) == box
        assert not box.contains(np.array(box.stop_ijk))

    @given(boxes(), st.integers(0, 5))
    def test_expanded_holds_it(self, box: BoundingBox, margin: int) -> None:
        larger = box.expanded(margin)
        assert larger.union(box) == larger
        assert np.array_equal(np.subtract(larger.shape, box.shape), [2 * margin] * 3)

    @given(boxes(), boxes())
    def test_union_is_the_smallest(self, one: BoundingBox, other: BoundingBox) -> None:
        both = one.union(other)
        ends = np.array([one.start_ijk, other.start_ijk, one.stop_ijk, other.stop_ijk])
        assert both.start_ijk == tuple(ends[:2].min(axis=0))
        assert both.stop_ijk == tuple(ends[2:].max(axis=0))

    @given(boxes())
    def test_clipped_to_an_image(self, box: BoundingBox) -> None:
        shape = (6, 5, 4)
        voxels = np.argwhere(np.ones(shape))
        inside = voxels[box.contains(voxels)]
        if len(inside):
            assert box.clipped_to(shape) == BoundingBox.around(inside)
        else:
            with pytest.raises(BoxError, match=r"outside.*\.$"):
                box.clipped_to(shape)

    def test_of_mask(self) -> None:
        mask = np.zeros((6, 5, 4), bool)
        assert BoundingBox.of_mask(mask) is None
        mask[1, 2, 3] = mask[4, 2, 0] = True
        box = BoundingBox.of_mask(mask)
        assert box == BoundingBox((1, 2, 0), (5, 3, 4))
        assert mask[box.slices].sum() == 2

    def test_its_middle_lies_in_it(self) -> None:
        assert BoundingBox((2, 0, 4), (6, 1, 9)).middle_ijk == (4, 0, 6)

    def test_whole_image(self) -> None:
        assert BoundingBox.whole((6, 5, 4)).shape == (6, 5, 4)

    @pytest.mark.parametrize(
        ("shape", "dimension"), [((6, 5, 4), 3), ((6, 5, 1), 2), ((6, 1, 4), 2)]
    )
    def test_dimension(self, shape: tuple[int, int, int], dimension: int) -> None:
        assert BoundingBox.whole(shape).dimension == dimension
