import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from bifseg_core.training.boxes import crops, object_bounds, random_boxes, warped
from bifseg_core.training.fields import Draw

SHAPE = (24, 20, 16)
CPU = torch.device("cpu")


def block() -> torch.Tensor:
    objects = torch.zeros(3, *SHAPE, dtype=torch.bool)
    objects[:, 4:16, 5:15, 6:12] = True
    return objects


def test_bounds_are_half_open() -> None:
    assert object_bounds(block())[0].tolist() == [[4, 16], [5, 15], [6, 12]]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_boxes_stay_in_the_field_and_near_the_object(seed: int) -> None:
    bounds = object_bounds(block())
    draw = Draw(seed, count=3, shape=SHAPE, device=CPU)
    boxes = random_boxes(draw, bounds, SHAPE, grid=SHAPE)
    extent = bounds[..., 1] - bounds[..., 0]
    assert (boxes[..., 0] >= 0).all()
    assert (boxes[..., 1] <= torch.tensor(SHAPE)).all()
    assert (boxes[..., 1] > boxes[..., 0]).all()
    assert (boxes[..., 0] - bounds[..., 0] <= 0.06 * extent + 1e-4).all()
    assert (bounds[..., 0] - boxes[..., 0] <= 0.5 * extent + 1e-4).all()


def test_boxes_of_every_kind_are_drawn() -> None:
    bounds = object_bounds(block())
    margins = []
    for seed in range(200):
        draw = Draw(seed, count=3, shape=SHAPE, device=CPU)
        boxes = random_boxes(draw, bounds, SHAPE, grid=SHAPE)
        margins.append((bounds[:, 0, 0] - boxes[:, 0, 0]) / 12)
    found = torch.cat(margins)
    assert (found < 0).any()
    assert (found == 0).float().mean() > 0.05
    assert (found > 0.2).float().mean() > 0.03


def test_on_a_thin_grid_margins_are_up_to_two_slices() -> None:
    bounds = object_bounds(block())
    thin = (24, 20, 8)
    margins = []
    for seed in range(100):
        draw = Draw(seed, count=3, shape=SHAPE, device=CPU)
        boxes = random_boxes(draw, bounds, SHAPE, grid=thin)
        margins.append((bounds[:, :, 0] - boxes[:, :, 0]) / torch.tensor([12, 10, 6]))
    along, _, across = torch.cat(margins).clamp_min(0).unbind(1)
    assert across.mean() > 1.3 * along.mean()


def test_a_crop_of_the_whole_field_is_the_field() -> None:
    fields = torch.rand(2, 1, *SHAPE)
    boxes = torch.tensor([[[0.0, n] for n in SHAPE]] * 2)
    torch.testing.assert_close(crops(fields, boxes, SHAPE), fields, atol=1e-5, rtol=0)


def test_a_mirrored_crop_is_the_crop_mirrored() -> None:
    fields = torch.rand(1, 1, *SHAPE)
    boxes = torch.tensor([[[0.0, n] for n in SHAPE]])
    mirrored = crops(fields, boxes, SHAPE, mirrored=torch.tensor([[-1.0, 1.0, 1.0]]))
    torch.testing.assert_close(mirrored, fields.flip(2), atol=1e-5, rtol=0)


def test_a_crop_shows_the_inside_of_its_box() -> None:
    boxes = object_bounds(block())
    inside = crops(block()[:, None].float(), boxes, (12, 10, 6))
    assert (inside > 0.8).all()


def test_thin_crops_average_what_lies_in_a_slice() -> None:
    fields = torch.arange(24.0).view(1, 1, 24, 1, 1).expand(1, 1, 24, 4, 4).contiguous()
    boxes = torch.tensor([[[0.0, 24.0], [0.0, 4.0], [0.0, 4.0]]])
    thin = crops(fields, boxes, (2, 4, 4))
    assert thin[0, 0, :, 0, 0].tolist() == pytest.approx([5.5, 17.5], abs=0.5)


def test_a_slice_that_moved_shows_what_lies_beside_it() -> None:
    fields = torch.rand(1, 1, 8, 4, 4)
    boxes = torch.tensor([[[0.0, 8.0], [0.0, 4.0], [0.0, 4.0]]])
    moved = torch.zeros(1, 3, 1, 1, 4)
    moved[0, 0, 0, 0, 1] = 2 / 8  # one voxel, in shares of half a box
    shown = crops(fields, boxes, (8, 4, 4), moved=moved)
    torch.testing.assert_close(shown[..., [0, 2, 3]], fields[..., [0, 2, 3]], atol=1e-5, rtol=0)
    torch.testing.assert_close(shown[0, 0, :-1, :, 1], fields[0, 0, 1:, :, 1], atol=1e-5, rtol=0)


def test_thin_slices_move_as_a_whole() -> None:
    fields = torch.rand(1, 1, 24, 4, 4)
    boxes = torch.tensor([[[0.0, 24.0], [0.0, 4.0], [0.0, 4.0]]])
    moved = torch.zeros(1, 3, 2, 1, 1)
    moved[0, 1, 1] = 2 / 4
    shown = crops(fields, boxes, (2, 4, 4), moved=moved)
    still = crops(fields, boxes, (2, 4, 4))
    torch.testing.assert_close(shown[0, 0, 0], still[0, 0, 0])
    torch.testing.assert_close(shown[0, 0, 1, :-1], still[0, 0, 1, 1:], atol=1e-5, rtol=0)


def test_warping_keeps_the_object_and_moves_it() -> None:
    fields = block()[:, None].float()
    draw = Draw(4, count=3, shape=SHAPE, device=CPU)
    bent = warped(draw, fields)
    assert bent.shape == fields.shape
    assert 0.5 < bent.sum() / fields.sum() < 2
    assert not torch.equal(bent, fields)


def test_most_boxes_leave_no_more_than_the_robot_user_does() -> None:
    bounds = object_bounds(block())
    extent = bounds[..., 1] - bounds[..., 0]
    within = []
    for seed in range(200):
        draw = Draw(seed, count=3, shape=SHAPE, device=CPU)
        boxes = random_boxes(draw, bounds, SHAPE, grid=(48, 48, 48))
        margins = (bounds[..., 0] - boxes[..., 0]) / extent
        within.append((margins.amax(dim=1) < 0.115).float())
    assert 0.8 < float(torch.cat(within).mean()) < 0.97
