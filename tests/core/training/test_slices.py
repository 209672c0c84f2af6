import pytest
import torch

from bifseg_core.training.fields import Draw, Shape
from bifseg_core.training.slices import slice_axis, slice_gains, slice_motion


def draws(shape: Shape) -> list[Draw]:
    return [Draw(seed, count=2, shape=shape, device=torch.device("cpu")) for seed in range(60)]


@pytest.mark.parametrize(
    ("shape", "axis"),
    [((50, 44, 9), 2), ((8, 50, 50), 0), ((50, 44, 1), None), ((30, 28, 24), None)],
)
def test_only_few_slices_are_thick(shape: Shape, axis: int | None) -> None:
    assert slice_axis(shape) == axis


def test_slices_move_in_their_plane_and_at_times_only() -> None:
    shape = (40, 36, 8)
    found = [motion for draw in draws(shape) if (motion := slice_motion(draw, shape)) is not None]
    assert 10 < len(found) < 40
    moves = torch.stack(found)
    assert moves.shape[1:] == (2, 3, 1, 1, 8)
    assert (moves[:, :, 2] == 0).all()
    assert (moves[:, :, :2] != 0).all()
    assert 0.01 < moves[:, :, :2].std() < 0.06


def test_slices_have_a_brightness_of_their_own_at_times_only() -> None:
    shape = (40, 8, 36)
    found = [gains for draw in draws(shape) if (gains := slice_gains(draw, shape)) is not None]
    assert 8 < len(found) < 35
    assert found[0].shape == (2, 1, 8, 1)
    assert (torch.stack(found) > 0).all()


def test_volumes_of_even_voxels_are_left_alone() -> None:
    shape = (30, 30, 30)
    assert all(slice_motion(draw, shape) is None for draw in draws(shape))
    assert all(slice_gains(draw, shape) is None for draw in draws(shape))
