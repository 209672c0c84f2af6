import torch

from bifseg_core.training.batches import cut_off
from bifseg_core.training.fields import Draw


def test_what_is_cut_off_ends_at_a_slice_and_the_image_goes_on() -> None:
    fields = torch.zeros(40, 2, 12, 12, 12)
    fields[:, :, 3:9, 3:9, 3:9] = 1
    draw = Draw(0, count=40, shape=(12, 12, 12), device=torch.device("cpu"))
    result = cut_off(draw, fields)
    assert torch.equal(result[:, 0], fields[:, 0])
    whole = 0
    for objects in result[:, 1]:
        spots = objects.nonzero()
        extent = spots.amax(0) - spots.amin(0) + 1
        assert float(extent.prod()) == objects.sum()
        assert spots.amin(0).tolist() == [3, 3, 3]
        assert sorted(extent.tolist())[1:] == [6, 6]
        whole += int(extent.amin() == 6)
    assert 25 < whole < 40


def test_where_slices_are_thick_most_objects_end_across_them() -> None:
    fields = torch.zeros(1, 2, 12, 12, 12)
    fields[:, :, 3:9, 3:9, 3:9] = 1
    ends = [0, 0, 0]
    for seed in range(300):
        draw = Draw(seed, count=1, shape=(12, 12, 12), device=torch.device("cpu"))
        spots = cut_off(draw, fields, across=1)[0, 1].nonzero()
        extent = spots.amax(0) - spots.amin(0) + 1
        for axis in range(3):
            ends[axis] += int(extent[axis] < 6)
    assert ends[1] > 2 * max(ends[0], ends[2]) > 0
