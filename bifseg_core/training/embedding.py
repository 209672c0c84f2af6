"""What was cut out of its surroundings, as skull-stripped brains are, is put into random scenes."""

import torch
from torch import Tensor
from torch.nn import functional

from bifseg_core.training.fields import Draw, Shape, blurred
from bifseg_core.training.pool import Samples

_EMPTY_SHARE, _BLACK_OBJECT = 0.25, 0.01
_WRAPPED_SHARE, _MOST_LAYERS = 0.7, 3


def surrounded(seed: int, samples: Samples, scenes: Samples) -> Samples:
    """Put samples into scenes, at times wrapped in layers as a brain is in skull and skin.

    Black counts as missing where it is a quarter of the image and no part of the object.

    Args:
        seed: Fixes the layers.
        samples: What is put into scenes; what has surroundings keeps them.
        scenes: As many random scenes of the same size.
    """
    black = samples.images == 0
    inside = (black & (samples.objects > 0)).sum(dim=(1, 2, 3))
    missing = black.float().mean(dim=(1, 2, 3)) > _EMPTY_SHARE
    missing &= inside < _BLACK_OBJECT * samples.objects.sum(dim=(1, 2, 3))
    empty = black | _rim(black, samples.objects)
    filled = empty & missing[:, None, None, None]
    around = scenes.images
    if bool(missing.any()):
        count, *size = black.shape
        shape: Shape = (size[0], size[1], size[2])
        around = _wrapped(Draw(seed, count=count, shape=shape, device=black.device), ~empty, around)
    return Samples(torch.where(filled, around, samples.images), samples.objects)


def _rim(black: Tensor, objects: Tensor) -> Tensor:
    """Return the dark voxels, half tissue and half nothing, that lie between an image and black."""
    near = functional.max_pool3d(black.float()[:, None], 3, stride=1, padding=1)[:, 0] > 0
    return near & ~black & (objects == 0)


def _wrapped(draw: Draw, content: Tensor, images: Tensor) -> Tensor:
    """Paint up to three layers around the content, bool (N, I, J, K), into images; at times."""
    if not draw.chance(_WRAPPED_SHARE):
        return images
    reached = content
    for _ in range(draw.plain.randint(1, _MOST_LAYERS)):
        softened = blurred(reached.float(), [draw.plain.uniform(0.8, 2.0)] * 3)
        grown = reached | (softened > draw.uniform(0.05, 0.4))
        texture = draw.uniform(0, 0.08) * draw.smooth(draw.plain.uniform(3, 9))
        images = torch.where(grown & ~reached, draw.uniform(0, 1) + texture, images)
        reached = grown
    return images.clamp(0, 1)
