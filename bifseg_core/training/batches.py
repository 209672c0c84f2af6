"""A training batch: samples of both kinds, bent, boxed, cropped, and changed in look."""

import random
from dataclasses import dataclass

import torch
from torch import Tensor

from bifseg_core.training.boxes import crops, object_bounds, random_boxes, sampled_at, warped
from bifseg_core.training.config import TrainingConfig
from bifseg_core.training.embedding import surrounded
from bifseg_core.training.fields import Draw, Shape, blurred, coordinates
from bifseg_core.training.pool import RealPool, Samples, ScenePool
from bifseg_core.training.slices import slice_axis, slice_gains, slice_motion

_THIN_SHARE = 0.4
_CUT_SHARE = 0.15
_ACROSS_SLICES = 0.6
_EMBEDDED_SHARE = 0.75


@dataclass(frozen=True)
class Batch:
    """Normalised crops (N, I, J, K) float and the objects in them, bool."""

    crops: Tensor
    objects: Tensor


def make_batch(
    config: TrainingConfig, seed: int, shape: Shape, *, scenes: ScenePool, real: RealPool | None
) -> Batch:
    """Make the batch that belongs to a seed.

    Args:
        config: The training's configuration.
        seed: Fixes every choice.
        shape: The grid of the crops, I, J, K; K = 1 for 2D.
        scenes: Random scenes.
        real: Real instances, if there are any.
    """
    source = random.Random(seed)
    samples = _samples(config, source, scenes, real)
    fields = torch.stack([samples.images, samples.objects], dim=1)
    fields = _permuted(source, fields, flat=shape[2] == 1, across=slice_axis(shape))
    field_shape = (fields.shape[2], fields.shape[3], fields.shape[4])
    draw = Draw(source.getrandbits(48), count=len(fields), shape=field_shape, device=fields.device)
    if draw.chance(0.5):
        fields = warped(draw, fields)
    fields = cut_off(draw, fields, across=slice_axis(shape))
    bounds = object_bounds(fields[:, 1] >= 0.5)
    boxes = random_boxes(draw, bounds, field_shape, grid=shape)
    mirrored = (draw.table(0, 1, size=3) < 0.5).float() * 2 - 1
    moved = slice_motion(draw, shape)
    cropped = crops(fields, boxes, shape, mirrored=mirrored, moved=moved)
    look = Draw(source.getrandbits(48), count=len(fields), shape=shape, device=fields.device)
    return Batch(normalised(_restyled(look, cropped[:, 0])), cropped[:, 1] >= 0.5)


def normalised(images: Tensor) -> Tensor:
    """Bring each crop (N, I, J, K) to zero mean and unit standard deviation."""
    mean = images.mean(dim=(1, 2, 3), keepdim=True)
    deviation = images.std(dim=(1, 2, 3), keepdim=True, correction=0)
    return (images - mean) / deviation.clamp_min(1e-6)


def _samples(
    config: TrainingConfig, source: random.Random, scenes: ScenePool, real: RealPool | None
) -> Samples:
    count = (
        0 if real is None else sum(source.random() < config.real_share for _ in range(config.batch))
    )
    parts = [scenes.sample(source, config.batch - count)] if count < config.batch else []
    if real is not None and count:
        drawn = real.sample(source, count)
        if source.random() < _EMBEDDED_SHARE:
            drawn = surrounded(source.getrandbits(48), drawn, scenes.sample(source, count))
        parts.append(drawn)
    return Samples(
        torch.cat([part.images for part in parts]), torch.cat([part.objects for part in parts])
    )


def cut_off(draw: Draw, fields: Tensor, *, across: int | None = None) -> Tensor:
    """Let some objects end at a slice though what they are part of goes on.

    That is how the base of a ventricle, a length of a vessel or of the spinal cord is labelled.

    Args:
        draw: The source of random numbers, one batch of N.
        fields: Images and objects, (N, 2, I, J, K).
        across: The axis (0..2) across thick slices, along which most of them end.
    """
    axis = draw.plain.choice([axis for axis in (2, 3, 4) if fields.shape[axis] > 1])
    if across is not None and draw.chance(_ACROSS_SLICES):
        axis = across + 2
    bounds = object_bounds(fields[:, 1] >= 0.5)[:, axis - 2]
    kept = draw.uniform(0.3, 0.9).flatten() * (bounds[:, 1] - bounds[:, 0])
    last = torch.where(draw.some(_CUT_SHARE).flatten() > 0, bounds[:, 0] + kept, bounds[:, 1])
    view = [fields.shape[axis] if other == axis else 1 for other in range(1, 5)]
    place = torch.arange(fields.shape[axis], device=fields.device).view(view)
    inside = place < last.ceil().view(-1, 1, 1, 1, 1)
    return torch.cat([fields[:, :1], fields[:, 1:] * inside], dim=1)


def _permuted(source: random.Random, fields: Tensor, *, flat: bool, across: int | None) -> Tensor:
    """Exchange axes in every other batch; in the others slices lie along the thick ones, if any."""
    axes = [2, 3] if flat else [2, 3, 4]
    if source.random() < 0.5:
        source.shuffle(axes)
    elif across is not None:
        axes.insert(across, axes.pop())
    return fields.permute(0, 1, *axes, *((4,) if flat else ()))


def random_grid(config: TrainingConfig, source: random.Random, *, flat: bool) -> Shape:
    """Return the size of a crop: one side the longest, the others shorter, at times thin."""
    longest = source.randint(config.smallest_side, config.largest_side)
    sides = [longest, *(max(8, round(longest * source.uniform(0.5, 1))) for _ in range(2))]
    if flat:
        pair = [longest, max(8, round(longest * source.uniform(0.6, 1)))]
        source.shuffle(pair)
        return pair[0], pair[1], 1
    if source.random() < _THIN_SHARE:
        sides[2] = source.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 16))
    source.shuffle(sides)
    return sides[0], sides[1], sides[2]


def _restyled(draw: Draw, images: Tensor) -> Tensor:
    """Change the look of crops in 0..1: contrast, bias, blur, resolution, noise, inversion."""
    if draw.chance(0.3):
        low, width = draw.uniform(-0.1, 0.2), draw.uniform(0.5, 1.1)
        images = ((images - low) / width).clamp(0, 1)
    if draw.chance(0.5):
        images = images.clamp_min(0) ** torch.exp(draw.uniform(-0.6, 0.6))
    if draw.chance(0.3):
        images = images * torch.exp(draw.uniform(0, 0.35) * draw.smooth(2))
    gains = slice_gains(draw, draw.shape)
    if gains is not None:
        images = images * gains
    if draw.chance(0.25):
        sigma = draw.plain.uniform(0.4, 1.4)
        images = blurred(images, [sigma * draw.plain.choice((0.3, 1, 1)) for _ in range(3)])
    if draw.chance(0.15):
        images = _coarse(draw, images)
    if draw.chance(0.4):
        images = images + draw.uniform(0, 1) ** 2 * 0.12 * draw.noise()
    flipped = draw.some(0.1)
    return images * (1 - 2 * flipped) + flipped


def _coarse(draw: Draw, images: Tensor) -> Tensor:
    """Reduce the resolution and interpolate back, as upsampled small boxes are."""
    factor = draw.plain.uniform(1.5, 3.5)
    shape = [max(1, round(n / factor)) if n > 12 else n for n in draw.shape]
    grid = coordinates((shape[0], shape[1], shape[2]), draw.device)[None]
    small = sampled_at(images[:, None], grid.expand(draw.count, -1, -1, -1, -1))
    back = coordinates(draw.shape, draw.device)[None].expand(draw.count, -1, -1, -1, -1)
    return sampled_at(small, back)[:, 0]
