"""Random objects: blobs, lobes, tubes, shells, crescents, scattered parts.

A shape is a *depth* field (N, I, J, K): above 0 inside, about 1 in the middle, below 0 outside.
"""

import enum
import math

import torch
from torch import Tensor

from bifseg_core.training.fields import Draw, coordinates


class Form(enum.Enum):
    """The kinds of objects that scenes are made of."""

    BLOB = "blob"
    LOBES = "lobes"
    TUBE = "tube"
    SHELL = "shell"
    CRESCENT = "crescent"
    SCATTERED = "scattered"
    SHEET = "sheet"


_WEIGHTS = {
    Form.BLOB: 6.0,
    Form.LOBES: 5.0,
    Form.TUBE: 1.0,
    Form.SHELL: 0.4,
    Form.CRESCENT: 1.3,
    Form.SCATTERED: 0.7,
    Form.SHEET: 0.3,
}


def random_form(draw: Draw) -> Form:
    """Return the form of a batch's objects."""
    return draw.plain.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]


def space(draw: Draw) -> Tensor:
    """Return rotated and elastically deformed coordinates of each scene, (N, 3, I, J, K)."""
    grid = coordinates(draw.shape, draw.device)
    points = torch.einsum("nab,bijk->naijk", _rotations(draw), grid)
    bend = (
        0.25 * draw.uniform(0, 1, size=3) ** 2 * draw.smooth(draw.plain.uniform(1.5, 4), channels=3)
    )
    return points + bend


def object_depth(draw: Draw, points: Tensor, form: Form) -> Tensor:
    """Return the depth field of one object of each scene, (N, I, J, K)."""
    depth = _FORMS[form](draw, points)
    if draw.chance(0.6):
        rough = draw.uniform(0, 1) ** 2 * 0.3
        depth = depth + rough * draw.smooth(draw.plain.uniform(4, 9))
    if draw.chance(0.3):
        depth = depth + draw.uniform(0, 0.15) * draw.smooth(draw.plain.uniform(10, 24))
    return depth


def ellipsoid(draw: Draw, points: Tensor, *, spread: float, low: float, high: float) -> Tensor:
    """Return the depth of a superellipsoid.

    Args:
        draw: The source of random numbers.
        points: Coordinates (N, 3, I, J, K).
        spread: The centre lies in -spread..spread on each axis.
        low: The smallest half-axis.
        high: The largest half-axis.
    """
    centre = draw.uniform(-spread, spread, size=3)
    size = draw.uniform(low, high)[:, None]
    radii = size * draw.uniform(0.6, 1.0, size=3)
    boxy = draw.chance(0.2)
    total = torch.zeros_like(points[:, 0])
    for axis in range(2 if draw.shape[2] == 1 else 3):
        square = ((points[:, axis] - centre[:, axis]) / radii[:, axis]).square_()
        total += square.square_() if boxy else square
    total.clamp_min_(1e-9).sqrt_()
    return 1 - (total.sqrt_() if boxy else total)


def _blob(draw: Draw, points: Tensor) -> Tensor:
    return ellipsoid(draw, points, spread=0.12, low=0.5, high=0.95)


def _lobes(draw: Draw, points: Tensor) -> Tensor:
    depth = ellipsoid(draw, points, spread=0.3, low=0.3, high=0.6)
    for _ in range(draw.plain.randint(1, 3)):
        depth = torch.maximum(depth, ellipsoid(draw, points, spread=0.5, low=0.2, high=0.5))
    return depth


def _tube(draw: Draw, points: Tensor) -> Tensor:
    start, middle, end = (draw.uniform(-1, 1, size=3) for _ in range(3))
    radius = draw.uniform(0.1, 0.3)
    taper = draw.uniform(-0.5, 0.5)
    depth = torch.full_like(points[:, 0], -math.inf)
    for step in range(9):
        time = step / 8
        spot = (1 - time) ** 2 * start + 2 * time * (1 - time) * middle + time**2 * end
        reach = radius * (1 + taper * (time - 0.5))
        depth = torch.maximum(depth, 1 - _length(points - spot) / reach)
    return depth


def _shell(draw: Draw, points: Tensor) -> Tensor:
    depth = ellipsoid(draw, points, spread=0.1, low=0.65, high=0.95)
    thickness = draw.uniform(0.15, 0.45)
    return 1 - (depth - thickness).abs() / thickness


def _crescent(draw: Draw, points: Tensor) -> Tensor:
    whole = ellipsoid(draw, points, spread=0.1, low=0.6, high=0.95)
    hole = ellipsoid(draw, points, spread=0.6, low=0.4, high=0.8)
    return torch.minimum(whole, -hole)


def _scattered(draw: Draw, points: Tensor) -> Tensor:
    field = draw.smooth(draw.plain.uniform(2, 7)) - draw.uniform(-0.4, 0.6)
    return torch.minimum(field, _blob(draw, points))


def _sheet(draw: Draw, points: Tensor) -> Tensor:
    thickness = draw.uniform(0.08, 0.25)
    field = 0.35 * draw.smooth(2.5) + points[:, 0]
    return torch.minimum(1 - field.abs() / thickness, _blob(draw, points) * 2)


_FORMS = {
    Form.BLOB: _blob,
    Form.LOBES: _lobes,
    Form.TUBE: _tube,
    Form.SHELL: _shell,
    Form.CRESCENT: _crescent,
    Form.SCATTERED: _scattered,
    Form.SHEET: _sheet,
}


def _length(vectors: Tensor) -> Tensor:
    first, second, third = vectors.unbind(1)
    total = first.square().addcmul_(second, second)
    if vectors.shape[-1] > 1:
        total.addcmul_(third, third)
    return total.clamp_min_(1e-9).sqrt_()


def _rotations(draw: Draw) -> Tensor:
    """Return a rotation of each scene, (N, 3, 3); in 2D about the third axis only."""
    planes = ((0, 1),) if draw.shape[2] == 1 else ((0, 1), (1, 2), (0, 2))
    total = torch.eye(3, device=draw.device).expand(draw.count, 3, 3)
    for first, second in planes:
        angle = draw.table(-math.pi, math.pi, size=1)[:, 0]
        turn = torch.eye(3, device=draw.device).repeat(draw.count, 1, 1)
        turn[:, first, first] = turn[:, second, second] = angle.cos()
        turn[:, first, second], turn[:, second, first] = -angle.sin(), angle.sin()
        total = total @ turn
    return total
