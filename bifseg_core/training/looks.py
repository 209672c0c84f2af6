"""How scenes look: CT-, MR-, PET-, ultrasound- and photo-like images of painted regions."""

import enum

import torch
from torch import Tensor
from torch.nn import functional

from bifseg_core.training.fields import Draw, blurred


class Look(enum.Enum):
    """The kinds of images that scenes imitate."""

    MR = "mr"
    CT = "ct"
    PET = "pet"
    ULTRASOUND = "ultrasound"
    PHOTO = "photo"


_WEIGHTS_3D = {Look.MR: 5.0, Look.CT: 2.0, Look.PET: 0.8, Look.ULTRASOUND: 1.0, Look.PHOTO: 0.7}
_WEIGHTS_2D = {Look.MR: 4.0, Look.CT: 2.0, Look.PET: 0.4, Look.ULTRASOUND: 4.0, Look.PHOTO: 0.8}


def random_look(draw: Draw) -> Look:
    """Return the look of a batch of scenes."""
    weights = _WEIGHTS_2D if draw.shape[2] == 1 else _WEIGHTS_3D
    return draw.plain.choices(list(weights), list(weights.values()))[0]


def rendered(draw: Draw, painted: Tensor, *, depth: Tensor, look: Look) -> Tensor:
    """Turn painted regions into an image.

    Args:
        draw: The source of random numbers.
        painted: Intensities about 0..1, (N, I, J, K).
        depth: The object's depth field, above 0 inside, (N, I, J, K).
        look: What the image imitates.

    Returns:
        The image (N, I, J, K); its scale means nothing.
    """
    image = _partial_volume(draw, painted)
    image = _RENDERERS[look](draw, image, depth)
    if draw.chance(0.2):
        image = 1 - image
    return _gamma(draw, image)


def _partial_volume(draw: Draw, painted: Tensor) -> Tensor:
    """Blur a little everywhere and, at times, along one axis as thick slices do."""
    sigmas = [draw.plain.uniform(0.2, 1.1)] * 3
    if draw.chance(0.25):
        sigmas[draw.plain.randrange(3)] = draw.plain.uniform(1.0, 2.5)
    return blurred(painted, sigmas)


def _mr(draw: Draw, image: Tensor, depth: Tensor) -> Tensor:
    del depth
    image = image.clamp_min(0) * torch.exp(draw.uniform(0, 0.35) * draw.smooth(2))
    level = draw.uniform(0, 1) ** 2 * 0.14
    first, second = draw.noise() * level, draw.noise() * level
    return ((image + first).square() + second.square()).sqrt()


def _ct(draw: Draw, image: Tensor, depth: Tensor) -> Tensor:
    """Clip to a window around the object's intensity and add correlated noise."""
    inside = (depth > 0).float()
    centre = (image * inside).sum((1, 2, 3)) / inside.sum((1, 2, 3)).clamp_min(1)
    low = centre.view(-1, 1, 1, 1) - draw.uniform(0.15, 0.7)
    grain = draw.plain.uniform(0.4, 1.2)
    noise = blurred(draw.noise(), [grain] * 3) * (1 + 2 * grain) * draw.uniform(0, 1) ** 2 * 0.12
    return ((image + noise - low) / draw.uniform(0.5, 1.4)).clamp(0, 1)


def _pet(draw: Draw, image: Tensor, depth: Tensor) -> Tensor:
    hot = (depth > 0).float() * draw.uniform(0.3, 1.0) + image * draw.uniform(0.2, 0.6)
    image = blurred(hot, [draw.plain.uniform(1.0, 2.8)] * 3)
    noise = blurred(draw.noise(), [draw.plain.uniform(0.6, 1.5)] * 3) * draw.uniform(0, 0.35)
    return image + noise * image.clamp_min(0).sqrt()


def _ultrasound(draw: Draw, image: Tensor, depth: Tensor) -> Tensor:
    beam = 1 + draw.plain.randrange(2)
    image = image.clamp_min(0.02) * _shadows(draw, depth, beam)
    image = image + draw.some(0.5) * draw.uniform(0.1, 0.7) * _echo(depth, beam)
    sigmas = [draw.plain.uniform(0.3, 1.0) for _ in range(3)]
    sigmas[2 - beam] += draw.plain.uniform(0.3, 1.2)
    real, imaginary = blurred(draw.noise(), sigmas), blurred(draw.noise(), sigmas)
    speckle = (real.square() + imaginary.square()).sqrt()
    speckle = speckle / speckle.mean(dim=(1, 2, 3), keepdim=True)
    amount = draw.uniform(0.2, 1.0)
    return (image * (1 - amount + amount * speckle)).clamp_min(1e-4) ** draw.uniform(0.4, 1.0)


def _shadows(draw: Draw, depth: Tensor, beam: int) -> Tensor:
    """Return the gain of each voxel: loss with depth, dark streaks, gain behind the object."""
    size = depth.shape[beam]
    steps = torch.linspace(0, 1, size, device=depth.device)
    steps = steps.view([size if axis == beam else 1 for axis in range(4)])
    passed = (depth > 0).float().cumsum(beam) / size
    gain = torch.exp(draw.uniform(-1.2, 1.2) * passed * draw.some(0.5) - draw.uniform(0, 1) * steps)
    columns = draw.smooth(draw.plain.uniform(3, 9)).select(beam, 0).unsqueeze(beam)
    streaks = torch.sigmoid(8 * (columns - draw.uniform(0.8, 2.5)))
    below = torch.sigmoid(12 * (steps - draw.uniform(0, 0.7)))
    return gain * (1 - draw.uniform(0.3, 0.95) * streaks * below)


def _echo(depth: Tensor, beam: int) -> Tensor:
    """Return a bright border that fades where it runs along the beam."""
    slopes = [_slope(depth, axis) for axis in (1, 2, 3) if depth.shape[axis] > 1]
    steepness = torch.stack(slopes).square().sum(0).sqrt().clamp_min(1e-4)
    facing = (_slope(depth, beam).abs() / steepness).square()
    return facing * torch.exp(-(depth / (1.5 * steepness)).square())


def _slope(values: Tensor, axis: int) -> Tensor:
    return torch.gradient(values, dim=axis)[0]


def _photo(draw: Draw, image: Tensor, depth: Tensor) -> Tensor:
    del depth
    light = 1 + draw.uniform(0, 0.4) * draw.smooth(1.5)
    return image * light + draw.noise() * draw.uniform(0, 0.08)


_RENDERERS = {
    Look.MR: _mr,
    Look.CT: _ct,
    Look.PET: _pet,
    Look.ULTRASOUND: _ultrasound,
    Look.PHOTO: _photo,
}


def _gamma(draw: Draw, image: Tensor) -> Tensor:
    lowest = image.amin(dim=(1, 2, 3), keepdim=True)
    scaled = (image - lowest) / (image.amax(dim=(1, 2, 3), keepdim=True) - lowest).clamp_min(1e-6)
    return functional.relu(scaled) ** torch.exp(draw.uniform(-0.5, 0.5))
