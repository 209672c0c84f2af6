import torch

from bifseg_core.networks import registry
from bifseg_core.training.inflation import inflate


def test_an_inflated_network_does_to_a_slice_what_the_flat_one_does() -> None:
    torch.manual_seed(0)
    flat, deep = registry.create("compact_2d").eval(), registry.create("compact_3d").eval()
    inflate(flat, deep)
    inputs = torch.randn(1, flat.input_channels, 24, 20)
    with torch.inference_mode():
        torch.testing.assert_close(deep(inputs[..., None])[..., 0], flat(inputs))


def test_an_inflated_network_does_to_equal_slices_nearly_what_the_flat_one_does() -> None:
    torch.manual_seed(0)
    flat, deep = registry.create("compact_2d").eval(), registry.create("compact_3d").eval()
    inflate(flat, deep)
    inputs = torch.randn(1, flat.input_channels, 24, 20)
    with torch.inference_mode():
        scores = deep(inputs[..., None].expand(-1, -1, -1, -1, 16))
        torch.testing.assert_close(scores[..., 8], flat(inputs), atol=1e-4, rtol=1e-4)
