import numpy as np
import torch

from bifseg_core.training.batches import cut_off, make_batch
from bifseg_core.training.config import TrainingConfig
from bifseg_core.training.fields import Draw
from bifseg_core.training.instances import Instance
from bifseg_core.training.pool import RealPool, ScenePool

CPU = torch.device("cpu")


def test_what_is_cut_off_ends_at_a_slice_and_the_image_goes_on() -> None:
    fields = torch.zeros(40, 2, 12, 12, 12)
    fields[:, :, 3:9, 3:9, 3:9] = 1
    draw = Draw(0, count=40, shape=(12, 12, 12), device=CPU)
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
        draw = Draw(seed, count=1, shape=(12, 12, 12), device=CPU)
        spots = cut_off(draw, fields, across=1)[0, 1].nonzero()
        extent = spots.amax(0) - spots.amin(0) + 1
        for axis in range(3):
            ends[axis] += int(extent[axis] < 6)
    assert ends[1] > 2 * max(ends[0], ends[2]) > 0


def test_slices_of_scans_lie_mostly_along_those_of_a_thin_grid() -> None:
    mask = np.zeros((24, 24, 24), np.uint8)
    mask[6:18, 6:18, 6:18] = 1
    steps = np.broadcast_to(np.arange(40, 160, 5, dtype=np.uint8), mask.shape)
    shape = (24, 24, 24)
    real = RealPool([Instance("scan", "train", 3, steps.copy(), mask)], shape, CPU)
    scenes = ScenePool(0, capacity=2, group=2, shape=shape, device=CPU)
    config = TrainingConfig("compact_3d", batch=1, real_share=1.0)
    across = 0
    for seed in range(60):
        crop = make_batch(config, seed, (5, 24, 24), scenes=scenes, real=real).crops[0]
        profiles = [crop.mean(dim=[n for n in range(3) if n != axis]) for axis in range(3)]
        across += int(np.argmax([float(profile.std()) for profile in profiles]) == 0)
    assert 30 < across < 55  # two of three; without regard to slices one of three
