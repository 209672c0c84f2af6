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

from bifseg_core.training.anatomy import FLUID, GREY, WHITE, AtlasPieces, Part
from bifseg_core.training.cavities import cavity_form, faint_walls, with_cavity
from bifseg_core.training.fields import Draw, Shape, blurred
from bifseg_core.training.looks import Look, random_look, rendered
from bifseg_core.training.regions import (
    AIR,
    BASE,
    CORE,
    FIRST_BLOB,
    FIRST_OUTER,
    HALO,
    LABELS,
    PATCH,
    RIM,
)
from bifseg_core.training.shapes import Form, ellipsoid, object_depth, random_form, space

_LEAST_DEPTH = 0.08
_FADING_SHARE = 0.25
_COMPOUND_SHARE = 0.35
_CAVITY_SHARE = 0.3
_BODY_AROUND, _TISSUE_SHARE = 0.6, 0.6


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
    atlas: AtlasPieces | None = None,
) -> Scenes:
    """Make random scenes.

    Args:
        seed: The same seed gives the same scenes (on one kind of device).
        count: N, the number of scenes.
        shape: (I, J, K); K = 1 makes 2D scenes.
        device: Where they are made; the CPU by default.
        atlas: Pieces of anatomical label maps to paint on, one a scene.
    """
    device = device or torch.device("cpu")
    draw = Draw(seed, count=count, shape=shape, device=device)
    points = space(draw)
    whole = atlas is not None and atlas.part is Part.WHOLE
    cavity = not whole and draw.chance(_CAVITY_SHARE)
    form = cavity_form(draw) if cavity else _form(draw, atlas)
    depth = _never_empty(_depth(draw, points, form, atlas))
    without, content = _around_and_inside(draw, points, atlas)
    table = _intensities(draw)
    if cavity:
        labels, depth = with_cavity(draw, without, depth, points)
        depth, table = _never_empty(depth), faint_walls(draw, table)
    else:
        labels = _with_object(draw, without, depth, content)
    if whole:
        table = _tissues(draw, table)
    look = random_look(draw)
    painted = _painted(draw, labels, without, points, depth, table)
    images = rendered(draw, painted, depth=depth, look=look)
    return Scenes(images.clamp(0, 1), depth > 0, look, form)


def _form(draw: Draw, atlas: AtlasPieces | None) -> Form | None:
    """Return the form of the objects; None where they come from a label map."""
    if atlas is not None and (atlas.part is Part.WHOLE or draw.chance(0.5)):
        return None
    return random_form(draw)


def _depth(draw: Draw, points: Tensor, form: Form | None, atlas: AtlasPieces | None) -> Tensor:
    if form is None and atlas is not None:
        return blurred(atlas.objects.to(draw.device).float(), [0.7] * 3) * 2 - 1
    return object_depth(draw, _placed(draw, points), form or Form.BLOB)


def _around_and_inside(
    draw: Draw, points: Tensor, atlas: AtlasPieces | None
) -> tuple[Tensor, Tensor | None]:
    """Return the regions of each scene without its object, and those inside a compound one."""
    around = _random_regions(draw) if atlas is None else atlas.labels.to(draw.device).long()
    if atlas is not None and atlas.part is Part.WHOLE:
        if draw.chance(_BODY_AROUND):
            around = torch.where(around == 0, FIRST_OUTER + _random_regions(draw), around)
        return _with_blobs(draw, around, points), around
    around = _with_blobs(draw, around, points)
    if draw.chance(_COMPOUND_SHARE):
        return FIRST_OUTER + _random_regions(draw), around
    return around, None


def _never_empty(depth: Tensor) -> Tensor:
    """Raise depth fields that are nowhere inside by so much that something is."""
    return depth + (_LEAST_DEPTH - depth.amax(dim=(1, 2, 3), keepdim=True)).clamp_min(0)


def _placed(draw: Draw, points: Tensor) -> Tensor:
    """Shrink and move the object in about one scene of eight."""
    small = draw.some(0.12)[:, None]
    factor = 1 - small * draw.uniform(0.3, 0.85)[:, None]
    return (points - small * draw.uniform(-0.5, 0.5, size=3)) / factor


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
        labels = torch.where(depth > 0, FIRST_BLOB + index, labels)
    if draw.chance(0.25):
        body = ellipsoid(draw, points, spread=0.4, low=1.0, high=1.6)
        labels = torch.where(body > 0, labels, AIR)
    return labels


def _with_object(draw: Draw, labels: Tensor, depth: Tensor, content: Tensor | None) -> Tensor:
    """Paint the object, its parts and its halo; a compound one is filled with its content."""
    if draw.chance(0.4):
        halo = (depth > -draw.uniform(0.08, 0.4)) & (draw.some(0.8) > 0)
        if draw.chance(0.5):
            halo = halo & (draw.smooth(2.5) > draw.uniform(-1.5, 0.5))
        labels = torch.where(halo, HALO, labels)
    parts = torch.full_like(labels, BASE) if content is None else content
    if draw.chance(0.3):
        parts = torch.where(
            draw.smooth(draw.plain.uniform(2, 9)) > draw.uniform(0, 1.2), PATCH, parts
        )
    wobble = draw.uniform(0, 0.15) * draw.smooth(5)
    if draw.chance(0.5):
        parts = torch.where(depth + wobble > draw.uniform(0.2, 0.6), CORE, parts)
    if draw.chance(0.5):
        parts = torch.where(depth + wobble < draw.uniform(0.06, 0.3), RIM, parts)
    return torch.where(depth > 0, parts, labels)


def _painted(
    draw: Draw, labels: Tensor, without: Tensor, points: Tensor, depth: Tensor, table: Tensor
) -> Tensor:
    """Give every region an intensity and a texture; at times the object fades out at its border.

    Args:
        draw: The source of random numbers.
        labels: The regions with the object, (N, I, J, K).
        without: The regions without it, (N, I, J, K).
        points: Coordinates, (N, 3, I, J, K).
        depth: The object's depth, (N, I, J, K).
        table: The intensity of each label, (N, labels).
    """
    size = draw.plain.uniform(3, 7)
    fine = draw.smooth(max(draw.shape) / draw.plain.uniform(1.5, 4))
    texture = fine + draw.uniform(0, 1.2) * draw.smooth(size)
    amount = draw.table(0, 1, size=LABELS) ** 2 * draw.table(0.02, 0.2, size=1)
    image = _gathered(table, labels) + _gathered(amount, labels) * texture
    if draw.chance(_FADING_SHARE):
        behind = _gathered(table, without) + _gathered(amount, without) * texture
        image = torch.lerp(behind, image, (depth / draw.uniform(0.03, 0.3) + 0.5).clamp(0, 1))
    inside = (labels > AIR) & (labels != HALO)
    slope = draw.uniform(-0.2, 0.2) * draw.some(0.5) * points[:, 0]
    return image + slope * inside


def _intensities(draw: Draw) -> Tensor:
    """Return an intensity for each label of each scene, (N, labels)."""
    table = draw.table(0, 1, size=LABELS)
    base = table[:, BASE : BASE + 1]
    contrast = draw.table(0.07, 0.4, size=1)
    pushed = torch.where(table >= base, base + contrast, base - contrast)
    near = (table - base).abs() < contrast
    kept = draw.table(0, 1, size=LABELS) < 0.15
    result = torch.where(near & ~kept, pushed, table)
    similar = base + draw.table(-0.25, 0.25, size=LABELS)
    alike = draw.table(0, 1, size=LABELS) < 0.5
    result[:, CORE:HALO] = torch.where(alike, similar, table)[:, CORE:HALO]
    twins = draw.table(0, 1, size=LABELS) < 0.3
    twins[:, :FIRST_BLOB] = twins[:, AIR:] = False
    result = torch.where(twins, base + 0.2 * (similar - base), result)
    result[:, BASE : BASE + 1] = base
    result[:, AIR] = draw.table(-0.1, 0.1, size=1)[:, 0]
    return result


def _tissues(draw: Draw, table: Tensor) -> Tensor:
    """Give the parts of each tissue nearly the same intensity, in some scenes."""
    table = table.clone()
    chosen = draw.table(0, 1, size=1) < _TISSUE_SHARE
    for span in (WHITE, GREY, FLUID):
        part = slice(span.start, span.stop)
        level = draw.table(0, 1, size=1) + draw.table(-0.06, 0.06, size=len(span))
        table[:, part] = torch.where(chosen, level, table[:, part])
    return table


def _gathered(table: Tensor, labels: Tensor) -> Tensor:
    return table.gather(1, labels.flatten(1)).view(labels.shape)
