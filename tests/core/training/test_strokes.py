import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from bifseg_core.networks import registry
from bifseg_core.networks.guidance import guidance_maps, network_inputs
from bifseg_core.training.batches import Batch, normalised
from bifseg_core.training.fields import Draw
from bifseg_core.training.rounds import Correction, network_batch, simulated_correction
from bifseg_core.training.strokes import add_strokes, proximity

CPU = torch.device("cpu")


def truth_and_mask(shape: tuple[int, int, int]) -> tuple[torch.Tensor, torch.Tensor]:
    truth = torch.zeros(2, *shape, dtype=torch.bool)
    mask = truth.clone()
    truth[:, 4:18, 4:16] = True
    mask[:, 10:22, 4:16] = True
    return truth, mask


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**9), depth=st.sampled_from([1, 5, 14]))
def test_strokes_lie_on_errors_and_tell_the_truth(seed: int, depth: int) -> None:
    shape = (24, 20, depth)
    truth, mask = truth_and_mask(shape)
    draw = Draw(seed, count=2, shape=shape, device=CPU)
    seeds = add_strokes(draw, torch.zeros_like(truth, dtype=torch.uint8), truth, mask)
    assert not ((seeds > 0) & (truth == mask)).any()
    assert not ((seeds == 1) & ~truth).any()
    assert not ((seeds == 2) & truth).any()


def test_a_wrong_mask_gets_short_strokes() -> None:
    truth, mask = truth_and_mask((24, 20, 1))
    draw = Draw(0, count=2, shape=(24, 20, 1), device=CPU)
    seeds = add_strokes(draw, torch.zeros_like(truth, dtype=torch.uint8), truth, mask)
    marked = (seeds > 0).flatten(1).sum(1)
    assert (marked >= 3).all()
    assert (marked <= 3 * 9).all()  # three strokes of nine pixels at most


def test_a_right_mask_gets_no_stroke() -> None:
    truth, _ = truth_and_mask((24, 20, 6))
    draw = Draw(0, count=2, shape=(24, 20, 6), device=CPU)
    seeds = add_strokes(draw, torch.zeros_like(truth, dtype=torch.uint8), truth, truth)
    assert not seeds.any()


def test_strokes_accumulate() -> None:
    truth, mask = truth_and_mask((24, 20, 6))
    draw = Draw(0, count=2, shape=(24, 20, 6), device=CPU)
    first = add_strokes(draw, torch.zeros_like(truth, dtype=torch.uint8), truth, mask)
    second = add_strokes(draw, first, truth, mask)
    assert (second[first > 0] == first[first > 0]).all()
    assert (second > 0).sum() > (first > 0).sum()


@pytest.mark.parametrize("shape", [(12, 10, 8), (12, 10, 1)])
def test_training_and_use_build_the_same_inputs(shape: tuple[int, int, int]) -> None:
    generator = np.random.default_rng(0)
    crop = generator.random(shape).astype(np.float32)
    seeds = np.zeros(shape, np.uint8)
    seeds[3, 4, 0], seeds[8, 8, 0] = 1, 2
    previous = generator.random(shape) > 0.5
    network = registry.create("compact_2d" if shape[2] == 1 else "compact_3d")
    used = network_inputs(network, crop, seeds=seeds, previous=previous)
    correction = Correction(torch.from_numpy(seeds)[None], torch.from_numpy(previous)[None])
    trained = network_batch(network, normalised(torch.from_numpy(crop)[None]), correction)
    torch.testing.assert_close(trained, used, atol=1e-5, rtol=1e-5)


def test_proximity_equals_the_maps_used_later() -> None:
    seeds = np.zeros((9, 8, 7), np.uint8)
    seeds[1, 1, 1:4] = 1
    near = proximity(torch.from_numpy(seeds)[None])[0]
    np.testing.assert_allclose(near.numpy(), guidance_maps(seeds), atol=1e-6)


def test_a_simulated_user_corrects_and_leaves_the_network_in_training() -> None:
    network = registry.create("compact_2d").train()
    truth, _ = truth_and_mask((24, 20, 1))
    batch = Batch(torch.randn(2, 24, 20, 1), truth)
    draw = Draw(0, count=2, shape=(24, 20, 1), device=CPU)
    correction = simulated_correction(draw, network, batch, rounds=1)
    assert correction.seeds.any()
    assert network.training
