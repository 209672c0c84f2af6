"""Random scenes: one object among others, of no organ in particular.

A scene is painted in steps: a label map of the surroundings (random regions, deformed blobs, or
a piece of an anatomical label map), an object with parts of its own (core, rim, patches) and
perhaps a halo that does not belong to it, one intensity and one texture for each region, and a
look. Contrast towards some neighbours is low on purpose. Some objects are compound, as a head or
a heart is: they hold a label map of their own.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from bifseg_core.training.fields import Draw, Shape, blurred
from bifseg_core.training.looks import Look, random_look, rendered
from bifseg_core.training.shapes import Form, ellipsoid, object_depth, random_form, space

_AIR = 64
_BASE, _CORE, _RIM, _PATCH, _HALO = range(_AIR + 1, _AIR + 6)
_LABELS = _HALO + 1
_FIRST_BLOB, _FIRST_OUTER = 40, 48
_LEAST_DEPTH = 0.08
_FADING_SHARE = 0.25
_COMPOUND_SHARE = 0.25


@dataclass(frozen=True)
class Scenes:
    """A batch of scenes.

    Attributes:
        images: Intensities in 0..1, (N, I, J, K).
        objects: The object of each scene, bool, never empty, (N, I, J, K).
        look: What the images imitate.
        form: The kind of the objects; None for pieces of an anatomical label map.
    """

    images: Tensor
    objects: Tensor
    look: Look
    form: Form | None


def make_scenes(
    seed: int,
    *,
    count: int,
    shape: Shape,
    device: torch.device | None = None,
    atlas: Tensor | None = None,
) -> Scenes:
    """Make random scenes.

    Args:
        seed: The same seed gives the same scenes (on one kind of device).
        count: N, the number of scenes.
        shape: (I, J, K); K = 1 makes 2D scenes.
        device: Where they are made; the CPU by default.
        atlas: Anatomical label maps to paint on, one a scene: labels below 40, (N, I, J, K).
    """
    draw = Draw(seed, count=count, shape=shape, device=device or torch.device("cpu"))
    points = space(draw)
    form = None if atlas is not None and draw.chance(0.5) else random_form(draw)
    if form is None and atlas is not None:
        depth = _structure_depth(draw, atlas)
    else:
        depth = object_depth(draw, _placed(draw, points), form or Form.BLOB)
    depth = depth + (_LEAST_DEPTH - depth.amax(dim=(1, 2, 3), keepdim=True)).clamp_min(0)
    surroundings = _random_regions(draw) if atlas is None else atlas.long()
    without, content = _with_blobs(draw, surroundings, points), None
    if draw.chance(_COMPOUND_SHARE):
        without, content = _FIRST_OUTER + _random_regions(draw), without
    labels = _with_object(draw, without, depth, content)
    look = random_look(draw)
    painted = _painted(draw, labels, without, points, depth)
    images = rendered(draw, painted, depth=depth, look=look)
    return Scenes(images.clamp(0, 1), depth > 0, look, form)


def _placed(draw: Draw, points: Tensor) -> Tensor:
    """Shrink and move the object in about one scene of five."""
    small = draw.some(0.2)[:, None]
    factor = 1 - small * draw.uniform(0.3, 0.85)[:, None]
    return (points - small * draw.uniform(-0.5, 0.5, size=3)) / factor


def _structure_depth(draw: Draw, atlas: Tensor) -> Tensor:
    """Return the depth of the structure in the middle of each label map, or of several."""
    middle = atlas[:, atlas.shape[1] // 2, atlas.shape[2] // 2, atlas.shape[3] // 2]
    mask = atlas == middle.view(-1, 1, 1, 1)
    if draw.chance(0.3):
        other = draw.table(1, _FIRST_BLOB, size=3).long()
        for column in other.unbind(1):
            mask = mask | (atlas == column.view(-1, 1, 1, 1))
    return blurred(mask.float(), [0.7] * 3) * 2 - 1


def _random_regions(draw: Draw) -> Tensor:
    """Return a label map of smooth random regions, at times inside a body in air."""
    regions = draw.plain.choice((1, 2, 3, 4, 6, 8))
    cells = draw.plain.uniform(1.5, 7)
    highest = draw.smooth(cells)
    labels = torch.zeros_like(highest, dtype=torch.long)
    for region in range(1, regions):
        field = draw.smooth(cells)
        labels.masked_fill_(field > highest, region)
        highest = torch.maximum(highest, field)
    return labels


def _with_blobs(draw: Draw, labels: Tensor, points: Tensor) -> Tensor:
    """Paint distracting blobs of their own labels, and air around a body in some batches."""
    for index in range(draw.plain.randint(0, 6)):
        depth = ellipsoid(draw, points, spread=1.0, low=0.1, high=0.5)
        labels = torch.where(depth > 0, _FIRST_BLOB + index, labels)
    if draw.chance(0.25):
        body = ellipsoid(draw, points, spread=0.4, low=1.0, high=1.6)
        labels = torch.where(body > 0, labels, _AIR)
    return labels


def _with_object(draw: Draw, labels: Tensor, depth: Tensor, content: Tensor | None) -> Tensor:
    """Paint the object, its parts and its halo; a compound one is filled with its content."""
    if draw.chance(0.4):
        halo = (depth > -draw.uniform(0.08, 0.4)) & (draw.some(0.8) > 0)
        if draw.chance(0.5):
            halo = halo & (draw.smooth(2.5) > draw.uniform(-1.5, 0.5))
        labels = torch.where(halo, _HALO, labels)
    parts = torch.full_like(labels, _BASE) if content is None else content
    if draw.chance(0.3):
        parts = torch.where(
            draw.smooth(draw.plain.uniform(2, 9)) > draw.uniform(0, 1.2), _PATCH, parts
        )
    wobble = draw.uniform(0, 0.15) * draw.smooth(5)
    if draw.chance(0.4):
        parts = torch.where(depth + wobble > draw.uniform(0.2, 0.6), _CORE, parts)
    if draw.chance(0.4):
        parts = torch.where(depth + wobble < draw.uniform(0.06, 0.3), _RIM, parts)
    return torch.where(depth > 0, parts, labels)


def _painted(draw: Draw, labels: Tensor, without: Tensor, points: Tensor, depth: Tensor) -> Tensor:
    """Give every region an intensity and a texture; at times the object fades out at its border.

    Args:
        draw: The source of random numbers.
        labels: The regions with the object, (N, I, J, K).
        without: The regions without it, (N, I, J, K).
        points: Coordinates, (N, 3, I, J, K).
        depth: The object's depth, (N, I, J, K).
    """
    size = draw.plain.uniform(3, 7)
    fine = draw.smooth(max(draw.shape) / draw.plain.uniform(1.5, 4))
    texture = fine + draw.uniform(0, 1.2) * draw.smooth(size)
    amount = draw.table(0, 1, size=_LABELS) ** 2 * draw.table(0.02, 0.2, size=1)
    table = _intensities(draw)
    image = _gathered(table, labels) + _gathered(amount, labels) * texture
    if draw.chance(_FADING_SHARE):
        behind = _gathered(table, without) + _gathered(amount, without) * texture
        image = torch.lerp(behind, image, (depth / draw.uniform(0.03, 0.3) + 0.5).clamp(0, 1))
    inside = (labels > _AIR) & (labels != _HALO)
    slope = draw.uniform(-0.2, 0.2) * draw.some(0.5) * points[:, 0]
    return image + slope * inside


def _intensities(draw: Draw) -> Tensor:
    """Return an intensity for each label of each scene, (N, labels)."""
    table = draw.table(0, 1, size=_LABELS)
    base = table[:, _BASE : _BASE + 1]
    contrast = draw.table(0.05, 0.4, size=1)
    pushed = torch.where(table >= base, base + contrast, base - contrast)
    near = (table - base).abs() < contrast
    kept = draw.table(0, 1, size=_LABELS) < 0.15
    result = torch.where(near & ~kept, pushed, table)
    similar = base + draw.table(-0.25, 0.25, size=_LABELS)
    alike = draw.table(0, 1, size=_LABELS) < 0.5
    result[:, _CORE:_HALO] = torch.where(alike, similar, table)[:, _CORE:_HALO]
    twins = draw.table(0, 1, size=_LABELS) < 0.3
    twins[:, :_FIRST_BLOB] = twins[:, _AIR:] = False
    result = torch.where(twins, base + 0.2 * (similar - base), result)
    result[:, _BASE : _BASE + 1] = base
    result[:, _AIR] = draw.table(-0.1, 0.1, size=1)[:, 0]
    return result


def _gathered(table: Tensor, labels: Tensor) -> Tensor:
    return table.gather(1, labels.flatten(1)).view(labels.shape)
