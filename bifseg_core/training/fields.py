"""Random numbers and smooth random fields for batches of scenes; everything by seed.

Fields are (N, I, J, K), N scenes made at once; K = 1 stands for 2D.
"""

import random
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

Shape = tuple[int, int, int]


class Draw:
    """A source of random numbers: per batch (Python numbers) and per scene (tensors).

    The same seed, count, shape and kind of device give the same numbers.
    """

    def __init__(self, seed: int, *, count: int, shape: Shape, device: torch.device) -> None:
        """Start the source of a batch of ``count`` scenes on a grid of ``shape``."""
        self.count, self.shape, self.device = count, shape, device
        self.plain = random.Random(seed)
        self.torch = torch.Generator(device=device)
        self.torch.manual_seed(self.plain.getrandbits(62))

    def chance(self, probability: float) -> bool:
        """Return True with that probability, for the whole batch."""
        return self.plain.random() < probability

    def uniform(self, low: float, high: float, *, size: int = 1) -> Tensor:
        """Return numbers of each scene in low..high, (N, size, 1, 1, 1) or (N, 1, 1, 1)."""
        values = torch.rand(self.count, size, generator=self.torch, device=self.device)
        values = values * (high - low) + low
        return values.view(-1, 1, 1, 1) if size == 1 else values.view(-1, size, 1, 1, 1)

    def table(self, low: float, high: float, *, size: int) -> Tensor:
        """Return a table of numbers of each scene in low..high, (N, size)."""
        return (
            torch.rand(self.count, size, generator=self.torch, device=self.device) * (high - low)
            + low
        )

    def some(self, probability: float) -> Tensor:
        """Return 1.0 for scenes drawn with that probability and 0.0 elsewhere, (N, 1, 1, 1)."""
        return (self.uniform(0, 1) < probability).float()

    def noise(self, *, channels: int = 1) -> Tensor:
        """Return white Gaussian noise, (N, I, J, K) or (N, channels, I, J, K)."""
        size = (self.count, channels, *self.shape)
        values = torch.randn(size, generator=self.torch, device=self.device)
        return values[:, 0] if channels == 1 else values

    def smooth(self, cells: float, *, channels: int = 1) -> Tensor:
        """Return smooth noise of standard deviation about 1.

        Args:
            cells: Number of independent values along the longest axis.
            channels: Number of independent fields.

        Returns:
            (N, I, J, K), or (N, channels, I, J, K).
        """
        longest = max(self.shape)
        bases = [_spline_basis(cells * n / longest, n, self.device) for n in self.shape]
        values = torch.randn(
            (self.count * channels, *(basis.shape[1] for basis in bases)),
            generator=self.torch,
            device=self.device,
        )
        for basis in bases:  # each turn contracts one axis and moves it to the end
            values = torch.tensordot(values, basis, dims=([1], [1]))
        values = values.view(self.count, channels, *self.shape)
        return values[:, 0] if channels == 1 else values


def coordinates(shape: Shape, device: torch.device) -> Tensor:
    """Return voxel centres in -1..1 along each axis, (3, I, J, K); 0 along an axis of one."""
    axes = [(torch.arange(n, device=device) + 0.5) * (2 / n) - 1 for n in shape]
    return torch.stack(torch.meshgrid(*axes, indexing="ij"))


def blurred(values: Tensor, sigmas: Sequence[float]) -> Tensor:
    """Blur (N, I, J, K) by Gaussians of the given standard deviation along each axis."""
    for axis, sigma in enumerate(sigmas, start=1):
        if sigma > 0.2 and values.shape[axis] > 1:
            values = _blurred_along(values, axis, sigma)
    return values


def _blurred_along(values: Tensor, axis: int, sigma: float) -> Tensor:
    radius = min(max(int(2.5 * sigma + 0.5), 1), values.shape[axis] - 1)
    offsets = torch.arange(-radius, radius + 1, device=values.device)
    kernel = torch.exp(-0.5 * (offsets / sigma) ** 2)
    kernel = kernel / kernel.sum()
    rows = values.movedim(axis, -1)
    size = values.shape[axis]
    padded = functional.pad(rows, (radius, radius, 0, 0, 0, 0), mode="replicate")
    total = padded[..., :size] * kernel[0].item()
    for start, weight in enumerate(kernel.tolist()[1:], start=1):
        total.add_(padded[..., start : start + size], alpha=weight)
    return total.movedim(-1, axis)


def _spline_basis(cells: float, size: int, device: torch.device) -> Tensor:
    """Return cubic B-splines sampled on an axis, (size, splines), of unit mean energy."""
    if size == 1:
        return torch.ones(1, 1, device=device)
    count = max(round(cells), 1) + 3
    positions = torch.linspace(1, count - 2, size, device=device)
    distance = (positions[:, None] - torch.arange(count, device=device)).abs()
    near = 2 / 3 - distance.square() + distance**3 / 2
    far = (2 - distance).clamp_min(0) ** 3 / 6
    basis = torch.where(distance < 1, near, far)
    return basis / basis.square().sum(1).mean().sqrt()
